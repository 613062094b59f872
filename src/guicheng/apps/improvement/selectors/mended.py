"""What a mending did to attainment: the months before the fault was found and those since it was mended."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.utils.timezone import localdate

from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.improvement.selectors.effects import COUNTED, MONTHS, month_by, tallies
from guicheng.apps.organization.actors import Actor
from guicheng.domain.attainment.effect import Change, Effect, Share, effect_of
from guicheng.domain.attainment.mending import Stand


@dataclass(frozen=True, slots=True)
class MendingEffect:
    """What became of a broken clause at its estate since somebody said that it is mended.

    Args:
        effect: The months before it was found and those since, beside the same clause at other estates within reach.
        again: How many nonconformities of the clause were found there since.
    """

    effect: Effect
    again: int


def effect_of_mending(actor: Actor, row: Nonconformity) -> MendingEffect | None:
    """Return what a mending did; None where it breaks no clause, or nobody said yet that it is mended. Two queries.

    Up to six months before the one in which it was found are set against those after the one in which it was mended.
    The months between are left out: the first of them was chosen because it was bad, and what is chosen so looks
    better afterwards whatever is done.

    Args:
        actor: Who asks; what lies outside ``attainment.read`` is not counted.
        row: The nonconformity.
    """
    key = row.clause_key
    if key is None or row.finished_at is None:
        return None
    here, elsewhere = _shares(actor, row, key, row.finished_at)
    beside = all(share.counted for share in elsewhere)
    effect = effect_of(
        *here,
        others_before=elsewhere[0] if beside else None,
        others_after=elsewhere[1] if beside else None,
    )
    since = Nonconformity.objects.filter(unit=row.unit_id, clause_key=key, found_at__gt=row.finished_at)
    return MendingEffect(effect, since.exclude(stand=Stand.VOID.value).count())


def figures_of(found: MendingEffect | None) -> dict[str, Any]:
    """Return an effect as an act keeps it; shares are ``[kept, counted]``, changes ``[amount, low, high]``."""
    if found is None:
        return {}
    effect = found.effect
    return {
        "before": [effect.before.kept, effect.before.counted],
        "after": [effect.after.kept, effect.after.counted],
        "own": _figures(effect.own),
        "others": _figures(effect.others),
        "net": _figures(effect.net),
        "seen": effect.seen.value,
        "again": found.again,
    }


def _figures(change: Change | None) -> list[float] | None:
    return None if change is None else [round(each, 6) for each in (change.amount, change.low, change.high)]


def _shares(
    actor: Actor, row: Nonconformity, key: UUID, mended: datetime
) -> tuple[tuple[Share, Share], tuple[Share, Share]]:
    """Return the shares before and since, at the estate and at others: one query."""
    earlier = {month_by(localdate(row.found_at), -offset) for offset in range(1, MONTHS + 1)}
    later = {month_by(localdate(mended), offset) for offset in range(1, MONTHS + 1)}
    rows = tallies(actor, earlier | later).filter(clause_key=key).values("unit", "month")
    sums: dict[tuple[bool, bool], list[int]] = defaultdict(lambda: [0, 0])
    for each in rows.annotate(held=Sum("kept"), due=Sum(COUNTED)):
        kept = sums[each["unit"] == row.unit_id, each["month"] in later]
        kept[0], kept[1] = kept[0] + each["held"], kept[1] + each["due"]
    here, elsewhere = ((Share(*sums[at, False]), Share(*sums[at, True])) for at in (True, False))
    return here, elsewhere
