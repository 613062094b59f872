"""Clock times and weekdays of a text as the minutes of a week."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guicheng.domain.comparison.bounds import WEEK

_DAY = 24 * 60
_HOUR = 60
_CLOCK = re.compile(r"(次日)?(\d\d):(\d\d)-(次日)?(\d\d):(\d\d)")
_WEEKDAY = "一二三四五六日天"
_RUN = re.compile(f"(?:周|星期|礼拜)?([{_WEEKDAY}])(?:至|到|-)(?:周|星期|礼拜)?([{_WEEKDAY}])")
#: Every minute of a week.
ALL_WEEK = (1 << WEEK) - 1


def week_of(values: Sequence[str]) -> int | None:
    """Return the minutes of a week in clock windows on weekdays, a bit each from Monday 00:00; None for other words.

    Args:
        values: Windows as they are read, such as ``08:30-17:30`` and ``周一至周五``.
    """
    minutes, days, earlier = 0, 0, 0
    for value in values:
        if days and minutes and weekdays(value) is not None and weekdays(values[0]) is not None:
            # 周一至周五24小时，周末8:00至20:00: each run of days has the hours behind it.
            earlier |= _on_days(minutes, days)
            minutes, days = 0, 0
        if (of_day := minutes_of_day(value)) is not None:
            minutes |= of_day
        elif (named := weekdays(value)) is not None:
            days |= named
        else:
            return None
    return earlier | _on_days(minutes or (1 << _DAY) - 1, days or 0b1111111)


def _on_days(minutes: int, days: int) -> int:
    """Return the minutes of a day on each of some days of the week."""
    week = 0
    for day in range(7):
        if days >> day & 1:
            week |= minutes << (day * _DAY)
    # What runs past midnight comes back at the other end of the week.
    return (week & ALL_WEEK) | (week >> WEEK)


def minutes_of_day(value: str) -> int | None:
    """Return the minutes of a clock window from its day's midnight on; past midnight they go on into the next day."""
    if value == "24h":
        return (1 << _DAY) - 1
    match = _CLOCK.fullmatch(value)
    if match is None:
        return None
    start = int(match[2]) * _HOUR + int(match[3])
    end = int(match[5]) * _HOUR + int(match[6])
    if end <= start or match[4]:
        end += _DAY
    return (1 << end) - (1 << start)


def weekdays(value: str) -> int | None:
    """Return the weekdays a window names, Monday the lowest bit, or None."""
    if value in {"周末", "双休日"}:
        return 0b1100000
    if not re.search("周|星期|礼拜", value):
        return None
    days = 0
    for first, last in _RUN.findall(value):
        low, high = min(_WEEKDAY.index(first), 6), min(_WEEKDAY.index(last), 6)
        days |= (1 << high + 1) - (1 << low) if low <= high else 0
    for day in re.sub("周|星期|礼拜", "", _RUN.sub("", value)):
        if day in _WEEKDAY:
            days |= 1 << min(_WEEKDAY.index(day), 6)
    return days or None


def is_whole_week(minutes: int) -> bool:
    """Tell whether the minutes are all that a week has."""
    return minutes == ALL_WEEK


def has_hours(minutes: int) -> bool:
    """Tell whether the minutes leave out a part of some day that they name; 0 names none."""
    whole = (1 << _DAY) - 1
    return any((minutes >> day * _DAY & whole) not in {0, whole} for day in range(7))


def told(minutes: int) -> str:
    """Return the first day of such minutes in digits, which are the same in every language: ``22:00-6:00``."""
    days = [minutes >> day * _DAY & (1 << _DAY) - 1 for day in range(7)]
    some = next((day for day in days if day), 0)
    edges = [minute for minute in range(_DAY) if (some >> minute & 1) != (some >> (minute - 1) % _DAY & 1)]
    if edges and not some >> edges[0] & 1:
        # It ends before it begins, since it runs past midnight.
        edges = [*edges[1:], edges[0]]
    spans = [f"{_at(start)}-{_at(end)}" for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return " ".join(spans) or "24 h"


def _at(minute: int) -> str:
    return f"{minute // _HOUR}:{minute % _HOUR:02d}"
