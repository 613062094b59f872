"""One of two clauses that are set beside one another, in the words that comparing knows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from guicheng.domain.clause import Clause
from guicheng.domain.comparison.likeness import likeness, plain_content
from guicheng.domain.comparison.term import Term

#: Characters that a ban may say beyond the order that it forbids.
NOTHING_MORE = 2
_BREAKS = ",;。"


@dataclass(frozen=True, slots=True)
class Side:
    """A clause, its text rephrased, and its promises.

    Args:
        clause: The rephrased clause, read; ``Term.span`` counts in its text.
        terms: Its promises, narrowed by what the other clause shows.
        whoever: Whether it is passed over which post it names.
    """

    clause: Clause
    terms: tuple[Term, ...]
    whoever: bool = False

    @property
    def text(self) -> str:
        """The rephrased text."""
        return self.clause.text

    def of_anybody(self) -> Side:
        """Return it without the posts that it names."""
        return Side(self.clause, tuple(replace(term, post="") for term in self.terms), whoever=True)

    def part(self, term: Term) -> str:
        """Return the part of the text in which a promise stands."""
        start = max(self.text.rfind(mark, 0, term.span.start) for mark in _BREAKS) + 1
        ends = [end for mark in _BREAKS if (end := self.text.find(mark, term.span.end)) >= 0]
        return self.text[start : min(ends, default=len(self.text))]


def nearness(mine: Side, a: Term, theirs: Side, b: Term) -> float:
    """Return how much the parts share in which two promises stand: 0 to 1, as ``Likeness.share``."""
    return likeness(plain_content(mine.part(a)), plain_content(theirs.part(b))).share
