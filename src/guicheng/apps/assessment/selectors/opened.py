"""One figure opened: its promises, what became of what was due, why things were excused, and its other months."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from guicheng.apps.assessment.models import MonthPromise, SealedMonth, Tally
from guicheng.apps.assessment.selectors.figures import READ, FigureOf, occurrences
from guicheng.apps.assessment.selectors.figures.summing import figure_of_sums, ranks_of
from guicheng.apps.assessment.selectors.limits import promises_of
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit, UnitKind
from guicheng.apps.organization.selectors.fetching import one
from guicheng.domain.attainment import Outcome

_OUTCOMES = tuple(each.value for each in Outcome)


@dataclass(frozen=True, slots=True)
class Opened:
    """A figure of a clause at an estate in a month.

    Args:
        promises: Its promises in each edition that held in the month.
        figure: All of them together.
        grades: The same by grade of evidence, "" for none.
        posts: The same by post, "" for none.
        reasons: Why things were excused, with how many.
    """

    promises: tuple[MonthPromise, ...]
    figure: FigureOf
    grades: tuple[tuple[str, FigureOf], ...]
    posts: tuple[tuple[str, FigureOf], ...]
    reasons: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Sibling:
    """The same figure in another month: its newest sealed version, or the present count.

    Args:
        month: Such as 2026-10.
        version: The sealed version, None for the present count.
        figure: The figure; its times are not looked up.
    """

    month: str
    version: int | None
    figure: FigureOf


def estate_for(actor: Actor, key: str | UUID) -> Unit:
    """Return an estate whose figures an actor may read, archived ones too: one query.

    Raises:
        Unit.DoesNotExist: There is none within reach.
    """
    found: Unit = one(Unit.objects.filter(actor.within(READ, ""), kind=UnitKind.ESTATE), key)
    return found


def open_figure(actor: Actor, *, month: str, unit: Unit, clause_key: UUID, version: int | None = None) -> Opened | None:
    """Return a figure with all that it opens into: four queries.

    Args:
        actor: Who asks.
        month: Which month.
        unit: The estate.
        clause_key: The clause.
        version: A sealed version; None for the present count.

    Returns:
        None where the clause held on no day of the month, or nothing of the month was counted.
    """
    promises = promises_of(actor, month=month, unit=unit, clause_key=clause_key)
    if not promises:
        return None
    rows = Tally.objects.filter(actor.within(READ), month=month, unit=unit, clause_key=clause_key, version=version or 0)
    tallies = list(rows.select_related("promise"))
    asked = occurrences(actor, month=month, unit=unit, clause_key=clause_key, version=version)
    p50, p95 = ranks_of(asked, ()).get((), (None, None))
    excused = asked.filter(outcome=Outcome.EXCUSED).order_by("reason").values_list("reason").annotate(Count("pk"))
    return Opened(
        tuple(promises),
        _together(tallies, p50, p95),
        tuple((name, _together(some)) for name, some in _parted(tallies, "grade")),
        tuple((name, _together(some)) for name, some in _parted(tallies, "post")),
        tuple(excused),
    )


def _parted(tallies: Iterable[Tally], column: str) -> list[tuple[str, list[Tally]]]:
    found: dict[str, list[Tally]] = {}
    for row in tallies:
        found.setdefault(getattr(row, column), []).append(row)
    return sorted(found.items())


def _together(tallies: Iterable[Tally], p50: int | None = None, p95: int | None = None) -> FigureOf:
    rows = list(tallies)
    counted = [row.kept + row.late + row.missed + row.no_evidence for row in rows]
    sums = {
        **{f"sum_{name}": sum(getattr(row, name) for row in rows) for name in _OUTCOMES},
        "wanted": sum(count * row.promise.target for count, row in zip(counted, rows, strict=True)),
        "wanted_in_all": sum(
            (count + row.pending) * row.promise.target for count, row in zip(counted, rows, strict=True)
        ),
        "least_target": min((row.promise.target for row in rows), default=1_000_000),
        "whole": all(row.promise.whole for row in rows),
    }
    return figure_of_sums(sums, p50, p95)


def siblings(actor: Actor, *, unit: Unit, clause_key: UUID) -> tuple[tuple[Sibling, ...], tuple[SealedMonth, ...]]:
    """Return a figure in all months, the oldest first, and the sealed versions of the company: two queries.

    Args:
        actor: Who asks.
        unit: The estate.
        clause_key: The clause.
    """
    sealed = tuple(SealedMonth.objects.filter(unit=actor.company_id).order_by("month", "version"))
    newest = {row.month: row.version for row in sealed}
    rows = Tally.objects.filter(actor.within(READ), unit=unit, clause_key=clause_key).select_related("promise")
    by_month: dict[str, list[Tally]] = {}
    for row in rows:
        if row.version == newest.get(row.month, 0):
            by_month.setdefault(row.month, []).append(row)
    found = (Sibling(month, newest.get(month), _together(some)) for month, some in sorted(by_month.items()))
    return tuple(found), sealed
