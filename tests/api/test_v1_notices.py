"""A person's own notices through the API."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from tests.api.caller import Caller
from tests.apps.standards.company import AT, Company

from guicheng.apps.notices.models import Notice
from guicheng.apps.notices.readings.kinds import KINDS
from guicheng.apps.notices.services import tell
from guicheng.domain.values import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(settings):
    settings.SECOND_FACTOR = False
    made = Company()
    for number, names in enumerate([("sun",), ("sun", "wang"), ("wang",)]):
        tell(
            [made.people[name] for name in names],
            kind=next(iter(KINDS)),
            unit=made.estate,
            title=Message("Order {number}", {"number": str(number)}),
            path=f"/orders/{number}",
            at=AT + timedelta(minutes=number),
            key=f"n{number}",
        )
    return made


def test_each_person_reads_their_own_notices_the_newest_first(company):
    told = Caller.person(company, "sun").get("/notices")
    assert [(row["title"], row["path"]) for row in told["items"]] == [
        ("Order 1", "/orders/1"),
        ("Order 0", "/orders/0"),
    ]
    assert (told["unread"], told["next"], told["items"][0]["unit"]["name"]) == (2, "", company.estate.name)
    assert Caller.program(company, "estates.read").get("/notices", 404)["code"] == "absent"


def test_what_was_read_is_counted_once_and_nobody_reads_for_another(company):
    sun, wang = Caller.person(company, "sun"), Caller.person(company, "wang")
    theirs = [row["key"] for row in wang.get("/notices")["items"]]
    assert sun.send("POST", "/notices/read", {"keys": theirs}) == {"read": 0}
    newest = sun.get("/notices")["items"][0]["key"]
    assert sun.send("POST", "/notices/read", {"keys": [newest]}) == {"read": 1}
    assert sun.send("POST", "/notices/read", {"keys": [newest, str(uuid.uuid4())]}) == {"read": 0}
    assert [row["title"] for row in sun.get("/notices", unread=True)["items"]] == ["Order 0"]
    assert sun.send("POST", "/notices/read", {}) == {"read": 1}
    assert sun.get("/notices")["unread"] == 0
    assert Notice.objects.filter(person=company.people["wang"], read_at=None).count() == 2
    assert sun.send("POST", "/notices/read", {"keys": ["x"]}, 404)["code"] == "absent"
