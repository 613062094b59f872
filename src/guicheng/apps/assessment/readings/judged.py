"""Occurrences that were kept as rows, as the domain judged them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from fractions import Fraction
from typing import Final

from django.utils.timezone import get_default_timezone

from guicheng.apps.assessment.models import Counted, MonthPromise
from guicheng.domain.attainment import Judged, Outcome, Requirement, Ticked
from guicheng.domain.values import ClauseRef, Span

_MILLION: Final = 1_000_000


def judged_of(rows: Iterable[Counted]) -> Iterator[Judged]:
    """Yield occurrences as they were judged.

    Args:
        rows: With promise, edition and unit.
    """
    requirements: dict[int, Requirement] = {}
    for row in rows:
        found = requirements.setdefault(row.promise_id, requirement_of(row.promise))
        yield Judged(
            row.occurrence,
            found,
            str(row.unit.key),
            _local(row.begin),
            Outcome(row.outcome),
            post=row.post,
            due=None if row.due is None else _local(row.due),
            end=None if row.done is None else _local(row.done),
            reason=row.reason,
            grade=row.grade,
            counted=row.micros,
            elapsed=row.elapsed,
            provisional=row.provisional,
            # A night belongs to the day before, so that the month is that of the row, whatever its first moment.
            day=date.fromisoformat(f"{row.month}-01"),
        )


def requirement_of(promise: MonthPromise) -> Requirement:
    """Return a promise with its name, sentence and target; a seal keeps times and counts, whatever measured them."""
    return Requirement(
        key=f"{promise.citation}#{promise.place}",
        citation=promise.citation,
        ref=ClauseRef(promise.edition.code, number=promise.citation.partition("/")[2]),
        span=Span(promise.begin, promise.end),
        text=promise.sentence,
        edition=str(promise.edition.number),
        measure=Ticked(),
        post=promise.post,
        target=Fraction(promise.target, _MILLION),
    )


def _local(moment: datetime) -> datetime:
    return moment.astimezone(get_default_timezone()).replace(tzinfo=None)
