"""Which clauses may answer a demand: by the activities that both name and by the words that both use.

The suggestion only saves a search; a person says whether a clause answers a demand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.tables import fillers
from guicheng.domain.comparison.vocabulary import Vocabulary

_RUN: Final = re.compile(r"[\u4e00-\u9fffa-z]+")
#: How much an activity that both name counts beside the words that both use.
_BY_ACTIVITY: Final = 0.5
#: An activity that this share of all clauses names says little.
_COMMON: Final = 0.2
#: How much a pair of characters that no clause has still counts against all of them.
_STRANGE: Final = 0.1
#: Below this a clause is not suggested.
_LEAST: Final = 0.2
#: Choices of activities after the first that still count.
_ACTIVITIES: Final = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A clause that may answer a demand.

    Args:
        clause: Position of the clause, counted from 0.
        score: From 0 to 1, the higher the likelier; an order, no probability.
        activities: Keys of the activities that both name, the most telling first.
        words: Pairs of characters that both use, joined to words, the longest first.
    """

    clause: int
    score: float
    activities: tuple[str, ...]
    words: tuple[str, ...]


class ClauseIndex:
    """The clauses among which an answer is looked for.

    Args:
        clauses: Their texts, in an order that the caller knows; the heading of a clause may stand before it.
        vocabulary: The words of the company's activities.
    """

    def __init__(self, clauses: Sequence[str], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._clauses = [_Said(text, vocabulary) for text in clauses]
        self._pairs = Counter(pair for said in self._clauses for pair in said.pairs)
        self._activities = Counter(key for said in self._clauses for key in said.activities)

    def suggest(self, demand: str, *, activity: str = "", most: int = 5) -> list[Suggestion]:
        """Return the clauses that are likeliest to answer a demand, the best first.

        Args:
            demand: The demand in words.
            activity: Key of the activity that somebody says it is about; "" where nobody said.
            most: How many at most.
        """
        wanted = _Said(demand, self._vocabulary, activity)
        weights = {pair: self._weight(self._pairs[pair]) for pair in wanted.pairs}
        rated = [self._rated(number, said, wanted, weights) for number, said in enumerate(self._clauses)]
        fitting = sorted((found for found in rated if found.score >= _LEAST), key=lambda each: -each.score)
        return fitting[:most]

    def _weight(self, clauses: int) -> float:
        """Return how much it says that a clause has something which so many clauses have."""
        weight = log((len(self._clauses) + 1) / (clauses + 0.5))
        return weight if clauses else _STRANGE * weight

    def _rated(self, number: int, said: _Said, wanted: _Said, weights: dict[str, float]) -> Suggestion:
        shared = wanted.pairs & said.pairs
        both = [key for key in wanted.activities if key in said.activities]
        of_all = sum(weights.values())
        words = sum(weights[pair] for pair in shared) / of_all if of_all else 0.0
        acts = max((self._telling(key) / (1 + wanted.activities.index(key)) for key in both), default=0.0)
        score = _BY_ACTIVITY * acts + (1 - _BY_ACTIVITY) * min(1.0, words)
        return Suggestion(number, round(score, 4), tuple(both), _joined(shared, wanted.plain))

    def _telling(self, key: str) -> float:
        share = self._activities[key] / max(len(self._clauses), 1)
        return 1.0 if share <= _COMMON else _COMMON / share


class _Said:
    """What a text says: pairs of characters and activities."""

    def __init__(self, text: str, vocabulary: Vocabulary, activity: str = "") -> None:
        self.plain = normalize(text)
        choices = vocabulary.choices(vocabulary.hits(self.plain))[:_ACTIVITIES]
        self.activities = list(
            dict.fromkeys([*([activity] if activity else []), *(each.activity.key for each in choices)])
        )
        self.pairs = frozenset(_pairs(self.plain))


def _pairs(plain: str) -> set[str]:
    bare = plain
    for word in _long_fillers():
        bare = bare.replace(word, " ")
    return {run[at : at + 2] for run in _RUN.findall(bare) for at in range(len(run) - 1)}


def _long_fillers() -> list[str]:
    return sorted((word for word in fillers() if len(word) > 1), key=len, reverse=True)


def _joined(pairs: frozenset[str], plain: str) -> tuple[str, ...]:
    """Return pairs as the words that they make in a text, the longest first."""
    words, start = [], -1
    for at in range(len(plain)):
        if plain[at : at + 2] in pairs:
            start = at if start < 0 else start
        elif start >= 0:
            words.append(plain[start : at + 1])
            start = -1
    return tuple(sorted(dict.fromkeys(words), key=lambda word: (-len(word), word)))
