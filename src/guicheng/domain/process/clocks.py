"""Limits of step tables as working calendars count them: the unit stays with the quantity."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.process import table
from guicheng.domain.worktime import Limit, LimitUnit

_DAY: Final = 1440
_MONTH: Final = 43_200
#: Open minutes of a part of a working day that is no whole one.
_WORKDAY_MINUTES: Final = 480
#: Words that name a day to come without counting: they end with that day.
_NAMED_DAYS: Final = {"当天": 0, "当日": 0, "次日": 1}
_BY_THE_CLOCK: Final = re.compile(r"小时|钟头|分|秒|刻|h|min|[\d}]\s?时")
_MONTHS: Final = re.compile(r"月|季度")
_YEAR: Final = 525_600


def clock_limit(limit: table.Limit, *, times: int = 1) -> Limit:
    """Return a limit as a calendar counts it: minutes, days, working days or months.

    Args:
        limit: As a step table has it.
        times: How often the step is repeated.

    Raises:
        LimitError: It is longer than a hundred years.

    Example:
        >>> from guicheng.domain.process.limits import read_limit
        >>> [str(clock_limit(read_limit(text)).unit) for text in ("2小时", "3个工作日", "3日", "24小时", "1个月")]
        ['minute', 'workday', 'day', 'minute', 'month']
    """
    plain = normalize(limit.text)
    minutes, workdays = limit.minutes * times, limit.workdays * times
    named = [days for word, days in _NAMED_DAYS.items() if word in plain]
    if workdays and workdays * _DAY == minutes:
        if workdays.denominator == 1:
            return Limit(workdays, LimitUnit.WORKDAY)
        return Limit(workdays * _WORKDAY_MINUTES, LimitUnit.MINUTE)
    if _BY_THE_CLOCK.search(plain) or workdays:
        return Limit(minutes, LimitUnit.MINUTE)
    if named and times == 1 and minutes % _DAY == 0:
        return Limit(Fraction(min(named)), LimitUnit.DAY)
    for months, each, fits in ((1, _MONTH, _MONTHS.search(plain)), (12, _YEAR, "年" in plain)):
        if fits and minutes % each == 0:
            return Limit(minutes / each * months, LimitUnit.MONTH)
    if minutes % _DAY == 0:
        return Limit(minutes / _DAY, LimitUnit.DAY)
    return Limit(minutes, LimitUnit.MINUTE)
