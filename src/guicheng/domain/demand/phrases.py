"""Phrases that many people use, found by how firmly their characters hold together, without a dictionary.

A phrase counts where its characters meet far more often than chance would have it (cohesion), and where what stands
beside it varies (freedom): 电动车充电 is one, 动车充 is none, since 电 always stands before it. The measures are
pointwise mutual information and the entropy of the neighbours, as described for new words of Chinese by Sproat & Shih
(1990) and Huang & Powers (2003).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log
from typing import Final

from guicheng.domain.clause.normalize import normalize

_RUN: Final = re.compile(r"[\u4e00-\u9fff]+")
_COVERED: Final = re.compile(r"\([\u4e00-\u9fff]{2,3}\)")
_SHORTEST: Final = 2
_LONGEST: Final = 6
#: A phrase met by this factor more often than chance (natural logarithm), at its weakest joint.
_FIRM: Final = 1.5
#: Entropy of the neighbours in nats; the end of a run is a neighbour of its own kind each time.
_FREE: Final = 0.6
#: A shorter phrase that stands alone in less than this share of its records says no more than the longer one.
_ALONE: Final = 0.25


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase with what speaks for it.

    Args:
        text: The phrase.
        records: Positions of the texts that hold it, counted from 0, ascending.
        cohesion: How much more often its parts meet than chance would have it, in nats, at the weakest joint.
        freedom: Entropy of what stands beside it, in nats, on the side where that is less.
    """

    text: str
    records: tuple[int, ...]
    cohesion: float
    freedom: float


@dataclass(frozen=True, slots=True)
class _Hollow:
    edge: frozenset[str]
    whole: frozenset[str]


def phrases_in(texts: Sequence[str], *, least: int = 5, but: Iterable[str] = ()) -> list[Phrase]:
    """Return the phrases of texts, those of most records first.

    Args:
        texts: The records, masked.
        least: In how many records a phrase must stand, at least 2.
        but: Words that are known already; neither they nor what they hold nor what holds nothing else is returned.

    Raises:
        ValueError: ``least`` is below 2.
    """
    if least < 2:
        raise ValueError("a phrase of one text is no phrase of many")
    counted = _Counts(texts)
    known = [word for word in map(normalize, but) if word]
    found = [phrase for phrase in counted.phrases(least) if not _is_known(phrase.text, known)]
    return _outermost(sorted(found, key=lambda phrase: (-len(phrase.records), -len(phrase.text), phrase.text)))


class _Counts:
    """How often each stretch of characters stands in the texts, where, and beside what."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._often: Counter[str] = Counter()
        self._records: defaultdict[str, dict[int, None]] = defaultdict(dict)
        self._left: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._right: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._total = 0
        for number, text in enumerate(texts):
            for place, run in enumerate(_runs(text)):
                self._take(number, run, f"{number}.{place}")

    def _take(self, number: int, run: str, ending: str) -> None:
        self._total += len(run)
        for start in range(len(run)):
            self._often[run[start]] += 1
            for end in range(start + _SHORTEST, min(start + _LONGEST, len(run)) + 1):
                stretch = run[start:end]
                self._often[stretch] += 1
                self._records[stretch][number] = None
                self._left[stretch][run[start - 1] if start else f"<{ending}"] += 1
                self._right[stretch][run[end] if end < len(run) else f">{ending}"] += 1

    def phrases(self, least: int) -> Iterator[Phrase]:
        """Yield what is firm and free enough."""
        for stretch, records in self._records.items():
            if len(records) < least or not _says_something(stretch):
                continue
            cohesion, freedom = self._cohesion(stretch), self._freedom(stretch)
            if cohesion >= _FIRM and freedom >= _FREE:
                yield Phrase(stretch, tuple(records), cohesion, freedom)

    def _cohesion(self, stretch: str) -> float:
        """Return the mutual information at the weakest joint."""
        joints = range(1, len(stretch))
        often = self._often[stretch]
        return min(log(often * self._total / (self._often[stretch[:at]] * self._often[stretch[at:]])) for at in joints)

    def _freedom(self, stretch: str) -> float:
        return min(_entropy(self._left[stretch]), _entropy(self._right[stretch]))


def _runs(text: str) -> list[str]:
    return _RUN.findall(_COVERED.sub(" ", normalize(text)))


def _entropy(beside: Counter[str]) -> float:
    total = beside.total()
    return -sum(count / total * log(count / total) for count in beside.values())


def _says_something(stretch: str) -> bool:
    hollow = _hollow()
    if stretch[0] in hollow.edge or stretch[-1] in hollow.edge or stretch in hollow.whole:
        return False
    rest = stretch
    for word in hollow.whole:
        rest = rest.replace(word, "")
    return len(rest) >= _SHORTEST


def _is_known(text: str, known: Sequence[str]) -> bool:
    return any(word in text or text in word for word in known)


def _outermost(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Leave out a phrase that hardly ever stands outside of a longer one, or that adds next to nothing to a shorter."""
    kept = []
    for phrase in phrases:
        around = [other for other in phrases if other is not phrase and phrase.text in other.text]
        covered = set().union(*(other.records for other in around)) if around else set()
        if len(set(phrase.records) - covered) >= _ALONE * len(phrase.records):
            kept.append(phrase)
    taken: list[Phrase] = []
    for phrase in kept:
        # What is longer than a phrase that is told already only narrows it.
        if not any(other.text in phrase.text for other in taken):
            taken.append(phrase)
    return taken


@cache
def _hollow() -> _Hollow:
    table = (files("guicheng.library") / "demand" / "hollow.txt").read_text(encoding="utf-8")
    rows = dict(line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return _Hollow(frozenset(rows["edge"]), frozenset(rows["whole"].split()))
