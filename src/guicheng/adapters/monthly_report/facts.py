"""What the report of a month is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from guicheng.domain.attainment.changed import Difference, Kept
from guicheng.domain.values import Message


@dataclass(frozen=True, slots=True)
class Basis:
    """On what the figures rest.

    Args:
        month: Such as 2026-10.
        version: Of the seal; 0 for the count as it stood.
        sealed_at: When that version was sealed, in local time; None for none.
        counted_at: When an estate was counted last, in local time.
        before: The month before it, "" where none was counted.
        before_version: Its version.
        made_at: When the report was made, in local time.
        estates: How many estates it covers.
    """

    month: str
    version: int
    sealed_at: datetime | None
    counted_at: datetime
    before: str
    before_version: int
    made_at: datetime
    estates: int


@dataclass(frozen=True, slots=True)
class MonthShare:
    """A month in the row of months."""

    month: str
    kept: Kept
    sealed: bool


@dataclass(frozen=True, slots=True)
class DomainLine:
    """A kind of service: its name and its share beside that of the month before."""

    name: Message
    change: Difference
    below: int
    figures: int


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause over all estates of the report.

    Args:
        citation: Code of the standard, a stroke, its number.
        text: The sentence.
        change: Its share beside that of the month before.
        below: At how many estates it misses its target.
        figures: At how many it has a figure.
        gap: By how much the upper end of the 95 % interval of its share misses its target, -1 to 1.
    """

    citation: str
    text: str
    change: Difference
    below: int
    figures: int
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class CellLine:
    """A clause at an estate: how much was kept of what counts."""

    estate: str
    citation: str
    text: str
    kept: Kept


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition that was published in the month."""

    code: str
    title: str
    number: int
    effective: date


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """A promise of which no event can tell, and why."""

    citation: str
    text: str
    why: Message


@dataclass(frozen=True, slots=True)
class Section:
    """What another stage says of the month: sentences, and a table where there is one.

    Args:
        title: Its heading.
        told: Sentences.
        head: Headings of the table.
        rows: Its rows, in words.
    """

    title: Message
    told: Sequence[Message] = ()
    head: Sequence[Message] = ()
    rows: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, slots=True)
class MonthlyFacts:
    """Everything that a report says.

    Args:
        company: Whose it is.
        place: The estate or unit that it is of.
        basis: On what it rests.
        whole: All that counts beside the month before.
        trend: The months up to this one, the oldest first.
        domains: By kind of service.
        clauses: The worst clauses, the worst first.
        gained: Clauses that became better beyond noise.
        fallen: Clauses that became worse beyond noise.
        missed: Clauses at estates that miss their target now and did not in the month before.
        mended: Clauses at estates that meet their target now and did not in the month before.
        editions: Published in the month.
        complaints: How many this month, and in the month before.
        unmeasured: Promises of which no event can tell.
        more: What later stages say.
    """

    company: str
    place: str
    basis: Basis
    whole: Difference
    trend: Sequence[MonthShare]
    domains: Sequence[DomainLine]
    clauses: Sequence[ClauseLine]
    gained: Sequence[ClauseLine]
    fallen: Sequence[ClauseLine]
    missed: Sequence[CellLine]
    mended: Sequence[CellLine]
    editions: Sequence[EditionLine]
    complaints: tuple[int, int]
    unmeasured: Sequence[Unmeasured]
    more: Sequence[Section] = field(default_factory=tuple)
