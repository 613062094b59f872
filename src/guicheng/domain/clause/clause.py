"""A sentence and what was understood of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from guicheng.domain.clause.requirement import Requirement
from guicheng.domain.values import ClauseRef, Span


class State(StrEnum):
    """What the reader made of a clause; never a blank."""

    READ = "read"
    UNREAD = "unread"
    BEHAVIOUR = "behaviour"
    UNQUANTIFIED = "unquantified"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Word:
    """A lexicon term found in the clause.

    Args:
        span: Where it stands, in code points.
        surface: The characters as written.
        group: Its class in the lexicon, such as ``vague-time``, ``vague-quality``, ``immediate``, ``post``.
        canonical: Its standard form.
    """

    span: Span
    surface: str
    group: str
    canonical: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A quantity that is there and that no pattern consumed.

    Args:
        span: The quantitative characters, in code points.
        text: Those characters.
    """

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Promise:
    """One part of a sentence that promises one thing: what stands between two breaks (，；。).

    Args:
        span: The part, in code points of the clause.
        requirements: Bounds read from this part, in order of place.
        words: Lexicon terms of this part, in order of place.
    """

    span: Span
    requirements: tuple[Requirement, ...] = ()
    words: tuple[Word, ...] = ()

    def bounded(self, *kinds: str) -> bool:
        """Tell whether this part carries a bound of one of the kinds (of any kind when none is named)."""
        return any(not kinds or requirement.kind in kinds for requirement in self.requirements)

    def words_of(self, *groups: str) -> tuple[Word, ...]:
        """Return the terms of the given groups, in order of place."""
        return tuple(word for word in self.words if word.group in groups)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a standard: its text as written, and the reading.

    Args:
        text: The only source, exactly as written.
        state: What the reader made of it.
        requirements: What it promises, in order of place.
        thresholds: Numbers that only say when or to whom it applies.
        promises: The parts of the sentence, in order of place.
        words: All lexicon terms, in order of place.
        gaps: Quantities that were not understood; nothing is compiled from a clause that has one.
        ref: Where it stands.
    """

    text: str
    state: State
    requirements: tuple[Requirement, ...] = ()
    thresholds: tuple[Requirement, ...] = ()
    promises: tuple[Promise, ...] = ()
    words: tuple[Word, ...] = ()
    gaps: tuple[Gap, ...] = ()
    ref: ClauseRef = field(default_factory=ClauseRef)
