"""Answers to surveys by unit and month. A survey counts as a whole in the month in which it closed.

Counted by the day of each answer, the figures of two months and of the whole would tell what few people said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import get_default_timezone, localdate

from guicheng.apps.assessment.readings.months import first_day, following, month_of
from guicheng.apps.organization.models import Unit
from guicheng.apps.research.models import FormVersion, Response, Standing, Survey, SurveyState
from guicheng.apps.research.readings.forms import form_of
from guicheng.domain.demand.fields import Sort, fields_of_all
from guicheng.domain.demand.questions import UNSURE, Questionnaire


@dataclass(frozen=True, slots=True)
class SurveyAnswers:
    """A closed survey with what came back.

    Args:
        survey: The survey.
        form: Its questionnaire, as it was shown last.
        answers: What each form that counts holds.
    """

    survey: Survey
    form: Questionnaire
    answers: tuple[dict[str, Any], ...]

    def to(self, question: str) -> list[Any] | None:
        """Return the answer of each form to a question, None for none; no list where it was not asked."""
        field = fields_of_all(self.form).get(question)
        if field is None or field.sort is Sort.TEXT:
            return None
        return [None if (said := given.get(question)) == UNSURE else said for given in self.answers]


def surveys_closed(units: Sequence[Unit], months: Sequence[str]) -> QuerySet[Survey]:
    """Return the surveys of units that closed in a stretch of months, and that are not purged."""
    zone = get_default_timezone()
    begin = datetime.combine(first_day(min(months)), time.min, tzinfo=zone)
    end = datetime.combine(first_day(following(max(months))), time.min, tzinfo=zone)
    return Survey.objects.filter(
        unit__in=[unit.pk for unit in units],
        state=SurveyState.CLOSED,
        closed_at__gte=begin,
        closed_at__lt=end,
        purged_at=None,
    ).order_by("closed_at", "pk")


def answers_by_month(units: Sequence[Unit], months: Sequence[str]) -> dict[tuple[int, str], list[SurveyAnswers]]:
    """Return the surveys that closed, by unit and month, with their answers: three queries.

    Args:
        units: The units.
        months: Such as 2026-10.
    """
    if not units or not months:
        return {}
    surveys = {survey.pk: survey for survey in surveys_closed(units, months)}
    if not surveys:
        return {}
    forms = {row.survey_id: row for row in FormVersion.objects.filter(survey__in=surveys).order_by("number")}
    given: dict[int, list[dict[str, Any]]] = {}
    rows = Response.objects.filter(survey__in=surveys).exclude(standing=Standing.EXCLUDED).order_by("pk")
    for of, answers in rows.values_list("survey_id", "answers"):
        given.setdefault(of, []).append(answers)
    found: dict[tuple[int, str], list[SurveyAnswers]] = {}
    for key, survey in surveys.items():
        if key in forms and survey.closed_at:
            told = SurveyAnswers(survey, form_of(forms[key]), tuple(given.get(key, ())))
            found.setdefault((survey.unit_id, month_of(localdate(survey.closed_at))), []).append(told)
    return found
