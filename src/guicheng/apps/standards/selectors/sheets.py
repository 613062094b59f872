"""The elements, the letters and the costs of a standard at one unit, gathered once for every door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guicheng.apps.catalogue.selectors import UnitDescription, catalogue_of, facts_at
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit, UnitKind
from guicheng.apps.standards.models import DraftClause, Standard
from guicheng.apps.standards.readings import CompanyWords, company_words
from guicheng.apps.standards.selectors.demand_links import clauses_with_demands
from guicheng.apps.standards.selectors.grounds import grounds_at
from guicheng.apps.standards.selectors.system import Sheet, estates_for, items_of, sheet_of
from guicheng.domain.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class SheetAt:
    """A sheet with what it was worked out with.

    Args:
        sheet: The clauses with elements and costs, and the letters.
        place: The unit.
        items: Codes of the services that the standard covers.
        catalogue: The services of its company.
        clauses: All its paragraphs, in order.
        words: The words of its company.
    """

    sheet: Sheet
    place: UnitDescription
    items: Sequence[str]
    catalogue: Catalogue
    clauses: Sequence[DraftClause]
    words: CompanyWords


def sheet_at(standard: Standard, unit: Unit, *, day: date | None = None) -> SheetAt:
    """Gather the elements and costs of a standard at a unit: six queries.

    Args:
        standard: A visible standard.
        unit: The unit at which costs are worked out.
        day: The day for which law, contract and demands are asked what stands behind the clauses; None asks none of
            them, for those who do not want the letters.
    """
    clauses, demanded = clauses_with_demands(standard)
    words, items = company_words(standard.company_id), items_of(standard)
    place, catalogue = facts_at(unit), catalogue_of(standard.company_id)
    grounds = {}
    if day:
        grounds = grounds_at(place, standard, clauses, words, day=day, demanded=demanded)
    sheet = sheet_of(standard, clauses, words, place=place, catalogue=catalogue, items=items, grounds=grounds)
    return SheetAt(sheet, place, items, catalogue, clauses, words)


def unit_for(actor: Actor, standard: Standard, key: str | UUID = "") -> Unit:
    """Return the unit at which a standard is worked out: the one that was named, else its first estate, else its own.

    One query.

    Args:
        actor: Who asks.
        standard: A visible standard.
        key: Key of the unit; "" for none.

    Raises:
        Unit.DoesNotExist: None of this key is its own unit or an estate below it within reach.
    """
    units = estates_for(actor, standard)
    if key:
        found = next((unit for unit in units if str(unit.key) == str(key)), None)
        if found is None:
            raise Unit.DoesNotExist
        return found
    return next((unit for unit in units if unit.kind == UnitKind.ESTATE), standard.unit)
