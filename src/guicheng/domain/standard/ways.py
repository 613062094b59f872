"""Which way things and people go: rubbish by the goods lift, couriers by the west gate."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.tables import longest_first, rows_of

_SENTENCE: Final = re.compile("[^;。\n]+")
_BANNED: Final = re.compile("不得|不准|不许|不能|禁止|严禁|谢绝|禁行|勿")
_ONLY: Final = re.compile("一律|只[能准许可]|仅[能限可]|必须|统一|须(?!知)|均(?!衡)|应(?!急)|限走")
#: Words of going a way before its name, and behind it.
_GOES: Final = re.compile("(?:走|乘坐?|搭乘?|经由?|由|从|自|使用|用|借用|通过|到|进出?|出入|利用)[^,]{0,4}$")
_GONE: Final = re.compile("^[^,]{0,2}(?:进出|出入|进入|入园|入场|进园|入内|通行|运|送|出场|出园|上下|上楼|下楼)")
#: Who alone may use a lift: everything that is carried is kept out.
_FOR_PEOPLE: Final = re.compile("(?:只|仅|专)(?:限|供|用于|能|准)[^,]{0,6}(?:人员|乘客|客人|业主|住户|载人|乘人|乘用)")
#: What holds in some cases or at some hours alone.
_AT_TIMES: Final = re.compile(
    r"除|故障|检修|停用|停运|停梯|停电|紧急|应急|特殊|高峰|期间|夜间|白天|时段|时间|\d:\d\d|(?<!不)例外|未经|拥堵|封闭"
)
_INWARD: Final = re.compile("进(?!行|度|出)|入(?!口|户)")
_OUTWARD: Final = re.compile("(?<!进)出(?!示|入|口|具|租|售|现)|离")
_CARRIED: Final = frozenset({"rubbish", "debris", "furniture", "materials", "goods", "cleaners", "bikes"})
#: A gate may lie in the east and be the main one.
_SIDES: Final = (frozenset({"east", "south", "west", "north"}), frozenset({"main", "side", "back"}))


class Mode(Enum):
    """What a clause says of a way."""

    GOES = "goes"
    ONLY = "only"
    BANNED = "banned"


@dataclass(frozen=True, slots=True)
class Way:
    """A way that some things go, may go alone or may not go.

    Args:
        words: The words that say so.
        kind: What it is one of: ``lift``, ``gate``, ``path``.
        names: Which of them; several where the clause leaves a choice.
        things: What goes there.
        mode: What is said of it.
        heading: ``in``, ``out`` or "" for either.
    """

    words: str
    kind: str
    names: frozenset[str]
    things: frozenset[str]
    mode: Mode
    heading: str

    @property
    def topics(self) -> frozenset[Hashable]:
        """Return the things with the kind of way that they go."""
        return frozenset(("way", self.kind, thing) for thing in self.things)

    def denies(self, other: Way) -> bool:
        """Tell whether one sends the same things where the other forbids it, or by another than the only way."""
        if self.kind != other.kind or not self.things & other.things or {self.heading, other.heading} == {"in", "out"}:
            return False
        banned = [way for way in (self, other) if way.mode is Mode.BANNED]
        if banned:
            return len(banned) == 1 and bool(self.names & other.names)
        return Mode.ONLY in {self.mode, other.mode} and _are_apart(self, other)


def _are_apart(mine: Way, theirs: Way) -> bool:
    """Tell whether the ways of two clauses are of one division and none is one of the other's."""
    both = mine.names | theirs.names
    return not mine.names & theirs.names and (mine.kind != "gate" or any(both <= side for side in _SIDES))


@lru_cache(maxsize=20_000)
def ways_in(text: str) -> tuple[Way, ...]:
    """Return which ways a clause sends things, or keeps them from.

    Args:
        text: The clause.
    """
    return tuple(way for sentence in _SENTENCE.findall(normalize(text)) for way in _of_sentence(sentence))


def _of_sentence(sentence: str) -> Iterator[Way]:
    things: frozenset[str] = frozenset()
    before = ""
    for part in sentence.split(","):
        before += part
        things = _named(part) or things
        found = list(_ways().finditer(part))
        if not found or _AT_TIMES.search(before):
            continue
        if _FOR_PEOPLE.search(part):
            yield _way(part, found, _CARRIED, Mode.BANNED)
        elif things and (mode := _mode_of(part, found)):
            yield _way(part, found, things, mode)


def _mode_of(part: str, found: list[re.Match[str]]) -> Mode | None:
    if _BANNED.search(part):
        return Mode.BANNED
    if not any(_GOES.search(part[: each.start()]) or _GONE.search(part[each.end() :]) for each in found):
        return None
    return Mode.ONLY if _ONLY.search(part) else Mode.GOES


def _way(part: str, found: list[re.Match[str]], things: frozenset[str], mode: Mode) -> Way:
    kinds = {_kind_of()[each[0]] for each in found}
    kind = sorted(kinds)[0][0]
    heading = "in" if _INWARD.search(part) else "out" if _OUTWARD.search(part) else ""
    return Way(part, kind, frozenset(name for each, name in kinds if each == kind), things, mode, heading)


def _named(part: str) -> frozenset[str]:
    """Return the things that a part names; of words inside of one another the longest counts."""
    pattern, thing_of = _things()
    return frozenset(thing_of[hit[0]] for hit in pattern.finditer(part))


@cache
def _kind_of() -> dict[str, tuple[str, str]]:
    return {word: (kind, name) for kind, name, words in rows_of("consistency", "ways") for word in words.split("|")}


@cache
def _ways() -> re.Pattern[str]:
    return re.compile(longest_first(_kind_of()))


@cache
def _things() -> tuple[re.Pattern[str], dict[str, str]]:
    thing_of = {word: name for name, words in rows_of("consistency", "carried") for word in words.split("|")}
    return re.compile(longest_first(thing_of)), thing_of
