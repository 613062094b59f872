"""Months: what of them is sealed, what came late, and what two versions tell differently."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from guicheng.apps.assessment.models import (
    Counted,
    MonthCount,
    MonthlyReport,
    MonthlyState,
    MonthPromise,
    SealedMonth,
    SealedRun,
    SealRule,
)
from guicheng.apps.assessment.selectors.figures import READ, ClauseFacts, Row, clause_facts, figures, in_version
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors.fetching import one

#: What is so now and is in no version yet; and what is in the last version and is no longer so.
COME, GONE = Q(live=True, sealed_from=None), Q(live=False, sealed_from__isnull=False, sealed_to=None)


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that two versions of a month tell differently, with what made the difference.

    Args:
        unit: The estate.
        clause: The clause.
        before: What the older one says, None where it says nothing.
        after: What the newer one says.
        come: Occurrences as only the newer one has them.
        gone: Occurrences as only the older one has them.
    """

    unit: Unit
    clause: ClauseFacts
    before: Row | None
    after: Row | None
    come: tuple[Counted, ...]
    gone: tuple[Counted, ...]


def company_of(actor: Actor) -> Unit:
    """Return the company of an actor.

    Raises:
        Unit.DoesNotExist: They have none.
    """
    found: Unit = Unit.objects.get(pk=actor.company_id)
    return found


def sealed_visible_to(actor: Actor) -> QuerySet[SealedMonth]:
    """Return the sealed versions of an actor's company, the newest first; none for who sees no figures."""
    rows = SealedMonth.objects.filter(unit=actor.company_id) if actor.may_anywhere(READ) else SealedMonth.objects.none()
    return rows.select_related("unit", "sealed_by").order_by("-month", "-version")


def sealed_visible(actor: Actor, key: str | UUID) -> SealedMonth:
    """Return one of these by its key.

    Raises:
        SealedMonth.DoesNotExist: There is none.
    """
    return one(sealed_visible_to(actor), key)


def version_of(actor: Actor, month: str, version: int) -> SealedMonth:
    """Return a version of a month.

    Raises:
        SealedMonth.DoesNotExist: There is none.
    """
    return sealed_visible_to(actor).get(month=month, version=version)


def runs_of(actor: Actor, sealed: SealedMonth) -> QuerySet[SealedRun]:
    """Return the runs of a version of the estates within an actor's reach, in order of the tree."""
    return SealedRun.objects.filter(actor.within(READ), sealed=sealed).select_related("unit").order_by("unit__path")


def estates_of_seal(sealed: SealedMonth) -> list[tuple[str, int]]:
    """Return the estates of a sealed version in order of the tree, each with how many occurrences it counts."""
    within = in_version(sealed.version)
    rows = Counted.objects.filter(within, month=sealed.month, unit__path__startswith=sealed.unit.path).order_by()
    counts = dict(rows.values_list("unit").annotate(count=Count("pk")))
    units = Unit.objects.filter(sealed_runs__sealed=sealed).order_by("path").values_list("pk", "name")
    return [(name, counts.get(pk, 0)) for pk, name in units]


def late_in(actor: Actor, months: Iterable[str]) -> dict[str, int]:
    """Return how many occurrences of sealed months came or changed since they were sealed: one query."""
    rows = Counted.objects.filter(actor.within(READ), COME | GONE, month__in=list(months))
    named = rows.order_by().values("month").annotate(count=Count("occurrence", distinct=True))
    return {each["month"]: each["count"] for each in named}


def months_to_seal(actor: Actor, at: datetime) -> QuerySet[MonthCount]:
    """Return the months within reach that are over and not sealed, or came to something else since: a row a month.

    Args:
        actor: Who asks.
        at: Now, with time zone.
    """
    counted = MonthCount.objects.filter(actor.within(READ), month__lt=localdate(at).strftime("%Y-%m"))
    twins = MonthCount.objects.filter(actor.within(READ), month=OuterRef("month"), pk__lt=OuterRef("pk"))
    sealed = SealedMonth.objects.filter(unit=actor.company_id, month=OuterRef("month"))
    # Two questions, since an index answers each and none answers both.
    come, gone = (
        Counted.objects.filter(side, actor.within(READ), month=OuterRef("month")).values("pk") for side in (COME, GONE)
    )
    return counted.filter(~Exists(twins)).filter(~Exists(sealed) | Exists(come) | Exists(gone))


def months_to_report(actor: Actor) -> QuerySet[SealedMonth]:
    """Return the months of a company of whose newest sealed version no report of the company was made."""
    later = SealedMonth.objects.filter(unit=OuterRef("unit"), month=OuterRef("month"), version__gt=OuterRef("version"))
    made = MonthlyReport.objects.filter(unit=OuterRef("unit"), month=OuterRef("month"), version=OuterRef("version"))
    made = made.exclude(state=MonthlyState.REFUSED)
    return sealed_visible_to(actor).filter(~Exists(later), ~Exists(made))


def seal_rule_of(company_id: int | None) -> SealRule:
    """Return when months of a company are sealed; the default where it said nothing: one query."""
    found = SealRule.objects.filter(company=company_id).first()
    return found or SealRule(company_id=company_id or 0)


def counts_in(actor: Actor, month: str) -> QuerySet[MonthCount]:
    """Return when the estates within reach were counted in a month, in order of the tree."""
    return MonthCount.objects.filter(actor.within(READ), month=month).select_related("unit").order_by("unit__path")


def changes(actor: Actor, *, month: str, older: int, newer: int | None = None) -> tuple[Change, ...]:
    """Return the figures that two versions of a month tell differently, by estate and clause.

    Args:
        actor: Who asks.
        month: The month.
        older: A sealed version.
        newer: A later one; None for the present count.
    """
    rows = Counted.objects.filter(actor.within(READ), month=month).select_related("unit", "promise")
    rows = rows.order_by("unit__path", "citation", "begin", "pk")
    come = _grouped(rows.filter(in_version(newer)).exclude(in_version(older)))
    gone = _grouped(rows.filter(in_version(older)).exclude(in_version(newer)))
    named = sorted({*come, *gone}, key=str)
    if not named:
        return ()
    units: dict[int, Unit] = Unit.objects.in_bulk({unit for unit, _clause in named})
    facts = clause_facts(month, {clause for _unit, clause in named})
    before, after = (_by_cell(actor, month, version, list(units.values())) for version in (older, newer))
    return tuple(
        Change(
            units[unit],
            facts[clause],
            before.get((unit, clause)),
            after.get((unit, clause)),
            tuple(come.get((unit, clause), ())),
            tuple(gone.get((unit, clause), ())),
        )
        for unit, clause in sorted(named, key=lambda each: (str(units[each[0]].path), facts[each[1]].citation))
    )


def _grouped(rows: QuerySet[Counted]) -> dict[tuple[int, UUID], list[Counted]]:
    found: dict[tuple[int, UUID], list[Counted]] = {}
    for row in rows:
        found.setdefault((row.unit_id, row.clause_key), []).append(row)
    return found


def _by_cell(actor: Actor, month: str, version: int | None, units: list[Unit]) -> dict[tuple[int, UUID], Row]:
    rows = figures(actor, month=month, by="estate_clause", units=units, version=version)
    return {(row.unit.pk, row.clause.key): row for row in rows if row.unit and row.clause}


def unmeasured_in(actor: Actor, *, month: str, units: Iterable[Unit] | None = None) -> QuerySet[MonthPromise]:
    """Return the promises of a month that events cannot tell of, by standard and number."""
    rows = MonthPromise.objects.filter(actor.within(READ), month=month, measure="")
    if units is not None:
        rows = rows.filter(unit__in=[unit.pk for unit in units])
    return rows.select_related("unit", "edition__standard").order_by("citation", "place", "unit__path")


def unused_in(actor: Actor, month: str) -> list[tuple[Unit, dict[str, Any]]]:
    """Return why events of a month told nothing, by estate: the reason, how many, and some of their ids."""
    return [(count.unit, reason) for count in counts_in(actor, month) for reason in count.unused]
