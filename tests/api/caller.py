"""Calls as a person or a program makes them."""

from __future__ import annotations

import json

from django.test import Client
from tests.apps.standards.company import AT

from guicheng.apps.organization.services.integrations import issue_token

BASE = "/api/v1"


class Caller:
    """Somebody who calls; ``get`` and the others return the answer's JSON and insist on its status."""

    def __init__(self, client, headers=None):
        self.client, self.headers = client, headers or {}

    @classmethod
    def person(cls, company, name):
        client = Client()
        client.force_login(company.people[name])
        return cls(client)

    @classmethod
    def program(cls, company, *scopes, unit=None):
        _row, token = issue_token(
            actor=company.actor("gao"), unit_key=(unit or company.root).key, name="工单系统", scopes=scopes, at=AT
        )
        return cls(Client(), {"Authorization": f"Bearer {token}"})

    def get(self, path, status=200, **query):
        return self._told(self.client.get(f"{BASE}{path}", query, headers=self.headers), status)

    def send(self, method, path, body=None, status=200):
        answer = self.client.generic(
            method,
            f"{BASE}{path}",
            "" if body is None else json.dumps(body),
            content_type="application/json",
            headers=self.headers,
        )
        return self._told(answer, status)

    def upload(self, path, file, status=201):
        return self._told(self.client.post(f"{BASE}{path}", {"file": file}, headers=self.headers), status)

    def _told(self, answer, status):
        assert answer.status_code == status, answer.content.decode()
        return answer.json() if answer.content else None
