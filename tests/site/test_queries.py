"""Every page asks the database a dozen times at most."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.site.test_who_sees_what import ROUTES, ROWS, address_of
from tests.site.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.one]
MOST_QUERIES = 12
#: What is no query of the page: the marks around a write, which a test sees as queries.
BESIDE = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
READERS = ("Q", "A")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


@pytest.mark.parametrize("route", [route for route in ROUTES if (route, "GET") in ROWS])
def test_a_page_asks_at_most_twelve_times(world, settings, route):
    settings.SECOND_FACTOR = False
    cache.clear()
    for letter in READERS:
        client = Client(raise_request_exception=False)
        client.cookies["sessionid"] = world.sessions[world.at_company[letter].username]
        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            client.get("/" + address_of(route, world.places["own"].keys))
            transaction.set_rollback(True)
        queries = [each["sql"] for each in asked if not each["sql"].startswith(BESIDE)]
        assert len(queries) <= MOST_QUERIES, (letter, len(queries), *queries)
