"""A walk through the pages as somebody signed in: every door once, by the links that pages show."""

from __future__ import annotations

import re
from collections import deque
from html import unescape

from django.test import Client
from django.urls import Resolver404, resolve

from guicheng.web.doors import DOORS

LINK = re.compile(r'(?:href|src|data-status)="(/[^"#]*)')
EMPTY = re.compile(r'class="(?:card empty|empty)"')
#: What every door that is looked through answers to.
ROUTES = [door.route for door in DOORS if "GET" in door.needs]


class Walk:
    """What somebody met: an answer for each door that they came to.

    Args:
        person: Who walks.
        wanted: Doors that are looked through; others are passed by.
    """

    def __init__(self, person, wanted):
        self.client = Client()
        self.client.force_login(person)
        self.wanted, self.status, self.empty, self.address = set(wanted), {}, set(), {}
        self._waiting = deque(f"/{route}" for route in wanted if "<" not in route)
        while self._waiting:
            self._enter(self._waiting.popleft())

    def _enter(self, address):
        route = self._door(address)
        if route in self.status or route not in self.wanted:
            return
        answer = self.client.get(address)
        self.status[route], self.address[route] = answer.status_code, address
        if answer.get("Content-Type", "").startswith("text/html"):
            page = answer.content.decode()
            if EMPTY.search(page):
                self.empty.add(route)
            self._waiting.extend(unescape(found) for found in LINK.findall(page))
        elif answer.streaming:
            b"".join(answer)

    @staticmethod
    def _door(address):
        try:
            return resolve(address.partition("?")[0]).route
        except Resolver404:
            return ""
