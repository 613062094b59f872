"""Words of a text as they count where two departments name one thing: 现钞 and 现金 are one, 纸质小票 is two.

A word that a table knows is of a kind: those of ``library/consistency/things.tsv``, ``choices.tsv``, ``alike.tsv``
and of ``permissions.tsv`` what is done. All else is taken character by character, as ``telling`` weighs it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, NamedTuple

from guicheng.domain.comparison.likeness import plain_content
from guicheng.domain.comparison.tables import longest_first, rows_of
from guicheng.domain.standard.telling import weight_of

#: How the names of kinds of things begin, before their families.
_THING: Final = "thing "
#: Kinds of which many things have one: who does it, where, by what means, and what is done.
_OF_MANY: Final = ("who ", "where ", "how ", "act ")


class Unit(NamedTuple):
    """A word, or a character that no table knows as part of one.

    Args:
        chars: The characters that tell it, synonyms in one word.
        kind: What it is one of, "" where no table knows it.
    """

    chars: frozenset[str]
    kind: str

    @property
    def weight(self) -> float:
        """How much it tells."""
        return weight_of(self.chars)

    @property
    def is_post(self) -> bool:
        """Whether it names who does something."""
        return self.kind.startswith("who ")

    @property
    def is_of_many(self) -> bool:
        """Whether it only names a post, a place, a means or a deed, which many things have."""
        return self.kind.startswith(_OF_MANY)


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says, for looking for the words of another one.

    Args:
        chars: Its characters, as written and with synonyms in one word.
        kinds: What its words are of, those within longer words as well.
    """

    chars: frozenset[str]
    kinds: frozenset[str]

    def covers(self, units: Iterable[Unit]) -> float:
        """Return how much of some words the text says, by what they tell."""
        return sum(unit.weight for unit in units if self._says(unit))

    def _says(self, unit: Unit) -> bool:
        return unit.kind in self.kinds if unit.kind else unit.chars <= self.chars


@lru_cache(maxsize=60_000)
def said_in(text: str) -> Said:
    """Return what a text says.

    Args:
        text: In one way of writing.

    Example:
        >>> said_in("岗亭收现钞").covers(units_of("现金")) == weigh(units_of("现金"))
        True
    """
    written = (char for char in text if plain_content(char))
    return Said(frozenset(plain_content(text)).union(written), frozenset(kind for *_ends, kind in _hits(text)))


@lru_cache(maxsize=60_000)
def units_of(text: str) -> tuple[Unit, ...]:
    """Return the words of a text, each once.

    Args:
        text: In one way of writing.

    Example:
        >>> [unit.kind for unit in units_of("客梯")]
        ['where passenger_lift']
    """
    found, end = [], 0
    for first, last, kind in _hits(text):
        if first >= end:
            word = text[first:last]
            found += [*_unknown(text[end:first]), Unit(frozenset(plain_content(word) or word), kind)]
            end = last
    return tuple(dict.fromkeys([*found, *_unknown(text[end:])]))


def name_other_things(mine: Said, theirs: Said) -> bool:
    """Tell whether two texts name things of one family, and none that both name: 物业费, 停车费."""
    here, there = (_things_of(said) for said in (mine, theirs))
    return any(here[family].isdisjoint(there[family]) for family in here.keys() & there.keys())


def _things_of(said: Said) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for kind in said.kinds:
        if kind.startswith(_THING):
            found[kind.partition(":")[0]].add(kind)
    return found


def weigh(units: Iterable[Unit]) -> float:
    """Return how much some words tell."""
    return sum(unit.weight for unit in units)


def _unknown(text: str) -> Iterator[Unit]:
    return (Unit(frozenset(char), "") for char in plain_content(text))


@lru_cache(maxsize=60_000)
def _hits(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return where words of known kinds stand, from each place on the longest."""
    kinds, words = _words()
    found = [(hit.start(), hit.end(1), kinds[hit[1]]) for hit in words.finditer(text)]
    places = [(first, last) for first, last, kind in found if kind.startswith("where ")]
    found += [
        (hit.start(), hit.end(), kind)
        for kind, deed in _deeds()
        for hit in deed.finditer(text)
        # Of 进地库 the place is a word of its own.
        if not any(hit.start() <= first and last <= hit.end() for first, last in places)
    ]
    return tuple(sorted(found, key=lambda hit: (hit[0], -hit[1])))


@cache
def _words() -> tuple[dict[str, str], re.Pattern[str]]:
    """Return the kind of each word that the tables know, and what finds them, those within longer ones as well."""
    rows = [(f"{_THING}{family}: {words}", words) for family, words in rows_of("consistency", "things")]
    rows += [(f"{aspect} {value}", words) for aspect, _of, value, _whole, words in rows_of("consistency", "choices")]
    rows += [(f"alike {words}", words) for (words,) in rows_of("consistency", "alike")]
    kinds = {word: kind for kind, words in rows for word in words.split("|")}
    return kinds, re.compile(f"(?=({longest_first(kinds)}))")


@cache
def _deeds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = rows_of("consistency", "permissions")
    return tuple((f"{facet} {name}", re.compile(words)) for facet, name, words in rows if facet == "act")
