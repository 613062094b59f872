"""Boards of months, read once and kept: a sealed one for good, the present one until something is counted anew."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime
from threading import Lock
from typing import Any, Final, NamedTuple

from django.db.models import Case, Count, Exists, F, IntegerField, Max, Min, OuterRef, QuerySet, Sum, Value, When

from guicheng.apps.assessment.models import BoardRow, MonthCount, MonthPromise, SealedMonth, Tally
from guicheng.apps.assessment.readings.board import Board, Column, Place, board_of_rows
from guicheng.apps.assessment.readings.board_rows import ClauseSums, RowSums, row_of, unpack_row
from guicheng.apps.assessment.readings.citations import in_order

#: Boards kept at a time; one of 6,000 estates × 60 clauses takes 21 MB.
_MOST: Final = 12
_OUTCOMES: Final = ("kept", "late", "missed", "excused", "no_evidence", "pending")
_kept: OrderedDict[tuple[Any, ...], Board] = OrderedDict()
_lock = Lock()


class MonthOf(NamedTuple):
    """A month of a company.

    Args:
        month: Such as 2026-10.
        versions: Its sealed versions with the moments at which they were sealed, the newest first.
        counted_at: When one of its estates was counted last.
        estates: How many were counted.
        failed: At how many the last count came to nothing.
    """

    month: str
    versions: tuple[tuple[int, datetime], ...]
    counted_at: datetime
    estates: int
    failed: int


def months_of(company_id: int, path: str) -> list[MonthOf]:
    """Return the counted months of a company, the newest first: two queries.

    Args:
        company_id: The root of its tree.
        path: Tree path of that root.
    """
    rows = MonthCount.objects.filter(unit__path__startswith=path).order_by().values("month")
    counted = rows.annotate(last=Max("counted_at"), all=Count("pk"), failing=Count(Case(When(failed__gt="", then=1))))
    sealed: dict[str, list[tuple[int, datetime]]] = {}
    for month, version, at in SealedMonth.objects.filter(unit=company_id).values_list("month", "version", "sealed_at"):
        sealed.setdefault(month, []).append((version, at))
    return [
        MonthOf(
            each["month"],
            tuple(sorted(sealed.get(each["month"], ()), reverse=True)),
            each["last"],
            each["all"],
            each["failing"],
        )
        for each in sorted(counted, key=lambda each: str(each["month"]), reverse=True)
    ]


def board_of(path: str, month: MonthOf, version: int) -> Board:
    """Return the board of a month: no query where it is kept, three or so where it has to be read.

    Args:
        path: Tree path of the company.
        month: Which.
        version: A sealed version; 0 for the present count.
    """
    # What is sealed never changes; the present count changes with the moment of the last count.
    stamp = () if version else (month.counted_at, month.estates, month.failed)
    name = (path, month.month, version, *stamp)
    with _lock:
        if name in _kept:
            _kept.move_to_end(name)
            return _kept[name]
    board = _read(path, month, version)
    with _lock:
        _kept[name] = board
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return board


def forget_boards() -> None:
    """Forget what is kept, as after the rows beneath it were exchanged."""
    with _lock:
        _kept.clear()


def _read(path: str, month: MonthOf, version: int) -> Board:
    """Put a board together from the packed sums of estates, and from tallies where a month has none packed yet."""
    parts = list(_packed(path, month.month, version))
    parts += _from_tallies(path, month.month, version)
    rows = sorted((each for each in parts if each[2].keys), key=lambda each: each[1])
    return board_of_rows(
        (month.month, version),
        [(Place(pk, path_), row) for pk, path_, row in rows],
        _columns(row for _pk, _path, row in rows),
        _failed(path, month) if not version else (),
    )


def _packed(path: str, month: str, version: int) -> Iterable[tuple[int, str, RowSums]]:
    rows = BoardRow.objects.filter(unit__path__startswith=path, month=month, version=version)
    for pk, place, content in rows.order_by().values_list("unit", "unit__path", "content").iterator(chunk_size=2_000):
        yield pk, place, unpack_row(bytes(content))


def _from_tallies(path: str, month: str, version: int) -> list[tuple[int, str, RowSums]]:
    """Return the sums of estates that were counted before sums were packed: a query where there are none."""
    packed = BoardRow.objects.filter(unit=OuterRef("unit"), month=month, version=version)
    if not MonthCount.objects.filter(~Exists(packed), unit__path__startswith=path, month=month).exists():
        return []
    said = MonthPromise.objects.filter(unit__path__startswith=path, month=month)
    rows = Tally.objects.filter(~Exists(packed), unit__path__startswith=path, month=month, version=version)
    return [(*name, row) for name, row in sums_of(rows, said).items()]


def sums_of(rows: QuerySet[Tally], said: QuerySet[MonthPromise]) -> dict[tuple[int, str], RowSums]:
    """Return tallies summed up by primary key and path of the estate, its clauses by citation: two queries.

    Args:
        rows: Tallies of a version of a month.
        said: The promises of that month at the same estates.
    """
    named = ("clause_key", "pk", "edition__number", "citation")
    facts = {key: rest for key, *rest in said.order_by("edition__number", "-place").values_list(*named)}
    counted = F("kept") + F("late") + F("missed") + F("no_evidence")
    whole = Case(When(promise__whole=True, then=Value(1)), default=Value(0), output_field=IntegerField())
    sums = (
        rows.order_by()
        .values_list("unit", "unit__path", "clause_key")
        .annotate(*[Sum(name) for name in _OUTCOMES], wanted=Sum(counted * F("promise__target")), whole=Min(whole))
    )
    found: dict[tuple[int, str], list[ClauseSums]] = {}
    for unit, path, key, *counts, wanted, all_ in sums:
        promise, edition, _citation = facts[key]
        made = ClauseSums(key, tuple(counts), wanted, bool(all_), promise, edition)
        found.setdefault((unit, path), []).append(made)
    return {name: row_of(sorted(each, key=lambda sums: in_order(facts[sums.key][2]))) for name, each in found.items()}


def _columns(rows: Iterable[RowSums]) -> list[Column]:
    """Return the clauses of a board as the newest edition among its estates says them, by citation: one query."""
    newest: dict[bytes, tuple[int, int]] = {}
    seen = set[tuple[bytes, tuple[int, ...]]]()
    for row in rows:
        # Most estates have the same clauses in the same editions: each such list is looked at once.
        if (row.keys, row.editions) in seen:
            continue
        seen.add((row.keys, row.editions))
        for key, edition, promise in zip(row.clauses, row.editions, row.promises, strict=True):
            newest[key] = max(newest.get(key, (0, 0)), (edition, promise))
    said = MonthPromise.objects.filter(pk__in=[promise for _edition, promise in newest.values()])
    named = ("clause_key", "citation", "sentence", "edition__number", "edition__category")
    found = [Column(*each) for each in said.values_list(*named)]
    return sorted(found, key=lambda column: in_order(column.citation))


def _failed(path: str, month: MonthOf) -> Iterable[int]:
    if not month.failed:
        return ()
    rows = MonthCount.objects.filter(unit__path__startswith=path, month=month.month, failed__gt="")
    return rows.values_list("unit", flat=True)
