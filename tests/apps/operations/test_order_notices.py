"""Orders whose limits near their end or are over: told once, level by level, in duty hours."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localtime
from tests.apps.operations.order_desk import AT, Desk

from guicheng.apps.notices.models import Happening, Notice
from guicheng.apps.operations.models import WorkOrder
from guicheng.apps.operations.services.orders import tell_of_due_orders

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db):
    return Desk("接到报修后，维修工30分钟内到达现场。")


def look(minutes):
    return tell_of_due_orders(at=AT + timedelta(minutes=minutes))


def lateness():
    rows = Notice.objects.filter(happening__kind__in=["order-warned", "order-late"]).select_related("happening")
    return [(each.happening.kind, each.person.name) for each in rows.order_by("pk")]


def test_a_limit_is_warned_of_then_told_to_supervisors_then_to_managers(desk):
    order = desk.order()
    desk.give(order, after=1)
    order.refresh_from_db()
    assert order.notice_at == AT + timedelta(minutes=24)
    assert look(23) == 0
    assert look(24) == 1
    assert lateness() == [("order-warned", "李师傅")]
    assert look(24) == 0
    assert look(30) == 1
    level_1 = lateness()[1:]
    assert {person for _kind, person in level_1} >= {"李师傅"}
    assert {kind for kind, _person in level_1} == {"order-late"}
    look(60)
    assert len(lateness()) > len(level_1) + 1
    order.refresh_from_db()
    assert order.notice_at is None
    assert look(10_000) == 0
    titles = {each.title for each in Happening.objects.filter(kind="order-late")}
    assert titles == {"Work order {number}: somebody was to be there by {due}"}


def test_what_is_done_in_time_is_told_to_nobody(desk):
    order = desk.order()
    desk.give(order, after=1)
    desk.step(order, "arrive", after=10)
    order.refresh_from_db()
    assert order.notice_at is None
    assert look(10_000) == 0
    assert lateness() == []


def test_a_pause_moves_what_is_told(desk):
    order = desk.order()
    desk.give(order, after=1)
    desk.act(order, "pause_order", after=10, reason="customer")
    assert look(200) == 0
    desk.step(order, "resume", after=200)
    order.refresh_from_db()
    assert order.notice_at == AT + timedelta(minutes=214)
    look(214)
    assert lateness() == [("order-warned", "李师傅")]


def test_a_night_is_waited_out_and_the_highest_level_speaks_for_those_below(desk):
    evening = AT + timedelta(hours=22 - localtime(AT).hour)
    desk.order(at=evening)
    assert tell_of_due_orders(at=evening + timedelta(hours=3)) == 1
    assert lateness() == []
    order = WorkOrder.objects.get()
    assert (localtime(order.notice_at).hour, localtime(order.notice_at).minute) == (8, 0)
    assert tell_of_due_orders(at=order.notice_at) == 1
    assert {kind for kind, _person in lateness()} == {"order-late"}
    assert Happening.objects.filter(kind="order-late").count() == 1


def test_an_order_that_is_called_off_is_told_to_nobody(desk):
    order = desk.order()
    desk.act(order, "cancel_order", by="sun", after=5, reason="误报")
    assert look(10_000) == 0
    assert lateness() == []
