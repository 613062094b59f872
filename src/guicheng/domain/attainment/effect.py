"""Whether something changed a share: before and after, with an interval, beside what changed anyway.

The difference of two shares has the interval of Newcombe (1998, method 10), made of the Wilson intervals of both. Where
there is a comparison group (other clauses in the same months), the change of that group is taken off; the interval of
that difference in differences follows from those of both parts (Zou & Donner 2008, "square and add").
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import hypot

from guicheng.domain.attainment.ranks import wilson


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those that count were kept.

    Args:
        kept: 0 to ``counted``.
        counted: How many count.
    """

    kept: int
    counted: int

    @property
    def value(self) -> float | None:
        """The share; None where nothing counts."""
        return self.kept / self.counted if self.counted else None


@dataclass(frozen=True, slots=True)
class Change:
    """How much a share changed.

    Args:
        amount: After less before, -1 to 1; of a difference in differences -2 to 2.
        low: Lower end of its 95 % interval.
        high: Upper end.
    """

    amount: float
    low: float
    high: float

    @property
    def holds_nothing(self) -> bool:
        """Whether no change at all lies within the interval."""
        return self.low <= 0 <= self.high


class Seen(StrEnum):
    """What can be said of an effect."""

    BETTER = "better"
    WORSE = "worse"
    #: No change at all could look like this too.
    NOT_YET = "not_yet"
    #: Nothing was due before, or nothing since.
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change of something did to a share.

    Args:
        before: The share before.
        after: The share since.
        own: How much it changed; None where one of the two is of nothing.
        others: How much the comparison group changed in the same time; None without one.
        net: The own change less that of the others; None without a comparison group.
        seen: What can be said, by ``net`` where there is one.
    """

    before: Share
    after: Share
    own: Change | None
    others: Change | None
    net: Change | None
    seen: Seen


def change_of(before: Share, after: Share) -> Change | None:
    """Return how much a share changed (Newcombe's interval); None where one of the two is of nothing.

    Example:
        >>> found = change_of(Share(354, 412), Share(365, 388))
        >>> [round(each, 3) for each in (found.amount, found.low, found.high)]
        [0.081, 0.04, 0.122]
    """
    old, new = wilson(before.kept, before.counted), wilson(after.kept, after.counted)
    if old is None or new is None:
        return None
    first, second = before.kept / before.counted, after.kept / after.counted
    amount = second - first
    low = amount - hypot(second - new[0], old[1] - first)
    high = amount + hypot(new[1] - second, first - old[0])
    return Change(amount, low, high)


def less(own: Change, others: Change) -> Change:
    """Return a change less another one that is independent of it, with the interval of the difference."""
    amount = own.amount - others.amount
    low = amount - hypot(own.amount - own.low, others.high - others.amount)
    high = amount + hypot(own.high - own.amount, others.amount - others.low)
    return Change(amount, low, high)


def effect_of(
    before: Share, after: Share, *, others_before: Share | None = None, others_after: Share | None = None
) -> Effect:
    """Return what can be said of the effect of something on a share.

    Args:
        before: The share before.
        after: The share since.
        others_before: The share of the comparison group before; None without one.
        others_after: The same since.
    """
    own = change_of(before, after)
    beside = change_of(others_before, others_after) if others_before and others_after else None
    net = less(own, beside) if own and beside else None
    return Effect(before, after, own, beside, net, _seen(net or own))


def _seen(change: Change | None) -> Seen:
    if change is None:
        return Seen.NOTHING
    if change.holds_nothing:
        return Seen.NOT_YET
    return Seen.BETTER if change.amount > 0 else Seen.WORSE
