"""What one clause allows at some hours and the other forbids at any: 每日9:00-17:00可以进入 beside 不得进入."""

from __future__ import annotations

import re
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.barring import compared_as_rules
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.verdict import Verdict

#: Hours, or days of the week, at the head of what is allowed.
_HOURS: Final = re.compile(
    r"^(?:每[日天]|工作日|周末|每周[一二三四五六日]|周[一二三四五六日][至到-]周[一二三四五六日])?的?"
    r"(?:\d{1,2}:\d\d(?:至|到|-|~|—)+(?:次日)?\d{1,2}:\d\d)(?:期间|时段)?,?(?=[^,;。]{0,12}可)"
)
_TIMED: Final = re.compile(r"\d")


def compared_as_timed_leave(mine: str, theirs: str) -> Pairing | None:
    """Return the conflict of what one clause allows at some hours with what the other forbids at any, or None.

    Args:
        mine: The first clause as written.
        theirs: The second clause as written.
    """
    first, second = normalize(mine), normalize(theirs)
    allowed, whenever = (_HOURS.sub("", first), second) if _HOURS.search(first) else (_HOURS.sub("", second), first)
    if {allowed, whenever} == {first, second} or _TIMED.search(whenever):
        return None
    sides = (allowed, whenever) if whenever == second else (whenever, allowed)
    found = compared_as_rules(*sides)
    return found if found is not None and found.verdict is Verdict.CONFLICT else None
