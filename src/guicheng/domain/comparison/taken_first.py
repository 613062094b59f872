"""What is told of two clauses before their promises are read: by ranks, bans and fees, means, a second duty.

What one of these rooms takes out of a clause is compared in words of its own, and the rest as a clause of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from guicheng.domain.comparison.channels import compared_by_channels
from guicheng.domain.comparison.joined import compared_with_more
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.ranked import compared_by_rank
from guicheng.domain.comparison.unmeasured import compared_unmeasured


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
    if (told := compared_by_rank(first, second, compared)) is not None:
        return told
    if of_one is None and (told := compared_unmeasured(first, second)) is not None:
        return told
    return compared_by_channels(first, second, compared) or compared_with_more(first, second, compared)
