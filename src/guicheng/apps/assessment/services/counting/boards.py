"""The sums of an estate packed for boards, made with its tallies; those that are missing are made up for."""

from __future__ import annotations

from itertools import islice
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef

from guicheng.apps.assessment.models import BoardRow, MonthCount, MonthPromise, SealedRun, Tally
from guicheng.apps.assessment.readings.board_rows import pack_row, row_of
from guicheng.apps.assessment.selectors.boards import sums_of
from guicheng.apps.organization.models import Unit

#: Rows made up for at a time; an upgrade of a large company takes some hours in the background.
_AT_ONCE: Final = 2_000


def make_board_row(unit: Unit, month: str, version: int = 0) -> None:
    """Pack the tallies of an estate, as they stand: three queries.

    Args:
        unit: The estate.
        month: The month.
        version: A sealed version; 0 for the present count, whose row is made anew.
    """
    about: dict[str, Any] = {"unit": unit, "month": month}
    sums = sums_of(Tally.objects.filter(version=version, **about), MonthPromise.objects.filter(**about))
    content = pack_row(next(iter(sums.values()), row_of(())))
    BoardRow.objects.update_or_create(version=version, **about, defaults={"content": content})


def make_missing_board_rows(*, most: int = _AT_ONCE) -> int:
    """Pack the sums of estates whose months were counted or sealed before sums were packed; return how many.

    Args:
        most: How many at a time.
    """
    rows = BoardRow.objects.filter(unit=OuterRef("unit"))
    counted = MonthCount.objects.filter(~Exists(rows.filter(month=OuterRef("month"), version=0)))
    same = rows.filter(month=OuterRef("sealed__month"), version=OuterRef("sealed__version"))
    sealed = SealedRun.objects.filter(~Exists(same)).values_list("unit", "sealed__month", "sealed__version")
    missing = [(unit, month, 0) for unit, month in counted.values_list("unit", "month")[:most]]
    missing += islice(sealed.order_by("-sealed__month")[:most], most - len(missing))
    units: dict[int, Unit] = Unit.objects.in_bulk({unit for unit, _month, _version in missing})
    for unit, month, version in missing:
        _make_up(units[unit], month, version)
    return len(missing)


@transaction.atomic
def _make_up(unit: Unit, month: str, version: int) -> None:
    # The lock keeps a count at the same moment from being overwritten by sums that were read before it.
    list(MonthCount.objects.select_for_update().filter(unit=unit, month=month))
    if not BoardRow.objects.filter(unit=unit, month=month, version=version).exists():
        make_board_row(unit, month, version)
