"""Months from one to another in the words of a clause: 4月至10月."""

from __future__ import annotations

import re

#: First month, its day, last month, its day.
MONTHS = re.compile(
    r"(?<![\d.])([1-9]\d?)月?份?(?:(?<=月)(\d{1,2})[日号])?(?:至|到|-)(?:次年|翌年)?([1-9]\d?)月(?:(\d{1,2})[日号])?"
)
#: Months named one by one: 11月和12月, 7、8月份.
_LISTED = re.compile(r"(?<![\d.])[1-9]\d?月?份?(?:[、和及与][1-9]\d?月?份?){1,10}(?<=[月份])(?!\d)")
_NUMBER = re.compile(r"\d+")
_LAST_MONTH = 12
#: The last day of a month that counts as its end.
_LAST = 28


def listed_months(plain: str) -> tuple[int, ...]:
    """Return the months that a text names one by one, () where it names none so.

    Example:
        >>> listed_months("每年11月和12月")
        (11, 12)
    """
    found = _LISTED.search(plain)
    months = tuple(int(number) for number in _NUMBER.findall(found[0])) if found else ()
    return months if all(month <= _LAST_MONTH for month in months) else ()


def is_ragged(months: re.Match[str]) -> bool:
    """Tell whether months begin or end within: of 6月15日至9月10日 the masks of whole months tell too much."""
    return bool((months[2] and int(months[2]) != 1) or (months[4] and int(months[4]) < _LAST))
