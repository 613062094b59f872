"""What is told of two clauses before their promises are read: by ranks, bans and fees, means, a second duty.

What one of these rooms takes out of a clause is compared in words of its own, and the rest as a clause of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from guicheng.domain.comparison.always import compared_by_always
from guicheng.domain.comparison.contained import compared_as_part
from guicheng.domain.comparison.dated import compared_by_dates
from guicheng.domain.comparison.graded import without_grade
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.ranked import compared_by_rank
from guicheng.domain.comparison.taken_apart import compared_apart
from guicheng.domain.comparison.unmeasured import compared_unmeasured

#: What takes something out before bans and fees are asked, and behind them, in the order in which it is asked.
_FIRST: Final = (compared_by_rank, compared_by_always)
_ROOMS: Final = (compared_by_dates, compared_as_part, compared_apart)


def taken_first(
    first: str, second: str, compared: Callable[[str, str], Pairing], *, of_one: bool | None
) -> Pairing | None:
    """Return how two clauses stand by something that can be taken out of both, None where there is none.

    Args:
        first: The first clause as written.
        second: The second clause as written.
        compared: Compares what is left of two clauses.
        of_one: Whether somebody has said that both speak of one thing, or of two; None where nobody has.
    """
    if (bare := without_grade(first, second)) is not None:
        return compared(*bare)
    for room in _FIRST:
        if (told := room(first, second, compared)) is not None:
            return told
    if of_one is None and (told := compared_unmeasured(first, second)) is not None:
        return told
    found = (room(first, second, compared) for room in _ROOMS)
    return next((told for told in found if told is not None), None)
