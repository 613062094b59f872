"""The peer of field.py: a Django view that inserts the rows of a batch and does nothing else."""

# ruff: noqa: E402 - models can be imported only once Django is set up
from __future__ import annotations

import json
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guicheng.site.settings")

import django
from django.conf import settings

django.setup()

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.http import HttpRequest, JsonResponse
from django.urls import path

from guicheng.apps.operations.models import FieldDevice
from guicheng.apps.operations.services.intake import _COLUMNS, _INSERT

_STATE = {"seq": 0, "device": None}


def insert(request: HttpRequest) -> JsonResponse:
    """Insert a row an event."""
    events = json.loads(request.body)["events"]
    if _STATE["device"] is None:
        _STATE["device"] = FieldDevice.objects.select_related("unit").get()
    device, rows = _STATE["device"], []
    for event in events:
        _STATE["seq"] += 1
        row = {
            "company_id": device.unit_id, "seq": _STATE["seq"], "event_id": event["id"], "device_id": device.pk,
            "unit_id": device.unit_id, "device_seq": event["device_seq"], "kind": event["kind"],
            "occurrence": event["occurrence"], "wall": event["wall"], "wall_ms": 0,
            "since_contact_ms": event["since_contact_ms"], "contact": event["contact"],
            "payload_hash": event["prev_hash"],
            "commitments": '{"position":"' + event["prev_hash"] + '"}', "photos": "[]", "prev_hash": event["prev_hash"],
            "hash": event["prev_hash"], "sender": event["prev_hash"], "received_ms": 0, "effective_ms": 0,
            "link": event["prev_hash"], "retention": "work", "payload": json.dumps(event["payload"]),
            "personal": json.dumps(event["personal"]), "subject_id": None,
        }  # fmt: skip
        rows.append([row[name] for name in _COLUMNS])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(_INSERT.text, rows)
    return JsonResponse({"committed": [event["id"] for event in events]})


def alive(_request: HttpRequest) -> JsonResponse:
    """Answer that the server runs."""
    return JsonResponse({})


class Urls:
    """The addresses of the peer."""

    urlpatterns = (path("api/v1/field/events", insert), path("healthz", alive))


settings.ROOT_URLCONF = Urls
settings.MIDDLEWARE = []
application = WSGIHandler()
