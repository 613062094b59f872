"""Surveys as staff keep them: begun, described, opened, closed, and their versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, transaction
from tests.apps.research.asking import FORM, GOOD, Asking, answered, later
from tests.apps.standards.company import AT

from guicheng.apps.organization.models import Unit
from guicheng.apps.platform.models import AuditEntry
from guicheng.apps.research.models import FormVersion, Response, Survey
from guicheng.apps.research.services import forms, surveys
from guicheng.apps.research.services.survey_access import NotASurveyError, SurveyStateError
from guicheng.domain.values import NotAllowedError, StaleError

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(db):
    return Asking()


def act(company, service, survey, by="chen", **more):
    return service(actor=company.actor(by), survey_key=survey.key, at=more.pop("at", AT), **more)


def describe(company, survey, **changed):
    facts = surveys.SurveyFacts.of(Survey.objects.get(pk=survey.pk))
    return act(company, surveys.describe_survey, survey, facts=replace(facts, **changed))


def test_a_survey_opens_once_it_says_what_for_and_whom_to_ask(company):
    survey = company.survey(opened=False, purpose="")
    with pytest.raises(NotASurveyError) as refusal:
        act(company, surveys.open_survey, survey)
    assert refusal.value.field == "purpose"
    describe(company, survey, purpose="改进报修")
    opened = act(company, surveys.open_survey, survey)
    assert (opened.state, opened.versions.count()) == ("open", 1)
    assert AuditEntry.objects.filter(act="research.open_survey").count() == 1


def test_a_questionnaire_with_faults_is_kept_as_a_draft_and_never_opened(company):
    survey = company.survey(opened=False, form={"title": "空", "sections": []})
    with pytest.raises(NotASurveyError) as refusal:
        act(company, surveys.open_survey, survey)
    assert refusal.value.field == "form"
    assert not FormVersion.objects.exists()


def test_a_changed_questionnaire_is_a_new_version_and_an_equal_one_is_not(company):
    survey = company.survey()
    act(company, surveys.open_survey, survey)
    assert survey.versions.count() == 1
    act(company, forms.save_form, survey, form={**FORM, "closing": "再见"}, revision=survey.revision)
    act(company, surveys.open_survey, survey)
    assert list(survey.versions.values_list("number", flat=True)) == [2, 1]


def test_who_saves_over_what_they_did_not_see_is_told_and_nothing_is_lost(company):
    survey = company.survey(opened=False)
    act(company, forms.save_form, survey, form={**FORM, "closing": "甲"}, revision=1)
    with pytest.raises(StaleError):
        act(company, forms.save_form, survey, by="lin", form={**FORM, "closing": "乙"}, revision=1)
    survey.refresh_from_db()
    assert survey.form["closing"] == "甲"


@pytest.mark.parametrize("promise", [{"anonymous": False}, {"by_invitation": True}, {"keep_days": 366}])
def test_what_respondents_were_promised_cannot_be_taken_back(company, promise):
    survey = company.survey()
    with pytest.raises(SurveyStateError):
        describe(company, survey, **promise)
    assert describe(company, survey, keep_days=30).keep_days == 30


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": " "}, "title"),
        ({"keep_days": 0}, "keep_days"),
        ({"keep_days": 1826}, "keep_days"),
        ({"purpose": "长" * 301}, "purpose"),
        ({"population": 0}, "population"),
        ({"most": 10_000_001}, "most"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_its_field(company, changed, field):
    with pytest.raises(NotASurveyError) as refusal:
        describe(company, company.survey(opened=False), **changed)
    assert refusal.value.field == field


@pytest.mark.parametrize("name", ["purpose", "contact"])
def test_an_open_survey_goes_on_telling_what_it_is_for_and_whom_to_ask(company, name):
    with pytest.raises(NotASurveyError) as refusal:
        describe(company, company.survey(), **{name: " "})
    assert refusal.value.field == name


def test_roles_decide_who_edits_and_who_does_not_even_see(company):
    survey = company.survey()
    with pytest.raises(NotAllowedError):
        act(company, surveys.close_survey, survey, by="sun")
    for stranger in ("zhao", "qian"):
        with pytest.raises(Survey.DoesNotExist):
            act(company, surveys.close_survey, survey, by=stranger)
    with pytest.raises(Unit.DoesNotExist):
        company.survey(by="zhao", unit=company.estate)
    assert act(company, surveys.close_survey, survey, by="wang").state == "closed"


def test_only_an_open_survey_is_closed_and_only_a_closed_one_is_laid_aside(company):
    survey = company.survey()
    with pytest.raises(SurveyStateError):
        act(company, surveys.lay_survey_aside, survey, aside=True)
    act(company, surveys.close_survey, survey)
    with pytest.raises(SurveyStateError):
        act(company, surveys.close_survey, survey)
    act(company, surveys.lay_survey_aside, survey, aside=True)
    with pytest.raises(SurveyStateError):
        act(company, surveys.open_survey, survey)
    act(company, surveys.lay_survey_aside, survey, aside=False)
    assert act(company, surveys.open_survey, survey).closed_at is None


def test_a_last_day_that_is_over_opens_nothing(company):
    survey = company.survey(opened=False, closes_on=date(2026, 11, 22))
    with pytest.raises(NotASurveyError):
        act(company, surveys.open_survey, survey, at=later(hours=1))


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_keeps_versions_as_they_are(company, change):
    survey = company.survey()
    rows = FormVersion.objects.filter(survey=survey)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(number=7) if change == "update" else rows._raw_delete(rows.db)
    assert rows.get().number == 1


def test_the_database_keeps_answers_as_they_were_given(company):
    survey = company.survey()
    made = answered(survey)
    with pytest.raises(DatabaseError), transaction.atomic():
        Response.objects.update(answers={**made.answers, "tenure": "tenant"})
    Response.objects.update(language="en")
    assert Response.objects.get().answers["tenure"] == GOOD["tenure"][0]
