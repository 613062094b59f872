"""The clauses that concern a unit, gathered once for everything that compares them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from guicheng.apps.catalogue.selectors import UnitDescription, facts_at
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import DraftClause, Standard, StandardLevel
from guicheng.apps.standards.readings import CompanyWords, company_words
from guicheng.apps.standards.readings.comparing import Member, facts_of, members_of
from guicheng.apps.standards.selectors.from_above import members_above, only_published
from guicheng.domain.comparison import Facts


@dataclass(frozen=True, slots=True)
class Gathered:
    """The clauses that concern a unit: of its own standards and contracts, those above it and those below.

    Args:
        unit: The unit.
        place: What is known of it.
        members: The clauses, standard by standard, in order.
        facts: What comparing may rely on.
        words: The words of the company.
        published: Whether of the units above only what is published was gathered, drafts being out of reach.
    """

    unit: Unit
    place: UnitDescription
    members: tuple[Member, ...]
    facts: Facts
    words: CompanyWords
    published: bool = False

    def of(self, standard: Standard) -> list[Member]:
        """Return the clauses of one standard."""
        return [member for member in self.members if member.standard.pk == standard.pk]

    @property
    def holding(self) -> list[Member]:
        """The clauses of standards that hold at the unit: its own and those from above."""
        return [
            member
            for member in self.members
            if not member.standard.is_contract and self.unit.path.startswith(member.standard.unit.path)
        ]

    @property
    def without_grade(self) -> list[str]:
        """Codes of the standards that hold here with grades, none of them called as the grade that is promised."""
        grade = self.place.estate.grade
        held = {member.standard.code: member.standard.grades for member in self.holding}
        return sorted(code for code, grades in held.items() if grade and grades and grade not in grades)

    @property
    def contracts(self) -> list[Member]:
        """The clauses of the contracts at the unit and below it."""
        return [
            member
            for member in self.members
            if member.standard.is_contract and member.standard.unit.path.startswith(self.unit.path)
        ]


def gather_for(actor: Actor, unit: Unit, *, day: date) -> Gathered:
    """Gather the clauses that concern a unit and that somebody may read: six queries at most, whatever their number.

    Args:
        actor: Who asks; of what holds there from above and whose draft they may not read, what is published counts.
        unit: A visible unit.
        day: The day on which contracts bind.
    """
    return _gather(actor.within("standards.read", "standard__unit"), unit, actor.company_id or 0, day, actor=actor)


def gather_around(standard: Standard, *, day: date, actor: Actor | None = None) -> Gathered:
    """Gather the clauses that concern the unit of a standard, its own always among them: six queries at most.

    Args:
        standard: The standard, with its unit.
        day: The day on which other contracts bind.
        actor: Only what they may read, drafts or from above what is published; None for all drafts.
    """
    readable = Q(standard__company=standard.company_id)
    if actor is not None:
        readable &= actor.within("standards.read", "standard__unit")
    return _gather(readable, standard.unit, standard.company_id, day, standard, actor=actor)


def _gather(
    readable: Q,
    unit: Unit,
    company_id: int,
    day: date,
    standard: Standard | None = None,
    *,
    actor: Actor | None,
) -> Gathered:
    place, words = facts_at(unit), company_words(company_id)
    rows = list(_rows(readable, unit, day, standard))
    standards: Mapping[int, Standard] = {row.standard_id: row.standard for row in rows}
    members = members_of(rows, standards, words, grade=place.estate.grade)
    partial = False
    if actor is not None:
        members += members_above(actor, unit, words, day=day, grade=place.estate.grade, start=len(members))
        partial = bool(only_published(actor, unit))
    return Gathered(unit, place, tuple(members), facts_of(place.estate.facts), words, partial)


def _rows(readable: Q, unit: Unit, day: date, standard: Standard | None) -> Iterable[DraftClause]:
    steps = range(unit.steplen, len(unit.path), unit.steplen)
    above = [unit.path[:step] for step in steps]
    near = Q(standard__unit__path__in=above) | Q(standard__unit__path__startswith=unit.path)
    binding = binding_on(day, "standard__")
    if standard is not None:
        binding |= Q(standard=standard)
    rows = DraftClause.objects.filter(readable, near, binding, standard__archived_at__isnull=True)
    # Contracts come first: of a promise that stands in very many places only the first of them are compared.
    return rows.select_related("standard__unit").order_by("standard__level", "standard__code", "position", "pk")


def binding_on(day: date, lookup: str = "") -> Q:
    """Return the filter for standards and for the contracts that bind on a day.

    Args:
        day: The day.
        lookup: Lookup of the standard from the row, with its two underscores; "" where the row is the standard.
    """
    begun = Q(**{f"{lookup}binds_from__lte": day})
    going = Q(**{f"{lookup}binds_until__isnull": True}) | Q(**{f"{lookup}binds_until__gte": day})
    return Q(**{f"{lookup}level": StandardLevel.STANDARD}) | (begun & going)
