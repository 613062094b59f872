"""What a value of satisfaction was counted of: surveys, orders, records; as many as the value says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guicheng.apps.assessment.models import ComplaintJudgement
from guicheng.apps.assessment.selectors import counting_desks as desks
from guicheng.apps.assessment.selectors.counting_surveys import SurveyAnswers
from guicheng.apps.operations.models import OrderEvent, OrderRating, WorkOrder
from guicheng.apps.organization.models import Unit
from guicheng.apps.research.models import Feedback
from guicheng.domain.attainment.satisfaction import (
    OF_COMPLAINTS,
    OF_RATINGS,
    OF_SURVEYS,
    Definition,
    Formula,
    Value,
    survey_value,
)


@dataclass(frozen=True, slots=True)
class Counted:
    """One order or record that was counted.

    Args:
        order: The order; None for a record.
        record: The record; None for an order.
        mark: From 1 to 5 for a rating, whether it counts as satisfied for visits and repairs; None for complaints.
        judged: The last judgement of a complaint; None where nobody judged it.
    """

    order: WorkOrder | None = None
    record: Feedback | None = None
    mark: int | None = None
    judged: ComplaintJudgement | None = None

    @property
    def source(self) -> str:
        """Name of a complaint, as judgements write it."""
        return f"order:{self.order.key}" if self.order else f"feedback:{self.record.key}" if self.record else ""


@dataclass(frozen=True, slots=True)
class SurveyCounted:
    """One survey that was counted, or left out because too few people answered."""

    told: SurveyAnswers
    value: Value


def surveys_behind(definition: Definition, told: Sequence[SurveyAnswers]) -> list[SurveyCounted]:
    """Return the surveys of a value that asked the question.

    Args:
        definition: The formula.
        told: The surveys of the unit that closed in the month.
    """
    if definition.formula not in OF_SURVEYS:
        return []
    found = []
    for each in told:
        given = each.to(definition.question)
        if given is not None:
            found.append(SurveyCounted(each, survey_value(definition, given)))
    return found


def counted_behind(definition: Definition, unit: Unit, month: str) -> list[Counted]:
    """Return the orders and records of a value, the newest first: three queries at most."""
    within, months = [unit.pk], [month]
    if definition.formula in OF_RATINGS:
        rows = desks.ratings(within, months).select_related("order__unit").order_by("-at", "-pk")
        return [_rated(row) for row in rows]
    if definition.formula is Formula.VISITED:
        events = desks.visits(within, months).select_related("order__unit").order_by("-at", "-pk")
        return [_visited(event) for event in events]
    if definition.formula is Formula.MENDED:
        orders = desks.repairs(within, months).select_related("unit").order_by("-ended_at", "-pk")
        return [_mended(order) for order in orders]
    if definition.formula in OF_COMPLAINTS:
        return of_formula(definition, complaints_of(unit, month))
    return []


def of_formula(definition: Definition, complaints: Sequence[Counted]) -> list[Counted]:
    """Return those complaints that a formula counts: all of them, or those judged valid."""
    if definition.formula is Formula.COMPLAINTS:
        return list(complaints)
    return [each for each in complaints if each.judged and each.judged.valid]


def complaints_of(unit: Unit, month: str) -> list[Counted]:
    """Return all complaints of an estate and month with their judgements, the newest first: three queries."""
    return _complaints([unit.pk], [month])


def _rated(row: OrderRating) -> Counted:
    return Counted(order=row.order, mark=row.mark)


def _visited(event: OrderEvent) -> Counted:
    return Counted(order=event.order, mark=int(bool(event.data.get("satisfied"))))


def _mended(order: Any) -> Counted:
    return Counted(order=order, mark=int(not order.again))


def _complaints(within: list[int], months: list[str]) -> list[Counted]:
    orders = desks.complaint_orders(within, months).select_related("unit").order_by("-reported_at", "-pk")
    records = desks.complaint_records(within, months).select_related("unit").order_by("-received_on", "-pk")
    found = [*(Counted(order=row) for row in orders), *(Counted(record=row) for row in records)]
    judged = _last_judgements([each.source for each in found])
    return [Counted(each.order, each.record, None, judged.get(each.source)) for each in found]


def _last_judgements(sources: Iterable[str]) -> Mapping[str, ComplaintJudgement]:
    rows = ComplaintJudgement.objects.filter(source__in=list(sources)).select_related("by").order_by("pk")
    return {row.source: row for row in rows}
