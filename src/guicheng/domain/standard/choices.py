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
from guicheng.domain.standard.cases import cases_in, holds_always
from guicheng.domain.standard.concerns import are_done_as_one, concerns_named
from guicheng.domain.standard.kinship import opposed, wording
from guicheng.domain.standard.naming import Mention, Named, mentions_in
from guicheng.domain.standard.opened import are_on_other_grounds
from guicheng.domain.standard.sides import are_on_other_sides
from guicheng.domain.standard.sites import are_apart, sites_of
from guicheng.domain.standard.telling import Shared

_ASPECTS: Final = ("who", "where", "how")
_SENTENCE: Final = re.compile("[^。\n]+")
#: Brackets that only say what is among the things named before them: 酸性(含草酸)禁用.
_AMONG: Final = re.compile(r"\((?:含|包括|如|即|指)[^()]{1,30}\)")
_ONLY: Final = re.compile(
    "只(?![要是])|仅|唯一|专(?![员业项门柜用题家线])|专门|统一|一律|一概|概由|全部?(?=[归由靠用都])|都(?=[由归放锁搁收走从交存停码堆运送用在投拿])"
    "|独[自家立]|[一本]人|集中|必须|(?<!不)应当?|(?<![无毋不])须|不得|(?<!门)禁|不准|不许|别(?![的处人名致墅])|勿|无权|为准|即可|就(?:可以|能|行)"
    "|(?:其他|其余|任何|别的|他人|旁人|谁|别处|外)[^,;|]{0,10}(?:不|无权|禁|勿)|不[另再]?设其他|不另设|没有别的|再无|专属"
    "|未(?:经|通过)[^,;|]{1,14},?[^,;|]{0,6}(?:不|无效)"
)
_ALONE: Final = re.compile(
    "(?:其他|其余|别的|他人|旁人)[^,;|]{0,10}(?:不[得准许能]|无权|禁|勿)|不[得准许能](?:移交|转交|委托|交由)?(?:他人|别人|旁人)"
)
#: What comes upon those who do not keep to it.
_PENALTY: Final = re.compile("[;,](?:违者|违反者?|因此造成|造成)[^。]*")
#: What heads a column is no thing.
_LABEL: Final = re.compile("(?:工具|药剂|用具|器具)(?=[:|])")
#: What tells hardly anything.
_HARDLY: Final = 6.0
#: What may be any deed: 执行人.
_ANYTHING: Final = frozenset({"do"})
#: Least that is common where only one of two clauses names a deed that is known.
_ALL_ELSE: Final = (12.0, 0.7)
#: Kinds of place of which one is enough: what is kept in a room is kept neither on a level nor by a gate.
_OF_ONE_SORT: Final = (frozenset({"room", "level"}), frozenset({"room", "gate"}), frozenset({"under", "gate"}))


@dataclass(frozen=True, slots=True)
class Choice:
    """Which post, place or means a clause takes, and which it rules out.

    Args:
        words: The sentence.
        aspect: ``who``, ``where`` or ``how``.
        deeds: What is done there, or by them: keeping, signing, parking; empty where no table names it.
        topic: The characters that tell what it is about.
        things: Kinds of things that tell it from others: the rubbish of works, the key of an empty home.
        beside: Those that it names beside what it takes: a store for tools is no tool.
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
    beside: frozenset[tuple[str, str]]
    chosen: frozenset[Named]
    named: frozenset[Named]
    denied: frozenset[Named]
    only: bool
    alone: bool
    times: frozenset[str]

    @property
    def topics(self) -> frozenset[Hashable]:
        """Return what is named, what is ruled out, and what is done."""
        named: set[Hashable] = {("named", each) for value in self.named for each in _names(value)}
        named |= {("concern", self.aspect, concern) for concern in concerns_named(self.aspect, self.words)}
        return frozenset({*named, *(("denied", each.value) for each in self.denied), *self._done()})

    @property
    def sought(self) -> frozenset[Hashable]:
        """Return the topics of those that may deny it: what is ruled out where it is named, and the other way round."""
        denied: set[Hashable] = {("denied", each) for value in self.named for each in _names(value)}
        denied |= {("concern", self.aspect, concern) for concern in concerns_named(self.aspect, self.words)}
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
        if (others or told) and _are_of_one_concern(self, other, only=told, denied=there or back, others=others):
            return True
        if not told or _are_apart(self.things, other.things):
            return False
        if there and back:
            return _shared(self, other).reaches(3.2, 0.2 - _less(self, other))
        if _are_of_other_cases(self, other):
            return False
        if there or back:
            return _is_ruled_out(self, other, others=others)
        if (self.alone or other.alone) and _shared(self, other).reaches(6.0, 0.5):
            return True
        return _is_one_deed(self, other)


def _are_of_one_concern(mine: Choice, theirs: Choice, *, only: bool, denied: bool, others: bool) -> bool:
    """Tell whether two clauses choose for one deed that is done by one post, at one place or by one means.

    Args:
        mine: One choice.
        theirs: The other one.
        only: Whether one of them takes nothing else.
        denied: Whether one rules out what the other takes.
        others: Whether they take others of one family; otherwise their cases must be one as well.
    """
    one = are_done_as_one(mine.aspect, mine.words, theirs.words, only=only) and _is_for_all(mine, theirs, denied=denied)
    return one and (others or not _are_of_other_cases(mine, theirs))


def _is_for_all(mine: Choice, theirs: Choice, *, denied: bool) -> bool:
    """Tell whether both hold in the same cases, one of them in some of the other's, or one in all: 停水, 停水停电."""
    shared = mine.times & theirs.times
    within = mine.times == theirs.times or (bool(shared) and shared in (mine.times, theirs.times))
    return within or mine.alone or theirs.alone or denied


def _shared(mine: Choice, theirs: Choice) -> Shared:
    return Shared.of(mine.topic, theirs.topic)


def _is_ruled_out(mine: Choice, theirs: Choice, *, others: bool) -> bool:
    """Tell whether what one of two clauses takes and the other one rules out is taken for one thing."""
    shared = _shared(mine, theirs)
    if mine.aspect == "how" and mine.things == theirs.things != frozenset() and shared.least <= _HARDLY:
        # 物业费|现金: there is nothing more to be shared.
        return True
    common = 4.5 if others or mine.things & theirs.things else 9.0
    return shared.reaches(common, (0.42 if others else 0.47) - _less(mine, theirs))


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


def are_of_other_times(mine: Choice, theirs: Choice) -> bool:
    """Tell whether two clauses hold in other cases or of things that words tell apart, whatever is done."""
    texts = (mine.words, theirs.words)
    if _are_at_other_times(mine, theirs) or are_on_other_sides(*texts) or _are_apart(mine.things, theirs.things):
        return True
    return opposed(*map(wording, texts)) or are_on_other_grounds(*texts)


def _are_of_other_cases(mine: Choice, theirs: Choice) -> bool:
    """Tell whether two clauses hold in other cases, at other places or of other deeds."""
    texts = (mine.words, theirs.words)
    if _are_at_other_times(mine, theirs) or are_on_other_sides(*texts):
        return True
    if opposed(*map(wording, texts)) or are_on_other_grounds(*texts):
        return True
    if mine.aspect == "who" and _do_other_things(mine, theirs):
        return True
    if mine.aspect == "where" and mine.deeds and theirs.deeds and not mine.deeds & theirs.deeds:
        return True
    return mine.aspect != "where" and are_apart(*(sites_of("frequency", text) for text in texts))


def _are_at_other_times(mine: Choice, theirs: Choice) -> bool:
    """Tell whether two clauses hold at other times, where none rules something out at any."""
    always = any(each.denied and holds_always(each.words) for each in (mine, theirs))
    return mine.times != theirs.times and not always


def _do_other_things(mine: Choice, theirs: Choice) -> bool:
    """Tell whether posts do different things; where one clause names no deed that is known, all else must be one."""
    here, there = mine.deeds - _ANYTHING, theirs.deeds - _ANYTHING
    if here and there:
        return not here & there
    shared = _shared(mine, theirs)
    return here != there and not shared.reaches(max(_ALL_ELSE[0], 0.5 * shared.most), _ALL_ELSE[1])


def _are_other(mine: frozenset[Named], theirs: frozenset[Named]) -> bool:
    """Tell whether two clauses take others of one family, none of them part of one of the other's."""
    if any(a.falls_under(b) or b.falls_under(a) for a in mine for b in theirs):
        return False
    families = [{each.family for each in chosen} for chosen in (mine, theirs)]
    sorts = [{kind for each in chosen for kind in (each.family, each.value)} for chosen in (mine, theirs)]
    return bool(families[0] & families[1]) or any(all(sort & each for each in sorts) for sort in _OF_ONE_SORT)


def _is_one_deed(mine: Choice, theirs: Choice) -> bool:
    """Tell whether two clauses, of which none rules out what the other takes, are about one deed done to one thing."""
    both = mine.only and theirs.only
    if mine.aspect == "how":
        least = 9.0 if both else 12.0
        told = both or (mine.beside == theirs.beside and bool(mine.beside))
        return told and _shared(mine, theirs).reaches(least, 0.75, 6.0)
    # A store for tools is no tool, but who keeps it does.
    things = (mine.beside, theirs.beside) if mine.aspect == "where" else (mine.things, theirs.things)
    if not mine.deeds & theirs.deeds or things[0] != things[1]:
        return False
    if both:
        # A company has one seal of each kind, and one who keeps it.
        seal = mine.aspect == "who" and any(family == "seal" for family, _thing in mine.things)
        return _shared(mine, theirs).reaches(6.0, 0.3 if seal else 0.55, 20.0 if seal else 12.5)
    return mine.aspect == "who" and _shared(mine, theirs).reaches(5.0, 0.75, 6.5)


@lru_cache(maxsize=20_000)
def choices_in(text: str) -> tuple[Choice, ...]:
    """Return which posts, places and means a clause takes or rules out.

    Args:
        text: The clause.
    """
    sentences = _SENTENCE.findall(_PENALTY.sub("", _AMONG.sub("", normalize(text))))
    return tuple(
        _choice(sentence, aspect, mentions)
        for sentence in sentences
        for aspect in _ASPECTS
        if (mentions := tuple(mentions_in(sentence, aspect)))
    )


def _choice(sentence: str, aspect: str, mentions: tuple[Mention, ...]) -> Choice:
    denied = frozenset(named for each in mentions if each.denied for named in each.named)
    taken = [each for each in mentions if not each.denied]
    things, beside = _things_in(sentence, mentions)
    return Choice(
        sentence,
        aspect,
        frozenset(deed for deed, words in _deeds(aspect).items() if words.search(sentence)),
        _topic(sentence, aspect, mentions),
        things,
        beside,
        frozenset(named for each in taken if each.chosen for named in each.named) - denied,
        frozenset(named for each in taken if each.chosen or aspect != "where" for named in each.named) - denied,
        denied,
        bool(_ONLY.search(sentence)),
        bool(_ALONE.search(sentence)),
        cases_in(sentence),
    )


def _things_in(sentence: str, mentions: tuple[Mention, ...]) -> tuple[frozenset[tuple[str, str]], ...]:
    """Return the kinds of things that a sentence names, and those that it names beside what it takes."""
    first, kinds = _things()
    hits = [(hit, first[hit[0]]) for hit in kinds.finditer(_LABEL.sub("", sentence))]
    spans = [(each.start, each.end) for each in mentions]
    beside = frozenset(thing for hit, thing in hits if not any(a <= hit.start() and hit.end() <= b for a, b in spans))
    things = frozenset(thing for _hit, thing in hits)
    return things, beside or things


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
