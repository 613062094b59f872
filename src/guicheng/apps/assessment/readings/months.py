"""Months as they are kept and named in addresses: 2026-10."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from guicheng.domain.values import FieldError
from guicheng.domain.values.message import _

_MONTH: Final = re.compile(r"(20\d\d|2100)-(0[1-9]|1[0-2])")
_LONGER: Final = timedelta(days=32)
_DAY: Final = timedelta(days=1)


class NoMonthError(FieldError):
    """A month is none."""

    code = "no-month"


def month_of(day: date) -> str:
    """Return the month of a day."""
    return f"{day:%Y-%m}"


def wanted_month(text: str, field: str = "month") -> str:
    """Return a month as it is kept.

    Raises:
        NoMonthError: It is none.
    """
    found = text.strip()
    if not _MONTH.fullmatch(found):
        raise NoMonthError(_("“{said}” is no month. Write it like 2026-10.", said=found[:20]), field=field)
    return found


def first_day(month: str) -> date:
    """Return the first day of a month."""
    return date.fromisoformat(f"{month}-01")


def following(month: str) -> str:
    """Return the month after."""
    return month_of(first_day(month) + _LONGER)


def preceding(month: str) -> str:
    """Return the month before."""
    return month_of(first_day(month) - _DAY)


def months_until(month: str, count: int) -> tuple[str, ...]:
    """Return so many months, the last one being ``month``."""
    return tuple(_back(month, count))[::-1]


def _back(month: str, count: int) -> Iterator[str]:
    for _step in range(count):
        yield month
        month = preceding(month)
