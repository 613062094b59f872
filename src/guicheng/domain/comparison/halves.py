"""Both halves of a whole beside one of them: 地上及地下各楼层 beside 地上各楼层, 主出入口和次出入口 beside 主出入口.

The halves share all their words but the one that tells them apart (``library/likeness/halves.tsv``), so that neither
likeness nor the names of places tell that there are two.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison import tables
from guicheng.domain.comparison.both_kept import compared_without
from guicheng.domain.comparison.pairing import Pairing

#: What joins the two.
_AND: Final = "(?:、|和|及|与|以及)"
#: Most characters that both halves share ahead of the word that tells them apart, and behind it.
_AHEAD: Final = "(?P<ahead>[一-鿿]{0,3}?)"
_BEHIND: Final = "(?P<behind>[一-鿿]{0,4}?)"
#: A clause whose halves are not each asked for.
_NOT_EACH: Final = re.compile("除|合计|总计|之和|共计|或|任[一选何]|可以|允许|准许")
#: Who is told apart by a number is not counted by it: 一、二次.
_COUNTED: Final = re.compile("[次遍名人个天日月年元级类]")


def compared_by_halves(first: str, second: str, compared: Callable[[str, str], Pairing]) -> Pairing | None:
    """Say how two clauses stand of which one names both halves of a whole and the other one of them, None for others.

    Args:
        first: The first clause as written.
        second: The second clause as written.
        compared: Compares two texts.
    """
    return compared_without(normalize(first), normalize(second), half_of, compared)


def half_of(text: str, other: str) -> str | None:
    """Return a text with only that half of a whole that the other one names, None where it names none or both.

    Args:
        text: A clause, normalized.
        other: The clause beside it, normalized.

    Example:
        >>> half_of("地上及地下各楼层每日清扫一次", "地上各楼层每日清扫一次")
        '地上各楼层每日清扫一次'
    """
    if _NOT_EACH.search(text):
        return None
    for joined in _joined().finditer(text):
        halves = [joined["first"], joined["second"]]
        end = joined.end()
        tail = joined["behind"] or text[end : end + 1]
        if not tail or _COUNTED.match(tail) or not _is_row(halves):
            continue
        named = [half for half in halves if _names(other, f"{joined['ahead']}{half}{tail[:1]}")]
        # The 次 of 一次 names no 次出入口.
        unnamed = [half for half in halves if half not in named and (len(half) == 1 or not _names(other, half))]
        if len(named) == 1 and unnamed:
            return f"{text[: joined.start()]}{joined['ahead']}{named[0]}{joined['behind']}{text[end:]}"
    return None


def _names(text: str, words: str) -> bool:
    """Tell whether a text has words that are no end of longer ones: 机动车 is not named by 非机动车."""
    return re.search(f"(?<!非){re.escape(words)}", text) is not None


def _is_row(halves: list[str]) -> bool:
    return halves[0] != halves[1] and any({*halves} <= {*row} for row in tables.alternatives("likeness", "halves"))


@cache
def _joined() -> re.Pattern[str]:
    words = tables.longest_first(word for row in tables.alternatives("likeness", "halves") for word in row)
    return re.compile(
        f"{_AHEAD}(?P<first>{words}){_BEHIND}{_AND}(?P=ahead)(?P<second>{words})(?P=behind)(?:两(?=[侧边端面门区]))?(?=[一-鿿])"
    )
