"""The desk: every number is a door to a list of exactly what it counts, for every role."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import timezone
from tests.apps.standards.company import Company
from tests.site.world import World

from guicheng.apps.organization.selectors import actor_for
from guicheng.apps.organization.selectors.counting import counts_of
from guicheng.apps.standards.models import Edition, Standard
from guicheng.web.desk.page import desk_of
from guicheng.web.desk.stations import STATIONS
from guicheng.web.desk.waiting import WAITING, WRONG

pytestmark = [pytest.mark.django_db, pytest.mark.one]
#: Name of a page → how many rows it says its list has.
TOTALS = {
    "inbox": lambda shown: shown["counts"].needs,
    "work": lambda shown: shown["count"],
    "orders": lambda shown: shown["page"].paginator.count,
    "rounds_every": lambda shown: len(shown["rounds"]) if not shown["more"] else None,
    "surveys": lambda shown: len(shown["rows"]),
    "feedback": lambda shown: shown["total"],
    "demands": lambda shown: shown["total"],
    "standards": lambda shown: shown["list"].page.total,
    "nonconformities": lambda shown: shown["page"].paginator.count,
    "processes": lambda shown: len(shown["processes"]),
    "promises": lambda shown: shown["total"],
    "months": lambda shown: shown["total"],
    "reviews": lambda shown: len(shown["rows"]),
    "scorecards": lambda shown: len(shown["appeals"]),
    "inspections": lambda shown: len(shown["inspections"]) if not shown["more"] else None,
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


@pytest.fixture
def enter(world, settings):
    settings.SECOND_FACTOR = False
    cache.clear()

    def one(person):
        client = Client()
        client.cookies["sessionid"] = world.sessions[person.username]
        return client

    return one


def numbers_on(desk):
    stations = [number for station in desk.stations for number in station[1:5] if number is not None]
    return [*desk.waiting, *desk.wrong, *stations]


@pytest.mark.parametrize("letter", "AQESFR")
@pytest.mark.parametrize("reach", ["at_company", "at_estate"])
def test_the_list_behind_a_number_has_exactly_as_many_rows(world, enter, reach, letter):
    person = getattr(world, reach)[letter]
    client = enter(person)
    numbers = numbers_on(client.get("/").context["desk"])
    assert numbers
    for number in numbers:
        answer = client.get(number.href)
        assert answer.status_code == 200, number
        name = resolve(urlsplit(number.href).path).url_name
        assert TOTALS[name](answer.context) == number.amount, number


def test_the_world_of_these_tests_fills_many_numbers(world):
    seen = set()
    for person in world.at_company.values():
        desk = desk_of(actor_for(person, channel="web", address=""), timezone.localtime())
        seen |= {number.key for number in numbers_on(desk) if number.amount}
    assert {"surveys-open", "demands-proposed", "orders-open", "appeals"} <= seen
    assert len(seen) >= 4


def test_every_number_has_its_own_key():
    keys = [each.key for each in (*WAITING, *WRONG, *(count for one in STATIONS for count in one.counts))]
    assert len(set(keys)) == len(keys)


def test_all_numbers_come_in_one_question(world):
    actor = actor_for(world.at_company["Q"], channel="web", address="")
    with CaptureQueriesContext(connection) as asked:
        desk_of(actor, timezone.localtime())
    # Besides those of the posts that somebody fills, and of the company's own time between reviews.
    known = ('"organization_placement"', '"improvement_mendingrules"')
    others = [each["sql"][:400] for each in asked if any(name in each["sql"][:400] for name in known)]
    assert len(asked) == 1 + len(others)
    assert len(others) <= 6


def test_somebody_who_may_not_read_something_sees_no_number_of_it(world, enter):
    desk = enter(world.at_company["F"]).get("/").context["desk"]
    titles = {number.key for number in numbers_on(desk)}
    assert not {"standards-draft", "surveys-open", "rounds-missed"} & titles


def test_a_station_has_at_most_one_marked_number(world, enter):
    html = enter(world.at_company["Q"]).get("/").content.decode()
    for station in html.split('<li class="card">')[1:]:
        assert station.count("is-error") <= 1


def test_whoever_is_not_signed_in_reads_a_manual_on_the_first_page(client):
    assert 'id="trial-title"' in client.get("/").content.decode()


def test_nothing_is_counted_without_a_question():
    assert counts_of({}) == {}


def test_a_question_that_finds_nothing_by_itself_counts_nothing(world):
    rows = {"none": Standard.objects.none(), "all": Standard.objects.order_by("title")}
    with CaptureQueriesContext(connection) as asked:
        found = counts_of(rows)
    assert found == {"none": 0, "all": Standard.objects.count()}
    assert len(asked) == 1


def test_a_row_with_many_of_another_table_behind_it_is_counted_once(world):
    rows = Edition.objects.annotate(of_it=Count("clauses"))
    assert max(row.of_it for row in rows) > 1
    assert counts_of({"editions": rows}) == {"editions": Edition.objects.count()}


def test_the_empty_desk_says_what_to_do_first(client):
    company = Company()
    client.force_login(company.people["chen"])
    html = client.get("/").content.decode()
    assert f'href="{reverse("adopt")}"' in html
    assert f'href="{reverse("work")}?what=posts"' in html
