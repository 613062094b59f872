"""What stands behind the clauses of a standard at a unit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from guicheng.apps.catalogue.selectors import UnitDescription
from guicheng.apps.standards.models import DraftClause, Standard
from guicheng.apps.standards.readings import CompanyWords
from guicheng.apps.standards.readings.comparing import members_of
from guicheng.apps.standards.readings.grounds import grounds_of
from guicheng.apps.standards.selectors.contracts import contract_members
from guicheng.domain.elements import Ground


def grounds_at(
    place: UnitDescription,
    standard: Standard,
    clauses: Sequence[DraftClause],
    words: CompanyWords,
    *,
    day: date,
    demanded: Collection[UUID] = (),
) -> dict[UUID, frozenset[Ground]]:
    """Return what stands behind the clauses of a standard, by key: one query.

    Args:
        place: The unit whose law and contract are asked.
        standard: The standard, with its unit.
        clauses: Its paragraphs, in order.
        words: The words of its company.
        day: The day on which contracts bind.
        demanded: Keys of clauses that answer a demand of customers; research says which.
    """
    members = members_of(clauses, {standard.pk: standard}, words, grade=place.estate.grade)
    contract = contract_members(place.unit, words, day=day, grade=place.estate.grade)
    return grounds_of(members, place.estate, contract, demanded, words)
