"""Rounds stand in “My work”: one's own, those free for one's post, each thing once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.apps.operations.test_plans import lines, noon, publish
from tests.apps.operations.test_rounds import DOOR, Walk, own

from guicheng.apps.operations.models import DueWork, Round
from guicheng.apps.operations.selectors.my_work import Whose, WorkStanding, my_work
from guicheng.apps.operations.services import plans
from guicheng.apps.operations.services.horizon import fill_horizon
from guicheng.apps.operations.services.rounds import opening
from guicheng.apps.organization.models import Placement, Post

pytestmark = pytest.mark.django_db
SWEEP = "保洁员清扫大堂地面每日不少于2次，作业后无纸屑、烟蒂。"


def found(company, username, whose=Whose.MINE, *, at=None, kind=""):
    return my_work(company.actor(username), whose, at=at or noon(), kind=kind)


def names(rows):
    return [row.key for row in rows]


def given(company, username="qian", *, end=None):
    row = own(company, DOOR)
    key = company.people[username].key
    about = {"actor": company.actor("wang"), "checklist_key": row.key, "assignee_key": key, "end": end}
    return opening.open_round(at=noon(), title="西区巡逻", **about)


def placed(company, username, post, unit):
    row, _new = Post.objects.get_or_create(company=company.root, name=post, defaults={"trade": "cleaning"})
    Placement.objects.create(person=company.people[username], post=row, unit=unit)


def test_a_round_is_work_of_whoever_it_was_given_to(company):
    row = given(company, end=noon() + timedelta(hours=2))
    (work,) = found(company, "qian")
    assert (work.kind, work.key, work.title) == ("round", row.occurrence, "西区巡逻 · 夜间巡逻")
    assert (work.due_at, work.state, work.holder) == (row.end, WorkStanding.SOON, "钱师傅")
    assert (work.path, work.unit) == (f"/rounds/{row.occurrence}/", company.estate)
    assert not found(company, "sun")
    assert not found(company, "qian", Whose.FOLLOWED)


def test_a_round_is_no_work_any_more_once_it_is_finished_or_over(company):
    walk = Walk(company, DOOR)
    assert names(found(company, "qian")) == [walk.round.occurrence]
    walk.answer(0, "pass")
    walk.finish()
    over = given(company, end=noon() + timedelta(hours=2))
    assert names(found(company, "qian")) == [over.occurrence]
    assert not found(company, "qian", at=over.end)


def test_a_round_without_an_end_is_open_and_stands_last(company):
    late, open_ = given(company, end=noon() + timedelta(hours=9)), Walk(company, DOOR).round
    rows = found(company, "qian")
    assert names(rows) == [late.occurrence, open_.occurrence]
    assert rows[1].state is WorkStanding.OPEN


def test_what_is_due_with_a_checklist_stands_as_its_round_and_not_twice(company):
    publish(company, SWEEP, at=noon(-1))
    fill_horizon(at=noon())
    qian = company.people["qian"]
    DueWork.objects.update(assignee=qian)
    Round.objects.update(assignee=qian)
    wanted = set(Round.objects.filter(end__gt=noon()).values_list("occurrence", flat=True))
    rows = found(company, "qian")
    assert {row.kind for row in rows} == {"round"}
    assert wanted
    assert set(names(rows)) == wanted
    assert not found(company, "qian", kind="plan")


def test_what_is_due_without_a_checklist_stands_as_before(company):
    publish(company, "保洁员清扫大堂地面每日不少于2次。", at=noon(-1))
    fill_horizon(at=noon())
    DueWork.objects.update(assignee=company.people["qian"])
    assert not Round.objects.exists()
    assert {row.kind for row in found(company, "qian")} == {"plan"}


def test_what_was_excused_is_nobodys_work(company):
    publish(company, SWEEP, at=noon(-1))
    fill_horizon(at=noon())
    Round.objects.update(assignee=company.people["qian"])
    first = next(line for line in lines(company, noon()) if line.end > noon())
    asked = {"plan_key": first.plan.key, "occurrence": first.occurrence, "due": first.due, "reason": "台风"}
    plans.excuse(actor=company.actor("wang"), at=noon(), **asked)
    rows = names(found(company, "qian"))
    assert first.occurrence not in rows
    assert rows


def test_a_round_that_nobody_has_is_free_for_the_post_of_its_plan_at_its_estate(company):
    publish(company, SWEEP, at=noon(-1))
    fill_horizon(at=noon())
    placed(company, "qian", "保洁员", company.estate)
    placed(company, "sun", "秩序维护员", company.estate)
    placed(company, "zhao", "保洁员", company.other)
    rows = found(company, "qian", Whose.POSTS)
    assert {row.kind for row in rows} == {"round"}
    assert not found(company, "sun", Whose.POSTS)
    assert not found(company, "zhao", Whose.POSTS)
    assert not found(company, "lin", Whose.POSTS)


def test_a_round_that_no_plan_asked_for_is_free_for_everybody_placed_there(company):
    row = given(company)
    placed(company, "sun", "秩序维护员", company.estate)
    placed(company, "zhao", "秩序维护员", company.other)
    assert not found(company, "sun", Whose.POSTS)
    opening.assign_round(actor=company.actor("wang"), occurrence=row.occurrence, person_key="", at=noon())
    assert names(found(company, "sun", Whose.POSTS)) == [row.occurrence]
    assert not found(company, "zhao", Whose.POSTS)


@pytest.mark.parametrize("whose", [Whose.MINE, Whose.POSTS])
def test_rounds_take_one_query_however_many_they_are(company, whose, django_assert_num_queries):
    publish(company, SWEEP, at=noon(-1))
    fill_horizon(at=noon())
    placed(company, "qian", "保洁员", company.estate)
    given(company)
    actor = company.actor("qian")
    with django_assert_num_queries(1):
        assert my_work(actor, whose, at=noon(), kind="round")
