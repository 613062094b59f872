"""Published frequencies become plans; what they make due stands as it was done, late, missed or excused."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from tests.apps.standards.company import Company, clause

from guicheng.apps.operations.models import DueWork, FieldEvent, Plan, PromiseSource
from guicheng.apps.operations.selectors.plans import Standing, counts, due_lines, plans_at, sources_at
from guicheng.apps.operations.services import landing, plans
from guicheng.apps.operations.services.horizon import fill_horizon
from guicheng.apps.operations.services.work_several import act_on_work
from guicheng.apps.organization.models import Placement, Post
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.standards import services
from guicheng.domain.values import NotAllowedError
from guicheng.usecases.publish_edition import publish_edition

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Shanghai")
SWEEP = "保洁员清扫大堂地面每日不少于2次。"
ROUND = "秩序维护员夜间22:00至次日6:00每2小时巡逻1次。"
RELEASE = "搬运人到达门岗后，秩序维护员5分钟内核对清单并放行。"


@pytest.fixture
def company(db):
    return Company()


def publish(company, *texts, unit=None, code="BJ-01", at=None, by=("lin", "wang")):
    at = at or timezone.now()
    standard = company.standard(*texts, unit=unit, code=code)
    return publish_again(company, standard, at, by)


def publish_again(company, standard, at, by=("lin", "wang")):
    sent = services.submit(actor=company.actor("chen"), standard_key=standard.key, at=at)
    for name in by:
        services.approve(actor=company.actor(name), submission_key=sent.key, at=at)
    return publish_edition(
        actor=company.actor("lin"), standard_key=standard.key, effective_from=timezone.localdate(at), at=at
    )


def noon(days=0):
    today = timezone.localdate()
    return datetime(today.year, today.month, today.day, 12, tzinfo=ZONE) + timedelta(days=days)


def day_of(at):
    begin = at.replace(hour=0)
    return begin, begin + timedelta(days=1)


def lines(company, at, **wish):
    return due_lines(company.estate, *day_of(at), at=at, **wish)


def test_publishing_binds_the_promises_and_plans_the_frequencies(company):
    publish(company, SWEEP, RELEASE, "监控录像保存不少于90天。")
    rows = list(sources_at(company.estate, timezone.localdate()))
    assert [row.source for row in rows] == ["schedule", "events", "records"]
    assert (rows[1].start_words, rows[1].worded) == ("搬运人到达门岗后", True)
    (plan,) = plans_at(company.estate)
    assert (plan.post, plan.starts_on, plan.ends_on) == ("保洁员", timezone.localdate(), None)


def test_what_the_company_publishes_holds_at_each_of_its_estates_and_nowhere_else(company):
    other = Company("x")
    landed = publish(company, SWEEP, unit=company.root, by=("lin", "gao"))
    assert landed.standard.unit == company.root
    assert {plan.unit for plan in Plan.objects.all()} == {company.estate, company.other}
    assert not plans_at(other.estate)


def test_a_round_keeps_the_hours_that_its_clause_names(company):
    publish(company, ROUND)
    begins = [line.due.hour for line in lines(company, noon(1))]
    assert begins == [0, 2, 4, 22]


def test_nothing_is_due_before_the_edition_was_published(company):
    publish(company, SWEEP, at=noon())
    assert [line.due.hour for line in lines(company, noon())] == [13]


def test_landing_again_changes_nothing(company):
    edition = publish(company, SWEEP)
    before = list(Plan.objects.values_list("pk", "version"))
    assert landing.land_edition(edition) in {0, 1}
    assert list(Plan.objects.values_list("pk", "version")) == before
    assert landing.land_what_waits(day=timezone.localdate()) == 0


def test_an_edition_of_an_earlier_release_is_landed_by_the_chores(company):
    publish(company, SWEEP)
    Plan.objects.all().delete()
    PromiseSource.objects.all().delete()
    assert landing.land_what_waits(day=timezone.localdate()) == 1
    assert Plan.objects.count() == 1


def test_a_new_edition_ends_the_plans_of_the_old_one(company):
    first = noon(-10)
    edition = publish(company, SWEEP, at=first)
    row = clause(edition.standard)
    services.edit_clause(
        actor=company.actor("chen"), key=row.key, revision=row.revision, text=SWEEP.replace("2", "3"), at=noon(-1)
    )
    publish_again(company, edition.standard, noon())
    old, new = Plan.objects.order_by("pk")
    assert (old.ends_at, new.begins_at) == (noon(), noon())
    assert len(lines(company, noon(-2))) == 2
    assert [line.plan for line in lines(company, noon())] == [old, new]
    assert len(lines(company, noon(1))) == 3
    assert list(plans_at(company.estate)) == [new, old], "those that go on first, in every database"


def test_what_is_due_is_open_done_late_or_missed(company):
    publish(company, SWEEP, at=noon(-1))
    morning = noon().replace(hour=9)
    first, second = lines(company, morning)
    assert [first.standing, second.standing] == [Standing.OPEN, Standing.PLANNED]
    said = {"actor": company.actor("sun"), "plan_key": first.plan.key}
    plans.finish_at_desk(**said, occurrence=first.occurrence, due=first.due, at=morning)
    evening = noon().replace(hour=20)
    first, second = lines(company, evening)
    assert [first.standing, second.standing] == [Standing.DONE, Standing.MISSED]
    assert first.finished == morning
    plans.finish_at_desk(**said, occurrence=second.occurrence, due=second.due, at=evening)
    assert counts(lines(company, evening))[Standing.LATE] == 1


def test_nothing_is_done_before_its_time_and_nothing_that_is_not_due(company):
    publish(company, SWEEP, at=noon(-1))
    (line, *_others) = lines(company, noon(1))
    with pytest.raises(NotAsWantedError):
        plans.finish_at_desk(
            actor=company.actor("sun"), plan_key=line.plan.key, occurrence=line.occurrence, due=line.due, at=noon()
        )
    with pytest.raises(NotAsWantedError):
        plans.finish_at_desk(
            actor=company.actor("sun"), plan_key=line.plan.key, occurrence="f" * 26, due=line.due, at=noon(2)
        )


def test_an_excuse_needs_a_reason_and_is_given_once_by_who_leads(company):
    publish(company, SWEEP, at=noon(-1))
    (line, *_others) = lines(company, noon())
    asked = {"plan_key": line.plan.key, "occurrence": line.occurrence, "due": line.due, "at": noon()}
    with pytest.raises(NotAllowedError):
        plans.excuse(actor=company.actor("qian"), reason="大堂封闭施工", **asked)
    with pytest.raises(NotAsWantedError):
        plans.excuse(actor=company.actor("sun"), reason=" ", **asked)
    plans.excuse(actor=company.actor("sun"), reason="大堂封闭施工", **asked)
    with pytest.raises(NotAsWantedError):
        plans.excuse(actor=company.actor("sun"), reason="别的原因", **asked)
    (line, *_others) = lines(company, noon().replace(hour=20))
    assert (line.standing, line.reason) == (Standing.EXCUSED, "大堂封闭施工")


def test_a_storm_suspends_all_plans_of_the_estate_until_it_is_over(company):
    publish(company, SWEEP, at=noon(-1))
    begin = noon().replace(hour=7)
    row = plans.suspend(
        actor=company.actor("sun"), unit_key=company.estate.key, cause="weather", reason="台风红色预警",
        begin=begin, end=None, at=begin,
    )  # fmt: skip
    evening = noon().replace(hour=20)
    assert counts(lines(company, evening))[Standing.EXCUSED] == 2
    plans.end_suspension(actor=company.actor("sun"), key=row.key, at=noon().replace(hour=10))
    assert [line.standing for line in lines(company, evening)] == [Standing.EXCUSED, Standing.MISSED]


def test_a_plan_that_is_changed_is_followed_by_another_from_tomorrow_on(company):
    publish(company, SWEEP, at=noon(-1))
    before = [line.occurrence for line in lines(company, noon())]
    plan = Plan.objects.get()
    follower = plans.change_plan(actor=company.actor("wang"), key=plan.key, hours="07:30 12:00 17:00", at=noon())
    assert [line.occurrence for line in lines(company, noon())] == before
    assert [line.due.strftime("%H:%M") for line in lines(company, noon(1))] == ["07:30", "12:00", "17:00"]
    assert follower.version.endswith(":2")
    with pytest.raises(NotAsWantedError):
        plans.change_plan(actor=company.actor("wang"), key=plan.key, hours="08:00", at=noon())


def test_days_and_seasons_can_be_left_out(company):
    publish(company, SWEEP, at=noon(-1))
    away, other = noon(3), noon(4)
    plans.change_plan(actor=company.actor("wang"), key=Plan.objects.get().key, left_out=f"{away:%Y-%m-%d}", at=noon())
    assert (len(lines(company, away)), len(lines(company, other))) == (0, 2)


@pytest.mark.parametrize(
    "wrong", [{"hours": "25:00"}, {"season": "summer"}, {"left_out": "tomorrow"}, {"added": "2026-02-30"}]
)
def test_a_change_that_cannot_be_is_refused_and_nothing_changes(company, wrong):
    publish(company, SWEEP, at=noon(-1))
    with pytest.raises(NotAsWantedError):
        plans.change_plan(actor=company.actor("wang"), key=Plan.objects.get().key, at=noon(), **wrong)
    assert Plan.objects.get().ends_on is None


def test_the_next_48_hours_are_rows_given_out_in_turn_and_made_once(company):
    publish(company, SWEEP, at=noon(-1))
    post = Post.objects.create(company=company.root, name="保洁员", trade="cleaning")
    for name in ("qian", "sun"):
        Placement.objects.create(person=company.people[name], post=post, unit=company.estate)
    assert fill_horizon(at=noon()) == fill_horizon(at=noon()) == DueWork.objects.count()
    names = [row.assignee.username for row in DueWork.objects.order_by("begin")]
    assert set(names) == {"qian", "sun"}
    assert any(line.assignee for line in lines(company, noon(1)))


def test_rows_due_by_plan_are_taken_handed_over_and_done_at_once(company):
    publish(company, SWEEP, at=noon(-1))
    company.join("li", "李师傅", ("frontline", company.estate))
    post = Post.objects.create(company=company.root, name="保洁员", trade="cleaning")
    fill_horizon(at=noon())
    Placement.objects.create(person=company.people["li"], post=post, unit=company.estate)
    first = DueWork.objects.order_by("begin").first()
    now, rows = first.begin, [f"plan:{first.occurrence}"]
    act = lambda by, act, **more: act_on_work(actor=company.actor(by), work=rows, act=act, at=now, **more)  # noqa: E731
    holder = lambda: DueWork.objects.select_related("assignee").get(pk=first.pk).assignee  # noqa: E731
    assert holder() is None
    assert not act("wang", "urge", reason="快").went
    assert len(act("li", "take_on").went) == 1
    assert holder().username == "li"
    assert [error.code for _row, error in act("sun", "take_on").stayed] == ["stale"]
    to = str(company.people["sun"].key)
    assert not act("li", "hand_over", to=to).went
    assert len(act("sun", "hand_over", to=to).went) == 1
    assert holder().username == "sun"
    assert len(act("sun", "finish").went) == 1
    assert AuditEntry.objects.get(act="operations.give_due_work").after == {"before": "李师傅", "person": holder().name}
    assert FieldEvent.objects.filter(occurrence=first.pk, kind="finish").count() == 1


def test_words_that_are_explained_once_are_known_in_every_clause(company):
    publish(company, RELEASE)
    landing.explain_phrase(
        actor=company.actor("chen"), role="trigger", words="搬运人到达门岗后", event="reported", at=noon()
    )
    landing.explain_phrase(
        actor=company.actor("chen"), role="endpoint", words="核对清单并放行", event="finished", at=noon()
    )
    row = PromiseSource.objects.get()
    assert (row.start_event, row.end_event, row.worded) == ("reported", "finished", False)
    with pytest.raises(NotAllowedError):
        landing.explain_phrase(actor=company.actor("qian"), role="trigger", words="来电", event="reported", at=noon())
