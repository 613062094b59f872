"""Two clauses compared in one respect by itself and without it in all else, and told by both answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from guicheng.domain.comparison.begun import compared_by_beginning
from guicheng.domain.comparison.benefits import compared_by_age
from guicheng.domain.comparison.channels import compared_by_channels
from guicheng.domain.comparison.halves import compared_by_halves
from guicheng.domain.comparison.joined import compared_with_more
from guicheng.domain.comparison.letups import compared_by_rest
from guicheng.domain.comparison.listed_faults import compared_by_faults
from guicheng.domain.comparison.opening_hours import compared_by_opening
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.paper_named import compared_by_paper
from guicheng.domain.comparison.planned import compared_by_plans
from guicheng.domain.comparison.same_day import compared_by_same_day
from guicheng.domain.comparison.sampled import compared_by_sample
from guicheng.domain.comparison.up_to import compared_up_to
from guicheng.domain.comparison.weekdays import compared_by_weekdays

#: Respects in which two clauses may differ, in the order in which they are looked for.
_RESPECTS: Final = (
    compared_up_to,
    compared_by_age,
    compared_by_faults,
    compared_by_sample,
    compared_by_same_day,
    compared_by_channels,
    compared_by_weekdays,
    compared_by_opening,
    compared_by_plans,
    compared_by_halves,
    compared_by_beginning,
    compared_by_rest,
    compared_by_paper,
    compared_with_more,
)


def compared_apart(first: str, second: str, compared: Callable[[str, str], Pairing]) -> Pairing | None:
    """Say how two clauses stand that differ in a respect that can be told by itself, None for others.

    Args:
        first: The first clause as written.
        second: The second clause as written.
        compared: Compares two texts.
    """
    told = (respect(first, second, compared) for respect in _RESPECTS)
    return next((found for found in told if found is not None), None)
