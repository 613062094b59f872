"""The scope of services of a unit beside the standards that cover it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from guicheng.apps.catalogue.models import ContractLine
from guicheng.apps.catalogue.selectors import UnitDescription, catalogue_of, describe
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.readings.comparing import Member
from guicheng.apps.standards.selectors.contracts import promised_at
from guicheng.apps.standards.selectors.coverage import Covering, codes_in, coverage_at
from guicheng.apps.standards.selectors.from_above import only_published
from guicheng.domain.catalogue import Catalogue, Estate, ScopeLine, gaps, scope_of


@dataclass(frozen=True, slots=True)
class ServiceAt:
    """A service at a unit.

    Args:
        line: Whether it is in scope, and why.
        standards: The standards that cover it there, by code.
        gap: Where scope and standards miss one another; "" where they do not.
        said: What a person wrote of the contract; None where nobody did.
        promise: The first clause of a contract that promises it; None where none does.
    """

    line: ScopeLine
    standards: Sequence[Covering]
    gap: Literal["no-standard", "out-of-scope", ""]
    said: ContractLine | None
    promise: Member | None = None


@dataclass(frozen=True, slots=True)
class ScopeAt:
    """The scope of a unit.

    Args:
        place: What is known of the unit.
        catalogue: The services of its company.
        services: All services, in the order of the tree.
        published: Whether of the units above only what is published counts, drafts being out of reach.
    """

    place: UnitDescription
    catalogue: Catalogue
    services: Sequence[ServiceAt]
    published: bool


def scope_at(actor: Actor, unit: Unit, *, day: date) -> ScopeAt:
    """Return the scope of a unit with its gaps: six queries at most.

    Args:
        actor: Who asks; drafts within their reach cover services, and of those from above what is published.
        unit: A visible unit.
        day: The day on which editions are in force.
    """
    place, catalogue = describe(unit), catalogue_of(actor.company_id)
    promised = promised_at(actor, {unit.pk: place}, day=day)[unit.pk]
    lines = scope_of(catalogue, with_promises(place, promised))
    covered = coverage_at(actor, [unit], day=day)[unit.pk]
    kinds = {gap.item.key: gap.kind for gap in gaps(lines, codes_in(covered))}
    services = [
        ServiceAt(
            line,
            covered.get(line.item.key, ()),
            kinds.get(line.item.key, ""),
            place.lines.get(line.item.key),
            promised.get(line.item.key),
        )
        for line in lines
    ]
    return ScopeAt(place, catalogue, services, bool(only_published(actor, unit)))


def with_promises(place: UnitDescription, promised: Mapping[str, Member]) -> Estate:
    """Return what is known of a unit together with the services that its contracts promise."""
    return replace(place.estate, promised={item: member.name for item, member in promised.items()})
