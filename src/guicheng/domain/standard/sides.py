"""On which side of a bound a clause holds: lamps above three metres, lamps below."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_NUMBER: Final = r"(?:\d+(?:\.\d+)?|[一二三四五六七八九十百千万两]{1,5})"
_UNIT: Final = "(米|m(?!²|³)|元|块|级|层|楼|人|公斤|千克|kg|吨|瓦|w|平方米|平米|岁|天|日|度)"
_ABOVE: Final = re.compile(
    f"{_NUMBER}{_UNIT}(?:及其?)?以上|(?:高过|高于|超过|超出|大于|满|>|≥|不低于|不少于){_NUMBER}{_UNIT}", re.IGNORECASE
)
_BELOW: Final = re.compile(
    f"{_NUMBER}{_UNIT}(?:及其?)?(?:以下|以内|之内)|(?:低于|少于|小于|不足|不满|<|≤|不超过|未超过){_NUMBER}{_UNIT}",
    re.IGNORECASE,
)
_ONE_UNIT: Final = {
    "m": "米",
    "块": "元",
    "楼": "层",
    "kg": "公斤",
    "千克": "公斤",
    "w": "瓦",
    "平米": "平方米",
    "日": "天",
}


def are_on_other_sides(mine: str, theirs: str) -> bool:
    """Tell whether one text is about what lies above a bound and the other one about what lies below.

    Example:
        >>> are_on_other_sides("三米以上的灯用升降车换", "三米以下换灯用人字梯")
        True
        >>> are_on_other_sides("三米以上的灯用升降车换", "五米以上的灯用人字梯换")
        False
    """
    (above, below), (over, under) = _sides_of(mine), _sides_of(theirs)
    return bool((above & under) - over or (below & over) - above)


@lru_cache(maxsize=20_000)
def _sides_of(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the units in which a text names what lies above a bound, and those of what lies below."""
    above, below = (_units_in(pattern, text) for pattern in (_ABOVE, _BELOW))
    return above, below


def _units_in(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    found = (next(filter(None, hit.groups())).lower() for hit in pattern.finditer(text))
    return frozenset(_ONE_UNIT.get(unit, unit) for unit in found)
