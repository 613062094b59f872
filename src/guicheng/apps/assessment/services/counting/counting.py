"""A month of an estate counted: what was due becomes rows, and only what changed is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.assessment.models import Counted, MonthCount, MonthPromise, Tally
from guicheng.apps.assessment.selectors.gathering.judging import Found, MonthFound, distinct, judge_month, zoned
from guicheng.apps.assessment.selectors.gathering.promising import Promise
from guicheng.apps.assessment.services.counting.boards import make_board_row
from guicheng.apps.organization.models import Unit
from guicheng.domain.attainment import Counted as Rings
from guicheng.domain.attainment import Measure, Noticed, Outcome, Slotted, Spaced, Ticked, Timed
from guicheng.domain.values import Message
from guicheng.domain.worktime import Limit

_BATCH: Final = 500
_SHOWN: Final = 5
_MEASURES: Final[Mapping[type, str]] = {
    Timed: "timed", Noticed: "noticed", Rings: "rings", Slotted: "slotted", Spaced: "spaced", Ticked: "ticked",
}  # fmt: skip
_MILLION: Final = 1_000_000
#: What makes a row another one.
_CONTENT: Final = (
    "post", "kind", "source", "begin", "due", "done", "outcome", "reason", "grade", "micros", "elapsed", "provisional",
)  # fmt: skip
_PROMISED: Final = (
    "citation", "sentence", "begin", "end", "post", "measure", "limit", "limit_us", "target", "whole", "reason",
)  # fmt: skip


@transaction.atomic
def count_month(*, unit: Unit, month: str, at: datetime) -> MonthCount:
    """Count a month of an estate anew; run again with nothing new, it writes no row but the moment.

    Rows that were sealed stay: where such a one is no longer so, it is no longer part of the present count, and what
    is so now stands beside it until the month is sealed anew.

    Args:
        unit: The estate.
        month: Such as 2026-10.
        at: Now, with time zone; what is not over by then is pending.

    Raises:
        ValueError: It is no month.
    """
    count, _new = MonthCount.objects.get_or_create(unit=unit, month=month, defaults={"counted_at": at})
    count = MonthCount.objects.select_for_update().get(pk=count.pk)
    found = judge_month(unit, month, at)
    promises = _keep_promises(unit, month, found.promises)
    _keep_rows(unit, month, found, promises)
    _drop_promises(unit, month, promises)
    make_tallies(unit, month, promises.values())
    count.counted_at, count.failed, count.unused = at, "", [_told(*each) for each in found.unused]
    count.save(update_fields=["counted_at", "failed", "unused"])
    return count


def note_failure(*, unit: Unit, month: str, reason: str, at: datetime) -> None:
    """Keep that a count came to nothing; the figures that were counted before stay.

    Args:
        unit: The estate.
        month: The month.
        reason: What went wrong.
        at: Now, with time zone.
    """
    count, _new = MonthCount.objects.get_or_create(unit=unit, month=month, defaults={"counted_at": at})
    count.failed = reason[:300] or "?"
    count.save(update_fields=["failed"])


def _told(reason: Message, events: tuple[str, ...]) -> dict[str, Any]:
    return {**message_json(reason), "count": len(events), "events": list(events[:_SHOWN])}


def message_json(message: Message) -> dict[str, Any]:
    """Return a message as a row keeps it."""
    return {"text": message.text, "fields": {name: str(value) for name, value in message.fields.items()}}


def _keep_promises(unit: Unit, month: str, wanted: Iterable[Promise]) -> dict[str, MonthPromise]:
    """Return the rows of promises by their key, written where they are new or say something else."""
    kept = {_name(row): row for row in MonthPromise.objects.filter(unit=unit, month=month)}
    rows, new, changed = {}, [], []
    for promise in wanted:
        fresh = _row(unit, month, promise)
        old = kept.get(_name(fresh))
        if old is None:
            new.append(fresh)
        elif any(getattr(old, column) != getattr(fresh, column) for column in _PROMISED):
            fresh.pk = old.pk
            changed.append(fresh)
        rows[promise.key] = fresh if old is None or fresh.pk else old
    MonthPromise.objects.bulk_create(new, batch_size=_BATCH)
    MonthPromise.objects.bulk_update(changed, _PROMISED, batch_size=_BATCH)
    return rows


def _name(row: MonthPromise) -> tuple[int, str, int]:
    return row.edition_id, str(row.clause_key), row.place


def _row(unit: Unit, month: str, promise: Promise) -> MonthPromise:
    requirement, clause = promise.requirement, promise.clause
    limit = _limit(requirement.measure) if requirement else None
    return MonthPromise(
        unit=unit,
        month=month,
        edition_id=clause.edition_id,
        clause_key=clause.key,
        place=promise.place,
        citation=promise.citation,
        sentence=clause.text,
        begin=promise.span.start,
        end=promise.span.end,
        post=requirement.post if requirement else "",
        measure=_MEASURES[type(requirement.measure)] if requirement else "",
        limit={"value": str(limit.value), "unit": limit.unit.value} if limit else None,
        limit_us=limit.ticks if limit and limit.runs_by_minutes else None,
        target=round(requirement.target * _MILLION) if requirement else _MILLION,
        whole=bool(requirement and isinstance(requirement.measure, Slotted | Spaced)),
        reason=message_json(promise.reason) if promise.reason else None,
    )


def _limit(measure: Measure) -> Limit | None:
    if isinstance(measure, Timed):
        return measure.limit
    return measure.longest if isinstance(measure, Spaced) else None


def _keep_rows(unit: Unit, month: str, found: MonthFound, promises: Mapping[str, MonthPromise]) -> None:
    """Write what changed; what was sealed is only taken out of the present count."""
    live = {(row.promise_id, row.occurrence): row for row in Counted.objects.filter(unit=unit, month=month, live=True)}
    forgotten = [name for name, row in live.items() if row.source in found.forgotten]
    stays = set(forgotten)
    new = []
    for each in distinct(found.found):
        fresh = _counted(unit, month, each, promises[each.promise.key])
        name = (fresh.promise_id, fresh.occurrence)
        old = live.get(name)
        if old is not None and (name in stays or _same(old, fresh)):
            stays.add(name)
        else:
            new.append(fresh)
    gone = [row for name, row in live.items() if name not in stays]
    _take_out(gone)
    Counted.objects.bulk_create(new, batch_size=_BATCH)


def _take_out(rows: Iterable[Counted]) -> None:
    sealed, loose = list[int](), list[int]()
    for row in rows:
        (loose if row.sealed_from is None else sealed).append(row.pk)
    for start in range(0, len(sealed), _BATCH):
        Counted.objects.filter(pk__in=sealed[start : start + _BATCH]).update(live=False)
    for start in range(0, len(loose), _BATCH):
        Counted.objects.filter(pk__in=loose[start : start + _BATCH]).delete()


def _same(old: Counted, fresh: Counted) -> bool:
    return all(getattr(old, column) == getattr(fresh, column) for column in _CONTENT)


def _counted(unit: Unit, month: str, found: Found, promise: MonthPromise) -> Counted:
    judged, clause = found.judged, found.promise.clause
    return Counted(
        promise=promise,
        unit=unit,
        month=month,
        clause_key=clause.key,
        citation=found.promise.citation,
        edition=clause.edition.number,
        place=found.promise.place,
        post=judged.post[:80],
        occurrence=found.task[:140],
        kind=found.source.kind.value,
        source=found.source.key,
        begin=zoned(judged.begin),
        due=None if judged.due is None else zoned(judged.due),
        done=None if judged.end is None else zoned(judged.end),
        outcome=judged.outcome.value,
        reason=judged.reason[:200],
        grade=judged.grade,
        micros=judged.counted,
        elapsed=judged.elapsed,
        provisional=judged.provisional,
    )


def _drop_promises(unit: Unit, month: str, promises: Mapping[str, MonthPromise]) -> None:
    """Forget promises that do not hold in the month after all and of which nothing was ever sealed."""
    kept = [row.pk for row in promises.values()]
    Tally.objects.filter(unit=unit, month=month, version=0).delete()
    rows = MonthPromise.objects.filter(unit=unit, month=month).exclude(pk__in=kept)
    rows.filter(counted=None, tallies=None).delete()


def make_tallies(unit: Unit, month: str, promises: Iterable[MonthPromise], version: int = 0) -> None:
    """Sum the occurrences of a version by promise, post and grade; a promise of which nothing was due has a row too.

    Args:
        unit: The estate.
        month: The month.
        promises: Those that hold in it.
        version: A sealed version; 0 for the present count.
    """
    sums: dict[tuple[int, str, str], dict[str, int]] = {}
    clauses: dict[int, UUID] = {}
    rows = Counted.objects.filter(unit=unit, month=month)
    rows = rows.filter(sealed_to=None, sealed_from__isnull=False) if version else rows.filter(live=True)
    columns = ("promise", "clause_key", "post", "grade", "outcome")
    for promise, clause, post, grade, outcome in rows.order_by().values_list(*columns):
        clauses[promise] = clause
        row = sums.setdefault((promise, post, grade), dict.fromkeys((each.value for each in Outcome), 0))
        row[outcome] += 1
    about = {"unit": unit, "month": month, "version": version}
    made = [
        Tally(promise_id=pk, clause_key=clauses[pk], post=post, grade=grade, **about, **row)
        for (pk, post, grade), row in sums.items()
    ]
    made += [
        Tally(promise=row, clause_key=row.clause_key, post=row.post, **about)
        for row in promises
        if row.measure and row.pk not in clauses
    ]
    Tally.objects.bulk_create(made, batch_size=_BATCH)
    make_board_row(unit, month, version)
