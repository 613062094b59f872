"""What a clause names by number or grade: A座, 3号楼, 一至三层, 地下二层, 橙色预警, those who are over 70."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Requirement
from guicheng.domain.clause.numerals import parse
from guicheng.domain.comparison.scope import Condition

#: A number as buildings, storeys and units are counted.
NUMBER = "(?:[0-9]{1,3}|[一二三四五六七八九]?十?[一二三四五六七八九]|[一二三四五六七八九]?十)"
_NAMED = re.compile(
    rf"(地下|负)?(?<![0-9一二三四五六七八九十第每])([a-z]|{NUMBER})(?:(?:号楼|栋|幢|座|层)?(?:至|到|-)([a-z]|{NUMBER}))?"
    r"(号楼|栋|幢|座|层(?!大堂|楼道))(?!以上|以下|及|级)"
)
_GRADES = "蓝黄橙红"
_WARNINGS = re.compile("(?:[蓝黄橙红]色?(?:[、和或及]|以上|及以上|的|或者)*)+预警")
_UPWARD = re.compile("色(?:及|或)?以上的?(?:[一-鿿]{0,4})?预警")
_OF_WHOM = re.compile("(?:及?以[上下])?的?(?:业主|住户|租户|老人|老年人|居民)")


def is_of_whom(plain: str, requirement: Requirement) -> bool:
    """Tell whether an age is that of those for whom something is done, so that it measures nothing: 70岁以上的业主.

    Args:
        plain: Normalized text.
        requirement: One of its measures.
    """
    return requirement.unit == "岁" and _OF_WHOM.match(plain, requirement.span.end) is not None


def numbered(plain: str) -> Iterator[Condition]:
    """Yield a condition for each kind of building or storey named once, as the numbers it holds for.

    Args:
        plain: Normalized text. Letters count from 1, storeys below ground from -1 down.
    """
    found: dict[str, list[Condition]] = {}
    for below, first, last, unit in _NAMED.findall(plain):
        ends = [counted(first), counted(last or first)]
        low, high = sorted(-end for end in ends) if below else sorted(ends)
        found.setdefault(unit, []).append(Condition(unit, low, high))
    if (warned := _warning(plain)) is not None:
        yield warned
    yield from (named[0] for named in found.values() if len(named) == 1)


def counted(number: str) -> float:
    """Return what a number or a letter counts: 三 and 3 are 3, a is 1."""
    return float(ord(number) - ord("a") + 1) if number.isalpha() and number.isascii() else float(parse(number))


def _warning(plain: str) -> Condition | None:
    """Return the grades of warnings for which a clause holds, 蓝 as 1 to 红 as 4; None where it names none."""
    named = [_GRADES.index(color) for match in _WARNINGS.finditer(plain) for color in match[0] if color in _GRADES]
    if not named:
        return None
    upward = _UPWARD.search(plain) is not None
    return Condition("预警", min(named) + 1, len(_GRADES) if upward else max(named) + 1)
