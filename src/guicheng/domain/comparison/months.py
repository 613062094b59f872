"""Months from one to another in the words of a clause: 4月至10月."""

from __future__ import annotations

import re

from guicheng.domain.clause.numerals import parse

_MONTH = r"(?:[1-9]\d?|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_BEGIN = r"(?<![\d.个第每十])"
#: First month, its day, last month, its day.
MONTHS = re.compile(
    f"{_BEGIN}({_MONTH})月?份?(?:(?<=月)({_DAY})[日号])?(?:至|到|-)(?:次年|翌年)?({_MONTH})月(?:({_DAY})[日号])?"
)
#: Months named one by one: 11月和12月, 7、8月份.
_LISTED = re.compile(rf"{_BEGIN}{_MONTH}月?份?(?:[、和及与]{_MONTH}月?份?){{1,10}}(?<=[月份])(?!\d)")
_NUMBER = re.compile(_MONTH)
_LAST_MONTH = 12
#: The last day of a month that counts as its end.
_LAST = 28


def ends_of(months: re.Match[str]) -> tuple[int, int]:
    """Return the first and the last month of what ``MONTHS`` found, as numbers that may be no month's.

    Example:
        >>> ends_of(MONTHS.search("十月至次年五月"))
        (10, 5)
    """
    return int(parse(months[1])), int(parse(months[3]))


def listed_months(plain: str) -> tuple[int, ...]:
    """Return the months that a text names one by one, () where it names none so.

    Example:
        >>> listed_months("每年11月和12月")
        (11, 12)
    """
    found = _LISTED.search(plain)
    months = tuple(int(parse(number)) for number in _NUMBER.findall(found[0])) if found else ()
    return months if all(month <= _LAST_MONTH for month in months) else ()


def is_ragged(months: re.Match[str]) -> bool:
    """Tell whether months begin or end within: of 6月15日至9月10日 the masks of whole months tell too much."""
    return bool((months[2] and parse(months[2]) != 1) or (months[4] and parse(months[4]) < _LAST))
