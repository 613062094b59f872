"""Boards of months, read once and kept: a sealed one for good, the present one until something is counted anew."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import datetime
from threading import Lock
from typing import Any, Final, NamedTuple

from django.db.models import Case, Count, F, IntegerField, Max, Min, Sum, Value, When

from guicheng.apps.assessment.models import MonthCount, MonthPromise, SealedMonth, Tally
from guicheng.apps.assessment.readings.board import Board, Column, Place, Sums, board_from

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
    """Return the board of a month: no query where it is kept, two or three where it has to be read.

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
    rows = Tally.objects.filter(unit__path__startswith=path, month=month.month, version=version)
    counted = F("kept") + F("late") + F("missed") + F("no_evidence")
    whole = Case(When(promise__whole=True, then=Value(1)), default=Value(0), output_field=IntegerField())
    sums = (
        rows.order_by()
        .values_list("unit", "unit__path", "clause_key")
        .annotate(*[Sum(name) for name in _OUTCOMES], wanted=Sum(counted * F("promise__target")), whole=Min(whole))
    )
    found = list(sums)
    places = [Place(*each) for each in sorted({(each[0], each[1]) for each in found}, key=lambda each: str(each[1]))]
    columns = _columns(path, month.month, {each[2] for each in found})
    place_of = {place.pk: at for at, place in enumerate(places)}
    column_of = {column.key: at for at, column in enumerate(columns)}
    return board_from(
        (month.month, version),
        places,
        columns,
        (
            Sums(place_of[unit], column_of[key], counts, wanted, bool(all_))
            for unit, _path, key, *counts, wanted, all_ in found
        ),
        _failed(path, month) if not version else (),
    )


def _failed(path: str, month: MonthOf) -> Iterable[int]:
    if not month.failed:
        return ()
    rows = MonthCount.objects.filter(unit__path__startswith=path, month=month.month, failed__gt="")
    return rows.values_list("unit", flat=True)


def _columns(path: str, month: str, wanted: set[Any]) -> Sequence[Column]:
    rows = MonthPromise.objects.filter(unit__path__startswith=path, month=month)
    named = ("clause_key", "citation", "sentence", "edition__number", "edition__category")
    found = {}
    for each in rows.order_by("edition__number", "-place").values_list(*named).distinct():
        found[each[0]] = Column(*each)
    return sorted((found[key] for key in wanted), key=lambda column: _in_order(column.citation))


def _in_order(citation: str) -> tuple[Any, ...]:
    """Return what citations are sorted by: numbers by their value, KF-01/2 before KF-01/10."""
    code, _stroke, number = citation.partition("/")
    return code, [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in number.split(".")]
