"""All figures of estate × clause of a month side by side, so that a page of a large company looks and never counts."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, TypeVar, cast
from uuid import UUID

from guicheng.apps.assessment.readings.board_rows import RowSums
from guicheng.apps.assessment.readings.cells import (
    MILLION,
    Cell,
    Summary,
    Totals,
    misses,
    state_of_sums,
    sure_gap,
    totals_of,
)
from guicheng.domain.attainment import Counts

Found = TypeVar("Found")


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
    _kept: dict[tuple[Any, ...], tuple[object, Any]] = field(default_factory=dict, compare=False, repr=False)

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
        target = wanted / found.counted / MILLION if found.counted else 1.0
        return Cell(found, state_of_sums(found, wanted, whole=bool(self.whole[at])), target)

    def glance(self, place: int, column: int) -> tuple[bool, bool]:
        """Return whether a figure misses its target, and whether anything in it counts; as ``cell`` says, and faster.

        Args:
            place: Position of the estate.
            column: Position of the clause.
        """
        at = place * len(self.columns) + column
        kept, late, missed, _excused, none, _pending, wanted = self.numbers[7 * at : 7 * at + 7]
        proven = kept + late + missed
        return misses(kept, proven, none, wanted, self.whole[at]), bool(proven + none)

    def summaries(self, domain: str | None = None) -> tuple[Summary, ...]:
        """Return each estate over the clauses of a kind of service, in order; kept once it was asked for.

        Args:
            domain: Only clauses of this kind of service; None for all.
        """
        wanted = self.positions(domain)
        return self.kept(
            ("summaries",),
            domain,
            None,
            lambda: tuple([self._summary(place, wanted) for place in range(len(self.places))]),
        )

    def kept(self, name: tuple[Any, ...], domain: str | None, source: object, make: Callable[[], Found]) -> Found:
        """Return what was worked out of the board once; made again where it rests on another source by now.

        Args:
            name: What it is.
            domain: Kind of service that it is of; nothing is kept of one that the board has not.
            source: What else it rests on, such as the board of the month before.
            make: Works it out.
        """
        if domain is not None and domain not in self.domains:
            return make()
        found = self._kept.get((*name, domain))
        if found is None or found[0] is not source:
            found = self._kept[(*name, domain)] = (source, make())
        return cast("Found", found[1])

    def totals(self, places: Sequence[int], domain: str | None = None) -> Totals:
        """Return several estates together over the clauses of a kind of service; of all estates it is kept.

        Args:
            places: Positions of the estates.
            domain: Only clauses of this kind of service; None for all.
        """
        rows = self.summaries(domain)
        if len(places) == len(self.places):
            return self.kept(("totals",), domain, None, lambda: totals_of(rows))
        return totals_of(rows[place] for place in places)

    def positions(self, domain: str | None) -> list[int]:
        """Return the positions of the clauses of a kind of service; None for all."""
        return [at for at, column in enumerate(self.columns) if domain is None or column.domain == domain]

    def _summary(self, place: int, columns: Sequence[int]) -> Summary:
        figures = below = kept = known = unknown = 0
        worst, gap = -1, 0.0
        base, numbers, whole = place * len(self.columns), self.numbers, self.whole
        for column in columns:
            at = base + column
            done, late, missed, excused, none, pending, wanted = numbers[7 * at : 7 * at + 7]
            proven = done + late + missed
            figures += bool(proven or none or pending or excused)
            kept, known, unknown = kept + done, known + proven, unknown + none
            if misses(done, proven, none, wanted, whole[at]):
                below += 1
                short = sure_gap(done, proven + none, wanted / (proven + none) / MILLION)
                if worst < 0 or short > gap:
                    worst, gap = column, short
        return Summary(place, figures, below, worst, gap, kept, known, unknown)


def board_of_rows(
    named: tuple[str, int],
    rows: Sequence[tuple[Place, RowSums]],
    columns: Sequence[Column],
    failed: Iterable[int] = (),
) -> Board:
    """Return a board from the sums of estates; cells that none of them names have nothing.

    Args:
        named: The month and the version.
        rows: Estates with their sums, in the order in which they are to stand.
        columns: Clauses, in the same way.
        failed: Primary keys of estates whose last count came to nothing.
    """
    width = len(columns)
    numbers, whole = array("q", bytes(8 * 7 * len(rows) * width)), bytearray(len(rows) * width)
    column_of = {column.key.bytes: position for position, column in enumerate(columns)}
    ways: dict[bytes, list[int]] = {}
    for place, (_place, row) in enumerate(rows):
        way = ways.get(row.keys) or ways.setdefault(row.keys, [column_of[key] for key in row.clauses])
        base = place * width
        if way == list(range(way[0], way[0] + len(way))):
            at = base + way[0]
            numbers[7 * at : 7 * (at + len(way))] = array("q", row.numbers)
            whole[at : at + len(way)] = bytes(row.whole)
            continue
        for number, column in enumerate(way):
            at = base + column
            numbers[7 * at : 7 * at + 7] = array("q", row.numbers[7 * number : 7 * number + 7])
            whole[at] = row.whole[number]
    places = tuple(place for place, _row in rows)
    return Board(*named, places, tuple(columns), numbers, whole, frozenset(failed))
