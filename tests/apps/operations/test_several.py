"""One act on several orders, or on several rows of work: each by its own rules, whole or not at all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.apps.operations.order_desk import AT, Desk

from guicheng.apps.notices.models import Notice
from guicheng.apps.operations.models import OrderFollower, WorkOrder
from guicheng.apps.operations.selectors.my_work import Whose, my_work
from guicheng.apps.operations.selectors.orders.finding import OrderFilter, orders_visible_to
from guicheng.apps.operations.services import orders
from guicheng.apps.operations.services.case_access import NotACaseError
from guicheng.apps.operations.services.orders import NotAnOrderError, Wanted, act_on_orders
from guicheng.apps.operations.services.several import MOST_AT_ONCE
from guicheng.apps.operations.services.work_several import act_on_work
from guicheng.apps.platform.models import AuditEntry

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=30)


@pytest.fixture
def desk(db):
    return Desk()


@pytest.fixture
def three(desk):
    return [desk.order(f"{number}栋灯不亮") for number in (1, 2, 3)]


def do(desk, rows, by="sun", **wanted):
    keys = [str(row.key) for row in rows]
    return act_on_orders(actor=desk.actor(by), keys=keys, wanted=Wanted(**wanted), at=LATER)


def holders(rows):
    found = {row.pk: row.holder.username if row.holder else "" for row in WorkOrder.objects.select_related("holder")}
    return [found[row.pk] for row in rows]


def reasons(outcome):
    return {row.label: error.message.render(str) for row, error in outcome.stayed}


def test_orders_are_given_to_a_person_and_a_closed_one_stays_with_the_reason(desk, three):
    desk.act(three[1], "cancel_order", by="sun", reason="重复")
    before = WorkOrder.objects.get(pk=three[1].pk).rev
    outcome = do(desk, three, act="assign", to=str(desk.company.people["li"].key))
    assert [row.label for row in outcome.went] == [three[0].number, three[2].number]
    assert list(reasons(outcome)) == [three[1].number]
    assert "this cannot be done" in reasons(outcome)[three[1].number]
    assert holders(three) == ["li", "", "li"]
    assert WorkOrder.objects.get(pk=three[1].pk).rev == before
    assert AuditEntry.objects.filter(act="operations.dispatch_order").count() == 2


def test_orders_are_offered_to_a_post_and_taken_by_one_of_it(desk, three):
    assert len(do(desk, three, "qian", act="offer", post="维修工").went) == 3
    desk.act(three[0], "claim_order", by="zhou")
    outcome = do(desk, three, "li", act="claim")
    assert holders(three) == ["zhou", "li", "li"]
    assert "周师傅 was faster" in reasons(outcome)[three[0].number]


def test_priority_wants_a_reason_and_leaves_what_is_urgent_already(desk, three):
    assert len(do(desk, three, act="urgent").stayed) == 3
    assert not WorkOrder.objects.filter(urgent=True).exists()
    desk.act(three[0], "change_priority", by="sun", urgent=True, reason="老人独居")
    outcome = do(desk, three, act="urgent", reason="停电")
    assert list(reasons(outcome)) == [three[0].number]
    assert WorkOrder.objects.filter(urgent=True).count() == 3
    assert len(do(desk, three, act="ordinary", reason="来电了").went) == 3


def test_somebody_without_the_right_reaches_none(desk, three):
    outcome = do(desk, three, "li", act="assign", to=str(desk.company.people["li"].key))
    assert (outcome.went, len(outcome.stayed)) == ([], 3)
    assert {error.code for _row, error in outcome.stayed} == {"not-allowed"}


@pytest.mark.parametrize("wanted", [{"act": "dance"}, {"act": ""}])
def test_an_act_that_is_none_does_nothing(desk, three, wanted):
    with pytest.raises(NotAnOrderError):
        do(desk, three, **wanted)


def test_neither_none_nor_too_many_are_taken(desk, three):
    for keys in ([], [str(number) for number in range(MOST_AT_ONCE + 1)]):
        with pytest.raises(NotAnOrderError):
            act_on_orders(actor=desk.actor("sun"), keys=keys, wanted=Wanted("follow"), at=LATER)


def test_an_order_out_of_reach_keeps_all_from_being_done(desk, three):
    with pytest.raises(WorkOrder.DoesNotExist):
        act_on_orders(actor=desk.actor("sun"), keys=[str(three[0].key), "x"], wanted=Wanted("follow"), at=LATER)
    assert not OrderFollower.objects.exists()


def test_an_order_named_twice_is_done_once(desk, three):
    assert len(do(desk, [three[0], three[0]], act="follow").went) == 1


def test_who_follows_an_order_finds_it_and_hears_how_it_ends(desk, three):
    desk.give(three[0])
    do(desk, three[:2], "wang", act="follow")
    do(desk, three[:1], "wang", act="follow")
    assert OrderFollower.objects.count() == 2
    actor = desk.actor("wang")
    found = orders_visible_to(actor, OrderFilter(of="followed"), at=LATER)
    assert {row.pk for row in found} == {row.pk for row in three[:2]}
    assert {row.key for row in my_work(actor, Whose.FOLLOWED, at=LATER)} == {str(row.key) for row in three[:2]}
    desk.act(three[0], "finish_order", words="换灯", after=40)
    desk.act(three[0], "reopen_order", by="qian", reason="又灭了", after=50)
    desk.act(three[1], "cancel_order", by="sun", reason="重复", after=60)
    told = Notice.objects.filter(person=desk.company.people["wang"], happening__kind="order-followed")
    assert told.count() == 3
    do(desk, three, "wang", act="unfollow")
    assert not OrderFollower.objects.exists()
    desk.act(three[0], "finish_order", words="换了灯座", after=70)
    assert told.count() == 3
    assert AuditEntry.objects.filter(act="operations.follow_order").count() == 2
    assert AuditEntry.objects.filter(act="operations.unfollow_order").count() == 2


def test_orders_are_handed_over_from_my_work(desk, three):
    for row in three[:2]:
        desk.give(row)
    rows = [f"order:{row.key}" for row in three]
    to = str(desk.company.people["zhou"].key)
    outcome = act_on_work(actor=desk.actor("sun"), work=rows, act="hand_over", at=LATER, to=to, reason="换班")
    assert len(outcome.went) == 3
    assert holders(three) == ["zhou"] * 3
    urged = act_on_work(actor=desk.actor("sun"), work=rows[:1], act="urge", at=LATER)
    assert "steps of cases only" in next(iter(reasons(urged).values()))
    with pytest.raises(NotACaseError):
        act_on_work(actor=desk.actor("sun"), work=rows, act="hand_over", at=LATER, to="x")
    with pytest.raises(NotACaseError):
        act_on_work(actor=desk.actor("sun"), work=["tour:x"], act="take_on", at=LATER)


def test_orders_of_my_post_are_taken_from_my_work(desk, three):
    orders.act_on_orders(
        actor=desk.actor("qian"), keys=[str(row.key) for row in three], wanted=Wanted("offer", post="维修工"), at=AT
    )  # fmt: skip
    rows = [f"order:{row.key}" for row in three]
    assert len(act_on_work(actor=desk.actor("li"), work=rows, act="take_on", at=LATER).went) == 3
    assert len(act_on_work(actor=desk.actor("zhou"), work=rows, act="take_on", at=LATER).stayed) == 3
    assert holders(three) == ["li"] * 3
