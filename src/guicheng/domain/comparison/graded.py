"""Clauses that give a value for each of several grades: 一级每日1次，二级每周3次."""

from __future__ import annotations

import re
from typing import Final

#: A grade with what holds at it: 一级每日1次, 二级:不少于95%.
_GRADE: Final = re.compile(
    r"(?<![一-鿿])([一二三四五1-5](?:级|星级?|等))(?:[:为]|[^,;。:]{0,6}(?:[每\d]|不少于|不低于|不超过))"
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
