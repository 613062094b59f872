"""How long a time is that a clause counts: 半小时, 两个月, 三个工作日."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from guicheng.domain.clause.numerals import split_number

#: A number before a unit of time, as clauses write it.
NUMBER: Final = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]{1,3}|半)"
_A_DAY: Final = 1440
#: Minutes that a unit counts; a workday is a day at the least.
_MINUTES: Final = {
    "分钟": 1,
    "刻钟": 15,
    "小时": 60,
    "钟头": 60,
    "工作日": _A_DAY,
    "天": _A_DAY,
    "日": _A_DAY,
    "周": 7 * _A_DAY,
    "星期": 7 * _A_DAY,
    "礼拜": 7 * _A_DAY,
    "月": 30 * _A_DAY,
    "季": 90 * _A_DAY,
    "季度": 90 * _A_DAY,
    "年": 365 * _A_DAY,
}


def value_of(number: str) -> Fraction:
    """Return the value of a number before a unit of time, 0 where it is none.

    Example:
        >>> value_of("半"), value_of("十五")
        (Fraction(1, 2), Fraction(15, 1))
    """
    return Fraction(1, 2) if number == "半" else Fraction(split_number(number)[0] or 0)


def minutes_of(number: str, unit: str) -> Fraction:
    """Return how many minutes a time lasts.

    Args:
        number: How many, as the clause writes it.
        unit: Of which unit.

    Raises:
        KeyError: The unit is none of time.
    """
    return value_of(number) * _MINUTES[unit]


def days_of(number: str, unit: str) -> Fraction:
    """Return how many days a time lasts.

    Args:
        number: How many, as the clause writes it.
        unit: Of which unit.

    Raises:
        KeyError: The unit is none of time.
    """
    return minutes_of(number, unit) / _A_DAY
