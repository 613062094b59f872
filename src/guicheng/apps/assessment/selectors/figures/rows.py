"""Figures as pages, programs and reports get them: what each is of, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from uuid import UUID

from guicheng.apps.organization.models import Unit
from guicheng.domain.attainment import Counts, State


@dataclass(frozen=True, slots=True)
class Month:
    """A month that was counted at one estate within reach at least.

    Args:
        month: Such as 2026-10.
        version: The newest sealed one, None for none.
        counted_at: When one of its estates was counted last.
        sealed_at: When the newest version was sealed.
    """

    month: str
    version: int | None
    counted_at: datetime
    sealed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClauseFacts:
    """A clause as a month was counted by it; of several editions in the month the last.

    Args:
        key: Its lasting key.
        citation: Code of the standard, a stroke, its number.
        text: The sentence.
        edition: Number of the edition.
        standard: Title of the standard.
        domain: Kind of service, "" where nobody said it.
        standard_key: Lasting key of the standard.
        edition_key: Lasting key of the edition.
    """

    key: UUID
    citation: str
    text: str
    edition: int
    standard: str
    domain: str
    standard_key: UUID
    edition_key: UUID


@dataclass(frozen=True, slots=True)
class FigureOf:
    """One figure.

    Args:
        counts: How many became what.
        low: Lower end of the 95 % interval of the share (Wilson); None where nothing counts.
        high: Upper end.
        p50: The least time that half of what was done did not exceed, on the clock of its promise; None of none.
        p95: The least time that 95 % of it did not exceed.
        state: What the figure says.
        misses_allowed: How many of those due or still to come may break and leave the targets met.
        target: Share that has to be kept: where promises have different ones, by how much each counts.
    """

    counts: Counts
    low: float | None
    high: float | None
    p50: timedelta | None
    p95: timedelta | None
    state: State
    misses_allowed: int
    target: Fraction

    @property
    def share(self) -> Fraction | None:
        """Share kept, None where nothing counts."""
        return self.counts.share

    @property
    def misses_left(self) -> int:
        """How many more may break; below 0 by how many too many broke."""
        return self.misses_allowed - self.counts.broken


@dataclass(frozen=True, slots=True)
class Row:
    """A figure and what it is of; what it is not grouped by is None or "".

    Args:
        figure: The figure.
        unit: The estate.
        clause: The clause.
        post: The post.
        grade: Grade of evidence.
        domain: Kind of service.
    """

    figure: FigureOf
    unit: Unit | None = None
    clause: ClauseFacts | None = None
    post: str = ""
    grade: str = ""
    domain: str = ""
