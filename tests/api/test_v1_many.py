"""One act on several orders or rows of work through the API: what was done, what was refused and why."""

from __future__ import annotations

import pytest
from tests.api.caller import Caller
from tests.apps.operations.order_desk import Desk

from guicheng.apps.operations.models import WorkOrder

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db):
    return Desk()


@pytest.fixture
def as_(desk, settings):
    settings.SECOND_FACTOR = False
    return lambda name: Caller.person(desk.company, name)


def test_rows_that_cannot_are_listed_with_the_reason_and_the_others_are_done(desk, as_):
    one, two = desk.order("1栋灯不亮"), desk.order("2栋灯不亮")
    desk.act(two, "cancel_order", by="sun", reason="重复")
    to = str(desk.company.people["li"].key)
    body = {"keys": [str(one.key), str(two.key)], "act": "assign", "to": to}
    answer = as_("sun").send("POST", "/orders/acts", body)
    assert answer["done"] == [{"key": str(one.key), "label": one.number}]
    assert [(row["label"], row["code"]) for row in answer["refused"]] == [(two.number, "order-refused")]
    assert WorkOrder.objects.get(pk=one.pk).holder.username == "li"
    assert as_("li").get("/orders", of="followed")["items"] == []
    as_("li").send("POST", f"/orders/{one.key}/acts", {"act": "follow"})
    assert [row["number"] for row in as_("li").get("/orders", of="followed")["items"]] == [one.number]


def test_work_is_handed_over_and_strangers_are_told_nothing(desk, as_):
    order = desk.order("1栋灯不亮")
    desk.give(order)
    work = [{"kind": "order", "key": str(order.key)}]
    body = {"work": work, "act": "hand_over", "to": str(desk.company.people["zhou"].key), "reason": "换班"}
    assert len(as_("li").send("POST", "/work/acts", body)["refused"]) == 1
    assert len(as_("sun").send("POST", "/work/acts", body)["done"]) == 1
    assert as_("sun").send("POST", "/work/acts", {**body, "to": "x"}, 422)["code"] == "not-a-case"
    as_("sun").send("POST", "/work/acts", {**body, "work": [{"kind": "order", "key": "x"}]}, 404)


def test_views_of_orders_are_kept_through_the_api(desk, as_):
    as_("li").send("POST", "/views", {"page": "orders", "name": "夜班", "query": "of=posts"}, 201)
    assert [row["page"] for row in as_("li").get("/views", page="orders")["items"]] == ["orders"]
    assert as_("li").get("/views")["items"] == []
    assert as_("li").send("POST", "/views", {"name": "草稿"}, 403)["code"] == "not-allowed"
