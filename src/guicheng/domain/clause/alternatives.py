"""Two sides of one number: 1米以下每周擦1次，1米以上每月擦1次 says in which case each count holds, and promises no metre."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

from guicheng.domain.clause.context import Parts
from guicheng.domain.clause.requirement import Kind
from guicheng.domain.clause.scene import Draft

_SIDE = re.compile("(?:及其?|或|含)?以?[上下内]$")
#: What makes a bound of one side a promise: a comparator, or a word for what is kept so.
_PROMISED = re.compile("不|≥|≤|<|>|控制|保持|维持|达到")
_BEYOND = re.compile("超过|大于|高于|低于|小于|不足|不到")
#: Units of what passes or happens, which says nothing of the size of a thing.
_PASSING = frozenset({"minute", "hour", "day", "workday", "workhour", "month", "year", "次", "ring"})
_MEASURED = frozenset({Kind.QUANTITY, Kind.COUNT, Kind.RATIO})


def tell_apart(plain: str, drafts: Sequence[Draft]) -> None:
    """Take both sides of one number for the cases that they are.

    Args:
        plain: The normalized clause.
        drafts: What was read in it, in order of place; the sides become thresholds.
    """
    sides = [each for each in drafts if each.kind in _MEASURED and _is_side(plain, each)]
    beyond = [each for each in drafts if each.threshold and _BEYOND.match(plain, each.start)]
    steps = {
        (low.value, high.value, low.unit): (low, high) for low, high in pairwise(drafts) if _is_step(plain, low, high)
    }
    for first, second in combinations([*sides, *beyond], 2):
        low, high = (first, second) if first.op[0] == "<" else (second, first)
        if low.unit != high.unit or (low.op[0], high.op[0]) != ("<", ">"):
            continue
        step = steps.get((low.value, high.value, low.unit), ())
        if low.value == high.value or step:
            for each in (low, high, *step):
                each.threshold = True


def size_before(parts: Parts, start: int, drafts: Sequence[Draft]) -> str | None:
    """Return the size, height or share that says in its part in which case a bound behind it holds: 1.8米以上.

    Args:
        parts: The clause.
        start: Where the bound begins.
        drafts: What was read in the clause, in order of place.
    """
    part = parts.index(start)
    said = [each for each in drafts if each.end <= start and _is_size(each)]
    return next((parts.plain[each.start : each.end] for each in said[::-1] if parts.index(each.start) == part), None)


def _is_step(plain: str, low: Draft, high: Draft) -> bool:
    """Tell whether two bounds are one step between two others, with something done in it: 5%-10%喷药."""
    one = (low.start, low.end, low.op, high.op) == (high.start, high.end, ">=", "<=")
    return one and low.kind in _MEASURED and _goes_on(plain, low)


def _goes_on(plain: str, draft: Draft) -> bool:
    behind = plain[draft.end : draft.end + 1]
    return bool(behind) and behind not in ",;。!?:·\n、)"


def _is_size(draft: Draft) -> bool:
    return draft.threshold and draft.kind in _MEASURED and draft.op != "==" and draft.unit not in _PASSING


def _is_side(plain: str, draft: Draft) -> bool:
    """Tell whether a bound is said by 以上 or 以下 alone, and something is said behind it."""
    told = plain[draft.start : draft.end]
    return _SIDE.search(told) is not None and _PROMISED.search(told) is None and _goes_on(plain, draft)
