"""Days of the week on which two clauses hold, of which none is in both: 周一至周五每天4次, 周六、周日每天2次."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.clock import weekdays
from guicheng.domain.comparison.only_days import DAY
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.verdict import ONE_SIDED, Verdict

#: Days that open a clause or stand before what is done on each of them.
_DAYS: Final = re.compile(
    f"(?:每?逢)?(?P<days>{DAY}(?:至|到|-){DAY}|{DAY}(?:[、和及与]{DAY}){{1,4}}|周末|双休日)(?:期间)?(?!不|无|照|休|也|均|亦),?"
)


def compared_by_weekdays(first: str, second: str, compared: Callable[[str, str], Pairing]) -> Pairing | None:
    """Say that two clauses on one thing never meet that hold on other days of the week, None for others.

    Args:
        first: The first clause as written.
        second: The second clause as written.
        compared: Compares two texts.
    """
    texts = (normalize(first), normalize(second))
    days = [[weekdays(found["days"]) for found in _DAYS.finditer(text)] for text in texts]
    if any(len(each) != 1 for each in days) or any("每" not in _DAYS.sub("", text) for text in texts):
        return None
    mine, theirs = (each[0] for each in days)
    if mine is None or theirs is None or mine & theirs:
        return None
    core = compared(*(_DAYS.sub("", text) for text in texts))
    return Pairing(Verdict.DISJOINT) if core.verdict in ONE_SIDED else None
