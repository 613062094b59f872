"""Orders taken in with their clauses, worked on, paused, made urgent, finished, taken up again."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from tests.apps.operations.order_desk import AT, CLAUSES, Desk, held, key, state

from guicheng.apps.operations.models import OrderEvent, WorkOrder
from guicheng.apps.operations.selectors.orders.clocks import stages_of
from guicheng.apps.operations.selectors.orders.finding import OrderFilter, orders_visible_to, promises_of
from guicheng.apps.operations.services import orders
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.apps.platform.models import AuditEntry
from guicheng.domain.orders import Phase
from guicheng.domain.values import NotAllowedError, StaleError

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db):
    return Desk()


def due(order):
    order.refresh_from_db()
    lines = stages_of(order, state(order), promises_of(order))
    return {line.stage.value: line.due and (line.due - AT) for line in lines}


def listed(desk, by="wang", at=AT, **wanted):
    return [row.number for row in orders_visible_to(desk.actor(by), OrderFilter(**wanted), at=at)]


def test_an_order_is_held_to_the_clauses_in_force_when_it_was_reported(desk):
    order = desk.order()
    assert (order.kind, order.urgent, order.place.code, order.number) == ("repair", False, "3-T", "20261123-001")
    assert held(order, urgent=False) == {
        "respond": CLAUSES[0], "arrive": CLAUSES[2], "finish": CLAUSES[4], "follow_up": CLAUSES[5],
    }  # fmt: skip
    assert held(order, urgent=True) == {
        "respond": CLAUSES[0], "arrive": CLAUSES[1], "finish": CLAUSES[3], "follow_up": CLAUSES[5],
    }  # fmt: skip
    assert due(order) == {
        "respond": timedelta(minutes=15), "arrive": timedelta(hours=4), "finish": timedelta(hours=24),
        "follow_up": None,
    }  # fmt: skip
    assert order.due_at == AT + timedelta(minutes=15)
    assert desk.order().number == "20261123-002"


def test_words_tell_what_cannot_wait(desk):
    order = desk.order("电梯困人了，马上来")
    assert order.urgent
    assert due(order)["arrive"] == timedelta(minutes=30)
    assert desk.order("电梯困人了", urgent=False).urgent is False


def test_a_complaint_is_held_to_other_clauses(desk):
    order = desk.order("投诉保安态度差")
    assert order.kind == "complaint"
    assert held(order, urgent=False) == {"respond": CLAUSES[6], "finish": CLAUSES[7]}


def test_an_order_sent_twice_under_one_key_is_one_order(desk):
    assert desk.order(key="a").pk == desk.order(key="a").pk
    assert WorkOrder.objects.count() == 1


def test_nothing_but_a_problem_of_a_known_kind_is_taken_in(desk):
    for wrong in ({"problem": " "}, {"kind": "wish"}, {"channel": "pigeon"}, {"category": "nonsense"}):
        with pytest.raises(orders.NotAnOrderError):
            desk.order(**wrong)
    with pytest.raises(NotAsWantedError):
        desk.order(caller=orders.Caller("张女士", "12"))
    with pytest.raises(NotAllowedError):
        desk.order(by="shen")
    assert not WorkOrder.objects.exists()


def test_an_order_goes_all_the_way(desk):
    order = desk.order()
    desk.give(order, after=2)
    for act, after in (("accept", 5), ("arrive", 20), ("start", 21)):
        desk.step(order, act, after=after)
    desk.act(order, "add_cost", what="material", name="灯管", quantity="2", measure="支", amount="36.5", after=30)
    desk.act(order, "finish_order", words="换了灯管", after=40)
    done = state(order)
    assert (done.phase, done.total) == (Phase.FINISHED, Decimal("36.50"))
    order.refresh_from_db()
    assert (order.phase, order.holder.username, order.ended_at) == ("finished", "li", AT + timedelta(minutes=40))
    assert order.due_at == due(order)["follow_up"] + AT
    desk.act(order, "follow_up_order", by="qian", words="满意", satisfied=True, after=60)
    order.refresh_from_db()
    assert (order.phase, order.due_at) == ("visited", None)
    assert list(OrderEvent.objects.filter(order=order).values_list("kind", flat=True)) == [
        "report", "dispatch", "accept", "arrive", "start", "cost", "finish", "follow_up",
    ]  # fmt: skip
    acts = list(AuditEntry.objects.filter(subject="order").order_by("pk").values_list("act", flat=True))
    assert acts[0] == "operations.report_order"
    assert len(acts) == 8


def test_work_is_done_by_whoever_has_it(desk):
    order = desk.order()
    desk.give(order)
    with pytest.raises(NotAllowedError):
        desk.step(order, "accept", by="zhou")
    with pytest.raises(NotAllowedError):
        desk.step(order, "accept", by="shen")
    desk.step(order, "accept", by="sun")
    with pytest.raises(orders.OrderRefusedError):
        desk.step(order, "accept")
    with pytest.raises(orders.NotAnOrderError):
        desk.step(order, "finish")


def test_a_pause_has_a_reason_and_moves_the_due_time(desk):
    order = desk.order()
    desk.give(order, after=0)
    desk.step(order, "accept", after=1)
    for wrong in ({"reason": "lunch"}, {"reason": "other"}):
        with pytest.raises(orders.NotAnOrderError):
            desk.act(order, "pause_order", **wrong)
    desk.act(order, "pause_order", reason="parts", after=10)
    order.refresh_from_db()
    assert (order.phase, order.due_at) == ("paused", None)
    desk.step(order, "resume", after=70)
    assert due(order)["finish"] == timedelta(hours=25)


def test_a_new_priority_counts_from_the_report(desk):
    order = desk.order()
    with pytest.raises(orders.NotAnOrderError):
        desk.act(order, "change_priority", by="qian", urgent=False, reason="不急")
    desk.act(order, "change_priority", by="qian", urgent=True, reason="水漏到楼下", after=60)
    assert due(order)["arrive"] == timedelta(minutes=30)
    event = order.events.get(kind="priority")
    assert event.data["counts_from"]["arrive"] == "report"


def test_a_clause_that_says_so_counts_from_the_change(db):
    desk = Desk("一般报修4小时内到场。", "报修升级为紧急报修后，维修工30分钟内到达现场。")
    order = desk.order()
    desk.act(order, "change_priority", by="qian", urgent=True, reason="漏水了", after=60)
    assert due(order)["arrive"] == timedelta(minutes=90)
    assert order.events.get(kind="priority").data["counts_from"] == {"arrive": "change"}


def test_the_time_in_which_an_order_was_closed_counts(desk):
    order = desk.order()
    desk.give(order, after=0)
    desk.act(order, "finish_order", words="好了", after=60)
    desk.act(order, "reopen_order", by="qian", reason="又不亮了", after=600)
    assert due(order)["finish"] == timedelta(hours=24)
    assert state(order).phase is Phase.STARTED
    order.refresh_from_db()
    assert order.ended_at is None


def test_a_complaint_is_not_followed_up_by_whoever_handled_it(desk):
    order = desk.order("投诉保安态度差")
    desk.give(order, to="qian")
    desk.act(order, "finish_order", by="qian", words="已道歉")
    with pytest.raises(orders.OrderRefusedError):
        desk.act(order, "follow_up_order", by="qian", words="满意")
    assert desk.act(order, "follow_up_order", by="sun", words="满意").phase == "visited"


def test_cancelling_is_for_who_steers_and_says_why(desk):
    order = desk.order()
    with pytest.raises(NotAllowedError):
        desk.act(order, "cancel_order", by="qian", reason="重复")
    with pytest.raises(orders.NotAnOrderError):
        desk.act(order, "cancel_order", by="sun", reason=" ")
    assert desk.act(order, "cancel_order", by="sun", reason="重复报修").due_at is None
    with pytest.raises(orders.OrderRefusedError):
        desk.act(order, "finish_order", by="sun", words="好了")


def test_a_wrong_cost_is_struck_and_stays_in_the_log(desk):
    order = desk.order()
    desk.give(order)
    for wrong in ({"amount": "many"}, {"quantity": "0"}, {"name": ""}, {"what": "gold"}, {"amount": "NaN"}):
        said = {"what": "labour", "name": "人工", "quantity": "1", "measure": "小时", "amount": "50", **wrong}
        with pytest.raises(orders.NotAnOrderError):
            desk.act(order, "add_cost", **said)
    desk.act(order, "add_cost", what="labour", name="人工", quantity="1", measure="小时", amount="¥5,000")
    [line] = state(order).costs
    with pytest.raises(orders.NotAnOrderError):
        desk.act(order, "strike_cost", by="sun", event="desk:99", reason="错")
    desk.act(order, "strike_cost", by="sun", event=line.event, reason="写错了")
    assert state(order).total == 0
    assert order.events.filter(kind="cost").exists()


def test_whoever_saw_an_older_state_is_told_who_moved_it(desk):
    order = desk.order()
    desk.give(order)
    with pytest.raises(StaleError) as caught:
        desk.step(order, "accept", rev=order.rev)
    assert "孙主管" in caught.value.message.render(str)


def test_a_write_sent_twice_under_one_key_happens_once(desk):
    order, once = desk.order(), key()
    desk.give(order)
    for _time in range(2):
        desk.step(order, "arrive", key=once)
        desk.act(order, "comment_on_order", stream="internal", text="在路上", key=f"{once}c")
    assert order.events.filter(kind="arrive").count() == order.events.filter(kind="comment").count() == 1


def test_the_list_finds_what_people_look_for(desk):
    first, second = desk.order(), desk.order("水管爆裂", urgent=True)
    desk.give(first)
    assert listed(desk, state="open") == [second.number, first.number] or len(listed(desk, state="open")) == 2
    assert listed(desk, urgent=True) == [second.number]
    assert listed(desk, by="li", of="mine") == [first.number]
    desk.act(second, "dispatch_order", by="sun", mode="offer", post="维修工")
    assert listed(desk, by="li", of="posts") == [second.number]
    assert listed(desk, by="qian", of="posts") == []
    assert listed(desk, words="灯 3栋") == [first.number]
    assert listed(desk, post=str(desk.post.key)) == listed(desk)
    assert listed(desk, at=AT + timedelta(minutes=16), state="late") == listed(desk)
    assert listed(desk, kind="complaint") == listed(desk, unit="nonsense") == listed(desk, state="ended") == []
    assert listed(desk, by="zhao") == []
