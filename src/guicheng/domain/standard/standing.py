"""In which state things stand, and when: doors that are locked, lamps that burn all night, pumps on automatic.

Each row of ``library/consistency/states.tsv`` names words for some of the states of one kind of thing. States are told
by letters, so that 关闭 holds of a door that is locked and of one that is merely shut; what is denied is all the rest.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, NamedTuple

from guicheng.domain.comparison.tables import rows_of
from guicheng.domain.standard.daytime import When, in_digits, when_in, without_times
from guicheng.domain.standard.kinship import are_told_apart
from guicheng.domain.standard.sentences import parts_in, sentences_in
from guicheng.domain.standard.telling import Shared, chars_of

#: Titles of papers, and figures by grades.
_NO_STATE: Final = re.compile("《[^《》]{1,40}》|{[^{}]{1,40}}")
#: What denies the state that is named next; an order forbids it even where other words stand between.
_DENIED: Final = re.compile(
    "(?:(?:不得|不许|不准|不可|不能|不应|不要|不必|禁止|严禁|切勿|勿|别|无须|无需)[^,;。|:]{0,10}|[不未没无非][再有予被]?)$"
)
#: What is looked for, or happens to be so, is not ordered.
_ASIDE: Final = re.compile(
    "是否|有无|发现|检查|巡查|确认|核对|如有?|若|未经|看到|看见|见到|要是|一旦|万一|防止|避免|以免|不要求|方可|之前|后再|立即|马上|随即|先"
)
#: What is turned back is ordered, whatever it was found in: 看到在手动挡,马上转回自动.
_BACK: Final = re.compile("(?:[转扳打拨切调放]回|恢复(?:到|为|至|成)?|改回)(?:到|至)?[^,;。|]{0,2}$")
#: What goes on while something else is done: 运行期间, 停机后.
_MEANWHILE: Final = re.compile("(?:状态)?的?(?:期间|时|后(?!门)|过程)")
#: What tells that a state lasts, where the word for it may be that of the act.
_LASTS: Final = re.compile("保持|处于|始终|一直|应|须|必须|平时|平常|平日|日常|均|都|全部|状态|照样|照常|[着常敞]")
_EMPTY: Final = re.compile(
    "控制[柜箱]|旋钮|转换开关|(?<=泵)[柜箱]|不论|无论|不分|保持|处于|状态|始终|一直|全部|全数|任何|一律|部分|多余|[拧打放旋置拨停转切挂]在|[拧打放旋置拨停转切]|[挡档]位|[位档挡着]|正常"
    "|一盏|每盏|盏|照样|"
    "[用以拿][^,;|,用以拿]{1,6}(?:固定其?|使其)?$|固定[在其]|方便业主|为[^,;|]{2,10},|"
    "照常|也|都|通[往向至]?(?=[屋天楼])|月份|[不未没别勿]$|上$|[”“]"
)
#: Least that two things share: how much, and of the one that tells less; and what may be left over on both sides.
_LEAST: Final = 4.0
_SHARE: Final = 0.5
_LEFT: Final = 5.0


@dataclass(frozen=True, slots=True)
class Standing:
    """The states in which a thing may be at some time.

    Args:
        words: The words that say so.
        axis: What is told of it: ``door``, ``light``.
        states: In which states it may be, by their letters.
        chars: What the clause tells of the thing.
        thing: The words for it.
        when: When that holds.
    """

    words: str
    axis: str
    states: frozenset[str]
    chars: frozenset[str]
    thing: str
    when: When

    @property
    def topics(self) -> frozenset[Hashable]:
        """Return what is told of it."""
        return frozenset({("state", self.axis)})

    def denies(self, other: Standing) -> bool:
        """Tell whether no state of the thing is allowed by both at some time."""
        apart = self.axis == other.axis and not self.states & other.states
        return apart and self.when.meets(other.when) and self._is_of(other)

    def _is_of(self, other: Standing) -> bool:
        """Tell whether both speak of one thing."""
        shared = Shared.of(self.chars, other.chars)
        return shared.reaches(_LEAST, _SHARE, _LEFT) and not are_told_apart(self.thing, other.thing)


class _Row(NamedTuple):
    axis: str
    states: frozenset[str]
    words: re.Pattern[str]


@lru_cache(maxsize=20_000)
def standings_in(text: str) -> tuple[Standing, ...]:
    """Return in which states a clause wants things to be.

    Args:
        text: The clause.
    """
    return tuple(
        each for sentence in sentences_in(_NO_STATE.sub("", in_digits(text))) for each in _of_sentence(sentence)
    )


def _of_sentence(sentence: str) -> Iterator[Standing]:
    when, ahead = None, ""
    for hit in parts_in(sentence):
        part = hit[0]
        when = when_in(part, when, exact=True)
        for row, word in _stated(part):
            thing = ahead + part[: word.start()]
            if not _things()[row.axis].search(thing):
                thing += part[word.end() :]
            if not _is_of_axis(row.axis, thing):
                continue
            before = part[: word.start()]
            back = _BACK.search(before)
            if (_ASIDE.search(before) and not back) or _MEANWHILE.match(part, word.end()):
                continue
            denied = _DENIED.search(before)
            lasting = denied or back or when.is_named or _LASTS.search(ahead + part) or "|" in sentence
            if lasting:
                states = _axes()[row.axis] - row.states if denied else row.states
                yield Standing(part, row.axis, states, _chars_of(thing), _bare(thing), when)
        ahead += f"{part},"


def _stated(part: str) -> Iterator[tuple[_Row, re.Match[str]]]:
    """Yield the words of states in a part; of words inside of one another the longest counts."""
    found = [(row, hit) for row in _rows() for hit in row.words.finditer(part)]
    for row, hit in found:
        longer = any(
            other.start() <= hit.start() and hit.end() <= other.end() and len(other[0]) > len(hit[0])
            for each, other in found
            if each.axis == row.axis
        )
        if not longer:
            yield row, hit


def _is_of_axis(axis: str, thing: str) -> bool:
    """Tell whether the last thing that is named is one of which the states of an axis are told."""
    places = {name: max((hit.end() for hit in words.finditer(thing)), default=-1) for name, words in _things().items()}
    return places[axis] >= 0 and places[axis] == max(places.values())


def _bare(thing: str) -> str:
    return _words().sub("", without_times(thing))


@lru_cache(maxsize=20_000)
def _chars_of(thing: str) -> frozenset[str]:
    return chars_of(_EMPTY.sub("", _bare(thing)))


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(axis, frozenset(states), re.compile(words))
        for axis, _things, states, words in rows_of("consistency", "states")
    )


@cache
def _axes() -> dict[str, frozenset[str]]:
    """Return all states of each axis."""
    found: dict[str, frozenset[str]] = {}
    for row in _rows():
        found[row.axis] = found.get(row.axis, frozenset()) | row.states
    return found


@cache
def _things() -> dict[str, re.Pattern[str]]:
    return {axis: re.compile(things) for axis, things, *_rest in rows_of("consistency", "states") if things}


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join(row.words.pattern for row in _rows()))
