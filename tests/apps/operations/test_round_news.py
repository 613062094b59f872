"""Who is told of rounds: given to them, missed, or with lines that are not in order."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.apps.operations.test_plans import noon, publish
from tests.apps.operations.test_rounds import DOOR, Walk, own

from guicheng.apps.notices.models import Happening, Notice
from guicheng.apps.operations.models import DueWork, Plan, Round
from guicheng.apps.operations.services import plans
from guicheng.apps.operations.services.horizon import fill_horizon
from guicheng.apps.operations.services.news import tell_of_missed_rounds
from guicheng.apps.operations.services.rounds import opening
from guicheng.apps.operations.services.rounds.own_lines import LineAsked

pytestmark = pytest.mark.django_db
SWEEP = "保洁员清扫大堂地面每日不少于2次，作业后无纸屑、烟蒂。"
SHUT = LineAsked("单元门关好", photo="never")
DEPTH = LineAsked("积水深度", kind="number", unit="厘米", high="2", photo="never")


def told(kind):
    rows = Notice.objects.filter(happening__kind=kind).order_by("pk")
    return list(rows.values_list("person__username", flat=True))


def given(company, to="qian", *, hours=2):
    about = {"checklist_key": own(company, DOOR).key, "assignee_key": company.people[to].key}
    return opening.open_round(actor=company.actor("wang"), at=noon(), end=noon() + timedelta(hours=hours), **about)


def assign(company, row, to, minutes=0):
    key, at = company.people[to].key, noon() + timedelta(minutes=minutes)
    opening.assign_round(actor=company.actor("wang"), occurrence=row.occurrence, person_key=key, at=at)


def test_whoever_is_given_a_round_is_told_and_nobody_of_their_own(company):
    row = given(company)
    assert told("round-work") == ["qian"]
    happening = Happening.objects.get(kind="round-work")
    assert (happening.unit, happening.path) == (company.estate, f"/rounds/{row.occurrence}/")
    assign(company, row, "wang", 1)
    assert told("round-work") == ["qian"]


def test_a_round_given_away_and_back_is_news_again_and_given_twice_is_not(company):
    row = given(company)
    for minutes, to in ((1, "qian"), (2, "sun"), (3, "qian")):
        assign(company, row, to, minutes)
    assert told("round-work") == ["qian", "sun", "qian"]


def test_a_line_that_is_not_in_order_is_told_to_the_supervisor_once(company):
    walk = Walk(company, SHUT, DEPTH)
    walk.answer(0, "pass")
    assert not told("round-failed")
    walk.answer(1, "9")
    walk.answer(1, "8")
    assert told("round-failed") == ["sun"]
    happening = Happening.objects.get(kind="round-failed")
    assert happening.title_message.fields["count"] == "1"
    assert happening.text_message.render() == "积水深度"
    assert happening.path == f"/rounds/{walk.round.occurrence}/"


def test_another_line_that_is_not_in_order_is_news_again(company):
    walk = Walk(company, SHUT, DEPTH)
    walk.answer(1, "9")
    walk.answer(0, "fail")
    assert told("round-failed") == ["sun", "sun"]
    assert Happening.objects.filter(kind="round-failed").latest("pk").text_message.render() == "单元门关好；积水深度"


def missed(hours):
    return tell_of_missed_rounds(at=noon() + timedelta(hours=hours))


def test_rounds_that_ended_unfinished_are_told_once_an_estate(company):
    missed(0)
    row = given(company)
    given(company)
    assert missed(1) == 0
    assert missed(2) == 1
    assert missed(3) == 0
    assert told("round-missed") == ["sun"]
    happening = Happening.objects.get(kind="round-missed")
    assert happening.title_message.fields == {"unit": "云栖花园", "count": "2"}
    day = noon().date()
    assert happening.path == f"/rounds/all/?unit={row.unit.key}&since={day}&until={day}&standing=missed"


def test_what_was_finished_or_was_over_before_anybody_looked_is_not_told(company):
    given(company, hours=1)
    assert missed(2) == 0
    walk = Walk(company, DOOR)
    Round.objects.filter(pk=walk.round.pk).update(end=noon() + timedelta(hours=3))
    walk.answer(0, "pass")
    walk.finish()
    assert missed(4) == 0
    assert not told("round-missed")


@pytest.mark.parametrize("suspended", [False, True])
def test_what_falls_into_a_suspension_was_not_missed(company, suspended):
    publish(company, SWEEP, at=noon(-1))
    fill_horizon(at=noon())
    missed(0)
    if suspended:
        plans.suspend(
            actor=company.actor("wang"), unit_key=company.estate.key, cause="weather", reason="台风",
            begin=noon(-2), end=None, at=noon(), plan_key=str(Plan.objects.get().key),
        )  # fmt: skip
    assert missed(24) == (not suspended)


def test_the_roster_tells_whose_a_round_is_once_however_often_the_horizon_is_filled(company, monkeypatch):
    who = company.people["qian"].pk
    monkeypatch.setattr("guicheng.apps.operations.services.horizon.on_duty", lambda *_where, **_when: [who])
    publish(company, SWEEP)
    (plan,) = Plan.objects.all()
    Plan.objects.filter(pk=plan.pk).update(post="保洁员")
    Round.objects.all().delete()
    DueWork.objects.all().delete()
    fill_horizon(at=noon())
    assert Round.objects.filter(assignee=who).count() > 1
    assert told("round-work") == ["qian"]
    happening = Happening.objects.get(kind="round-work")
    assert happening.path == "/work/?kind=round"
    assert str(Round.objects.count()) in happening.title_message.render(str)
    fill_horizon(at=noon())
    assert told("round-work") == ["qian"]
    last = Round.objects.order_by("-begin").first()
    last.delete()
    fill_horizon(at=noon())
    assert told("round-work") == ["qian", "qian"]
    assert Happening.objects.filter(kind="round-work").latest("pk").path == f"/rounds/{last.occurrence}/"
