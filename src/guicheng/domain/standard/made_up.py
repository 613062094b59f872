"""What one clause asks for first and another one has made up for afterwards: 见条放行 beside 先放行，次日补条."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.standard.steps import LEAST
from guicheng.domain.standard.telling import Shared, chars_of, weight_of

_SENTENCE: Final = re.compile("[^;。\n]+")
#: What is made up for; who makes good a loss, fills a hole or plants anew does something else.
_LATE: Final = re.compile("补(?:办|开|签|交|录|报|核|填|登|审|批|验|缴|写)")
#: That it is done afterwards.
_MADE_UP: Final = re.compile(
    "(?:后|再|次日|第二天|隔天|隔日|当日|当天|当晚|[天日周月]内|事后|随后|之后|另行|及时|才)[^,;。]{0,14}?"
    + _LATE.pattern
)
#: What has to be there before: 签完协议才能发证, 未经核对不得放行, 先登记后领取, 开票前须核对, 凭条放行.
_FIRST: Final = re.compile(
    "^(?P<a>[^;。]{2,60})(?:方可|方能|才(?![能华艺])|才能|后再)"
    "|(?:未|没有?)(?P<b>[^,;。]{2,20})(?:不得|不准|不许|不予|不能|一律不|不放|不发|不给|拒绝)"
    "|先(?P<d>[^,;。先]{2,12}?)[,]?后(?=[^,;。])|(?<!以)前(?:必?须|应当?|要)(?P<e>[^,;。]{2,14})"
    "|(?:凭|持|见)(?P<c>[^,;。]{2,14}?)(?=放行|出门|出园|离场|领|发|办|施工|进场|开工)"
)
#: Cases in which nobody waits, and what is an exception of them.
_URGENT: Final = re.compile("紧急|应急|抢[险修]|火[情警灾]|爆管|救|特殊|夜间|节假日|无法|来不及|联系不上|停电|故障时")
#: Papers that are lost and made anew, and what is short and made whole.
_ANEW: Final = re.compile("丢失|遗失|损坏|弄丢|挂失|破损|缺页|漏[登填签记]|少[登填签]|补办费|工本费")
_LIGHT: Final = re.compile(
    "次日|第二天|隔[天日]|当[天日晚]|事后|随后|之后|及时|[一二三两0-9]+个?[天日周月]内|手续|凭[^,;。]{1,4}(?=补)"
    "|由[^,;。]{2,5}?(?=次日|当[天日晚]|事后|随后|按|凭|补|向)|由|凭"
)
#: Least that what is made up for tells, how much of it is asked for first, and what both are about.
_TOLD: Final = 3.0
_PART: Final = 0.5
_ABOUT: Final = (8.0, 0.3)


@dataclass(frozen=True, slots=True)
class Condition:
    """What a sentence asks for before it lets something go on, or has made up for later.

    Args:
        words: The sentence.
        late: Whether it is made up for.
        asked: The characters that tell what.
        chars: Those of the whole sentence.
        urgent: Whether it is about a case in which nobody waits.
    """

    words: str
    late: bool
    asked: frozenset[str]
    chars: frozenset[str]
    urgent: bool

    @property
    def topics(self) -> frozenset[Hashable]:
        """Return what is asked for."""
        return frozenset(("asked", char) for char in self.asked if weight_of(char) >= LEAST)

    def denies(self, other: Condition) -> bool:
        """Tell whether one has made up for afterwards what the other asks for first."""
        if self.late is other.late or self.urgent is not other.urgent:
            return False
        late, first = (self, other) if self.late else (other, self)
        told = weight_of(late.asked)
        if told < _TOLD or weight_of(late.asked & first.asked) < _PART * told:
            return False
        return Shared.of(self.chars, other.chars).reaches(*_ABOUT)


@lru_cache(maxsize=20_000)
def conditions_in(text: str) -> tuple[Condition, ...]:
    """Return what a clause asks for first, and what it has made up for.

    Args:
        text: The clause.
    """
    return tuple(found for sentence in _SENTENCE.findall(normalize(text)) for found in _of_sentence(sentence))


def _of_sentence(sentence: str) -> Iterator[Condition]:
    if _ANEW.search(sentence):
        return
    late = _LATE.search(sentence) if _MADE_UP.search(sentence) else None
    asked = _first_in(sentence) if late is None else _late_in(sentence, late)
    chars = chars_of(_LIGHT.sub("", asked))
    if chars:
        yield Condition(sentence, late is not None, chars, chars_of(sentence), _URGENT.search(sentence) is not None)


def _late_in(sentence: str, hit: re.Match[str]) -> str:
    """Return the part of a sentence that is made up for."""
    begin = max(sentence.rfind(",", 0, hit.start()), 0)
    behind = sentence[hit.end() :].split(",", maxsplit=1)[0]
    # 补核 says what is done in its own word, where nothing else does.
    return f"{sentence[begin : hit.start()]}{hit[0][1:]}{behind}"


def _first_in(sentence: str) -> str:
    return ",".join(group for hit in _FIRST.finditer(sentence) for group in hit.groups() if group)
