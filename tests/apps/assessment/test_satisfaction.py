"""Satisfaction of an estate: two formulas, ratings, visits, repairs, complaints; each opens into what it counted."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction
from tests.apps.operations.order_desk import AT, Desk
from tests.apps.research.asking import answered

from guicheng.apps.assessment.models import MetricVersion
from guicheng.apps.assessment.selectors import satisfaction
from guicheng.apps.assessment.selectors.counting_surveys import answers_by_month
from guicheng.apps.assessment.selectors.satisfaction_sources import complaints_of, counted_behind, surveys_behind
from guicheng.apps.assessment.services import complaints, metrics
from guicheng.apps.operations.services import orders
from guicheng.apps.organization.services.access import NotAsWantedError, TakenError
from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.research.services import surveys
from guicheng.domain.attainment.satisfaction import FormulaRefusedError, Standing
from guicheng.domain.values import NotAllowedError

pytestmark = pytest.mark.django_db
MONTH = "2026-11"
FORM = {
    "title": "满意度",
    "sections": [
        {
            "id": "one",
            "title": "一",
            "questions": [{"id": "overall", "kind": "rating", "text": "总体", "required": True}],
        }
    ],
}


@pytest.fixture
def desk(db):
    found = Desk()
    metrics.adopt_usual_metrics(actor=found.actor("chen"), begins="2026-01", at=AT)
    return found


def told(desk, by="chen", month=MONTH, unit=None):
    """Return value by name of the metric, at the estate."""
    found = satisfaction.values(desk.actor(by), months=[month], units=[unit or desk.estate])
    return {each.metric.name: each.value for each in found}


def version(desk, name):
    metric = satisfaction.metrics_visible_to(desk.actor("chen")).get(name=name)
    return satisfaction.definition_of(satisfaction.version_for(metric, MONTH))


def behind(desk, name):
    return counted_behind(version(desk, name), desk.estate, MONTH)


def survey(desk, marks, *, closed=AT):
    actor = desk.actor("chen")
    made = surveys.create_survey(actor=actor, unit_key=desk.estate.key, title="满意度", form=FORM, at=AT)
    facts = surveys.SurveyFacts(title="满意度", purpose="改进", contact="客服")
    surveys.describe_survey(actor=actor, survey_key=made.key, facts=facts, at=AT)
    opened = surveys.open_survey(actor=actor, survey_key=made.key, at=AT)
    for mark in marks:
        answered(opened, {"overall": [str(mark)]})
    if closed:
        surveys.close_survey(actor=actor, survey_key=made.key, at=closed)
    return made


def finished(desk, mark=None):
    order = desk.order()
    desk.give(order)
    desk.step(order, "arrive")
    desk.act(order, "finish_order", after=20, words="换灯")
    order.refresh_from_db()
    if mark:
        orders.rate_order(link=order.link, mark=mark, words="", at=AT + timedelta(hours=1))
    return order


def test_a_survey_gives_two_values_by_two_formulas(desk):
    survey(desk, [5, 5, 4, 3, 1, 2])
    found = told(desk)
    assert found["总体满意率"].value == Fraction(3, 6)
    assert found["总体得分率"].value == Fraction(20, 30)
    assert found["总体满意率"].count == 6


def test_a_survey_counts_once_and_as_a_whole_when_it_closed(desk):
    survey(desk, [5, 5, 5, 5, 5], closed=None)
    assert told(desk)["总体满意率"].standing is Standing.NOTHING
    survey(desk, [5, 5, 5, 5, 1], closed=AT + timedelta(days=20))
    assert told(desk)["总体满意率"].standing is Standing.NOTHING
    assert told(desk, month="2026-12")["总体满意率"].value == Fraction(4, 5)


def test_a_survey_that_fewer_than_five_answered_is_withheld_and_no_part_of_a_sum(desk):
    survey(desk, [1, 1, 1])
    assert told(desk)["总体满意率"].standing is Standing.WITHHELD
    survey(desk, [5, 5, 5, 5, 5])
    found = satisfaction.values(desk.actor("chen"), months=[MONTH], units=[desk.estate])[0]
    assert (found.value.value, found.value.count, found.left_out) == (1, 5, 1)
    told_of = answers_by_month([desk.estate], [MONTH])[desk.estate.pk, MONTH]
    shown = surveys_behind(version(desk, "总体满意率"), told_of)
    assert [each.value.standing for each in shown] == [Standing.WITHHELD, Standing.VALUE]


def test_ratings_visits_and_repairs_open_into_as_many_orders(desk):
    first = finished(desk, 5)
    finished(desk, 3)
    desk.act(first, "follow_up_order", by="wang", after=200, words="很好", satisfied=True)
    again = finished(desk)
    desk.act(again, "reopen_order", by="sun", after=60, reason="又坏了")
    desk.act(again, "finish_order", after=90, words="再换")
    found = told(desk)
    assert (found["工单好评率"].value, found["工单好评率"].count) == (Fraction(1, 2), 2)
    assert (found["回访满意率"].value, found["回访满意率"].count) == (1, 1)
    assert (found["一次修复率"].value, found["一次修复率"].count) == (Fraction(2, 3), 3)
    for name in ("工单好评率", "回访满意率", "一次修复率"):
        assert len(behind(desk, name)) == found[name].count
        assert found[name].standing is Standing.FEW
    assert sum(each.mark for each in behind(desk, "一次修复率")) == 2


def test_complaints_are_told_by_hundred_households_once_somebody_said_how_many_there_are(desk):
    desk.order("投诉：保安态度差", kind="complaint")
    assert told(desk)["百户投诉"].standing is Standing.NO_SIZE
    for households, since in (("400", "2026-01"), ("500", "2026-11"), ("900", "2026-12")):
        complaints.set_households(
            actor=desk.actor("chen"), unit_key=desk.estate.key, households=households, since=since, at=AT
        )
    assert told(desk)["百户投诉"].value == Fraction(1, 5)
    assert len(behind(desk, "百户投诉")) == 1


def test_the_last_judgement_says_whether_a_complaint_is_valid(desk):
    order = desk.order("投诉：保安态度差", kind="complaint")
    complaints.set_households(
        actor=desk.actor("chen"), unit_key=desk.estate.key, households=100, since="2026-01", at=AT
    )
    assert (told(desk)["百户投诉"].value, told(desk)["百户有效投诉"].value) == (1, 0)
    for valid in (False, True):
        complaints.judge_complaint(
            actor=desk.actor("chen"), source=f"order:{order.key}", valid=valid, reason="看了录像", at=AT
        )
        assert told(desk)["百户有效投诉"].value == int(valid)
    assert len(behind(desk, "百户有效投诉")) == 1
    assert complaints_of(desk.estate, MONTH)[0].judged.reason == "看了录像"


def test_what_is_no_complaint_is_not_judged_and_needs_a_reason(desk):
    order = desk.order()
    with pytest.raises(type(order).DoesNotExist):
        complaints.judge_complaint(actor=desk.actor("chen"), source=f"order:{order.key}", valid=True, reason="x", at=AT)
    with pytest.raises(NotAsWantedError, match="Choose one"):
        complaints.judge_complaint(actor=desk.actor("chen"), source="mood", valid=True, reason="x", at=AT)
    complaint = desk.order("投诉", kind="complaint")
    with pytest.raises(NotAsWantedError, match="Write why"):
        complaints.judge_complaint(
            actor=desk.actor("chen"), source=f"order:{complaint.key}", valid=True, reason=" ", at=AT
        )


def test_months_before_a_change_keep_their_formula(desk):
    for mark in (5, 5, 4, 4, 3):
        finished(desk, mark)
    metric = satisfaction.metrics_visible_to(desk.actor("chen")).get(name="工单好评率")
    change = {"key": metric.key, "begins": "2026-12", "reason": "只算五分", "at": AT}
    metrics.change_formula(actor=desk.actor("chen"), definition={"formula": "rated", "least": 5}, **change)
    assert told(desk)["工单好评率"].value == Fraction(4, 5)
    metrics.change_formula(actor=desk.actor("chen"), definition={"formula": "rating_score"}, **change)
    metric = satisfaction.metric_visible_to(desk.actor("chen"), metric.key)
    assert [satisfaction.version_for(metric, month).number for month in ("2026-11", "2026-12", "2027-01")] == [1, 3, 3]
    assert satisfaction.version_for(metric, "2025-12") is None
    with pytest.raises(NotAsWantedError, match="2026-12"):
        metrics.change_formula(
            actor=desk.actor("chen"), definition={"formula": "rated"}, **{**change, "begins": "2026-11"}
        )


def test_the_database_keeps_formulas_as_they_are(desk):
    with pytest.raises(DatabaseError), transaction.atomic():
        MetricVersion.objects.update(begins="2020-01")
    with pytest.raises(DatabaseError), transaction.atomic():
        MetricVersion.objects.all().delete()


def test_names_are_taken_once_and_formulas_are_refused_with_a_sentence(desk):
    with pytest.raises(TakenError):
        metrics.add_metric(
            actor=desk.actor("chen"), name="百户投诉", definition={"formula": "complaints"}, begins=MONTH, at=AT
        )
    with pytest.raises(FormulaRefusedError):
        metrics.add_metric(actor=desk.actor("chen"), name="新", definition={"formula": "?"}, begins=MONTH, at=AT)
    assert metrics.adopt_usual_metrics(actor=desk.actor("chen"), begins=MONTH, at=AT) == []


def test_only_the_quality_manager_writes_and_only_what_is_within_reach_is_read(desk):
    with pytest.raises(NotAllowedError):
        metrics.adopt_usual_metrics(actor=desk.actor("wang"), begins=MONTH, at=AT)
    with pytest.raises(NotAllowedError):
        complaints.set_households(actor=desk.actor("wang"), unit_key=desk.estate.key, households=3, since=MONTH, at=AT)
    assert told(desk, by="zhao") == {}
    assert told(desk, by="qian") == {}
    assert len(told(desk, by="wang")) == 7


def test_values_take_a_fixed_number_of_queries(desk, django_assert_max_num_queries):
    survey(desk, [5, 5, 5, 5, 5])
    finished(desk, 5)
    actor = desk.actor("chen")
    with django_assert_max_num_queries(8):
        satisfaction.values(actor, months=["2026-09", "2026-10", MONTH])


def test_acts_are_audited(desk):
    acts = set(AuditEntry.objects.filter(act__startswith="assessment.").values_list("act", flat=True))
    assert acts == {"assessment.add_metric"}
