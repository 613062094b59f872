"""From which end to which work goes on, in words that no table knows: from the exit to the entrance and back."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.standard.telling import Shared, chars_of

_SENTENCE: Final = re.compile("[^;。\n]+")
#: Work that is done bit by bit; buses go both ways.
_WORK: Final = re.compile(
    "扫|拖(?!车|欠|延)|擦|洗|刷|推(?![销荐送广迟])|剪|巡|查|铺|涂|喷|抹|浇|掏|吸尘|打蜡|收集|收运|排查|清场|清理"
)
_TRAFFIC: Final = re.compile("班车|接驳|通勤|行驶|绕行|[驶开]往|单行|路线图|疏散")
_FROM: Final = re.compile(
    "(?<![自由])(?:从|(?<![自理事])由|(?<![各私擅亲独])自(?![行己动然来助身]))(?P<start>[^,;。0-9]{1,8}?)"
    "(?:处|那?[边头侧]|一端)?(?:起(?![重来点草])|开始|着手|出发|动手|打头|倒着|[往向朝至到]"
    "|[扫拖擦洗刷剪巡查铺涂喷抹浇掏推清]{1,3}[起着往向到])"
)
_TO: Final = re.compile(
    "(?:[往向朝至到]|止于|收[在于])(?P<end>(?![上下里外前后里内](?:[扫拖擦洗刷剪巡查铺推做走来去,;。]|$)|[此位岗场期]|\\d)[^,;。0-9]{1,8}?)"
    "(?:处|那?[边头侧]|一端)?(?=[扫拖擦洗刷剪巡查铺涂喷抹浇掏推清退走收结止做,;。]|为止|$)"
)
#: Least that is told of the work in common, and its share; least share of the name of an end.
_LEAST: Final = (5.0, 0.4)
_NAME: Final = 0.5


@dataclass(frozen=True, slots=True)
class Direction:
    """Where some work begins and where it ends.

    Args:
        words: The sentence.
        start: The characters of the end at which it begins.
        end: Those of the end to which it goes.
        chars: What is told of the work.
    """

    words: str
    start: frozenset[str]
    end: frozenset[str]
    chars: frozenset[str]

    @property
    def topics(self) -> frozenset[Hashable]:
        """Return the characters of both ends."""
        return frozenset(("end", char) for char in self.start | self.end)

    def denies(self, other: Direction) -> bool:
        """Tell whether the same work begins where it ends according to the other clause, and ends where it begins."""
        crossed = (_alike(self.start, other.end), _alike(self.end, other.start))
        straight = (_alike(self.start, other.start), _alike(self.end, other.end))
        if min(crossed) < _NAME or sum(crossed) <= sum(straight):
            return False
        return Shared.of(self.chars, other.chars).reaches(*_LEAST)


def _alike(mine: frozenset[str], theirs: frozenset[str]) -> float:
    return len(mine & theirs) / max(len(mine), len(theirs))


@lru_cache(maxsize=20_000)
def directions_in(text: str) -> tuple[Direction, ...]:
    """Return from where to where a clause has work go on.

    Args:
        text: The clause.
    """
    return tuple(
        Direction(sentence, frozenset(start["start"]), frozenset(end["end"]), chars_of(sentence))
        for sentence in _SENTENCE.findall(normalize(text))
        if _WORK.search(sentence) and not _TRAFFIC.search(sentence)
        if (start := _FROM.search(sentence)) and (end := _last_end(sentence, start.end("start")))
    )


def _last_end(sentence: str, begin: int) -> re.Match[str] | None:
    """Return the last end to which work goes that a sentence names behind a place."""
    ends = list(_TO.finditer(sentence, begin))
    return ends[-1] if ends else None
