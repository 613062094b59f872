"""Clauses as comparable promises, and what comparing them with one another says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from typing import Final

from guicheng.apps.standards.models import ClauseKind, DraftClause, Standard
from guicheng.apps.standards.readings.levels import level_of
from guicheng.apps.standards.readings.words import CompanyWords
from guicheng.domain.clause import Clause
from guicheng.domain.clause.lexicon import Lexicon
from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import (
    Comparison,
    Facts,
    Level,
    Term,
    Verdict,
    Vocabulary,
    shipped_vocabulary,
    terms_of,
)
from guicheng.domain.comparison.norm import Norm
from guicheng.domain.comparison.tables import activities
from guicheng.domain.elements import Element, elements_of
from guicheng.domain.standard.entries import Entry, SystemFinding
from guicheng.domain.standard.parameters import fill
from guicheng.domain.standard.resemblance import Resemblance, pairs_told
from guicheng.domain.standard.system import System
from guicheng.domain.targets.handbook import posts_named
from guicheng.domain.values import ClauseRef, Message, Severity

#: Code of the finding that whatever happens keeps a clause.
VACUOUS: Final = "CT004"
#: Characters of a heading by which a clause without a number is cited.
_HEADING: Final = 20
_BREAKS: Final = re.compile(r"[、,，;；\s]+")


@dataclass(frozen=True, slots=True)
class Member:
    """A clause of a company with its promises.

    Args:
        clause: The row.
        standard: Its standard, with its unit.
        text: The text with parameters and the best grade filled in.
        reading: The reading of that text.
        terms: Its comparable promises.
        edition: Number of the edition that it stands in; 0 for the draft.
        order: Its position among the clauses under its heading, from 1; 0 where nobody counted.
    """

    clause: DraftClause
    standard: Standard
    text: str
    reading: Clause
    terms: tuple[Term, ...]
    edition: int = 0
    order: int = 0

    @property
    def place(self) -> str:
        """Where it stands: its number, without one its heading and its position below it; "" where neither is known."""
        heading, order = self.reading.ref.section, f"({self.order})" if self.order else ""
        return self.clause.number or f"{heading[:_HEADING]} {order}".strip()

    @property
    def name(self) -> str:
        """How it is cited: by the code of its standard and its place."""
        return f"{self.standard.code} {self.place}".strip()

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
        other: The clause on the other side; None for a duty of law, and for what is wrong with one clause alone.
        norm: The duty of law on the other side; None for a clause.
        comparison: Verdict with witness, or with what is missing.
        confirmed: Whether a person confirmed both readings.
        mark: What names both sides as they stand.
        said: A sentence that says it better than what comparing shows; None for none.
    """

    code: str
    severity: Severity
    member: Member
    other: Member | None
    norm: Norm | None
    comparison: Comparison | None
    confirmed: bool
    mark: str
    said: Message | None = None

    @property
    def against(self) -> str:
        """What a deviation calls the other side."""
        return f"norm:{self.norm.id}" if self.norm else f"clause:{(self.other or self.member).clause.key}"

    @property
    def verdict(self) -> str:
        """The verdict, one of the closed set; "" of a clause that is set beside nothing."""
        if self.comparison:
            return self.comparison.verdict.value
        return Verdict.CONFLICT.value if self.norm or self.other else ""

    @property
    def witness(self) -> Message | None:
        """A case that shows it; for CANNOT_COMPARE the fact that is missing."""
        return self.said or (self.comparison.told if self.comparison else None)


def member_of(
    clause: DraftClause,
    standard: Standard,
    words: CompanyWords,
    *,
    section: str = "",
    index: int = 0,
    edition: int = 0,
    order: int = 0,
) -> Member:
    """Return a clause of a draft as comparing sees it.

    Args:
        clause: The row.
        standard: Its standard, with its unit.
        words: The words of its company.
        section: The heading that it stands under.
        index: Position by which it is known among the clauses that are compared.
        edition: Number of the edition that it stands in; 0 for the draft.
        order: Its position among the clauses under its heading, from 1; 0 where nobody counts.
    """
    text = fill(clause.text, words.parameters, words.grade).text
    confirmed = 0 < clause.requirements <= clause.confirmed
    reading, terms = _read(text, words.lexicon, vocabulary_of(words), level_of(standard), confirmed)
    if clause.kind != ClauseKind.CLAUSE:
        terms = ()
    ref = ClauseRef(standard.code, section, clause.number, index)
    return Member(clause, standard, text, replace(reading, ref=ref), terms, edition, order)


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


class Library:
    """The clauses that concern a unit, paired by the system of their promises.

    Args:
        members: The clauses in order.
        facts: What is known of the unit.
    """

    def __init__(self, members: Iterable[Member], facts: Facts) -> None:
        self._members = tuple(members)
        self._places = {member.clause.key: place for place, member in enumerate(self._members)}
        entries = [entry_of(member) for member in self._members]
        self._system = System(entries, facts)
        self._alike = Resemblance(entries, facts)

    def beside(self, member: Member) -> list[Remark]:
        """Return what comparing one clause with all others says of it, once for each code and other clause."""
        place = self._places[member.clause.key]
        found = self._system.beside(place)
        return self._remarks([*found, *self._alike.beside(place, pairs_told(found))])

    def all_pairs(self) -> list[Remark]:
        """Return each finding once: of the lower level, and between equals of the later clause."""
        found = self._system.findings()
        return self._remarks([*found, *self._alike.findings(pairs_told(found))])

    def _remarks(self, found: Iterable[SystemFinding]) -> list[Remark]:
        return [
            self._remark(each, each.other) if each.other is not None else self._alone(each)
            for each in found
            if each.other is not None or each.finding.code == VACUOUS
        ]

    def _alone(self, found: SystemFinding) -> Remark:
        """Return what is wrong with one clause by itself: that whatever happens keeps it."""
        member, finding = self._members[found.entry], found.finding
        weight = capped(finding.severity, confirmed=member.confirmed)
        mark = digest_of_sides(member.text)
        return Remark(finding.code, weight, member, None, None, None, member.confirmed, mark, said=finding.message)

    def _remark(self, found: SystemFinding, other_place: int) -> Remark:
        member, other = self._members[found.entry], self._members[other_place]
        confirmed = member.confirmed and other.confirmed
        weight = capped(found.finding.severity, confirmed=confirmed)
        mark = mark_of(member, other)
        return Remark(found.finding.code, weight, member, other, None, found.comparison, confirmed, mark)


def entry_of(member: Member) -> Entry:
    """Return a clause as the system of clauses holds it."""
    unit, section = member.standard.unit, member.reading.ref.section
    level = level_of(member.standard)
    return Entry(member.reading, member.terms, level, member.name, heading=section, unit=str(unit.path))


def capped(severity: Severity, *, confirmed: bool) -> Severity:
    """Return how much a finding weighs: what nobody confirmed is no error."""
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
    rows: Iterable[DraftClause],
    standards: Mapping[int, Standard],
    words: CompanyWords,
    *,
    grade: str = "",
    start: int = 0,
    edition: int = 0,
) -> list[Member]:
    """Return clauses of drafts as comparing sees them, each under its heading.

    Args:
        rows: Headings, clauses and notes in order, standard by standard.
        standards: The standards with their units, by primary key.
        words: The words of the company.
        grade: The grade that is promised; where a standard has none of this name, its best one.
        start: Position of the first of them among the clauses that are compared.
        edition: Number of the edition that they stand in; 0 for drafts.
    """
    found: list[Member] = []
    graded = {pk: replace(words, grade=grade_position(each, grade)) for pk, each in standards.items()}
    section, standard_id, order = "", 0, 0
    for row in rows:
        if row.standard_id != standard_id:
            section, standard_id, order = "", row.standard_id, 0
        if row.kind == ClauseKind.HEADING:
            section, order = row.text, 0
        elif row.kind == ClauseKind.CLAUSE:
            order += 1
            standard, own, place = standards[row.standard_id], graded[row.standard_id], start + len(found)
            if at_grade(row, standard, grade):
                found.append(member_of(row, standard, own, section=section, index=place, edition=edition, order=order))
    return found
