"""What one clause bars and another one plainly takes: 柜台不碰现金 beside 前台收取现金物业费.

Most departments deny on one side only. A clause bars something in words of its own, 不碰, 不再, 停用, 一律叫停, and
another one orders, allows or provides it and bars nothing. Here the words of the bar are looked for among those that
the other clause leaves unbarred, while the clauses share enough else to be about one matter. Words that bar:
``library/consistency/bars.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from guicheng.domain.comparison.tables import rows_of
from guicheng.domain.standard.daytime import in_digits, when_in, without_times
from guicheng.domain.standard.kinship import opposed, wording
from guicheng.domain.standard.opened import are_on_other_grounds
from guicheng.domain.standard.permission import name_other_places
from guicheng.domain.standard.sides import are_on_other_sides
from guicheng.domain.standard.units import Unit, name_other_things, said_in, units_of, weigh

_SENTENCE: Final = re.compile("[^。;\n]+")
_PART: Final = re.compile(r"(?:[^,|()!?:]|(?<=\d):(?=\d\d))+")
_IS_CASE: Final = re.compile("(?:的|后|时|前|者)$")
_LISTED: Final = re.compile("[、和及与或]|以及")
#: What is barred is told apart from others of its kind by it: 不使用的工具.
_TOLD_APART: Final = re.compile("[^,]{1,8}的[^,]")
#: What tells hardly anything of what is barred, so that who is barred, or from what, stands before it: 保洁员不得经手.
_HARDLY: Final = 8.0
#: Least that a thing that is barred tells, and how much of it, of it in one part, and of its deed is said.
_TELLS: Final = 6.0
_COVERED: Final = 0.75
_IN_ONE_PART: Final = 0.6
_AT_LEAST: Final = 0.5
#: Of what both are about, beside what is barred and with it: where that tells much, where it tells more, or else.
_NEARLY_ALL: Final = (12.0, 0.6)
_MOST: Final = (14.0, 0.4)
_ELSE: Final = (6.0, 0.2, 0.42, 16.0)
#: The same where only a post, a place, a means or a deed is barred, which many things have.
_OF_MANY: Final = (10.0, 0.33)
_MOSTLY: Final = 0.5
#: How much of who is barred from it, and of its case, the other clause names.
_OF_WHOM: Final = 0.7
_OF_CASE: Final = 0.6
_AFTER: Final = re.compile("([一-鿿]{2})[之以]?后")


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is barred.

    Args:
        units: Its words.
        least: Those of which some at least must be said as well: the deed.
    """

    units: tuple[Unit, ...]
    least: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """What a part of a sentence bars.

    Args:
        part: The part.
        items: Things of which each one is barred.
        whom: Who or what is barred from it, as far as that is named before.
        case: Words for the case in which they are, without who is barred.
    """

    part: str
    items: tuple[Item, ...]
    whom: tuple[Unit, ...]
    case: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Barring:
    """What a sentence bars, and what it leaves unbarred.

    Args:
        words: The sentence.
        bars: What it bars.
        free: Its other parts.
    """

    words: str
    bars: tuple[Bar, ...]
    free: tuple[str, ...]

    @property
    def topics(self) -> frozenset[Hashable]:
        """Return what is barred, and what is not."""
        return frozenset({*(("bars", name) for name in self._barred()), *(("takes", name) for name in self._taken())})

    @property
    def sought(self) -> frozenset[Hashable]:
        """Return what another clause would have to take, or to bar."""
        return frozenset({*(("takes", name) for name in self._barred()), *(("bars", name) for name in self._taken())})

    def _barred(self) -> Iterator[Hashable]:
        return (name for bar in self.bars for item in bar.items for unit in item.units for name in _names(unit))

    def _taken(self) -> Iterator[Hashable]:
        return (name for part in self.free for unit in units_of(part) for name in _names(unit))

    def denies(self, other: Barring) -> bool:
        """Tell whether one bars what the other takes."""
        return _is_barred(self, other) or _is_barred(other, self)


def _names(unit: Unit) -> Iterator[str]:
    yield from unit.chars
    if unit.kind:
        yield unit.kind


def _is_barred(ban: Barring, leave: Barring) -> bool:
    """Tell whether one of two sentences bars what the other takes."""
    said = said_in(leave.words)
    return any(
        any(_is_taken(item, ban, leave) for item in bar.items)
        and said.covers(bar.whom) >= _OF_WHOM * weigh(bar.whom)
        and not _is_of_other_cases(bar, ban, leave)
        for bar in ban.bars
    )


def _is_taken(item: Item, ban: Barring, leave: Barring) -> bool:
    """Tell whether a sentence takes something that is barred, and is about what the bar is about."""
    told, free = weigh(item.units), said_in(",".join(leave.free))
    # What is done comes first, and what is done with it is no matter if that is another thing.
    if not free.covers(item.units[:1]) or free.covers(item.units) < _COVERED * told:
        return False
    if free.covers(item.least) < _AT_LEAST * weigh(item.least):
        return False
    most = max(leave.free, key=lambda part: said_in(part).covers(item.units))
    if said_in(most).covers(item.units) < _IN_ONE_PART * told:
        return False
    # Who only looks after a thing does not do with it what is barred.
    if any(deed not in ban.words for deed in _bars()["seen to"].findall(most)):
        return False
    return _are_of_one_matter(item, ban, leave)


def _are_of_one_matter(item: Item, ban: Barring, leave: Barring) -> bool:
    """Tell whether enough is common to two sentences of which one bars what the other takes."""
    told = weigh(item.units)
    mine, theirs = (_beside(item, each.words) for each in (ban, leave))
    common, least = said_in(leave.words).covers(mine), min(weigh(mine), weigh(theirs))
    if weigh(unit for unit in item.units if unit.is_of_many) >= _MOSTLY * told:
        return common >= max(_OF_MANY[0], _OF_MANY[1] * least)
    share = (common + told) / (least + told)
    if any(told >= enough and share >= part for enough, part in (_NEARLY_ALL, _MOST)):
        return True
    beside, of_least, of_both, both = _ELSE
    return common >= max(beside, of_least * least) and share >= of_both and common + told >= both


def _beside(item: Item, words: str) -> list[Unit]:
    """Return what a sentence is about beside something that is barred."""
    chars = frozenset(char for unit in item.units for char in unit.chars)
    kinds = {unit.kind for unit in item.units if unit.kind}
    return [unit for unit in units_of(words) if unit.kind not in kinds and not unit.chars <= chars]


def _is_of_other_cases(bar: Bar, ban: Barring, leave: Barring) -> bool:
    """Tell whether a sentence takes something in cases, at times or at places in which it is not barred."""
    if said_in(leave.words).covers(bar.case) < _OF_CASE * weigh(bar.case):
        return True
    if name_other_places(bar.part, leave.words):
        return True
    texts = (ban.words, leave.words)
    if name_other_things(*map(said_in, texts)):
        return True
    if opposed(*map(wording, texts)) or are_on_other_grounds(*texts) or are_on_other_sides(*texts):
        return True
    # Before the lawn is sprayed and after it are two times.
    return any(f"{deed}{mark}前" in leave.words for deed in _AFTER.findall(ban.words) for mark in ("", "之", "以"))


@lru_cache(maxsize=20_000)
def barrings_in(text: str) -> tuple[Barring, ...]:
    """Return what the sentences of a clause bar, and what they leave unbarred.

    Args:
        text: The clause.
    """
    return tuple(_barring(sentence) for sentence in _SENTENCE.findall(in_digits(text)))


def _barring(sentence: str) -> Barring:
    bars, free, ahead = [], [], ""
    for part in _PART.findall(sentence):
        found = _barred_in(part, ahead)
        if found is None:
            free.append(_bars()["unstopped"].sub(" ", part))
        elif _bars()["stopped"].search(part):
            # What is to be stopped is told before, and not taken there.
            free.clear()
        # What is barred if it is done in some way, or in a case that is told with 如 or 除, is not barred. Hours and days
        # have rooms of their own.
        if found and found.items and not (_bars()["how"].search(ahead + part) or _is_timed(ahead + part)):
            bars.append(found)
        ahead += f"{part},"
    return Barring(sentence, tuple(bars), tuple(free))


def _is_timed(text: str) -> bool:
    """Tell whether a text names hours, days or months."""
    when = when_in(text)
    return bool(when.minutes or when.days or when.months)


def _barred_in(part: str, ahead: str) -> Bar | None:
    """Return what a part of a sentence bars, None where it bars nothing.

    Args:
        part: The part.
        ahead: The parts of the sentence before it.
    """
    words = _bars()
    # A part that only tells in which case bars nothing: 发现灯具不亮后.
    if words["unstopped"].search(part) or _IS_CASE.search(part):
        return None
    if end := words["ahead"].search(part):
        return _bar(part, ahead, _items(part[: end.start()]))
    if bar := words["behind"].search(part):
        behind, before = part[bar.end() :], words["idle"].sub("", part[: bar.start()])
        told_apart = _TOLD_APART.match(behind) is not None
        return _bar(part, ahead, () if told_apart else _with_whom(behind, before, ahead), before)
    stop = words["stopped"].search(part) if words["ordered"].search(part) else None
    return None if stop is None else _bar(part, ahead, _items(_told_of(part[: stop.start()], ahead)))


def _bar(part: str, ahead: str, items: Iterable[Item], before: str = "") -> Bar:
    whom = units_of(_without_idle(before))
    return Bar(part, tuple(items), whom, _case(part, ahead))


def _with_whom(behind: str, before: str, ahead: str) -> Iterator[Item]:
    """Yield what stands behind a bar, with what stands before it where that tells hardly anything."""
    deed = units_of(_without_idle(behind))
    if weigh(deed) < _HARDLY:
        both = f"{behind} {before}"
        units = units_of(_without_idle(both if weigh(units_of(_without_idle(both))) >= _HARDLY else f"{both} {ahead}"))
        yield Item(units, deed)
    yield from _items(behind)


def _told_of(part: str, ahead: str) -> str:
    """Return of what a part orders that it be stopped: 封阳台属改动外立面,一律叫停."""
    first = ahead.partition(",")[0] or _bars()["found"].sub(" ", part)
    return re.split("属|系|视为", first)[0].rstrip("的").split("的")[-1]


def _without_idle(text: str) -> str:
    """Return a text without verbs that say only that something is used, and without times."""
    return without_times(_bars()["light"].sub(" ", text))


def _items(thing: str) -> Iterator[Item]:
    """Yield what is barred, things of a list one by one, as far as they tell enough."""
    pieces = [units_of(_without_idle(piece)) for piece in _LISTED.split(thing)]
    # Of 推进楼道和轿厢 both are what nothing is to be pushed into.
    return (Item(units, pieces[0][:1]) for units in pieces if weigh(units) >= _TELLS)


def _case(part: str, ahead: str) -> tuple[Unit, ...]:
    """Return the words for the case in which a part bars something: its own, and whole parts before it."""
    own = [hit[0] for hit in _bars()["case"].finditer(part)]
    own += [hit[0] for hit in _bars()["case"].finditer(ahead) if ahead.startswith(",", hit.end())]
    return tuple(unit for unit in units_of(",".join(own)) if not unit.is_post)


@cache
def _bars() -> dict[str, re.Pattern[str]]:
    return {sort: re.compile(words) for sort, words in rows_of("consistency", "bars")}
