"""What services a company has, and what its units are like, with a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from guicheng.apps.catalogue.models import ContractLine, OwnItem, UnitFacts
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors.fetching import one
from guicheng.domain.catalogue import Catalogue, Estate, Item, shipped, shipped_facts


@dataclass(frozen=True, slots=True)
class UnitDescription:
    """What is known of a unit, its own words apart from what holds from above.

    Args:
        unit: The unit.
        own: What was written at the unit; None for nothing.
        estate: What holds at it.
        above: Fact or field → name of the unit from which it holds.
        lines: What its contract says, by item.
    """

    unit: Unit
    own: UnitFacts | None
    estate: Estate
    above: Mapping[str, str]
    lines: Mapping[str, ContractLine]

    @property
    def revision(self) -> int:
        """The revision to name when writing; 0 where nothing was written."""
        return self.own.revision if self.own else 0


def catalogue_of(company_id: int | None) -> Catalogue:
    """Return the shipped catalogue with a company's own items: one query."""
    rows = OwnItem.objects.filter(company_id=company_id)
    return shipped().over(item_of(row) for row in rows)


def item_of(row: OwnItem) -> Item:
    """Return a row as the catalogue holds it."""
    return Item(
        key=row.code,
        parent=row.domain,
        zh=row.name,
        en=row.name,
        property_types=tuple(row.property_types),
        customers=tuple(row.customers),
        needs=tuple(row.needs),
        places=row.places,
        own=True,
    )


def own_items_of(actor: Actor) -> list[OwnItem]:
    """Return the services that the actor's company added; none without ``standards.read`` anywhere."""
    if not actor.may_anywhere("standards.read"):
        return []
    return list(OwnItem.objects.filter(company_id=actor.company_id))


def own_item(actor: Actor, key: str | UUID) -> OwnItem:
    """Return a service that the actor's company added.

    Raises:
        OwnItem.DoesNotExist: There is none.
    """
    rows = OwnItem.objects.filter(company_id=actor.company_id if actor.may_anywhere("standards.read") else None)
    return one(rows, key)


def describe(unit: Unit) -> UnitDescription:
    """Return what is known of a unit and what holds at it from the units above: two queries."""
    return _described(unit, _chain(unit), {line.item: line for line in ContractLine.objects.filter(unit=unit)})


def facts_at(unit: Unit) -> UnitDescription:
    """Return what holds at a unit, as ``describe`` does, without what its contract says of services: one query."""
    return _described(unit, _chain(unit), {})


def _chain(unit: Unit) -> list[UnitFacts]:
    """Return what was written of a unit and of those above it, the company first."""
    steps = range(unit.steplen, len(unit.path) + 1, unit.steplen)
    rows = UnitFacts.objects.filter(unit__path__in=[unit.path[:step] for step in steps])
    return sorted(rows.select_related("unit"), key=lambda row: len(row.unit.path))


def describe_all(units: Iterable[Unit]) -> dict[int, UnitDescription]:
    """Return what is known of several units of one company, by primary key: two queries, whatever their number."""
    listed = list(units)
    roots = {unit.company_path for unit in listed}
    rows = (
        [
            row
            for row in UnitFacts.objects.select_related("unit").order_by("unit__path")
            if row.unit.company_path in roots
        ]
        if listed
        else []
    )
    lines: dict[int, dict[str, ContractLine]] = {unit.pk: {} for unit in listed}
    for line in ContractLine.objects.filter(unit__in=lines):
        lines[line.unit_id][line.item] = line
    return {
        unit.pk: _described(unit, [row for row in rows if unit.path.startswith(row.unit.path)], lines[unit.pk])
        for unit in listed
    }


def _described(unit: Unit, chain: list[UnitFacts], lines: dict[str, ContractLine]) -> UnitDescription:
    """Lay what each unit of the way down says over what holds from above."""
    facts: dict[str, Decimal] = {}
    words: dict[str, str] = {"property_type": "", "city": "", "grade": ""}
    customers: list[str] = []
    above: dict[str, str] = {}
    inherited = {key for key, fact in shipped_facts().items() if fact.inherited}
    for row in chain:
        here = row.unit_id == unit.pk
        said = {key: Decimal(text) for key, text in row.facts.items() if here or key in inherited}
        facts |= said
        told = {name: getattr(row, name) for name in words if getattr(row, name)}
        words |= told
        customers = row.customers or customers
        named = [*said, *told, *(["customers"] if row.customers else [])]
        above |= dict.fromkeys(named, "" if here else row.unit.name)
    own = next((row for row in chain if row.unit_id == unit.pk), None)
    estate = Estate(
        customers=frozenset(customers),
        facts=facts,
        contract={item: line.included for item, line in lines.items()},
        property_type=words["property_type"],
        city=words["city"],
        grade=words["grade"],
    )
    return UnitDescription(unit, own, estate, {name: where for name, where in above.items() if where}, lines)
