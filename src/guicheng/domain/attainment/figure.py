"""Figures over what was due: counts, share with interval, times, state; each opens into its occurrences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import Final, TypeVar

from guicheng.domain.attainment.outcome import Judged, Outcome
from guicheng.domain.attainment.ranks import MEDIAN, P95, at_rank, wilson
from guicheng.domain.attainment.requirement import Requirement, Slotted, Spaced

#: Fewer cases than these say little of a month; schedules are counted whole and never few.
FEW: Final = 5

Group = TypeVar("Group", bound=Hashable)


class State(StrEnum):
    """What a figure says."""

    MET = "met"
    NOT_MET = "not_met"
    TOO_FEW = "too_few"
    NO_EVIDENCE = "no_evidence"
    NOTHING_DUE = "nothing_due"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many became what; ``due`` is the sum of the five that follow it, pending is apart.

    Args:
        kept: Done in time, with the evidence that is asked for.
        late: Done, but too late, or before the earliest moment allowed.
        missed: Not done, and its time is over.
        excused: Not done in time for a reason that was given; no part of the share.
        no_evidence: Nothing tells whether it was kept.
        pending: Not over yet.
    """

    kept: int = 0
    late: int = 0
    missed: int = 0
    excused: int = 0
    no_evidence: int = 0
    pending: int = 0

    @property
    def due(self) -> int:
        """How many were due and are over."""
        return self.counted + self.excused

    @property
    def counted(self) -> int:
        """How many the share is of: those due without the excused ones."""
        return self.kept + self.broken

    @property
    def broken(self) -> int:
        """How many of those that count were not kept."""
        return self.late + self.missed + self.no_evidence

    @property
    def share(self) -> Fraction | None:
        """Share kept; None where nothing counts, which is not 100 %."""
        return Fraction(self.kept, self.counted) if self.counted else None

    @property
    def with_evidence(self) -> int:
        """How many of those that count have evidence: kept, late or missed."""
        return self.kept + self.late + self.missed

    @property
    def share_with_evidence(self) -> Fraction | None:
        """Share kept of those that have evidence; None where nothing has any."""
        return Fraction(self.kept, self.with_evidence) if self.with_evidence else None


@dataclass(frozen=True, slots=True)
class Times:
    """Times of what has an end, in microseconds.

    Args:
        count: Of how many.
        median: The least time that half of them do not exceed; None of none.
        p95: The least time that 95 % of them do not exceed.
    """

    count: int
    median: int | None
    p95: int | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Args:
        counts: How many became what.
        interval: Ends of the 95 % interval of the share; None where nothing counts.
        times: Time that ran on the clock of the promise, of what is kept or late.
        elapsed: Time by the wall clock.
        reasons: Why things were excused, with how many.
        grades: Counts by grade of evidence, "" for none.
        occurrences: Ids by outcome, in order of their begin.
        provisional: How many rest on holidays that are not announced yet.
    """

    counts: Counts
    interval: tuple[float, float] | None
    times: Times
    elapsed: Times
    reasons: Mapping[str, int]
    grades: Mapping[str, Counts]
    occurrences: Mapping[Outcome, tuple[str, ...]]
    provisional: int

    @property
    def share(self) -> Fraction | None:
        """Share kept, None where nothing counts."""
        return self.counts.share

    def share_on(self, grade: str) -> Fraction | None:
        """Return the share of what counts that was kept on evidence of a grade or a stronger one; None of none."""
        kept = sum(counts.kept for name, counts in self.grades.items() if name and name <= grade)
        return Fraction(kept, self.counts.counted) if self.counts.counted else None


def figure_of(judged: Iterable[Judged]) -> Figure:
    """Return the figure over what was due.

    Args:
        judged: Things of one kind, in any order.
    """
    ordered = sorted(judged, key=lambda each: (each.begin, each.id, each.requirement.key))
    counts = counts_of(ordered)
    done = [each for each in ordered if each.outcome in {Outcome.KEPT, Outcome.LATE}]
    excused = [each for each in ordered if each.outcome is Outcome.EXCUSED]
    by_outcome = {outcome: tuple(each.id for each in ordered if each.outcome is outcome) for outcome in Outcome}
    return Figure(
        counts,
        wilson(counts.kept, counts.counted),
        _times(each.counted for each in done),
        _times(each.elapsed for each in done),
        dict(sorted(Counter(each.reason for each in excused).items())),
        {
            grade: counts_of(each for each in ordered if each.grade == grade)
            for grade in sorted({e.grade for e in ordered})
        },
        {outcome: ids for outcome, ids in by_outcome.items() if ids},
        sum(each.provisional for each in ordered),
    )


def counts_of(judged: Iterable[Judged]) -> Counts:
    """Return how many of some things that were due became what."""
    found = Counter(each.outcome for each in judged)
    return Counts(**{outcome.value: found[outcome] for outcome in Outcome})


def _times(values: Iterable[int | None]) -> Times:
    ordered = sorted(value for value in values if value is not None)
    return Times(len(ordered), at_rank(ordered, MEDIAN), at_rank(ordered, P95))


def figures_by(judged: Iterable[Judged], group: Callable[[Judged], Group]) -> dict[Group, Figure]:
    """Return a figure for each group, in order of the groups' first occurrences.

    Args:
        judged: Things that were due.
        group: What they are grouped by.
    """
    return {name: figure_of(members) for name, members in grouped(judged, group).items()}


def grouped(judged: Iterable[Judged], group: Callable[[Judged], Group]) -> dict[Group, list[Judged]]:
    """Return things that were due by groups, in order of the groups' first occurrences.

    Args:
        judged: Things that were due.
        group: What they are grouped by.
    """
    found: dict[Group, list[Judged]] = {}
    for each in judged:
        found.setdefault(group(each), []).append(each)
    return found


def misses_allowed(requirement: Requirement, counts: Counts) -> int:
    """Return how many of those due or still to come in the month may break and leave the target met."""
    return floor((counts.counted + counts.pending) * (1 - requirement.target))


def misses_left(requirement: Requirement, counts: Counts) -> int:
    """Return how many more may break in the month; below 0 by how many too many broke."""
    return misses_allowed(requirement, counts) - counts.broken


def state_of(requirement: Requirement, counts: Counts, *, few: int = FEW) -> State:
    """Return what a figure of one promise says.

    Args:
        requirement: The promise with its target.
        counts: Of one estate and month, or of any other stretch.
        few: Fewer cases than these say little; 0 lets any number speak.
    """
    whole = isinstance(requirement.measure, Slotted | Spaced)
    met = counts.share is not None and counts.share >= requirement.target
    return state_where(counts, few=few, whole=whole, met=met)


def state_where(counts: Counts, *, few: int, whole: bool, met: bool) -> State:
    """Return what counts say.

    Args:
        counts: Of any stretch.
        few: Fewer cases than these say little.
        whole: Whether all of it recurs by schedules, of which no number is few.
        met: Whether as many were kept as were asked for.
    """
    if not counts.counted:
        return State.NOTHING_DUE
    if counts.no_evidence == counts.counted:
        return State.NO_EVIDENCE
    if counts.counted < few and not whole:
        return State.TOO_FEW
    return State.MET if met else State.NOT_MET
