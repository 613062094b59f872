"""A plan of inspections is changed from tomorrow on, and estates are chosen on its page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils.timezone import localdate
from tests.apps.assessment.inspecting import AT, Inspecting
from tests.apps.standards.company import Company
from tests.web.test_rounds import browser, text

from guicheng.apps.assessment.models import Inspection, InspectionPlan
from guicheng.apps.assessment.services.inspecting import generating, plans
from guicheng.apps.assessment.services.inspecting.plan_changes import change_plan
from guicheng.apps.assessment.services.inspecting.plans import Often, PlanAsked
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.apps.platform.models import AuditEntry
from guicheng.domain.values import NotAllowedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_work(db, settings, tmp_path):
    settings.SECOND_FACTOR = False
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()
    return Inspecting(Company())


def change(at_work, plan, by="chen", at=AT, **said):
    asked = {
        "unit": str(plan.unit.key), "kind": plan.kind, "title": plan.title, "sheet": str(plan.sheet.key),
        "often": Often("days", 1, days=1), "inspectors": [str(at_work.company.people["li"].key)],
    }  # fmt: skip
    return change_plan(actor=at_work.company.actor(by), key=plan.key, asked=PlanAsked(**{**asked, **said}), at=at)


def days(plan, **which):
    rows = Inspection.objects.filter(plan=plan, **which).order_by("begin")
    return [localdate(row.begin) for row in rows]


def test_days_to_come_are_planned_anew_and_today_stays(at_work):
    plan = at_work.plan()
    begun = at_work.start(at_work.first(plan))
    today = localdate(AT)
    change(at_work, plan, often=Often("days", 3, days=1), title="三日一查")
    made = days(plan)
    assert made[0] == localdate(begun.begin) == today
    assert {(day - today).days % 3 for day in made} == {0}
    assert len(made) == len(set(made)) == 5
    assert set(Inspection.objects.filter(plan=plan).exclude(pk=begun.pk).values_list("title", flat=True)) == {
        "三日一查"
    }
    assert generating.plan_inspections(at=AT + timedelta(hours=1)) == 0


def test_saved_as_it_is_nothing_is_made_anew(at_work):
    plan = at_work.plan()
    keys = set(Inspection.objects.filter(plan=plan).values_list("key", flat=True))
    said = AuditEntry.objects.count()
    change(at_work, plan)
    assert set(Inspection.objects.filter(plan=plan).values_list("key", flat=True)) == keys
    assert (AuditEntry.objects.count(), InspectionPlan.objects.get().number) == (said, 1)


@pytest.mark.parametrize("said", [{"kind": "flying"}, {"unit": "root"}])
def test_unit_and_kind_stay(at_work, said):
    plan = at_work.plan()
    if "unit" in said:
        said = {"unit": str(at_work.company.root.key)}
    with pytest.raises(NotAsWantedError, match="stays"):
        change(at_work, plan, **said)


def test_a_plan_that_ended_is_not_changed(at_work):
    plan = at_work.plan()
    plans.end_plan(actor=at_work.chief, key=plan.key, at=AT)
    with pytest.raises(NotAsWantedError, match="ended"):
        change(at_work, plan, title="再来")


def test_an_estate_does_not_change_a_plan_of_the_company(at_work):
    plan = at_work.plan(unit=at_work.company.estate)
    with pytest.raises(NotAllowedError):
        change(at_work, plan, by="wang", title="改")
    plan.refresh_from_db()
    assert plan.title == "季度检查"


def test_its_page_offers_what_it_says_and_keeps_what_was_refused(at_work):
    company, plan = at_work.company, at_work.plan(unit=at_work.company.estate)
    chen, path = browser(company, "chen"), f"/inspections/plans/{plan.key}/"
    page = text(chen.get(f"{path}?change=1"))
    assert 'value="季度检查"' in page
    assert 'name="kind"' not in page
    form = {
        "act": "change", "title": "半月检查", "sheet": plan.sheet.key, "every": "weeks", "step": "2", "on": "1",
        "days": "3", "margin": "10", "level": "95", "estate": company.estate.key,
    }  # fmt: skip
    refused = text(chen.post(path, {**form, "step": "99"}), 422)
    assert 'value="半月检查"' in refused
    assert chen.post(path, form).status_code == 302
    plan.refresh_from_db()
    assert (plan.title, plan.rule["beat"]["step"], list(plan.estates.all())) == ("半月检查", 2, [company.estate])
    again = text(chen.get(f"{path}?change=1"))
    assert f'value="{company.estate.key}" checked' in again
    assert "change=1" not in text(browser(company, "wang").get(path))
