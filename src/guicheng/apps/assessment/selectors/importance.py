"""What customers say matters, beside what of it was kept: clauses that answer demands, with their attainment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from guicheng.apps.assessment.selectors.figures import ClauseFacts, FigureOf, figures
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.research.models import Demand, DemandState
from guicheng.apps.research.selectors.demands import demands_visible_to
from guicheng.apps.standards.models import DemandLink
from guicheng.domain.demand.importance import Quadrant, quadrant_of

#: From which importance on, of 1 to 5, a demand matters much; as the list of demands has it.
LINE: Final = Decimal(4)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A clause that answers demands.

    Args:
        clause: The clause as the month was counted by it.
        demands: The demands that it answers, the most important one first.
        importance: Of the most important one, from 1 to 5.
        figure: Its attainment.
        quadrant: Where it stands; None where nothing counts.
        sure: Whether the whole interval of its share lies on that side of the line.
    """

    clause: ClauseFacts
    demands: tuple[Demand, ...]
    importance: Decimal
    figure: FigureOf
    quadrant: Quadrant | None
    sure: bool


def weighed(
    actor: Actor, *, month: str, units: Sequence[Unit] | None, version: int | None, line: Fraction
) -> tuple[Weighed, ...]:
    """Return the clauses that answer demands of known importance: those to mend first come first.

    Args:
        actor: Who asks.
        month: Such as 2026-10.
        units: Only these estates; None for all within reach.
        version: A sealed version of the month; None for the present count.
        line: Share from which on a clause counts as kept well.
    """
    demands = _demands(actor)
    rows = figures(actor, month=month, by="clause", units=units, version=version, times=False)
    found = []
    for row in rows:
        answered = demands.get(str(row.clause.key)) if row.clause else None
        if row.clause and answered:
            found.append(_weighed(row.clause, tuple(answered), row.figure, line))
    return tuple(sorted(found, key=_urgency))


def _demands(actor: Actor) -> Mapping[str, list[Demand]]:
    """Return the demands that clauses answer, the most important one first, by key of the clause: two queries."""
    rows = demands_visible_to(actor).filter(importance__isnull=False, state=DemandState.CONFIRMED)
    known = {demand.pk: demand for demand in rows}
    found: dict[str, list[Demand]] = {}
    for clause, demand in DemandLink.objects.filter(answers=True, demand__in=known).values_list(
        "clause_key", "demand_id"
    ):
        found.setdefault(str(clause), []).append(known[demand])
    return {key: sorted(each, key=_importance, reverse=True) for key, each in found.items()}


def _weighed(clause: ClauseFacts, demands: tuple[Demand, ...], figure: FigureOf, line: Fraction) -> Weighed:
    importance = _importance(demands[0])
    if figure.share is None or figure.low is None or figure.high is None:
        return Weighed(clause, demands, importance, figure, None, sure=False)
    quadrant = quadrant_of(scaled(importance), float(figure.share), (scaled(LINE), float(line)))
    return Weighed(clause, demands, importance, figure, quadrant, sure=not figure.low <= line <= figure.high)


def _importance(demand: Demand) -> Decimal:
    return demand.importance or Decimal()


def scaled(importance: Decimal) -> float:
    """Return an importance from 1 to 5 as one from 0 to 1."""
    return (float(importance) - 1) / 4


_ORDER: Final = (Quadrant.MEND, Quadrant.LOW, Quadrant.KEEP, Quadrant.OVER, None)


def _urgency(each: Weighed) -> tuple[int, Decimal, Fraction]:
    return _ORDER.index(each.quadrant), -each.importance, each.figure.share or Fraction()
