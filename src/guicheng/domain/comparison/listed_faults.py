"""A thing that is broken beside the same with another one: 门窗损坏的, 门窗、楼梯栏杆损坏的.

The second thing may be of another place, or be known by another activity. Both clauses are compared as if they were of
the first alone; the one that names both binds more.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.both_kept import compared_without
from guicheng.domain.comparison.pairing import Pairing

_BROKEN: Final = "(?:发生|出现)?(?:损坏|破损|故障|缺失|丢失|松动|脱落|堵塞|渗漏|漏水|断裂|失灵)"
_AND: Final = "(?:、|和|及|与|以及)"
_LISTED: Final = re.compile(
    f"(?P<ahead>[一-鿿]{{0,8}}?)(?P<first>[一-鿿]{{2,4}})(?P<more>(?:{_AND}[一-鿿]{{2,8}}?){{1,3}})"
    f"(?:等)?(?={_BROKEN}(?:的|后|时)?,)"
)


def compared_by_faults(first: str, second: str, compared: Callable[[str, str], Pairing]) -> Pairing | None:
    """Say how two clauses stand of which one names a thing that is broken and the other more of them, None for others.

    Args:
        first: The first clause as written.
        second: The second clause as written.
        compared: Compares two texts.
    """
    return compared_without(normalize(first), normalize(second), _of_the_first, compared)


def _of_the_first(text: str, other: str) -> str | None:
    """Return a text as of the first of its broken things, where the other one is of that alone; None otherwise."""
    listed = _LISTED.search(text)
    if listed is None or _LISTED.search(other) or not re.search(f"{listed['first']}{_BROKEN}", other):
        return None
    return text[: listed.start("more")] + text[listed.end() :]
