"""Clauses that give a value for each of several grades: 一级每日1次，二级每周3次."""

from __future__ import annotations

import re
from typing import Final

from guicheng.domain.clause.normalize import normalize

#: A grade with what holds at it: 一级每日1次, 二级:不少于95%.
_GRADE: Final = re.compile(
    r"(?<![一-鿿])([一二三四五1-5](?:级|星级?|等))(?:[:为]|[^,;。:]{0,6}(?:[每\d]|不少于|不低于|不超过))"
)
#: The grade by which all of a clause goes: 一级:…, 本项目按一级标准服务,….
_BY_GRADE: Final = re.compile(
    "^(?:(?P<head>[一二三四五](?:级|星级))(?:标准|服务)?[:,]|"
    "(?:本?项目|小区|本合同|乙方)?(?:按照?|执行|适用|采用|实行)(?P<said>[一二三四五](?:级|星级))(?:的)?(?:服务)?(?:标准|等级)(?:服务|执行|提供服务)?[:,])"
)
#: What makes a clause one of several grades.
_SEVERAL: Final = 2


def is_grade_unsaid(text: str, other: str) -> bool:
    """Tell whether one text has a value for each of several grades and the other names none, so that none is chosen.

    Args:
        text: A clause in one way of writing.
        other: The clause beside it.

    Example:
        >>> is_grade_unsaid("楼梯间清扫:一级每日1次,二级每周3次", "楼梯间每周清扫5次")
        True
    """
    grades, others = ({hit[1] for hit in _GRADE.finditer(each)} for each in (text, other))
    return min(len(grades), len(others)) == 0 and max(len(grades), len(others)) >= _SEVERAL


def without_grade(text: str, other: str) -> tuple[str, str] | None:
    """Return two texts without the grade by which both go, None where they do not go by one and the same.

    Args:
        text: A clause as written.
        other: The clause beside it.

    Example:
        >>> without_grade("一级：每日清扫2次", "本项目按一级标准服务，每日清扫1次")
        ('每日清扫2次', '每日清扫1次')
    """
    mine, theirs = normalize(text), normalize(other)
    found, named = _BY_GRADE.match(mine), _BY_GRADE.match(theirs)
    if not found or not named or (found["head"] or found["said"]) != (named["head"] or named["said"]):
        return None
    return mine[found.end() :], theirs[named.end() :]
