"""A comparable promise.

What other rooms build on, all importable from ``guicheng.domain.comparison``:

- ``terms_of(clause, vocabulary=None, *, lexicon=None, level=Level.COMPANY, confirmed=True, since=None, until=None)``,
  a tuple of terms
- ``compare(a, b, facts=UNKNOWN) -> Comparison(verdict, witness, missing)`` for two terms
- ``compare_clauses(terms_a, terms_b, facts=UNKNOWN) -> Pairing(verdict, witness, missing, parts)`` for two clauses
- ``compare_in_common(a, b, facts=UNKNOWN)``: the same for two terms in the cells that they share
- ``Vocabulary``: the lexicon of activities; ``shipped_vocabulary().over({"surface": "activity key"})`` lays a
  company's corrections over it

A duty of a norm that has no clause text is a ``Term`` built by hand: a ``Key``, a bound of ``bounds.py``, a subject.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from guicheng.domain.comparison.bounds import Bound
from guicheng.domain.comparison.saying import ALL_CASES, Measure, Saying, saying_of
from guicheng.domain.comparison.scope import ANYWHERE, Scope
from guicheng.domain.values import ClauseRef, Span


class Level(StrEnum):
    """Who set a promise; a lower level may only tighten an upper one."""

    LAW = "law"
    CONTRACT = "contract"
    COMPANY = "company"
    ESTATE = "estate"


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What a promise is about; only promises of one key compare.

    Args:
        activity: Key of the activity lexicon, such as ``repair``; ``?`` and words where the lexicon knows none.
        attribute: What of it is bounded: ``deadline``, ``notice``, ``frequency``, ``retention``, ``headcount``,
            ``hours``, ``grade``, ``act``, ``share.satisfaction``, ``quantity.height`` …
    """

    activity: str
    attribute: str

    @property
    def known(self) -> bool:
        """Whether the lexicon knows the activity."""
        return not self.activity.startswith("?")


@dataclass(frozen=True)
class Term:
    """One promise of one clause.

    Args:
        key: What it is about.
        bound: What it bounds.
        subject: Who owes it: ``company``, ``committee``, ``developer``, ``owner``, ``authority``, ``maintainer``;
            "" where the text does not say, which is read as the company.
        post: Kind of post of the company that owes it, such as ``guard``; "" where the text names none.
        scope: Where, for whom and when it holds.
        trigger: Event that starts the clock, "" where the text names none.
        endpoint: What stops the clock, "" where it is no deadline.
        quota: Share of the cases in which it must hold, in percent.
        review: Period over which the share is judged, "" where the text names none.
        written: Whether it must be done in writing: 7日内书面答复.
        level: Who set it.
        since: First day on which it holds, None for always.
        until: Last day on which it holds, None for always.
        residue: Words of the part that no lexicon knows; promises that differ in them are not called equal.
        words: The words of the bound as written.
        span: Where they stand in the clause, in code points.
        ref: Where the clause stands.
        confirmed: Whether a person has confirmed the reading.
    """

    key: Key
    bound: Bound
    subject: str = ""
    post: str = ""
    scope: Scope = ANYWHERE
    trigger: str = ""
    endpoint: str = ""
    quota: Fraction = ALL_CASES
    review: str = ""
    written: bool = False
    level: Level = Level.COMPANY
    since: date | None = None
    until: date | None = None
    residue: str = ""
    words: str = ""
    span: Span = field(default_factory=lambda: Span(0, 0))
    ref: ClauseRef = field(default_factory=ClauseRef)
    confirmed: bool = True

    @cached_property
    def saying(self) -> Saying:
        """What it says, made ready for comparing once."""
        return saying_of(self)

    @cached_property
    def measure(self) -> Measure:
        """Its bound with events and share, by which relations are known again."""
        return Measure(self)
