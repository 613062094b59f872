"""Orders given to people: named, offered, in turn; two at once; what phones say of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.apps.operations.ground import Ground
from tests.apps.operations.order_desk import AT, Desk, state
from tests.apps.organization.test_races import at_once, kinds

from domain.evidence.phones import seeded
from guicheng.apps.operations.models import OrderEvent, WorkOrder
from guicheng.apps.operations.services import orders
from guicheng.apps.organization.models import Placement
from guicheng.domain.orders import Phase
from guicheng.domain.values import NotAllowedError, StaleError


@pytest.fixture
def desk(db):
    return Desk()


def holder(order):
    order.refresh_from_db()
    return order.holder.username if order.holder else ""


def offer(desk, order, by="qian", **more):
    return desk.act(order, "dispatch_order", by=by, mode="offer", post="维修工", **more)


def turn(desk, order, **more):
    return desk.act(order, "dispatch_order", by="qian", mode="turn", post="维修工", **more)


def test_an_offered_order_goes_to_whoever_of_the_post_takes_it_first(desk):
    order = offer(desk, desk.order())
    assert (order.offered, order.post.name, order.phase) == (True, "维修工", "dispatched")
    with pytest.raises(NotAllowedError):
        desk.act(order, "claim_order", by="qian")
    desk.act(order, "claim_order", by="li")
    assert holder(order) == "li"
    assert desk.act(order, "claim_order", by="li").seq == 3
    with pytest.raises(StaleError) as caught:
        desk.act(order, "claim_order", by="zhou")
    assert "李师傅" in caught.value.message.render(str)


def test_of_two_who_take_an_order_at_once_one_has_it(real_transactions):
    desk = Desk()
    order = offer(desk, desk.order())

    def take(name):
        actor = desk.actor(name)
        return lambda: orders.claim_order(actor=actor, order_key=order.key, at=AT + timedelta(minutes=30))

    assert kinds(at_once(take("li"), take("zhou"))) == ["StaleError", "WorkOrder"]
    assert OrderEvent.objects.filter(order=order, kind="claim").count() == 1
    assert holder(order) in {"li", "zhou"}


def test_one_write_sent_twice_at_once_happens_once(real_transactions):
    desk = Desk()
    order = desk.order()
    desk.give(order)
    actor = desk.actor("li")

    def arrive():
        return orders.step_order(actor=actor, order_key=order.key, act="arrive", at=AT, key="phone-1")

    assert kinds(at_once(arrive, arrive)) == ["WorkOrder", "WorkOrder"]
    assert OrderEvent.objects.filter(order=order, kind="arrive").count() == 1


def test_two_orders_taken_in_at_once_have_numbers_of_their_own(real_transactions):
    desk = Desk(*["接到报修后，客服专员15分钟内响应。"])
    actor = desk.actor("qian")

    def report():
        return orders.report_order(
            unit=desk.estate, kind="repair", problem="灯坏了", channel="desk", actor=actor, at=AT
        )

    assert kinds(at_once(report, report)) == ["WorkOrder", "WorkOrder"]
    assert sorted(WorkOrder.objects.values_list("number", flat=True)) == ["20261123-001", "20261123-002"]


def test_those_on_duty_are_given_orders_in_turn(desk):
    given = [holder(turn(desk, desk.order())) for _each in range(4)]
    assert sorted(given[:2]) == ["li", "zhou"]
    assert given[2:] == given[:2]


def test_nobody_gets_an_order_in_turn_where_nobody_is_on_duty(desk):
    Placement.objects.filter(post=desk.post).delete()
    with pytest.raises(orders.OrderRefusedError):
        turn(desk, desk.order())


def test_giving_to_somebody_by_name_and_taking_away_is_for_who_steers(desk):
    order = desk.order()
    with pytest.raises(NotAllowedError):
        desk.act(order, "dispatch_order", by="qian", mode="assign", to=str(desk.company.people["li"].key))
    for wrong in ({"to": "nobody"}, {"to": str(desk.company.people["zhao"].key)}, {"post": "厨师"}):
        with pytest.raises(orders.NotAnOrderError):
            desk.act(order, "dispatch_order", by="sun", mode="assign", **wrong)
    with pytest.raises(orders.NotAnOrderError):
        desk.act(order, "dispatch_order", by="sun", mode="draw lots", post="维修工")
    desk.give(order)
    with pytest.raises(NotAllowedError):
        offer(desk, order)
    desk.give(order, to="zhou")
    assert holder(order) == "zhou"
    assert list(order.events.filter(kind="dispatch").values_list("data__mode", flat=True)) == ["assign", "assign"]


def test_what_a_phone_says_moves_the_order_and_its_list(desk):
    order = desk.order()
    desk.give(order, after=0)
    ground = Ground(desk.company, seeded(5))
    phone = ground.phone("li")
    events = [phone.event(kind, str(order.key)) for kind in ("accept", "arrive", "finish")]
    ground.send(events[2], events[0], by="li")
    order.refresh_from_db()
    assert order.phase == "finished"
    ground.send(events[1], events[0], by="li")
    assert state(order).reached["arrived"] < state(order).reached["finished"]
    assert state(order).finisher == str(desk.company.people["li"].pk)


def test_a_phone_cannot_say_what_desks_decide(desk):
    order = desk.order()
    ground = Ground(desk.company, seeded(6))
    phone = ground.phone("li")
    for kind, payload in (("cancel", {"reason": "x"}), ("priority", {}), ("correct", {"of": "desk:1"})):
        ground.send(phone.event(kind, str(order.key), payload=payload), by="li")
    assert state(order).phase is Phase.REPORTED
    assert state(order).reported is not None


def test_a_phone_of_another_estate_moves_nothing(desk):
    order = desk.order()
    desk.company.join("wu", "吴师傅", ("frontline", desk.company.other))
    ground = Ground(desk.company, seeded(7))
    desk.company.estate = desk.company.other
    phone = ground.phone("wu")
    assert ground.send(phone.event("finish", str(order.key)), by="wu").committed
    order.refresh_from_db()
    assert order.phase == "reported"
