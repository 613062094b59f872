"""Numbers that clauses ask for, through the API: with the report, in a reading, and said later."""

from __future__ import annotations

import pytest
from tests.api.caller import Caller
from tests.apps.operations.order_desk import Desk

pytestmark = pytest.mark.django_db
NEED = {"unit": "户", "low": "30", "high": None, "above": False, "below": False}


@pytest.fixture
def desk(db, settings):
    settings.SECOND_FACTOR = False
    return Desk("影响30户以上的停水，维修工自接报起2小时内到场。")


def test_a_reading_says_what_is_asked_for_and_which_clause_would_apply(desk):
    caller, body = Caller.person(desk.company, "qian"), {"unit": str(desk.estate.key), "problem": "3栋停水"}
    found = caller.send("POST", "/orders/readings", body, status=200)
    assert (found["asks"], found["clauses"]) == (["户"], [])
    [row] = found["depending"]
    assert (row["stage"], row["value"], row["of"], row["standing"], row["needs"]) == (
        "arrive", "2", "hour", "open", [NEED],
    )  # fmt: skip
    known = caller.send("POST", "/orders/readings", {**body, "numbers": {"户": "30"}}, status=200)
    assert [row["stage"] for row in known["clauses"]] == ["arrive"]
    assert known["depending"] == []


def test_a_number_said_later_gives_the_order_its_clause(desk):
    caller, body = Caller.person(desk.company, "qian"), {"unit": str(desk.estate.key), "problem": "3栋停水"}
    made = caller.send("POST", "/orders", body, status=201)
    assert (made["numbers"], made["stages"]) == ({}, [])
    assert [row["standing"] for row in made["depending"]] == ["open"]
    act = {"act": "numbers", "numbers": {"户": "40"}, "rev": made["rev"]}
    done = caller.send("POST", f"/orders/{made['key']}/acts", act, status=200)
    assert (done["numbers"], done["depending"]) == ({"户": "40"}, [])
    assert [row["stage"] for row in done["stages"] if row["clause"]] == ["arrive"]
    wrong = {"act": "numbers", "numbers": {"平方米": "40"}}
    assert caller.send("POST", f"/orders/{made['key']}/acts", wrong, status=422)["code"] == "not-an-order"
