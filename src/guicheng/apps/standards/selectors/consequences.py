"""What a change of a standard means: tighter or looser, dearer or cheaper, and which duties of law it touches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from guicheng.apps.catalogue.selectors import UnitDescription, catalogue_of, describe
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import ClauseKind, DraftClause, EditionClause, Standard
from guicheng.apps.standards.readings import ClauseDifference, CompanyWords, company_words, differences
from guicheng.apps.standards.readings.comparing import Member, facts_of, grade_position, member_of
from guicheng.apps.standards.readings.duties import duties_on
from guicheng.apps.standards.selectors.editions import editions_of, texts_of
from guicheng.apps.standards.selectors.system import effort_beside, items_of, rates_of
from guicheng.domain.capacity import Rates, cost_of
from guicheng.domain.comparison import Facts, Verdict, compare_clauses
from guicheng.domain.comparison.compliance import Duty
from guicheng.domain.comparison.norm import Norm

_Paragraph = DraftClause | EditionClause


class Meaning(StrEnum):
    """What became of a promise."""

    TIGHTER = "tighter"
    LOOSER = "looser"
    SCOPE = "scope"
    NEW = "new"
    GONE = "gone"
    OTHERWISE = "otherwise"
    UNCLEAR = "unclear"
    WORDING = "wording"


_MEANINGS = {
    Verdict.TIGHTER: Meaning.TIGHTER,
    Verdict.LOOSER: Meaning.LOOSER,
    Verdict.EQUAL: Meaning.WORDING,
    Verdict.COMPATIBLE: Meaning.SCOPE,
    Verdict.CONFLICT: Meaning.OTHERWISE,
    Verdict.DISJOINT: Meaning.OTHERWISE,
    Verdict.CANNOT_COMPARE: Meaning.UNCLEAR,
}


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a change of one clause means.

    Args:
        difference: The words that changed.
        meaning: What became of the promise.
        was: Yuan a year before; None where that cannot be worked out.
        becomes: Yuan a year after.
        norms: Duties of law of which the clause speaks now.
    """

    difference: ClauseDifference
    meaning: Meaning
    was: Decimal | None
    becomes: Decimal | None
    norms: tuple[Norm, ...]


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a change of a standard means.

    Args:
        rows: Its clauses that changed, in order.
        was: Yuan a year before, of what could be worked out on both sides.
        becomes: Yuan a year after.
        unit: The unit at which costs were worked out.
    """

    rows: tuple[Consequence, ...]
    was: Decimal
    becomes: Decimal
    unit: Unit

    def counted(self, meaning: Meaning) -> int:
        """Return how many changes mean this."""
        return sum(row.meaning is meaning for row in self.rows)


def consequences_of_draft(standard: Standard, unit: Unit) -> Consequences:
    """Return what publishing the draft would change against the newest edition: eight queries.

    Args:
        standard: A visible standard.
        unit: The unit at which costs are worked out.
    """
    last = editions_of(standard).values("pk")[:1]
    before: list[_Paragraph] = list(EditionClause.objects.filter(edition__in=last).order_by("position"))
    after: list[_Paragraph] = list(standard.clauses.order_by("position", "pk"))
    return consequences(standard, before, after, unit)


def consequences(
    standard: Standard, before: Sequence[_Paragraph], after: Sequence[_Paragraph], unit: Unit
) -> Consequences:
    """Return what changed between two states of a standard and what that means.

    Args:
        standard: The standard, with its unit.
        before: Paragraphs of the earlier state, in order.
        after: Paragraphs of the later state, in order.
        unit: The unit at which costs are worked out and whose city chooses the duties.
    """
    place, items = describe(unit), items_of(standard)
    words = replace(company_words(standard.company_id), grade=grade_position(standard, place.estate.grade))
    rates = rates_of(standard, catalogue_of(standard.company_id), items, place)
    old, new = _members(standard, before, words), _members(standard, after, words)
    facts, touched = facts_of(place.estate.facts), _touched(list(new.values()), place)
    rows = []
    for each in differences(texts_of(before), texts_of(after)):
        if each.verdict in {"same", "moved"} or (each.key not in old and each.key not in new):
            continue
        was, becomes = _yearly(old.get(each.key), rates), _yearly(new.get(each.key), rates)
        meaning = _meaning(old.get(each.key), new.get(each.key), facts)
        rows.append(Consequence(each, meaning, was, becomes, touched.get(each.key, ())))
    known = [row for row in rows if row.was is not None and row.becomes is not None]
    return Consequences(
        tuple(rows),
        sum((row.was or Decimal(0) for row in known), Decimal(0)),
        sum((row.becomes or Decimal(0) for row in known), Decimal(0)),
        unit,
    )


def _members(standard: Standard, rows: Sequence[_Paragraph], words: CompanyWords) -> dict[UUID, Member]:
    """Return the clauses of one state as comparing sees them, by key; a clause of an edition is read as a draft."""
    found = {}
    for index, row in enumerate(rows):
        if row.kind == ClauseKind.CLAUSE:
            clause = row if isinstance(row, DraftClause) else _as_draft(row)
            found[row.key] = member_of(clause, standard, words, index=index)
    return found


def _as_draft(row: EditionClause) -> DraftClause:
    return DraftClause(key=row.key, kind=row.kind, number=row.number, text=row.text, elements=row.elements, position=0)


def _meaning(old: Member | None, new: Member | None, facts: Facts) -> Meaning:
    if old is None:
        return Meaning.NEW
    if new is None:
        return Meaning.GONE
    if old.text == new.text:
        return Meaning.WORDING
    if not old.terms and not new.terms:
        return Meaning.UNCLEAR
    if not old.terms or not new.terms:
        return Meaning.NEW if new.terms else Meaning.GONE
    return _MEANINGS[compare_clauses(new.terms, old.terms, facts).verdict]


def _yearly(member: Member | None, rates: Rates) -> Decimal | None:
    """Return what a year costs; a clause that is not there costs nothing."""
    if member is None:
        return Decimal(0)
    return cost_of(member.reading, effort_beside(member.clause), rates).yearly


def _touched(members: Sequence[Member], place: UnitDescription) -> dict[UUID, tuple[Norm, ...]]:
    placed = {member.reading.ref: member.clause.key for member in members}
    found: dict[UUID, tuple[Norm, ...]] = {}
    duties: Sequence[Duty] = duties_on(members, place.estate)
    for duty in duties:
        for key in {placed[answer.clause.ref] for answer in duty.answers if answer.clause.ref in placed}:
            found[key] = (*found.get(key, ()), duty.norm)
    return found
