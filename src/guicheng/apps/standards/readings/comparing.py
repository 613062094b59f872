"""Clauses as comparable promises, and what comparing them with one another says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from typing import Final

from guicheng.apps.standards.models import ClauseKind, DraftClause, Standard
from guicheng.apps.standards.readings.levels import level_of, stands_below
from guicheng.apps.standards.readings.words import CompanyWords
from guicheng.domain.clause import Clause
from guicheng.domain.clause.lexicon import Lexicon
from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import (
    Comparison,
    Facts,
    Key,
    Level,
    Term,
    Verdict,
    Vocabulary,
    compare,
    shipped_vocabulary,
    terms_of,
)
from guicheng.domain.comparison.bounds import Unread
from guicheng.domain.comparison.norm import Norm
from guicheng.domain.comparison.tables import activities
from guicheng.domain.elements import Element, elements_of
from guicheng.domain.standard.parameters import fill
from guicheng.domain.targets.handbook import posts_named
from guicheng.domain.values import ClauseRef, Message, Severity

#: A promise that stands in more places than this is compared with the first of them only.
_MOST_IN_BUCKET: Final = 400
_BREAKS: Final = re.compile(r"[、,，;；\s]+")
_ABOVE: Final = {Verdict.LOOSER: "CJ001", Verdict.CONFLICT: "CJ002", Verdict.CANNOT_COMPARE: "CJ003"}
#: How much each finding weighs once a person has confirmed both readings.
WEIGHTS: Final = {
    "CT001": Severity.ERROR,
    "CT002": Severity.ERROR,
    "CT003": Severity.HINT,
    "CJ001": Severity.ERROR,
    "CJ002": Severity.ERROR,
    "CJ003": Severity.WARNING,
    "CJ004": Severity.ERROR,
    "CJ005": Severity.ERROR,
    "CJ006": Severity.HINT,
}


@dataclass(frozen=True, slots=True)
class Member:
    """A clause of a company with its promises.

    Args:
        clause: The row.
        standard: Its standard, with its unit.
        text: The text with parameters and the best grade filled in.
        reading: The reading of that text.
        terms: Its comparable promises.
    """

    clause: DraftClause
    standard: Standard
    text: str
    reading: Clause
    terms: tuple[Term, ...]

    @property
    def confirmed(self) -> bool:
        """Whether a person confirmed all of its readings."""
        return 0 < self.clause.requirements <= self.clause.confirmed

    @property
    def posts(self) -> tuple[str, ...]:
        """The posts that it names, beside the text or in it."""
        told = elements_of(self.reading, self.clause.elements).told.get(Element.PROVIDER)
        return posts_named([told.text]) if told else ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What comparing says of a clause.

    Args:
        code: Code of the finding.
        severity: How much it weighs; never an error while a reading is unconfirmed.
        member: The clause that it is said of.
        term: Its promise; None where it only speaks of what is forbidden.
        other: The clause on the other side; None for a duty of law.
        norm: The duty of law on the other side; None for a clause.
        comparison: Verdict with witness, or with what is missing.
        confirmed: Whether a person confirmed both readings.
        mark: What names both sides as they stand.
    """

    code: str
    severity: Severity
    member: Member
    term: Term | None
    other: Member | None
    norm: Norm | None
    comparison: Comparison | None
    confirmed: bool
    mark: str

    @property
    def against(self) -> str:
        """What a deviation calls the other side."""
        return f"clause:{self.other.clause.key}" if self.other else f"norm:{self.norm.id}" if self.norm else ""

    @property
    def verdict(self) -> str:
        """The verdict, one of the closed set."""
        return (self.comparison.verdict if self.comparison else Verdict.CONFLICT).value

    @property
    def witness(self) -> Message | None:
        """A case that shows it; for CANNOT_COMPARE the fact that is missing."""
        if self.comparison is None:
            return None
        return self.comparison.witness.example if self.comparison.witness else self.comparison.missing


def member_of(
    clause: DraftClause, standard: Standard, words: CompanyWords, *, section: str = "", index: int = 0
) -> Member:
    """Return a clause of a draft as comparing sees it.

    Args:
        clause: The row.
        standard: Its standard, with its unit.
        words: The words of its company.
        section: The heading that it stands under.
        index: Position by which it is known among the clauses that are compared.
    """
    text = fill(clause.text, words.parameters, words.grade).text
    confirmed = 0 < clause.requirements <= clause.confirmed
    reading, terms = _read(text, words.lexicon, vocabulary_of(words), level_of(standard), confirmed)
    if clause.kind != ClauseKind.CLAUSE:
        terms = ()
    ref = ClauseRef(standard.code, section, clause.number, index)
    return Member(clause, standard, text, replace(reading, ref=ref), terms)


@lru_cache(maxsize=60_000)
def _read(
    text: str,
    lexicon: Lexicon | None,
    vocabulary: Vocabulary,
    level: Level,
    confirmed: bool,  # noqa: FBT001 - a key of the cache
) -> tuple[Clause, tuple[Term, ...]]:
    """Read a text once; a page of a whole company asks for the same thousands of texts again and again."""
    reading = read(text, lexicon=lexicon)
    return reading, terms_of(reading, vocabulary, lexicon=lexicon, level=level, confirmed=confirmed)


def vocabulary_of(words: CompanyWords) -> Vocabulary:
    """Return the vocabulary of activities with a company's corrections over it."""
    known = {activity.key for activity in activities()}
    corrections = tuple(sorted((word, key) for word, key in words.activities.items() if key in known))
    return _vocabulary(corrections) if corrections else shipped_vocabulary()


@lru_cache(maxsize=16)
def _vocabulary(corrections: tuple[tuple[str, str], ...]) -> Vocabulary:
    return shipped_vocabulary().over(dict(corrections))


class Index:
    """The promises of many clauses by what they are about."""

    def __init__(self, members: Iterable[Member]) -> None:
        self.members = tuple(members)
        self._buckets: defaultdict[Key, list[tuple[Member, Term]]] = defaultdict(list)
        for member in self.members:
            for term in member.terms:
                if term.key.known and not isinstance(term.bound, Unread):
                    self._buckets[term.key].append((member, term))

    def beside(self, member: Member, facts: Facts) -> Iterator[Remark]:
        """Yield what comparing one clause with all others says of it."""
        for term in member.terms:
            for other, there in self._buckets.get(term.key, ())[:_MOST_IN_BUCKET]:
                if other.clause.key != member.clause.key:
                    yield from _judged(member, term, other, there, facts)

    def all_pairs(self, facts: Facts) -> Iterator[Remark]:
        """Yield each finding once: of the lower level, and between equals of the later clause."""
        for bucket in self._buckets.values():
            listed = bucket[:_MOST_IN_BUCKET]
            for place, (member, term) in enumerate(listed):
                for other, there in listed[:place]:
                    if other.clause.key == member.clause.key:
                        continue
                    found = list(_judged(member, term, other, there, facts))
                    yield from found or _judged(other, there, member, term, facts)


def _judged(member: Member, term: Term, other: Member, there: Term, facts: Facts) -> Iterator[Remark]:
    """Yield the finding of one promise against another; nothing where the other one stands below it."""
    below = stands_below(member.standard, other.standard)
    if below is None:
        return
    found = compare(term, there, facts)
    code = _ABOVE.get(found.verdict, "") if below else _among_equals(found, term, there)
    if not code:
        return
    if found.verdict is Verdict.TIGHTER:
        # The case in which they differ shows from the looser side only.
        found = replace(found, witness=compare(there, term, facts).witness)
    confirmed = member.confirmed and other.confirmed
    yield Remark(
        code, weight_of(code, confirmed=confirmed), member, term, other, None, found, confirmed, mark_of(member, other)
    )


def _among_equals(found: Comparison, term: Term, there: Term) -> str:
    """Return the code for two promises of one level: contradiction, differing figures, or the same said twice."""
    if found.verdict is Verdict.CONFLICT:
        return "CT001"
    if found.verdict is Verdict.EQUAL:
        return "CT003"
    if found.verdict in {Verdict.TIGHTER, Verdict.LOOSER}:
        alike = (term.bound, term.quota, term.trigger, term.endpoint) == (
            there.bound,
            there.quota,
            there.trigger,
            there.endpoint,
        )
        return "CT003" if alike else "CT002"
    return ""


def weight_of(code: str, *, confirmed: bool) -> Severity:
    """Return how much a finding weighs: what nobody confirmed is no error."""
    severity = WEIGHTS[code]
    return Severity.WARNING if severity is Severity.ERROR and not confirmed else severity


def mark_of(member: Member, other: Member) -> str:
    """Return what names two clauses as they stand, whichever comes first."""
    return digest_of_sides(member.text, other.text)


def grade_position(standard: Standard, grade: str) -> int:
    """Return the position of a grade among those of a standard; the best where it has none of this name."""
    return standard.grades.index(grade) if grade in standard.grades else 0


def at_grade(clause: DraftClause, standard: Standard, grade: str) -> bool:
    """Tell whether a standard has a clause at a grade."""
    names = [name for name in _BREAKS.split(clause.elements.get("grade", "")) if name]
    wanted = grade if grade in standard.grades else (standard.grades or [""])[0]
    return not names or not standard.grades or wanted in names


def digest_of_sides(*texts: str) -> str:
    """Return the SHA-256 of several texts, whatever their order."""
    return sha256("\0".join(sorted(texts)).encode("utf-8", "surrogatepass")).hexdigest()


def facts_of(numbers: Mapping[str, object]) -> Facts:
    """Return the facts of a unit as comparing asks for them."""
    shifts = numbers.get("shifts")
    return replace(Facts(), shifts_per_day=int(str(shifts).partition(".")[0])) if shifts else Facts()


def members_of(
    rows: Iterable[DraftClause], standards: Mapping[int, Standard], words: CompanyWords, *, grade: str = ""
) -> list[Member]:
    """Return clauses of drafts as comparing sees them, each under its heading.

    Args:
        rows: Headings, clauses and notes in order, standard by standard.
        standards: The standards with their units, by primary key.
        words: The words of the company.
        grade: The grade that is promised; where a standard has none of this name, its best one.
    """
    found: list[Member] = []
    graded = {pk: replace(words, grade=grade_position(each, grade)) for pk, each in standards.items()}
    section, standard_id = "", 0
    for row in rows:
        if row.standard_id != standard_id:
            section, standard_id = "", row.standard_id
        if row.kind == ClauseKind.HEADING:
            section = row.text
        elif row.kind == ClauseKind.CLAUSE and at_grade(row, standards[row.standard_id], grade):
            own = graded[row.standard_id]
            found.append(member_of(row, standards[row.standard_id], own, section=section, index=len(found)))
    return found
