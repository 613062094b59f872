"""Months from one to another in the words of a clause: 4月至10月."""

from __future__ import annotations

import re

#: First month, its day, last month, its day.
MONTHS = re.compile(
    r"(?<![\d.])([1-9]\d?)月?份?(?:(?<=月)(\d{1,2})[日号])?(?:至|到|-)(?:次年|翌年)?([1-9]\d?)月(?:(\d{1,2})[日号])?"
)
#: The last day of a month that counts as its end.
_LAST = 28


def is_ragged(months: re.Match[str]) -> bool:
    """Tell whether months begin or end within: of 6月15日至9月10日 the masks of whole months tell too much."""
    return bool((months[2] and int(months[2]) != 1) or (months[4] and int(months[4]) < _LAST))
