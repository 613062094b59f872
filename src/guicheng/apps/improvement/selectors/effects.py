"""What an edition did to attainment: the months before it and since, beside clauses that it did not change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import F, QuerySet, Sum

from guicheng.apps.assessment.models import Tally
from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import Edition
from guicheng.apps.standards.selectors.editions import Turn
from guicheng.domain.attainment.effect import Effect, Share, effect_of

#: Months on either side that are looked at.
MONTHS: Final = 6
#: What counts of a tally: all that is over, without what was excused.
COUNTED: Final = F("kept") + F("late") + F("missed") + F("no_evidence")


@dataclass(frozen=True, slots=True)
class ClauseEffect:
    """A clause that an edition changed, and what its share did.

    Args:
        key: Its lasting key.
        number: Its number.
        text: Its words in this edition.
        effect: Before and since, beside all clauses that the edition left as they were.
    """

    key: UUID
    number: str
    text: str
    effect: Effect


def effects_of(actor: Actor, edition: Edition, turn: Turn) -> list[ClauseEffect]:
    """Return what an edition did to the clauses that it changed: one query where it changed any.

    The months before the one in which it took effect are set against those after it, as far as the editions next to it
    leave them alone; a month in which an edition took effect belongs to two and is left out. Only what lies within
    reach of ``attainment.read`` is counted.

    Args:
        actor: Who asks.
        edition: The edition.
        turn: The edition beside the one before it.
    """
    changed = {
        each.key: each.after
        for each in turn.changes
        if each.after and each.before and each.before.text != each.after.text
    }
    if not changed:
        return []
    sums = _sums(actor, edition, turn)
    kept = {key for key, _after in sums} - set(changed)
    others = [_total(sums, kept, after=after) for after in (False, True)]
    return [
        ClauseEffect(
            key,
            each.number,
            each.text,
            effect_of(
                _total(sums, {key}, after=False),
                _total(sums, {key}, after=True),
                others_before=others[0] if others[0].counted else None,
                others_after=others[1] if others[1].counted else None,
            ),
        )
        for key, each in changed.items()
    ]


def tallies(actor: Actor, months: Iterable[str]) -> QuerySet[Tally]:
    """Return the sums of months as they are counted now, as far as an actor may see them, in no order."""
    return Tally.objects.filter(actor.within("attainment.read"), version=0, month__in=sorted(months)).order_by()


def month_by(day: date, offset: int) -> str:
    """Return the month so many after that of a day, such as 2026-03; before it where ``offset`` is negative."""
    years, month = divmod(day.year * 12 + day.month - 1 + offset, 12)
    return f"{years}-{month + 1:02}"


def _sums(actor: Actor, edition: Edition, turn: Turn) -> dict[tuple[UUID, bool], Share]:
    """Return kept and counted of each clause before the month of an edition and after it: one query."""
    turned = month_by(edition.effective_from, 0)
    first = month_by(turn.older_from, 0) if turn.older_from else "0000-00"
    last = month_by(turn.newer_from, 0) if turn.newer_from else "9999-99"
    months = {month_by(edition.effective_from, offset) for offset in range(-MONTHS, MONTHS + 1)} - {turned}
    rows = tallies(actor, {month for month in months if first < month < last}).values("clause_key", "month")
    found: dict[tuple[UUID, bool], list[int]] = defaultdict(lambda: [0, 0])
    for each in rows.annotate(held=Sum("kept"), due=Sum(COUNTED)):
        sums = found[each["clause_key"], each["month"] > turned]
        sums[0], sums[1] = sums[0] + each["held"], sums[1] + each["due"]
    return {key: Share(*sums) for key, sums in found.items()}


def _total(sums: dict[tuple[UUID, bool], Share], keys: set[UUID], *, after: bool) -> Share:
    shares = [sums[key, after] for key in keys if (key, after) in sums]
    return Share(sum(each.kept for each in shares), sum(each.counted for each in shares))
