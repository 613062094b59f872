"""Days of a period that a sentence names by their place: 每月最后一天, 每月第一周, 每月上旬, 每周末, 每天上午、下午."""

from __future__ import annotations

import re
from typing import Final

from guicheng.domain.attainment.requirement import Offset, Part

_HOUR: Final = 60
_DAY: Final = 24 * _HOUR
_WEEK: Final = 7
_MONTHS: Final = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_PERIOD: Final = "每个?(?:月度?|季度?|半年度?|年度?)"
_EDGE: Final = re.compile(rf"{_PERIOD}(?:的)?(第一个?|最后一?个?)(天|日|工作日|周|月)")
_NTH_WEEK: Final = re.compile(r"每个?月第([一二三四])周")
_BY_END: Final = re.compile(rf"{_PERIOD}[底末]之?前")
_THIRDS: Final = re.compile(r"每个?月((?:[、,和及与]?[上中下]旬)+)")
_WEEKEND: Final = frozenset({"周末", "每周末", "双休日"})
_DAYPARTS: Final = re.compile("[上下]午(?:[、,和及与][上下]午)?")
_HALVES: Final = {"上午": (0, 12 * _HOUR), "下午": (12 * _HOUR, _DAY)}
#: Days of a month from which on its thirds are counted, from 0; the last one ends with the month.
_THIRD: Final = {"上": (0, 10), "中": (10, 20), "下": (20, None)}


def of_day(value: str) -> tuple[Part, ...]:
    """Return the parts of a day that a window names: 上午 to noon, 下午 from noon on."""
    if not _DAYPARTS.fullmatch(value):
        return ()
    return tuple(_part(0, *hours) for name, hours in _HALVES.items() if name in value)


def of_week(value: str) -> tuple[Part, ...]:
    """Return Saturday and Sunday for 周末; none for other days."""
    return (_part(0, 5 * _DAY, _WEEK * _DAY),) if value in _WEEKEND else ()


def of_months(value: str, per: str) -> tuple[Part, ...]:
    """Return the days of a month, quarter, half-year or year that a window names by their place.

    Args:
        value: The window, such as 每月最后一个工作日.
        per: The period.
    """
    months = _MONTHS[per]
    if edge := _EDGE.fullmatch(value):
        return _of_edge(months, edge[2], last=edge[1].startswith("最后"))
    if _BY_END.fullmatch(value):
        return (Part(Offset(0, 0), Offset(months, 0)),)
    if months > 1:
        return ()
    if nth := _NTH_WEEK.fullmatch(value):
        week = "一二三四".index(nth[1])
        return (_part(0, week * _WEEK * _DAY, (week + 1) * _WEEK * _DAY),)
    if thirds := _THIRDS.fullmatch(value):
        named = [(first, after) for name, (first, after) in _THIRD.items() if name in thirds[1]]
        return tuple(
            Part(Offset(0, first * _DAY), Offset(1, 0) if after is None else Offset(0, after * _DAY))
            for first, after in named
        )
    return ()


def _of_edge(months: int, unit: str, *, last: bool) -> tuple[Part, ...]:
    """Return the first or last day, workday, week or month of a period; a week is seven days."""
    if unit == "月":
        first = months - 1 if last else 0
        return (Part(Offset(first, 0), Offset(first + 1, 0)),) if months > 1 else ()
    length = (_WEEK if unit == "周" else 1) * _DAY
    begin, end = (Offset(months, -length), Offset(months, 0)) if last else (Offset(0, 0), Offset(0, length))
    return (Part(begin, end, (-1 if last else 1) if unit == "工作日" else 0),)


def _part(months: int, begin: int, end: int) -> Part:
    return Part(Offset(months, begin), Offset(months, end))
