"""Machines that a timer starts at hours at which their work is forbidden."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from guicheng.domain.comparison import Scope, read_rephrased
from guicheng.domain.comparison.phrasing import rephrased
from guicheng.domain.comparison.scope import ANYWHERE
from guicheng.domain.comparison.tables import rows_of
from guicheng.domain.standard.daytime import between, months_in, stretches_in

_SENTENCE: Final = re.compile("[^;。\n]+")
_BANNED: Final = re.compile("不得|不准|不许|禁止|严禁|不宜|停止|不可|避免|避开")
_STARTS: Final = re.compile(
    "启动|开启|开机|启用|运行|运转|工作|作业|喷洒|播放|点亮|亮起|投入|出动|开始|打开|送电|进行|上工|进场"
)
_CLOCK: Final = re.compile(r"(?<![\d:-])(\d\d?):(\d\d)(?![\d:-])")
_FOR: Final = re.compile(r"(\d{1,3})(分钟|小时)")
#: A time before or after which something is done is no start: 13:00前检查.
_BOUND: Final = re.compile("[前后]")


@dataclass(frozen=True, slots=True)
class Run:
    """Work that runs at some hours, or that is forbidden at some.

    Args:
        words: The words that say so.
        work: What is done, by the numbers of the rows of ``library/consistency/machines.tsv``.
        minutes: Minutes of the day at which it runs or may not run, one bit each.
        banned: Whether it may not.
        months: In which months, none for all.
        scopes: When and where, as the promises of the clause say.
    """

    words: str
    work: frozenset[int]
    minutes: int
    banned: bool
    months: frozenset[int]
    scopes: tuple[Scope, ...]

    @property
    def topics(self) -> frozenset[Hashable]:
        """Return the work."""
        return frozenset(("run", row) for row in self.work)

    def denies(self, other: Run) -> bool:
        """Tell whether one clause lets the work run at hours at which the other forbids it."""
        if self.banned is other.banned or not self.work & other.work:
            return False
        if self.months and other.months and not self.months & other.months:
            return False
        if not all(mine.meets(theirs) for mine in self.scopes for theirs in other.scopes):
            return False
        return bool(self.minutes & other.minutes)


@lru_cache(maxsize=20_000)
def runs_in(text: str) -> tuple[Run, ...]:
    """Return at which hours a clause forbids work, or lets machines do it.

    Args:
        text: The clause.
    """
    return tuple(_runs_of(text))


def _runs_of(text: str) -> Iterator[Run]:
    for sentence in _SENTENCE.findall(rephrased(text)):
        banned = bool(_BANNED.search(sentence))
        minutes = stretches_in(sentence) or (0 if banned else _started_in(sentence))
        work = frozenset(row for row, words in enumerate(_works()) if words[0 if banned else 1].search(sentence))
        if minutes and work and (banned or _STARTS.search(sentence)):
            yield Run(sentence, work, minutes, banned, months_in(sentence), _scopes_of(text))


def _scopes_of(text: str) -> tuple[Scope, ...]:
    return tuple(term.scope for term in read_rephrased(text)[1]) or (ANYWHERE,)


def _started_in(sentence: str) -> int:
    """Return the minutes of the day at which what a sentence starts by the clock runs: 13:00启动30分钟."""
    lasting = _FOR.search(sentence)
    minutes = int(lasting[1]) * (60 if lasting[2] == "小时" else 1) if lasting else 1
    found = 0
    for hit in _CLOCK.finditer(sentence):
        if not _BOUND.match(sentence[hit.end() :]):
            start = int(hit[1]) * 60 + int(hit[2])
            found |= between(start, start + minutes)
    return found


@cache
def _works() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(work), re.compile(machines)) for work, machines in rows_of("consistency", "machines"))
