"""The funnel: which promises are written, read, proved, landed and kept."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.apps.assessment.monthly import count
from tests.apps.standards.company import Company

from guicheng.apps.assessment.selectors.funnel import Stage, funnel_of
from guicheng.apps.operations.models import PromiseSource
from guicheng.apps.standards import services
from guicheng.apps.standards.models import EditionClause
from guicheng.domain.attainment import State
from guicheng.usecases.publish_edition import publish_edition

pytestmark = pytest.mark.django_db
ARRIVE = "接到急修报修后，维修工应在30分钟内到达现场。"
SLOWER = "接到急修报修后，维修工应在45分钟内到达现场。"
SWEEP = "保洁员清扫大堂地面每日不少于2次。"
VAGUE = "发现积水应及时清扫。"


@pytest.fixture
def company(db):
    return Company()


def funnel(company, by="chen"):
    return funnel_of(company.actor(by), company.root, day=timezone.localdate())


def stages(company, by="chen"):
    return {each.text: each.stage for each in funnel(company, by).promises}


def publish(company, standard, by=("lin", "wang")):
    at = timezone.now()
    sent = services.submit(actor=company.actor("chen"), standard_key=standard.key, at=at)
    for name in by:
        services.approve(actor=company.actor(name), submission_key=sent.key, at=at)
    day = timezone.localdate(at)
    return publish_edition(actor=company.actor("lin"), standard_key=standard.key, effective_from=day, at=at)


def test_a_vague_promise_is_written_and_not_read(company):
    company.standard(VAGUE)
    assert stages(company) == {VAGUE: Stage.WRITTEN}


def test_a_promise_that_nothing_speaks_against_is_proved(company):
    company.standard(ARRIVE)
    assert stages(company) == {ARRIVE: Stage.PROVED}


def test_two_figures_for_one_promise_leave_both_read_and_unproved(company):
    company.standard(ARRIVE)
    company.standard(SLOWER, code="KF-04", title="另一份")
    assert stages(company) == {ARRIVE: Stage.READ, SLOWER: Stage.READ}


def test_a_promise_in_force_with_a_source_of_evidence_is_landed(company):
    publish(company, company.standard(ARRIVE, SWEEP))
    assert stages(company) == {ARRIVE: Stage.LANDED, SWEEP: Stage.LANDED}


def test_a_published_promise_without_evidence_is_not_landed(company):
    publish(company, company.standard(ARRIVE))
    PromiseSource.objects.update(source="")
    assert stages(company) == {ARRIVE: Stage.PROVED}


@pytest.mark.parametrize(
    ("outcomes", "stage", "figure"),
    [
        ({"kept": 95, "late": 5}, Stage.KEPT, State.MET),
        ({"kept": 94, "late": 6}, Stage.LANDED, State.NOT_MET),
        ({"kept": 4}, Stage.LANDED, State.TOO_FEW),
        ({"no_evidence": 20}, Stage.LANDED, State.NO_EVIDENCE),
        ({"excused": 20}, Stage.LANDED, State.NOTHING_DUE),
    ],
)
def test_a_promise_is_kept_where_enough_cases_of_the_last_month_meet_the_target(company, outcomes, stage, figure):
    publish(company, company.standard(ARRIVE))
    clause = EditionClause.objects.get()
    count(company.estate, "2026-09", clause, kept=100)
    count(company.estate, "2026-10", clause, **outcomes)
    found = funnel(company)
    assert (found.month, found.promises[0].stage, found.promises[0].figure) == ("2026-10", stage, figure)


def test_a_schedule_is_never_too_few(company):
    publish(company, company.standard(SWEEP))
    count(company.estate, "2026-10", EditionClause.objects.get(), kept=2, whole=True)
    assert stages(company) == {SWEEP: Stage.KEPT}


def test_each_number_is_that_of_its_list(company):
    publish(company, company.standard(ARRIVE))
    company.standard(SWEEP, VAGUE, code="BJ-01", title="保洁")
    found = funnel(company)
    assert [len(found.reached(stage)) for stage in Stage] == [3, 2, 2, 1, 0]
    assert [len(found.lost(stage)) for stage in Stage if stage > 1] == [1, 0, 1, 1]
    assert [each.text for each in found.lost(Stage.READ)] == [VAGUE]


def test_what_was_not_due_or_too_seldom_was_not_broken(company):
    publish(company, company.standard(ARRIVE, SWEEP))
    arrive, sweep = EditionClause.objects.order_by("position")
    count(company.estate, "2026-10", arrive, kept=1, late=1)
    count(company.estate, "2026-10", sweep, kept=1, missed=9, whole=True)
    found = funnel(company)
    assert [each.text for each in found.unkept(judged=True)] == [SWEEP]
    assert [each.text for each in found.unkept(judged=False)] == [ARRIVE]
    assert len(found.lost(Stage.KEPT)) == 2


def test_what_lies_out_of_reach_is_none_of_it(company):
    company.standard(ARRIVE)
    assert stages(company, "zhao") == {}
    assert stages(company, "wang") == {ARRIVE: Stage.PROVED}


def test_the_questions_do_not_grow_with_the_clauses(company):
    company.standard(ARRIVE)
    with CaptureQueriesContext(connection) as few:
        funnel(company)
    company.standard(SWEEP, VAGUE, "电梯每月维护1次。", code="BJ-01", title="保洁")
    with CaptureQueriesContext(connection) as many:
        funnel(company)
    assert len(many) == len(few) <= 8 + 2  # the actor itself asks for grants
