"""Who, where and by what means: one of several that a clause takes, and those that it rules out."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.likeness import plain_content
from guicheng.domain.comparison.tables import alternatives, longest_first, rows_of
from guicheng.domain.standard.kinship import opposed, wording
from guicheng.domain.standard.naming import Mention, Named, mentions_in
from guicheng.domain.standard.opened import are_on_other_grounds
from guicheng.domain.standard.sites import are_apart, sites_of
from guicheng.domain.standard.telling import Shared

_ASPECTS: Final = ("who", "where", "how")
_SENTENCE: Final = re.compile("[^。\n]+")
#: Brackets that only say what is among the things named before them: 酸性(含草酸)禁用.
_AMONG: Final = re.compile(r"\((?:含|包括|如|即|指)[^()]{1,30}\)")
_ONLY: Final = re.compile(
    "只(?![要是])|仅|唯一|专(?![员业项门柜用题家线])|专门|统一|一律|一概|概由|全部?(?=[归由靠用都])|都(?=[由归放锁搁收走从交存停码堆运送用在投拿])"
    "|独[自家立]|[一本]人|集中|必须|(?<!不)应当?|(?<![无毋不])须|不得|(?<!门)禁|不准|不许|别(?![的处人名致墅])|勿|无权|为准|即可|就(?:可以|能|行)"
    "|(?:其他|其余|任何|别的|他人|旁人|谁|别处|外)[^,;|]{0,10}(?:不|无权|禁|勿)"
)
_ALONE: Final = re.compile("(?:其他|其余|别的|他人|旁人)[^,;|]{0,10}(?:不[得准许能]|无权|禁|勿)")
#: What holds in some cases or at some times: both sides must name the same ones.
_TIMES: Final = re.compile(
    "[夜晚]|节假日|期间|其余时间|其他时间|高峰|故障|停电|停水|检修|紧急|应急(?![库物箱柜队灯])|特殊|临时(?!车|堆|出)|雨天|雨后|雪|冬季|夏季|高温|火灾|火警"
    r"|周末|备用|副本|复印|离职|(?<!出)入场前|下班后|非工作时间|满后|移交|补办|丢失|遗失(?!物)|\d:\d\d"
)
#: Kinds of place of which one is enough: what is kept in a room is kept neither on a level nor by a gate.
_OF_ONE_SORT: Final = (frozenset({"room", "level"}), frozenset({"room", "gate"}))


@dataclass(frozen=True, slots=True)
class Choice:
    """Which post, place or means a clause takes, and which it rules out.

    Args:
        words: The sentence.
        aspect: ``who``, ``where`` or ``how``.
        deeds: What is done there, or by them: keeping, signing, parking; empty where no table names it.
        topic: The characters that tell what it is about.
        things: Kinds of things that tell it from others: the rubbish of works, the key of an empty home.
        chosen: What it takes, by the words around it.
        named: What it names without ruling it out.
        denied: What it rules out.
        only: Whether nothing else will do.
        alone: Whether all others are kept out in so many words: 其他岗位不得.
        times: Cases and times to which it is limited.
    """

    words: str
    aspect: str
    deeds: frozenset[str]
    topic: frozenset[str]
    things: frozenset[tuple[str, str]]
    chosen: frozenset[Named]
    named: frozenset[Named]
    denied: frozenset[Named]
    only: bool
    alone: bool
    times: frozenset[str]

    @property
    def topics(self) -> frozenset[Hashable]:
        """Return what is named, what is ruled out, and what is done."""
        named = {("named", each) for value in self.named for each in _names(value)}
        return frozenset({*named, *(("denied", each.value) for each in self.denied), *self._done()})

    @property
    def sought(self) -> frozenset[Hashable]:
        """Return the topics of those that may deny it: what is ruled out where it is named, and the other way round."""
        denied = {("denied", each) for value in self.named for each in _names(value)}
        return frozenset({*denied, *(("named", each.value) for each in self.denied), *self._done()})

    def _done(self) -> Iterator[Hashable]:
        if self.aspect == "how":
            yield from (("done", each.family) for each in self.chosen if self.only)
        yield from (("done", self.aspect, deed) for deed in self.deeds if self.chosen)

    def denies(self, other: Choice) -> bool:
        """Tell whether one takes what the other rules out, or each alone another one for one deed."""
        if self.aspect != other.aspect:
            return False
        there, back = _takes_denied(self, other), _takes_denied(other, self)
        others = _are_other(self.chosen, other.chosen)
        told = there or back or (others and (self.only or other.only))
        if not told or _are_apart(self.things, other.things):
            return False
        if there and back:
            return _shared(self, other).reaches(3.2, 0.2 - _less(self, other))
        if _are_of_other_cases(self, other):
            return False
        if there or back:
            least = 0.42 if others else 0.47
            common = 4.5 if others or self.things & other.things else 9.0
            return _shared(self, other).reaches(common, least - _less(self, other))
        if (self.alone or other.alone) and _shared(self, other).reaches(6.0, 0.5):
            return True
        return _is_one_deed(self, other)


def _shared(mine: Choice, theirs: Choice) -> Shared:
    return Shared.of(mine.topic, theirs.topic)


def _less(mine: Choice, theirs: Choice) -> float:
    """Return how much less need be shared where both name a thing by a word of its own, which tells more."""
    return 0.1 if mine.things & theirs.things else 0.0


def _names(value: Named) -> tuple[str, ...]:
    return (value.value, value.whole) if value.whole else (value.value,)


def _takes_denied(mine: Choice, theirs: Choice) -> bool:
    return any(named.falls_under(denied) for named in mine.named for denied in theirs.denied)


def _are_apart_in(family: str, mine: frozenset[tuple[str, str]], theirs: frozenset[tuple[str, str]]) -> bool:
    first, second = ({thing for of, thing in things if of == family} for things in (mine, theirs))
    return bool(first and second) and not first & second


def _are_apart(mine: frozenset[tuple[str, str]], theirs: frozenset[tuple[str, str]]) -> bool:
    """Tell whether two clauses name things of one family, and none that both name."""
    return any(_are_apart_in(family, mine, theirs) for family, _thing in mine)


def _are_of_other_cases(mine: Choice, theirs: Choice) -> bool:
    """Tell whether two clauses hold in other cases, at other places or of other deeds."""
    texts = (mine.words, theirs.words)
    if mine.times != theirs.times or opposed(*map(wording, texts)) or are_on_other_grounds(*texts):
        return True
    if mine.aspect == "who" and mine.deeds != theirs.deeds and not mine.deeds & theirs.deeds:
        return True
    if mine.aspect == "where" and mine.deeds and theirs.deeds and not mine.deeds & theirs.deeds:
        return True
    return mine.aspect != "where" and are_apart(*(sites_of("frequency", text) for text in texts))


def _are_other(mine: frozenset[Named], theirs: frozenset[Named]) -> bool:
    """Tell whether two clauses take others of one family, none of them part of one of the other's."""
    if any(a.falls_under(b) or b.falls_under(a) for a in mine for b in theirs):
        return False
    families = [{each.family for each in chosen} for chosen in (mine, theirs)]
    return bool(families[0] & families[1]) or any(all(sort & each for each in families) for sort in _OF_ONE_SORT)


def _is_one_deed(mine: Choice, theirs: Choice) -> bool:
    """Tell whether two clauses, of which none rules out what the other takes, are about one deed done to one thing."""
    both = mine.only and theirs.only
    if mine.aspect == "how":
        least = 9.0 if both else 12.0
        told = both or (mine.things == theirs.things and bool(mine.things))
        return told and _shared(mine, theirs).reaches(least, 0.75, 6.0)
    if not mine.deeds & theirs.deeds or mine.things != theirs.things:
        return False
    if both:
        return _shared(mine, theirs).reaches(6.0, 0.55, 12.5)
    return mine.aspect == "who" and _shared(mine, theirs).reaches(5.0, 0.75, 6.5)


@lru_cache(maxsize=20_000)
def choices_in(text: str) -> tuple[Choice, ...]:
    """Return which posts, places and means a clause takes or rules out.

    Args:
        text: The clause.
    """
    sentences = _SENTENCE.findall(_AMONG.sub("", normalize(text)))
    return tuple(
        _choice(sentence, aspect, mentions)
        for sentence in sentences
        for aspect in _ASPECTS
        if (mentions := tuple(mentions_in(sentence, aspect)))
    )


def _choice(sentence: str, aspect: str, mentions: tuple[Mention, ...]) -> Choice:
    denied = frozenset(named for each in mentions if each.denied for named in each.named)
    taken = [each for each in mentions if not each.denied]
    first, kinds = _things()
    return Choice(
        sentence,
        aspect,
        frozenset(deed for deed, words in _deeds(aspect).items() if words.search(sentence)),
        _topic(sentence, aspect, mentions),
        frozenset(first[hit[0]] for hit in kinds.finditer(sentence)),
        frozenset(named for each in taken if each.chosen for named in each.named) - denied,
        frozenset(named for each in taken if each.chosen or aspect != "where" for named in each.named) - denied,
        denied,
        bool(_ONLY.search(sentence)),
        bool(_ALONE.search(sentence)),
        frozenset(_TIMES.findall(sentence)),
    )


def _topic(sentence: str, aspect: str, mentions: tuple[Mention, ...]) -> frozenset[str]:
    """Return the characters that tell what a sentence is about, beside what it takes and what is done."""
    told = sentence
    for each in reversed(mentions):
        told = f"{told[: each.start]},{told[each.end :]}"
    first, kinds = _things()
    told = _idle().sub(" ", kinds.sub(lambda hit: first[hit[0]][1], told))
    if aspect != "how":
        told = _deeds(aspect)["keep"].sub(" ", told)
    if aspect == "who":
        told = _deeds(aspect)["sign"].sub(" ", told)
    return frozenset(plain_content(told))


@cache
def _deeds(aspect: str) -> dict[str, re.Pattern[str]]:
    rows = rows_of("consistency", "deeds")
    return {deed: re.compile(words) for of, deed, words in rows if of == aspect}


@cache
def _idle() -> re.Pattern[str]:
    return re.compile(longest_first(word for row in alternatives("consistency", "idle") for word in row))


@cache
def _things() -> tuple[dict[str, tuple[str, str]], re.Pattern[str]]:
    """Return the family and the first word of each word for a thing, and what finds them."""
    first = {
        word: (family, words.split("|")[0])
        for family, words in rows_of("consistency", "things")
        for word in words.split("|")
    }
    return first, re.compile(longest_first(first))
