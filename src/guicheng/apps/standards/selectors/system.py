"""How standards hang together: which services they cover where, their elements, and what a year of them costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from guicheng.apps.catalogue.selectors import UnitDescription
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit, UnitKind
from guicheng.apps.standards.models import ClauseKind, DraftClause, Standard, StandardItem, StandardLevel
from guicheng.apps.standards.readings import CompanyWords, read_text
from guicheng.apps.standards.readings.comparing import at_grade, grade_position
from guicheng.domain.capacity import Cost, Effort, NoEffortError, Rates, cost_of, effort_of, total_of
from guicheng.domain.catalogue import Catalogue, shipped
from guicheng.domain.clause import Clause, State
from guicheng.domain.elements import ElementRow, Evidence, Ground, Smart, elements_of, smart_of

#: How customers are called in clauses, by group.
CUSTOMER_WORDS: Mapping[str, str] = {"owner": "业主", "tenant": "租户", "merchant": "商户", "visitor": "访客"}


@dataclass(frozen=True, slots=True)
class ElementClause:
    """A clause with its elements.

    Args:
        clause: The row.
        reading: The clause as read at the grade that was asked for.
        elements: Its elements.
        effort: What one occasion takes; None where nobody said.
        cost: What a year of it costs; None where no unit was asked for.
    """

    clause: DraftClause
    reading: Clause
    elements: ElementRow
    effort: Effort | None
    cost: Cost | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The clauses of a standard with their elements.

    Args:
        rows: The clauses, in order; headings and notes left out.
        smart: Which of the five letters they have.
        yearly: Sum of the costs that could be worked out.
        open: How many could not.
    """

    rows: tuple[ElementClause, ...]
    smart: Smart
    yearly: Decimal
    open: int


def items_of(standard: Standard) -> list[str]:
    """Return the codes of the services that a standard covers: one query."""
    return list(StandardItem.objects.filter(standard=standard).values_list("code", flat=True))


def holding_at(unit: Unit, *, archived: bool = False) -> Q:
    """Return the filter for standards that hold at a unit: its own and those of the units above it.

    Args:
        unit: The unit.
        archived: Whether archived ones are among them.
    """
    steps = range(unit.steplen, len(unit.path) + 1, unit.steplen)
    above = [unit.path[:step] for step in steps]
    held = Q(unit__path__in=above, level=StandardLevel.STANDARD)
    return held if archived else held & Q(archived_at__isnull=True)


def sheet_of(
    standard: Standard,
    clauses: Sequence[DraftClause],
    words: CompanyWords,
    *,
    place: UnitDescription | None = None,
    catalogue: Catalogue | None = None,
    items: Sequence[str] = (),
    grounds: Mapping[UUID, frozenset[Ground]] | None = None,
) -> Sheet:
    """Return the clauses of a standard with elements and costs; asks nothing of the database.

    Args:
        standard: The standard.
        clauses: Its clauses, in order.
        words: The words of its company.
        place: The unit at which costs are worked out; None for none.
        catalogue: The services of its company; None for the shipped ones.
        items: Codes of the services that the standard covers.
        grounds: What stands behind clauses, by key, beside the services that the standard covers.
    """
    grade = place.estate.grade if place else ""
    graded = replace(words, grade=grade_position(standard, grade))
    customers = "、".join(CUSTOMER_WORDS[name] for name in standard.customer_groups if name in CUSTOMER_WORDS)
    rates = rates_of(standard, catalogue or shipped(), items, place) if place else None
    rows = []
    for clause in clauses:
        if clause.kind != ClauseKind.CLAUSE or not at_grade(clause, standard, grade):
            continue
        rows.append(_row(clause, graded, customers, rates))
    covered = frozenset({Ground.ITEM}) if items else frozenset()
    behind = grounds or {}
    evidence = [
        Evidence(row.reading, row.elements, row.effort is not None, covered | behind.get(row.clause.key, frozenset()))
        for row in rows
    ]
    yearly, unknown = total_of(row.cost for row in rows if row.cost and row.reading.state is not State.NOTE)
    return Sheet(tuple(rows), smart_of(evidence), yearly, unknown)


def _row(clause: DraftClause, words: CompanyWords, customers: str, rates: Rates | None) -> ElementClause:
    reading = read_text(clause.text, words, kind=clause.kind, number=clause.number, elements=clause.elements).clause
    effort = effort_beside(clause)
    cost = cost_of(reading, effort, rates, clause.elements) if rates else None
    return ElementClause(clause, reading, elements_of(reading, clause.elements, customers=customers), effort, cost)


def effort_beside(clause: DraftClause) -> Effort | None:
    """Return the effort that stands beside a clause; None where there is none, or nobody can read it."""
    try:
        return effort_of(clause.elements.get("effort", ""), clause.elements.get("material", ""))
    except NoEffortError:
        return None


def rates_of(standard: Standard, catalogue: Catalogue, items: Sequence[str], place: UnitDescription) -> Rates:
    """Return what the costs of a standard are worked out with at a unit.

    A standard of one service is counted by the places and occasions of that service. Of one that covers several no
    clause says which it belongs to, so their places are not multiplied; its trade is that of the standard.
    """
    found = [item for code in items if (item := catalogue.get(code))]
    only = found[0] if len(found) == 1 else None
    trade = standard.category or (found[0].domain if found else "")
    return Rates(
        facts=place.estate.facts,
        places=only.places if only else "",
        events=only.events if only else "",
        trade=trade,
    )


def estates_for(actor: Actor, standard: Standard) -> list[Unit]:
    """Return the units at which a standard can cost something: its own and the estates below: one query at most."""
    if standard.unit.kind == UnitKind.ESTATE and actor.may("standards.read", standard.unit):
        # Nothing stands below an estate.
        return [] if standard.unit.archived_at else [standard.unit]
    rows = Unit.objects.filter(actor.within("standards.read", ""), path__startswith=standard.unit.path)
    listed = list(rows.filter(archived_at__isnull=True).order_by("path"))
    return [unit for unit in listed if unit.kind == UnitKind.ESTATE or unit.pk == standard.unit_id]
