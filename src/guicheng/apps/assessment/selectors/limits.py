"""What another limit would have come to: looked up in a sealed run, or in the present count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from uuid import UUID

from guicheng.apps.assessment.models import Counted, MonthPromise, SealedMonth, SealedRun
from guicheng.apps.assessment.readings.judged import judged_of
from guicheng.apps.assessment.readings.runs import unpack
from guicheng.apps.assessment.selectors.figures import READ, in_version
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.domain.attainment.sealed import Group, Sealed, kept_within, limits_that_reach, seal

_MICROSECOND = timedelta(microseconds=1)
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a promise would have come to under other limits.

    Args:
        limit: The limit that was asked about.
        share: Share that would have been kept under it, None where nothing counts.
        target: Share that has to be kept.
        reaches: The least limit under which the target would have been met; None where no limit would.
        counted: How many the share is of.
    """

    limit: timedelta
    share: Fraction | None
    target: Fraction
    reaches: timedelta | None
    counted: int


def what_if(
    actor: Actor, *, promise: MonthPromise, limit: timedelta, version: int | None = None, target: Fraction | None = None
) -> WhatIf | None:
    """Return what a promise of an estate and a month would have come to under another limit: at most two queries.

    Args:
        actor: Who asks.
        promise: A promise with a limit by the clock, with its unit and edition.
        limit: The other limit, on the clock of the promise.
        version: A sealed version; None for the present count.
        target: Another share that has to be kept; None for that of the promise.

    Returns:
        None where the month has nothing of the promise.
    """
    sealed = _sealed(actor, promise, version) if version else _present(actor, promise)
    group = Group(str(promise.unit.key), f"{promise.citation}#{promise.place}", str(promise.edition.number))
    place = None if sealed is None else sealed.place(group)
    if sealed is None or place is None:
        return None
    wanted, counted = target or Fraction(promise.target, _MILLION), sealed.counts[place].counted
    least = limits_that_reach(sealed, place, wanted) if counted else None
    return WhatIf(
        limit,
        Fraction(kept_within(sealed, place, limit // _MICROSECOND), counted) if counted else None,
        wanted,
        None if least is None else timedelta(microseconds=least),
        counted,
    )


def _sealed(actor: Actor, promise: MonthPromise, version: int) -> Sealed | None:
    rows = SealedMonth.objects.filter(unit=actor.company_id, month=promise.month, version=version)
    run = SealedRun.objects.filter(actor.within(READ), sealed__in=rows, unit=promise.unit).first()
    return unpack(bytes(run.content)) if run else None


def _present(actor: Actor, promise: MonthPromise) -> Sealed:
    rows = Counted.objects.filter(actor.within(READ), in_version(None), promise=promise)
    return seal(promise.month, judged_of(rows.select_related("promise__edition", "unit")))


def promises_of(actor: Actor, *, month: str, unit: Unit, clause_key: UUID) -> list[MonthPromise]:
    """Return the promises of a clause as a month of an estate was counted by them: one query."""
    rows = MonthPromise.objects.filter(actor.within(READ), month=month, unit=unit, clause_key=clause_key)
    return list(rows.select_related("unit", "edition__standard").order_by("edition__number", "place"))
