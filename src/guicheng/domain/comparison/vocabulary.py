"""Which words of a clause name an activity, a place, an endpoint, a party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import ahocorasick

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison import facets, tables
from guicheng.domain.comparison.tables import Activity

#: Added to the length of the words that a company has tied to an activity, so that they win.
_CORRECTED = 1000


@dataclass(frozen=True, slots=True)
class Hit:
    """A word found in a text.

    Args:
        start: First code point.
        end: Code point after the last.
        group: ``activity``, ``scope``, ``endpoint``, ``trigger``, ``subject`` or ``filler``.
        word: The word.
        value: What it stands for: name of the stage or party; "" for activities, scopes and fillers.
    """

    start: int
    end: int
    group: str
    word: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """An activity recognised in a text.

    Args:
        activity: What was recognised.
        words: The words it was recognised by.
        score: How many characters they cover.
    """

    activity: Activity
    words: tuple[str, ...]
    score: int

    @property
    def is_corrected(self) -> bool:
        """Whether a company tied its words to it."""
        return self.score > _CORRECTED


def _shared_words() -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the words that no company changes, each with its group and value."""
    yield from ((word, ("scope", "")) for word in facets.words())
    for table in ("endpoints", "triggers"):
        for stage in tables.stages(table):
            yield from ((word, (table.removesuffix("s"), stage.name)) for word in stage.words)
    yield from ((word, ("subject", party)) for word, party in tables.subjects())
    yield from ((word, ("filler", "")) for word in tables.fillers())


class Vocabulary:
    """The shipped words, and a company's corrections over them.

    Args:
        corrections: Surface to activity key; such a surface decides over all shipped words.

    Raises:
        KeyError: A correction names an activity that does not exist.
    """

    def __init__(self, corrections: Mapping[str, str] | None = None) -> None:
        self._known = {activity.key: activity for activity in tables.activities()}
        self._corrections = {normalize(word): self._known[key] for word, key in (corrections or {}).items()}
        self._by_word: dict[str, list[tuple[Activity, tuple[tuple[str, ...], ...]]]] = {}
        for activity in tables.activities():
            for pattern in activity.patterns:
                for word in pattern[0]:
                    self._by_word.setdefault(word, []).append((activity, pattern))
        self._automaton = self._built()

    def over(self, corrections: Mapping[str, str]) -> Vocabulary:
        """Return a vocabulary with a company's corrections over these words."""
        return Vocabulary({**{word: activity.key for word, activity in self._corrections.items()}, **corrections})

    def activity(self, key: str) -> Activity | None:
        """Return an activity by its key, or None."""
        return self._known.get(key)

    @property
    def words(self) -> frozenset[str]:
        """All words of all groups."""
        return frozenset(self._automaton)

    def _built(self) -> ahocorasick.Automaton:
        groups: dict[str, list[tuple[str, str]]] = {}
        for word in {word for a in self._known.values() for p in a.patterns for group in p for word in group}:
            groups.setdefault(word, []).append(("activity", ""))
        for word in self._corrections:
            groups.setdefault(word, []).append(("activity", ""))
        for word, kind in _shared_words():
            groups.setdefault(word, []).append(kind)
        automaton = ahocorasick.Automaton()
        for word, kinds in groups.items():
            automaton.add_word(word, (word, tuple(kinds)))
        automaton.make_automaton()
        return automaton

    def hits(self, plain: str) -> list[Hit]:
        """Return all words of all groups in normalized text, in order of place, shorter ones inside longer ones too."""
        return [
            Hit(end + 1 - len(word), end + 1, group, word, value)
            for end, (word, kinds) in self._automaton.iter(plain)
            for group, value in kinds
        ]

    def choices(self, hits: Iterable[Hit]) -> list[Choice]:
        """Return the activities that the words of a stretch name, best covered first."""
        places: dict[str, tuple[int, int]] = {}
        for hit in hits:
            if hit.group == "activity":
                places.setdefault(hit.word, (hit.start, hit.end))
        found: dict[str, Choice] = {}
        for word in places:
            corrected = self._corrections.get(word)
            if corrected is not None:
                found[corrected.key] = Choice(corrected, (word,), _CORRECTED + len(word))
            for activity, pattern in self._by_word.get(word, ()):
                words = _filled(pattern, word, places)
                score = _covered(words, places)
                if words and (activity.key not in found or found[activity.key].score < score):
                    found[activity.key] = Choice(activity, words, score)
        return sorted(found.values(), key=lambda choice: -choice.score)


def _filled(pattern: tuple[tuple[str, ...], ...], first: str, places: Mapping[str, tuple[int, int]]) -> tuple[str, ...]:
    """Return one word for each group of a pattern, the longest that stand there; () where a group has none."""
    words = [first]
    for group in pattern[1:]:
        there = [word for word in group if word in places]
        if not there:
            return ()
        words.append(max(there, key=len))
    return tuple(words)


def _covered(words: tuple[str, ...], places: Mapping[str, tuple[int, int]]) -> int:
    """Return how many characters the words cover together."""
    return len({place for word in words for place in range(*places[word])})


@cache
def shipped_vocabulary() -> Vocabulary:
    """Return the words that come with the product."""
    return Vocabulary()
