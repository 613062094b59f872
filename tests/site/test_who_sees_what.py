"""Every address, for the browser that sent a document, another browser, and one that never sent anything."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from guicheng.apps.standards import services

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
OPEN, OWN = (200, 200, 200), (200, 404, 404)
#: Route → status of a GET for (owner, other browser, anonymous). A route that is missing here fails the test.
TABLE = {
    "healthz": OPEN,
    "": OPEN,
    "try/": OPEN,
    "samples/": (405, 405, 405),
    "documents/": (405, 405, 405),
    "documents/<str:key>/": OWN,
    "documents/<str:key>/status/": OWN,
    "documents/<str:key>/leftovers/": OWN,
    "documents/<str:key>/delete/": OWN,
    "documents/<str:key>/reading.<str:kind>": OWN,
    "rules/": OPEN,
    "rules/<str:code>/": OPEN,
    "theme/": (405, 405, 405),
    "language/setlang/": (302, 302, 302),
    "api/read": (405, 405, 405),
    "api/read/file": (405, 405, 405),
    "api/documents": OPEN,
    "api/documents/<key>": OWN,
    "api/documents/<key>/clauses": OWN,
    "api/documents/<key>/leftovers": OWN,
    "api/documents/<key>/export.<kind>": OWN,
    "api/rules": OPEN,
    "api/rules/<code>": OPEN,
    "api/": (404, 404, 404),
    "api/docs": OPEN,
    "api/openapi.json": OPEN,
}


def _routes(patterns, prefix=""):
    for entry in patterns:
        route = prefix + str(entry.pattern).removeprefix("^").removesuffix("$")
        if isinstance(entry, URLResolver):
            yield from _routes(entry.url_patterns, route)
        elif isinstance(entry, URLPattern):
            yield route


def test_every_route_stands_in_the_table():
    assert set(_routes(get_resolver().url_patterns)) == set(TABLE)


@pytest.fixture
def document(run_jobs):
    data = "1. 30分钟内到场。\n".encode()
    found = services.receive_document(owner="mine", name="标准.txt", data=data, at=AT)
    run_jobs()
    return found


@pytest.mark.parametrize("route", TABLE)
def test_a_route_answers_each_browser_as_the_table_says(client, document, route):
    address = "/" + route
    for name, value in {"key": str(document.key), "kind": "json", "code": "MH001"}.items():
        address = address.replace(f"<str:{name}>", value).replace(f"<{name}>", value)
    statuses = []
    for browser in ("mine", "another", None):
        visitor = type(client)()
        if browser:
            session = visitor.session
            session["browser"] = browser
            session.save()
            visitor.cookies["sessionid"] = session.session_key
        statuses.append(visitor.get(address).status_code)
    assert tuple(statuses) == TABLE[route]
