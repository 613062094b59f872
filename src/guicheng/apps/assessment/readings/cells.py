"""What cells of a board say, one by one and added up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from guicheng.domain.attainment import FEW, Counts, State
from guicheng.domain.attainment.ranks import wilson

MILLION: Final = 1_000_000


class Cell(NamedTuple):
    """One figure.

    Args:
        counts: How many became what.
        state: What it says.
        target: Share that has to be kept; 1 where nothing counts.
    """

    counts: Counts
    state: State
    target: float

    @property
    def gap(self) -> float:
        """By how much the share misses the target at the least, as ``sure_gap`` says; 0 where nothing counts."""
        return sure_gap(self.counts.kept, self.counts.counted, self.target)


def sure_gap(kept: int, counted: int, target: float) -> float:
    """Return by how much a share misses its target at the least: from the upper end of its 95 % interval.

    What rests on a single case stands behind what many cases show, since it may be chance. Below 0 where the interval
    holds the target, and 0 where nothing counts.

    Args:
        kept: How many were kept.
        counted: Of how many.
        target: Share that has to be kept.
    """
    found = wilson(kept, counted)
    return target - found[1] if found else 0.0


class Summary(NamedTuple):
    """An estate over the clauses of some kind of service.

    Args:
        place: Position of the estate.
        figures: How many clauses have a figure of it.
        below: How many figures miss their target.
        worst: Position of the clause with the widest gap among these, as ``sure_gap`` says; -1 for none.
        gap: That gap; 0 for none.
        kept: How many were kept.
        known: Of how many that have evidence: kept, late or missed.
        unknown: How many count and have no evidence, which is neither kept nor missed.
    """

    place: int
    figures: int
    below: int
    worst: int
    gap: float
    kept: int
    known: int
    unknown: int

    @property
    def counted(self) -> int:
        """How many count, with evidence or without."""
        return self.known + self.unknown

    @property
    def share(self) -> float | None:
        """Share kept of all that has evidence, None where nothing has any."""
        return self.kept / self.known if self.known else None


class Totals(NamedTuple):
    """Several estates together.

    Args:
        estates: How many have anything that counts.
        below: How many of these miss a target.
        kept: How many were kept.
        known: Of how many that have evidence.
        unknown: How many count and have no evidence.
        worst: The estate with the widest gap, None where none misses a target.
    """

    estates: int
    below: int
    kept: int
    known: int
    unknown: int
    worst: Summary | None


def totals_of(rows: Iterable[Summary]) -> Totals:
    """Return several estates together.

    Args:
        rows: Estates over clauses.
    """
    counted = [row for row in rows if row.counted]
    below = [row for row in counted if row.below]
    return Totals(
        len(counted),
        len(below),
        sum(row.kept for row in counted),
        sum(row.known for row in counted),
        sum(row.unknown for row in counted),
        max(below, key=lambda row: row.gap, default=None),
    )


def misses(kept: int, proven: int, none: int, wanted: int, whole: int) -> bool:
    """Tell whether ``state_of_sums`` says not met, without a value for each of some hundred thousand cells.

    Args:
        kept: How many were kept.
        proven: How many have evidence.
        none: How many count and have none.
        wanted: Sum of the targets of all that counts, in millionths.
        whole: 1 where all of it recurs by schedules, else 0.
    """
    return bool(proven) and kept * MILLION < wanted and (proven + none >= FEW or bool(whole))


def state_of_sums(counts: Counts, wanted: int, *, whole: bool, few: int = FEW) -> State:
    """Return what a figure says that may hold several promises with targets of their own.

    Args:
        counts: How many became what.
        wanted: Sum of the targets of all that counts, in millionths.
        whole: Whether all of it recurs by schedules, of which no number is few.
        few: Fewer cases than these say little.
    """
    if not counts.counted:
        return State.NOTHING_DUE
    if counts.no_evidence == counts.counted:
        return State.NO_EVIDENCE
    if counts.counted < few and not whole:
        return State.TOO_FEW
    return State.MET if counts.kept * MILLION >= wanted else State.NOT_MET
