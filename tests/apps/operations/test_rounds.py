"""Published clauses become checklists; rounds over them are finished by their events and by nothing else."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from tests.apps.operations.test_plans import day_of, noon, publish
from tests.apps.standards.company import Company

from guicheng.apps.operations.models import Checklist, ChecklistVersion, Plan, Round
from guicheng.apps.operations.readings.checklists import lines_in
from guicheng.apps.operations.selectors.plans import Standing, due_lines
from guicheng.apps.operations.services import plans
from guicheng.apps.operations.services.horizon import fill_horizon
from guicheng.apps.organization.services.access import NotAsWantedError

pytestmark = pytest.mark.django_db
SWEEP = "保洁员清扫大堂地面每日不少于2次，作业后无纸屑、烟蒂。"
BADGE = "保洁员作业时佩戴工牌。"


@pytest.fixture
def company(db):
    return Company()


def newest(company):
    return ChecklistVersion.objects.filter(checklist__unit=company.estate).order_by("-number").first()


def texts(version):
    return [line.text for line in lines_in(version)]


def test_publishing_compiles_the_clauses_into_a_checklist_of_each_estate(company):
    edition = publish(company, SWEEP, BADGE, "监控录像保存不少于90天。")
    row = Checklist.objects.get(unit=company.estate)
    version = newest(company)
    assert (row.standard, version.edition, version.number, version.by) == (edition.standard, edition, 1, None)
    assert texts(version) == ["作业后无纸屑、烟蒂", "保洁员作业时佩戴工牌"]
    assert {line.clause for line in lines_in(version)} <= {str(each.key) for each in edition.clauses.all()}


def test_a_version_stays_as_it_is(company):
    publish(company, SWEEP)
    for act in (lambda: ChecklistVersion.objects.update(bulk=True), lambda: ChecklistVersion.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_what_is_due_by_a_plan_becomes_a_round_over_the_lines_of_its_clause(company):
    publish(company, SWEEP, BADGE, at=noon(-1))
    fill_horizon(at=noon())
    fill_horizon(at=noon())
    rows = list(Round.objects.all())
    assert len(rows) == 4
    assert {row.clause for row in rows} == {str(Plan.objects.get().source.clause.key)}
    assert {(row.asked, row.phase) for row in rows} == {(1, "open")}


def test_something_due_with_a_checklist_is_not_done_by_saying_so(company):
    publish(company, SWEEP, at=noon(-1))
    at = noon().replace(hour=9)
    first = due_lines(company.estate, *day_of(at), at=at)[0]
    said = {
        "actor": company.actor("chen"),
        "plan_key": first.plan.key,
        "occurrence": first.occurrence,
        "due": first.due,
    }
    with pytest.raises(NotAsWantedError, match="has a checklist"):
        plans.finish_at_desk(**said, at=at)
    row = plans.begin_due_round(**said, at=at)
    assert plans.begin_due_round(**said, at=at) == row
    assert row.occurrence == first.occurrence
    assert due_lines(company.estate, *day_of(at), at=at)[0].standing is Standing.OPEN
