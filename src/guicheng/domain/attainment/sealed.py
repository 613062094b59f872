"""A sealed month: times in runs sorted by estate, promise and time, so that counts and ranks are looked up, not made.

A sealed version never changes. What comes in later stands in a delta beside it; sealing anew makes the next one.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple

from guicheng.domain.attainment.figure import Counts, counts_of
from guicheng.domain.attainment.outcome import Judged, Outcome
from guicheng.domain.attainment.ranks import MEDIAN, P95, rank

#: Outcomes whose time counts.
_DONE: Final = frozenset({Outcome.KEPT, Outcome.LATE})


class Group(NamedTuple):
    """What is sealed together.

    Args:
        estate: Key of the estate.
        requirement: Key of the promise.
        edition: Which wording of it.
    """

    estate: str
    requirement: str
    edition: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """One version of a sealed month.

    Args:
        month: Such as 2026-03.
        version: From 1 on.
        groups: In order.
        offsets: Where the run of each group begins, and after all where the last one ends (groups + 1).
        times: Microseconds that ran on the clocks of what was done, sorted within each group.
        counts: How many became what, by group.
        untimed: How many were kept of which no time is known, by group.
    """

    month: str
    version: int
    groups: tuple[Group, ...]
    offsets: array[int]
    times: array[int]
    counts: tuple[Counts, ...]
    untimed: array[int]

    def place(self, group: Group) -> int | None:
        """Return where a group stands, None where it has nothing."""
        found = bisect_left(self.groups, group)
        return found if found < len(self.groups) and self.groups[found] == group else None


@dataclass(frozen=True, slots=True)
class SealedFigure:
    """What a sealed month says of a group.

    Args:
        counts: How many became what.
        timed: Of how many a time is known.
        median: The least time that half of them do not exceed, in microseconds; None of none.
        p95: The least time that 95 % of them do not exceed.
    """

    counts: Counts
    timed: int
    median: int | None
    p95: int | None


def group_of(each: Judged) -> Group:
    """Return the group of something that was due."""
    return Group(each.estate, each.requirement.key, each.requirement.edition)


def is_timed(each: Judged) -> bool:
    """Tell whether its time counts: it was done, nothing excuses it, and its end is known."""
    return each.outcome in _DONE and each.counted is not None


def seal(month: str, judged: Iterable[Judged], *, version: int = 1) -> Sealed:
    """Return a month sealed.

    Args:
        month: Which; what began in others is left out.
        judged: Everything that was due, in any order.
        version: Of the seal.
    """
    parts: dict[Group, list[Judged]] = {}
    for each in judged:
        if each.month == month:
            parts.setdefault(group_of(each), []).append(each)
    rows = [
        _Row(
            group,
            sorted(each.counted or 0 for each in members if is_timed(each)),
            counts_of(members),
            _untimed(members),
        )
        for group, members in sorted(parts.items())
    ]
    return _laid(month, version, rows)


class _Row(NamedTuple):
    group: Group
    times: Sequence[int]
    counts: Counts
    untimed: int


def _untimed(members: Iterable[Judged]) -> int:
    return sum(each.outcome is Outcome.KEPT and each.counted is None for each in members)


def _laid(month: str, version: int, rows: Sequence[_Row]) -> Sealed:
    offsets, times = array("q", [0]), array("q")
    for row in rows:
        times.extend(row.times)
        offsets.append(len(times))
    return Sealed(
        month,
        version,
        tuple(row.group for row in rows),
        offsets,
        times,
        tuple(row.counts for row in rows),
        array("q", [row.untimed for row in rows]),
    )


def sealed_figures(sealed: Sealed) -> Iterator[tuple[Group, SealedFigure]]:
    """Yield the figure of every group, in order: times by their rank in the run."""
    for group, counts, (first, last) in zip(sealed.groups, sealed.counts, pairwise(sealed.offsets), strict=True):
        count = last - first
        median, p95 = (sealed.times[first + rank(count, share)] if count else None for share in (MEDIAN, P95))
        yield group, SealedFigure(counts, count, median, p95)


def kept_within(sealed: Sealed, place: int, limit: int) -> int:
    """Return how many a group would have kept under another limit, by halving its run.

    Args:
        sealed: The month.
        place: Of the group.
        limit: In microseconds on the clock of the promise.
    """
    first, last = sealed.offsets[place], sealed.offsets[place + 1]
    return bisect_right(sealed.times, limit, first, last) - first + sealed.untimed[place]


@dataclass(slots=True)
class GroupDelta:
    """What changed in a group since it was sealed.

    Args:
        gone: Times that no longer count, sorted.
        come: Times that count now, sorted.
        counts: By how much each outcome changed.
        untimed: By how much what was kept without a time changed.
    """

    gone: list[int] = field(default_factory=list)
    come: list[int] = field(default_factory=list)
    counts: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    untimed: int = 0

    def add(self, each: Judged, sign: int) -> None:
        """Let something that was due come (1) or go (-1)."""
        self.counts[each.outcome] += sign
        if is_timed(each):
            (self.come if sign > 0 else self.gone).append(each.counted or 0)
        self.untimed += sign * (each.outcome is Outcome.KEPT and each.counted is None)


def delta_of(month: str, before: Iterable[Judged], after: Iterable[Judged]) -> dict[Group, GroupDelta]:
    """Return what changed between two assessments of a month; what both say alike is none of it.

    Args:
        month: Which.
        before: Everything that was due when it was sealed.
        after: Everything that was due by what is known now.
    """
    old, new = ({_name(each): each for each in side if each.month == month} for side in (before, after))
    found: dict[Group, GroupDelta] = {}
    for side, other, sign in ((old, new, -1), (new, old, 1)):
        for name, each in side.items():
            if other.get(name) != each:
                found.setdefault(group_of(each), GroupDelta()).add(each, sign)
    for delta in found.values():
        delta.gone.sort()
        delta.come.sort()
    return found


def _name(each: Judged) -> tuple[Group, str]:
    return group_of(each), each.id


def figure_with(sealed: Sealed, group: Group, delta: GroupDelta) -> SealedFigure:
    """Return the figure of a group with what came later, without sealing anew.

    Args:
        sealed: The month.
        group: Which.
        delta: What changed since.
    """
    place = sealed.place(group)
    run = sealed.times[sealed.offsets[place] : sealed.offsets[place + 1]] if place is not None else array("q")
    counts = _moved(sealed.counts[place] if place is not None else Counts(), delta)
    count = len(run) - len(delta.gone) + len(delta.come)
    ranked = (_selected(run, delta, rank(count, share)) if count else None for share in (MEDIAN, P95))
    median, p95 = ranked
    return SealedFigure(counts, count, median, p95)


def _moved(counts: Counts, delta: GroupDelta) -> Counts:
    return Counts(**{outcome.value: getattr(counts, outcome.value) + delta.counts[outcome] for outcome in Outcome})


def _selected(run: Sequence[int], delta: GroupDelta, place: int) -> int:
    """Return the value of a rank among a run without what went and with what came."""

    def reached(value: int) -> int:
        there = bisect_right(run, value) - bisect_right(delta.gone, value) + bisect_right(delta.come, value)
        return int(there > place)

    sides = [(side, bisect_left(side, 1, key=reached)) for side in (run, delta.come)]
    return min(side[first] for side, first in sides if first < len(side))


def resealed(sealed: Sealed, deltas: Mapping[Group, GroupDelta]) -> Sealed:
    """Return the next version of a month, with what came later taken in; the old version stays as it is.

    Args:
        sealed: The version before.
        deltas: What changed since.
    """
    rows = []
    for group in sorted({*sealed.groups, *deltas}):
        place, delta = sealed.place(group), deltas.get(group, GroupDelta())
        run = sealed.times[sealed.offsets[place] : sealed.offsets[place + 1]] if place is not None else array("q")
        counts = _moved(sealed.counts[place] if place is not None else Counts(), delta)
        untimed = (sealed.untimed[place] if place is not None else 0) + delta.untimed
        if counts != Counts():
            rows.append(_Row(group, _merged(run, delta), counts, untimed))
    return _laid(sealed.month, sealed.version + 1, rows)


def _merged(run: Iterable[int], delta: GroupDelta) -> list[int]:
    left, gone = list[int](), iter(delta.gone)
    next_gone = next(gone, None)
    for value in run:
        if value == next_gone:
            next_gone = next(gone, None)
        else:
            left.append(value)
    return sorted([*left, *delta.come])


@dataclass(frozen=True, slots=True)
class GroupChange:
    """What a group says otherwise in another version.

    Args:
        group: Which.
        before: What the older version says, None where it has nothing.
        after: What the newer one says.
    """

    group: Group
    before: SealedFigure | None
    after: SealedFigure | None


def changes_between(older: Sealed, newer: Sealed) -> tuple[GroupChange, ...]:
    """Return the groups that two versions of a month tell differently, in order.

    Args:
        older: A version, such as the one of a published report.
        newer: A later one.
    """
    old, new = dict(sealed_figures(older)), dict(sealed_figures(newer))
    groups = sorted({*old, *new})
    return tuple(GroupChange(each, old.get(each), new.get(each)) for each in groups if old.get(each) != new.get(each))


def limits_that_reach(sealed: Sealed, place: int, target: Fraction) -> int | None:
    """Return the least limit under which a group would have met a target; None where no limit would.

    Args:
        sealed: The month.
        place: Of the group.
        target: Share that has to be kept, above 0 and at most 1.
    """
    first, counts = sealed.offsets[place], sealed.counts[place]
    needed = -(-counts.counted * target.numerator // target.denominator) - sealed.untimed[place]
    if needed <= 0:
        return 0
    return sealed.times[first + needed - 1] if needed <= sealed.offsets[place + 1] - first else None
