"""Who reported an order is forgotten in time, and held where there is a dispute; what happened can't be altered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.apps.operations.order_desk import AT, Desk

from guicheng.apps.operations.models import EvidenceHold, OrderEvent
from guicheng.apps.operations.services import orders

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db):
    return Desk("接到报修后，客服专员15分钟内响应。")


def ended(desk):
    order = desk.order("家里漏水，电话13812345678", caller=orders.Caller("张女士", "13812345678"))
    desk.act(order, "comment_on_order", by="qian", stream="internal", text="回电13812345678")
    desk.act(order, "finish_order", by="sun", words="好了")
    return order


def test_callers_are_forgotten_after_the_days_of_what_was_agreed(desk):
    order, running = ended(desk), desk.order(caller=orders.Caller("李先生", "13912345678"))
    assert orders.forget_callers(at=AT + timedelta(days=1096)) == 0
    assert orders.forget_callers(at=AT + timedelta(days=1097)) == 1
    order.refresh_from_db()
    assert (order.caller_name, order.caller_phone, order.forgotten_at is None) == ("", "", False)
    assert "13812345678" not in order.problem + order.comments.get().text
    running.refresh_from_db()
    assert running.caller_phone == "13912345678"
    assert orders.forget_callers(at=AT + timedelta(days=1098)) == 0


def test_a_hold_keeps_everything_of_an_order(desk):
    order = ended(desk)
    EvidenceHold.objects.create(
        unit=desk.estate, company=desk.company.root, occurrence=str(order.key), case="TS-1", reason="投诉", placed_at=AT
    )
    assert orders.forget_callers(at=AT + timedelta(days=2000)) == 0
    with pytest.raises(orders.NotAnOrderError):
        orders.forget_caller(actor=desk.actor("chen"), order_key=order.key, at=AT)
    order.refresh_from_db()
    assert order.caller_name == "张女士"


def test_the_database_refuses_to_alter_what_happened_to_an_order(desk):
    event = ended(desk).events.first()
    for change in (lambda rows: rows.update(kind="cancel"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(OrderEvent.objects.filter(pk=event.pk))
    event.refresh_from_db()
    assert event.kind == "report"
