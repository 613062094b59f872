"""Orders held to a clause that asks for a number: said at once, said later, corrected, or never known."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.apps.operations.order_desk import AT, Desk, held, state

from guicheng.apps.assessment.selectors.gathering.orders import _held as counted_by
from guicheng.apps.operations.selectors.orders.clocks import stages_of
from guicheng.apps.operations.selectors.orders.finding import met_and_depending, promises_of
from guicheng.apps.operations.services import orders
from guicheng.domain.values import NotAllowedError, StaleError

pytestmark = pytest.mark.django_db

MANY = "影响30户以上的停水，维修工自接报起2小时内到场；影响10户以上不足30户的，4小时内到场。"
ANY = "接到停水报修后，维修工8小时内到场。"


@pytest.fixture
def desk(db):
    return Desk(MANY, ANY)


def arrives(order):
    """Return after how many hours somebody has to be there."""
    order.refresh_from_db()
    line = next(each for each in stages_of(order, state(order), promises_of(order)) if each.stage == "arrive")
    return (line.due - AT) / timedelta(hours=1)


def hanging(order):
    """Return the limits of the clauses that would apply with other numbers, and how these stand."""
    now = state(order).urgent
    return {row.limit["value"]: row.standing for row in met_and_depending(order)[1] if row.urgent is now}


def say(desk, order, by="qian", **more):
    return desk.act(order, "say_numbers", by=by, **more)


@pytest.mark.parametrize(
    ("numbers", "hours", "left"),
    [
        ({"户": "40"}, 2, {"4": "unmet"}),
        ({"户": "1,000"}, 2, {"4": "unmet"}),
        ({"户": "12"}, 4, {"2": "unmet"}),
        ({"户": "3"}, 8, {"2": "unmet", "4": "unmet"}),
        ({"户": ""}, 8, {"2": "open", "4": "open"}),
        ({}, 8, {"2": "open", "4": "open"}),
    ],
)
def test_the_number_said_at_the_desk_chooses_the_clause(desk, numbers, hours, left):
    order = desk.order("3栋停水", numbers=numbers)
    assert arrives(order) == hours
    assert hanging(order) == left


def test_a_number_said_later_binds_from_the_report_and_can_be_corrected(desk):
    order = desk.order("3栋停水")
    say(desk, order, numbers={"户": "40"}, after=30)
    assert (arrives(order), order.numbers) == (2, {"户": "40"})
    assert order.due_at == AT + timedelta(hours=2)
    say(desk, order, numbers={"户": "12"}, after=40)
    assert arrives(order) == 4
    say(desk, order, numbers={"户": ""}, after=50)
    assert (arrives(order), order.numbers) == (8, {})
    assert [row.data["numbers"] for row in order.events.filter(kind="numbers")] == [{"户": "40"}, {"户": "12"}, {}]


def test_an_edition_that_came_since_changes_nothing(desk):
    order = desk.order("3栋停水")
    desk.publish("影响30户以上的停水，维修工自接报起1小时内到场。", code="GC-02")
    say(desk, order, numbers={"户": "40"}, after=30)
    assert arrives(order) == 2


def test_both_priorities_keep_the_number(desk):
    order = desk.order("3栋停水", urgent=False, numbers={"户": "40"})
    assert held(order, urgent=True)["arrive"] == held(order, urgent=False)["arrive"] == MANY


def test_what_is_only_possible_is_not_counted(desk):
    order = desk.order("3栋停水")
    assert {row.clause.text for row in counted_by([order])[order.pk]} == {ANY}
    say(desk, order, numbers={"户": "40"})
    assert {row.limit["value"] for row in counted_by([order])[order.pk]} == {"2", "8"}


def test_a_number_that_is_none_or_that_nobody_asks_for_is_refused(desk):
    order = desk.order("3栋停水")
    for wrong in ({"户": "很多"}, {"户": "-1"}, {"户": "1e99"}, {"户": "NaN"}, {"平方米": "12"}, {"户": ""}, {}):
        with pytest.raises(orders.NotAnOrderError):
            say(desk, order, numbers=wrong)
    with pytest.raises(orders.NotAnOrderError):
        desk.order("3栋停水", numbers={"户": "很多"})
    assert (arrives(order), order.numbers) == (8, {})


def test_whoever_takes_orders_in_says_numbers_until_the_order_is_closed(desk):
    order = desk.order("3栋停水")
    with pytest.raises(NotAllowedError):
        say(desk, order, by="shen", numbers={"户": "40"})
    with pytest.raises(StaleError):
        say(desk, order, numbers={"户": "40"}, rev=0)
    desk.give(order)
    desk.act(order, "finish_order", words="修好了")
    with pytest.raises(orders.OrderRefusedError):
        say(desk, order, numbers={"户": "40"})


def test_a_half_written_order_says_what_is_asked_for(desk):
    said = {"unit": desk.estate, "at": AT}
    found = orders.understand(problem="3栋停水", **said)
    assert found.asks == ["户"]
    assert [each.clause.text for each in found.applying] == [ANY]
    assert {each.clause.text for each in found.depending} == {MANY}
    assert orders.understand(problem="门锁坏了", **said).asks == []
