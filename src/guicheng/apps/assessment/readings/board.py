"""All figures of estate × clause of a month side by side, so that a page of a large company looks and never counts."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple
from uuid import UUID

from guicheng.domain.attainment import FEW, Counts, State

_MILLION: Final = 1_000_000


class Place(NamedTuple):
    """An estate of a board: primary key, tree path."""

    pk: int
    path: str


class Column(NamedTuple):
    """A clause of a board: lasting key, citation, sentence, number of the edition, kind of service."""

    key: UUID
    citation: str
    text: str
    edition: int
    domain: str


class Sums(NamedTuple):
    """How many of a cell became what.

    Args:
        place: Position of the estate.
        column: Position of the clause.
        counts: kept, late, missed, excused, without evidence, pending.
        wanted: Sum of the targets of all that counts, in millionths.
        whole: Whether all of it recurs by schedules, of which no number is few.
    """

    place: int
    column: int
    counts: Sequence[int]
    wanted: int
    whole: bool


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
        """By how much the share misses the target; below 0 where it is above, and 0 where nothing counts."""
        return self.target - float(self.counts.share) if self.counts.share is not None else 0.0


class Summary(NamedTuple):
    """An estate over the clauses of some kind of service.

    Args:
        place: Position of the estate.
        figures: How many clauses have a figure of it.
        below: How many figures miss their target.
        worst: Position of the clause with the widest gap among these, -1 for none.
        gap: That gap.
        kept: How many were kept.
        counted: Of how many that count.
    """

    place: int
    figures: int
    below: int
    worst: int
    gap: float
    kept: int
    counted: int

    @property
    def share(self) -> float | None:
        """Share kept over all clauses, None where nothing counts."""
        return self.kept / self.counted if self.counted else None


@dataclass(frozen=True)
class Board:
    """The figures of a month in columns, cell by cell.

    Args:
        month: Such as 2026-10.
        version: Of the seal; 0 for the present count.
        places: Estates, in order of the tree.
        columns: Clauses, by citation.
        numbers: Six counts and the sum of targets of every cell (7 × places × columns), estate by estate.
        whole: 1 where a cell recurs by schedules only, 0 elsewhere (places × columns).
        failed: Primary keys of estates whose last count came to nothing.
    """

    month: str
    version: int
    places: tuple[Place, ...]
    columns: tuple[Column, ...]
    numbers: array[int]
    whole: bytearray
    failed: frozenset[int] = frozenset()
    _summaries: dict[str, tuple[Summary, ...]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def domains(self) -> tuple[str, ...]:
        """Kinds of service of the clauses, in order."""
        return tuple(sorted({column.domain for column in self.columns}))

    @cached_property
    def column_of(self) -> Mapping[UUID, int]:
        """Position of each clause by its key."""
        return {column.key: position for position, column in enumerate(self.columns)}

    @cached_property
    def place_of(self) -> Mapping[int, int]:
        """Position of each estate by its primary key."""
        return {place.pk: position for position, place in enumerate(self.places)}

    def cell(self, place: int, column: int) -> Cell:
        """Return a figure.

        Args:
            place: Position of the estate.
            column: Position of the clause.
        """
        at = place * len(self.columns) + column
        *counts, wanted = self.numbers[7 * at : 7 * at + 7]
        found = Counts(*counts)
        target = wanted / found.counted / _MILLION if found.counted else 1.0
        return Cell(found, state_of_sums(found, wanted, whole=bool(self.whole[at])), target)

    def summaries(self, domain: str | None = None) -> tuple[Summary, ...]:
        """Return each estate over the clauses of a kind of service, in order; kept once it was asked for.

        Args:
            domain: Only clauses of this kind of service; None for all.
        """
        name = "*" if domain is None else domain
        if name not in self._summaries:
            wanted = self.positions(domain)
            self._summaries[name] = tuple([self._summary(place, wanted) for place in range(len(self.places))])
        return self._summaries[name]

    def positions(self, domain: str | None) -> list[int]:
        """Return the positions of the clauses of a kind of service; None for all."""
        return [at for at, column in enumerate(self.columns) if domain is None or column.domain == domain]

    def _summary(self, place: int, columns: Iterable[int]) -> Summary:
        figures = below = kept = counted = 0
        worst, gap = -1, 0.0
        for column in columns:
            cell = self.cell(place, column)
            counts = cell.counts
            figures += bool(counts.counted or counts.pending or counts.excused)
            kept, counted = kept + counts.kept, counted + counts.counted
            if cell.state is State.NOT_MET:
                below += 1
                if worst < 0 or cell.gap > gap:
                    worst, gap = column, cell.gap
        return Summary(place, figures, below, worst, gap, kept, counted)


def board_from(
    named: tuple[str, int],
    places: Sequence[Place],
    columns: Sequence[Column],
    sums: Iterable[Sums],
    failed: Iterable[int] = (),
) -> Board:
    """Return a board from sums; cells that none of them names have nothing.

    Args:
        named: The month and the version.
        places: Estates, in the order in which they are to stand.
        columns: Clauses, in the same way.
        sums: One for each cell at most.
        failed: Primary keys of estates whose last count came to nothing.
    """
    cells = len(places) * len(columns)
    numbers, whole = array("q", bytes(8 * 7 * cells)), bytearray(cells)
    for each in sums:
        at = each.place * len(columns) + each.column
        numbers[7 * at : 7 * at + 7] = array("q", [*each.counts, each.wanted])
        whole[at] = each.whole
    return Board(*named, tuple(places), tuple(columns), numbers, whole, frozenset(failed))


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
    return State.MET if counts.kept * _MILLION >= wanted else State.NOT_MET
