"""A counted month made row by row, so that figures of pages are known beforehand."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from guicheng.apps.assessment.models import Counted, MonthCount, MonthPromise, SealedMonth, Tally

AT = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


def count(unit, month, clause, *, target=950_000, post="维修工", whole=False, at=AT, **outcomes):
    """Keep what became of a clause of an edition in a month at an estate, as counting it would.

    Args:
        unit: The estate.
        month: Such as 2026-10.
        clause: A clause of an edition.
        target: In millionths.
        post: Who did it.
        whole: Whether it recurs by a schedule.
        at: When it was counted.
        outcomes: How many became what.
    """
    MonthCount.objects.update_or_create(unit=unit, month=month, defaults={"counted_at": at})
    promise = MonthPromise.objects.create(
        unit=unit,
        month=month,
        edition=clause.edition,
        clause_key=clause.key,
        place=0,
        citation=f"{clause.edition.code}/{clause.number}",
        sentence=clause.text,
        begin=0,
        end=len(clause.text),
        post=post,
        measure="timed",
        target=target,
        whole=whole,
    )
    Tally.objects.create(unit=unit, month=month, promise=promise, clause_key=clause.key, post=post, **outcomes)
    year, number = month.split("-")
    begin = datetime(int(year), int(number), 15, 1, tzinfo=UTC)
    rows = [
        Counted(
            promise=promise,
            unit=unit,
            month=month,
            clause_key=clause.key,
            citation=promise.citation,
            edition=clause.edition.number,
            place=0,
            post=post,
            occurrence=str(uuid4()),
            kind="event",
            source="",
            begin=begin,
            outcome=outcome,
            reason="台风" if outcome == "excused" else "",
        )
        for outcome, number in outcomes.items()
        for _each in range(number)
    ]
    Counted.objects.bulk_create(rows)
    return promise


def seal(company, month, version=1, at=AT):
    """Seal what was counted of a month."""
    rows = Counted.objects.filter(unit__path__startswith=company.path, month=month, live=True)
    rows.filter(sealed_from=None).update(sealed_from=version)
    for tally in Tally.objects.filter(unit__path__startswith=company.path, month=month, version=0):
        tally.pk, tally.version = None, version
        tally.save()
    return SealedMonth.objects.create(
        unit=company, month=month, version=version, sealed_at=at, root="a" * 64, estates=1, rows=rows.count()
    )
