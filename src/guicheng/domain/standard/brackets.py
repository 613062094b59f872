"""For which amounts clauses hold, where they name them: purchases below 500 yuan, purchases from 500 yuan on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.clause.numerals import split_number

_Bracket = tuple[Decimal, Decimal]

_NUMBER: Final = r"((?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千]{1,6})万?)"
_UNIT: Final = "(元|块|吨|米|厘米|公斤|千克|kg|平方米|平米|层|楼|周?岁|瓦|千瓦|天|日|人|户|级)"
#: What an amount tells of the thing that follows; what is asked ends its part: 500元以下的采购, but 照度保持50元以上。
_OF: Final = "(?:[(]含[^()]{0,4}[)])?(?=[一-鿿])(?![为至到])"
_ASIDE: Final = f"{_NUMBER}{_UNIT}(?:[(]含[)])?(?:及其?)?(以上|以下|以内|之内){_OF}"
_AHEAD: Final = f"(超过|超出|大于|高于|高过|满|低于|少于|小于|不足|不满|未满|不超过|未超过){_NUMBER}{_UNIT}(?=的)"
_BETWEEN: Final = f"{_NUMBER}{_UNIT}?(?:-|至|到){_NUMBER}{_UNIT}(?:之间)?(?=的)"
_UP: Final = frozenset({"以上", "超过", "超出", "大于", "高于", "高过", "满"})
_ONE_UNIT: Final = {"块": "元", "楼": "层", "kg": "公斤", "千克": "公斤", "平米": "平方米", "周岁": "岁", "日": "天"}
#: Of people and days more is asked than told, but for what is named with 的.
_ASKED: Final = frozenset({"人", "户", "天", "级"})
_NONE: Final = Decimal(0)
_ALL: Final = Decimal("Infinity")


def are_of_other_brackets(mine: str, theirs: str) -> bool:
    """Tell whether two clauses hold for amounts of one unit of which none meets one of the other's.

    Example:
        >>> are_of_other_brackets("500元以下的采购由经理审批", "500元及以上的采购报公司审批")
        True
        >>> are_of_other_brackets("500元以上的采购由经理审批", "300元以上的采购报公司审批")
        False
    """
    here, there = _brackets_in(mine), _brackets_in(theirs)
    shared = here.keys() & there.keys()
    return any(not any(_meet(one, other) for one in here[unit] for other in there[unit]) for unit in shared)


def _meet(one: _Bracket, other: _Bracket) -> bool:
    """Tell whether two brackets share more than their border."""
    return max(one[0], other[0]) < min(one[1], other[1])


@lru_cache(maxsize=20_000)
def _brackets_in(text: str) -> dict[str, list[_Bracket]]:
    """Return the amounts for which a text holds, by unit."""
    found: dict[str, list[_Bracket]] = defaultdict(list)
    for unit, bracket in _found_in(normalize(text)):
        found[_ONE_UNIT.get(unit, unit)].append(bracket)
    return dict(found)


def _found_in(text: str) -> Iterator[tuple[str, _Bracket]]:
    for hit in re.finditer(_ASIDE, text):
        if hit[2] not in _ASKED or text[hit.end()] == "的":
            yield hit[2], _bracket(hit[3], hit[1])
    for hit in re.finditer(_AHEAD, text):
        yield hit[3], _bracket(hit[1], hit[2])
    for hit in re.finditer(_BETWEEN, text):
        yield hit[4], (_value(hit[1]), _value(hit[3]))


def _bracket(side: str, number: str) -> _Bracket:
    value = _value(number)
    return (value, _ALL) if side in _UP else (_NONE, value)


def _value(number: str) -> Decimal:
    return split_number(number)[0] or _NONE
