"""Work that is called after its period: 每月召开月度例会1次 is one meeting a month, not two."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import Decimal

from guicheng.domain.clause.requirement import Kind
from guicheng.domain.clause.scene import Draft

_EACH = re.compile("每|逢")
#: Words between two counts that part them, so that each is a promise of its own.
_APART = re.compile(r"[,;。、(]|(?<!\d):")
_COUNTED = re.compile("[次遍回趟]")
#: How many readings away a count can stand that says another again.
_NEAR = 4


def without_namesakes(
    plain: str, drafts: Sequence[tuple[Draft, str]], unread: Collection[int] = ()
) -> list[tuple[Draft, str]]:
    """Return what was read, each count of a part of a sentence once, whatever its work is called.

    Of 每月召开月度例会2次 the period is said twice and the count once: the count joins the first. Of 每周五18:00前提交周报1次 the
    count stands behind the time of day.

    Args:
        plain: The normalised text.
        drafts: What was read in it, in order, each with the name of its pattern.
        unread: Where numbers begin of which nothing was made; those part two counts as well.
    """
    gone: set[int] = set()
    for index, (each, _name) in enumerate(drafts):
        if each.kind is not Kind.FREQUENCY or each.threshold or not _EACH.match(plain, each.start):
            continue
        for other, _other in drafts[max(index - _NEAR, 0) : index + _NEAR + 1]:
            start, end = _between(each, other)
            parted = _APART.search(plain, start, end) or any(start <= place < end for place in unread)
            if not parted and _is_again(plain, each, other):
                _join(plain, each, other)
                gone.add(id(other))
    return [pair for pair in drafts if id(pair[0]) not in gone]


def _is_again(plain: str, each: Draft, other: Draft) -> bool:
    """Tell whether a draft says the count of another again, or says the count that it lacks."""
    if other is each or other.threshold:
        return False
    bare = not _COUNTED.search(plain, each.start, each.end)
    if other.kind is Kind.COUNT:
        return bare and other.unit == "次" and other.op == "==" and other.per is None and other.start >= each.end
    named = other.kind is Kind.FREQUENCY and other.per == each.per and not _EACH.match(plain, other.start)
    return named and (bare or not _COUNTED.search(plain, other.start, other.end))


def _between(each: Draft, other: Draft) -> tuple[int, int]:
    return min(each.end, other.end), max(each.start, other.start)


def _join(plain: str, each: Draft, other: Draft) -> None:
    """Let a count take the number and the words of one that says it again."""
    if other.kind is Kind.COUNT:
        # 每周一、三 is twice already, once on each day.
        other.value = Decimal(other.value) * Decimal(each.value)
    if other.start >= each.end and _COUNTED.search(plain, other.start, other.end):
        each.op, each.value, each.end = other.op, other.value, other.end
