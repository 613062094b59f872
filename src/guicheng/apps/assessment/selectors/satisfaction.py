"""Metrics of satisfaction and their values by estate and month; each value opens into what it was counted of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from guicheng.apps.assessment.models import HouseholdCount, Metric, MetricVersion
from guicheng.apps.assessment.selectors.counting_desks import Counts, counts_of_desks
from guicheng.apps.assessment.selectors.counting_surveys import SurveyAnswers, answers_by_month
from guicheng.apps.assessment.selectors.reach import units_or_all
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors.fetching import one
from guicheng.domain.attainment.satisfaction import (
    NOTHING,
    OF_COMPLAINTS,
    OF_RATINGS,
    OF_SURVEYS,
    Definition,
    Formula,
    Standing,
    Value,
    rate_value,
    read_definition,
    score_value,
    share_value,
    survey_value,
)

_RATING_POINTS = 5


Households = Mapping[int, Sequence[tuple[str, int]]]
Surveys = Mapping[tuple[int, str], Sequence[SurveyAnswers]]


@dataclass(frozen=True, slots=True)
class MetricValue:
    """A metric at one unit in one month.

    Args:
        metric: The metric.
        version: The version of its formula that held in the month; None where none did yet.
        unit: The unit.
        month: Such as 2026-10.
        value: What there is to say.
        left_out: Surveys that fewer than five people answered; they are no part of the value.
    """

    metric: Metric
    version: MetricVersion | None
    unit: Unit
    month: str
    value: Value
    left_out: int = 0


def metrics_visible_to(actor: Actor) -> QuerySet[Metric]:
    """Return the metrics of the actor's company that are in use, with their versions."""
    rows = Metric.objects.filter(company_id=actor.company_id, archived_at=None)
    return rows.prefetch_related("versions") if actor.may_anywhere("scorecards.read") else rows.none()


def metric_visible_to(actor: Actor, key: str | UUID) -> Metric:
    """Return a metric of the actor's company, with its versions.

    Raises:
        Metric.DoesNotExist: There is none within reach.
    """
    return one(metrics_visible_to(actor), key)


def version_for(metric: Metric, month: str) -> MetricVersion | None:
    """Return the version of a metric's formula that holds in a month: the newest that begins in it or before."""
    fitting = [each for each in metric.versions.all() if each.begins <= month]
    return max(fitting, key=lambda each: (each.begins, each.number), default=None)


def definition_of(version: MetricVersion) -> Definition:
    """Return the formula of a version."""
    return read_definition(version.definition)


def values(
    actor: Actor,
    *,
    months: Sequence[str],
    units: Sequence[Unit] | None = None,
    metrics: Sequence[Metric] | None = None,
    households: Households | None = None,
    surveys: Surveys | None = None,
) -> tuple[MetricValue, ...]:
    """Return metrics by unit and month: eight queries at most, however many there are of each.

    Args:
        actor: Who asks.
        months: Such as 2026-10.
        units: Of which units; those out of reach are left out. None for all estates within reach.
        metrics: Which metrics; None for all.
        households: What ``households_of`` gave, where the caller has it already.
        surveys: What ``answers_by_month`` gave, likewise.
    """
    asked = units_or_all(actor, units)
    wanted = list(metrics_visible_to(actor)) if metrics is None else list(metrics)
    held = [(metric, month, version_for(metric, month)) for metric in wanted for month in months]
    definitions = {version.pk: definition_of(version) for _metric, _month, version in held if version}
    formulas = {each.formula for each in definitions.values()}
    if surveys is None:
        surveys = answers_by_month(asked, months) if formulas & OF_SURVEYS else {}
    if households is None:
        households = households_of(asked) if formulas & OF_COMPLAINTS else {}
    sources = _Sources(counts_of_desks(asked, months) if formulas - OF_SURVEYS else {}, surveys, households)
    found = []
    for metric, month, version in held:
        for unit in asked:
            value, left_out = sources.value(definitions[version.pk], unit, month) if version else (NOTHING, 0)
            found.append(MetricValue(metric, version, unit, month, value, left_out))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Sources:
    """What values are worked out of: counts of desks, answers to surveys, households."""

    desks: Counts
    surveys: Surveys
    households: Households

    def value(self, definition: Definition, unit: Unit, month: str) -> tuple[Value, int]:
        """Return the value of a formula, and how many surveys are no part of it."""
        formula = definition.formula
        if formula in OF_SURVEYS:
            return _of_surveys(definition, self.surveys.get((unit.pk, month), ()))
        counted = self.desks.get((formula_source(formula), unit.pk, month), {})
        if formula in OF_COMPLAINTS:
            return rate_value(sum(counted.values()), households_in(self.households.get(unit.pk, ()), month)), 0
        if formula is Formula.RATING_SCORE:
            marks = [mark for mark, count in counted.items() for _each in range(count)]
            return score_value(marks, _RATING_POINTS), 0
        least = definition.least if formula in OF_RATINGS else 1
        return share_value(sum(n for mark, n in counted.items() if mark >= least), sum(counted.values())), 0


def formula_source(formula: Formula) -> str:
    """Return which count of the desks a formula takes."""
    return "rated" if formula in OF_RATINGS else formula.value


def _of_surveys(definition: Definition, surveys: Sequence[SurveyAnswers]) -> tuple[Value, int]:
    """Return the value of all surveys together; one that too few answered would be told by the difference."""
    answers: list[Any] = []
    left_out = 0
    for each in surveys:
        given = each.to(definition.question)
        if given is None:
            continue
        alone = survey_value(definition, given)
        left_out += alone.standing is Standing.WITHHELD
        answers += given if alone.value is not None else []
    if not answers and left_out:
        return Value(Standing.WITHHELD, None, None, None, None), left_out
    return survey_value(definition, answers), left_out


def households_of(units: Sequence[Unit]) -> dict[int, list[tuple[str, int]]]:
    """Return what was said of the households of units, the last one last: one query."""
    found: dict[int, list[tuple[str, int]]] = {}
    rows = HouseholdCount.objects.filter(unit__in=[unit.pk for unit in units]).order_by("since", "pk")
    for unit, since, households in rows.values_list("unit_id", "since", "households"):
        found.setdefault(unit, []).append((since, households))
    return found


def households_in(said: Sequence[tuple[str, int]], month: str) -> int | None:
    """Return the households in a month; None where nobody had said."""
    return next((households for since, households in reversed(said) if since <= month), None)
