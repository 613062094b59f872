"""The services of an estate as pages show them: in scope or not, why, and by which standards they are covered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language, gettext

from guicheng.apps.catalogue.selectors import UnitDescription, catalogue_of, describe_all
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit, UnitKind
from guicheng.apps.standards.selectors.contracts import promised_at
from guicheng.apps.standards.selectors.coverage import Covering, codes_in, coverage_at, only_drafts
from guicheng.apps.standards.selectors.scope import ServiceAt, scope_at, with_promises
from guicheng.domain.catalogue import CUSTOMERS, PROPERTY_TYPES, Catalogue, gaps, scope_of, shipped_facts
from guicheng.web.catalogue_words import CUSTOMER_NAMES, FACT_GROUPS, PROPERTIES
from guicheng.web.comparing import Side, side_of
from guicheng.web.wording import Word


@dataclass(frozen=True, slots=True)
class Cover:
    """A standard that covers a service; ``draft`` where no edition of it is in force."""

    code: str
    href: str
    draft: bool

    @classmethod
    def of(cls, covering: Covering) -> Cover:
        """Show a standard: its draft where the reader may see it, else the edition in force."""
        number = covering.edition
        own = covering.draft or not number
        href = reverse("standard", args=[covering.code]) if own else reverse("edition", args=[covering.code, number])
        return cls(covering.code, href, not number)


@dataclass(frozen=True, slots=True)
class Service:
    """A service at an estate.

    Args:
        key: Its code.
        name: In the reader's language.
        inside: "in", "out" or "open".
        reason: Why.
        standards: The standards that cover it.
        gap: ``no-standard``, ``out-of-scope`` or "".
        contract: "in", "out" or "" where the contract is silent.
        note: Where the contract says so.
        own: Whether the company added it.
        promise: The clause of a contract that promises it; None where none does.
        clash: Whether a person excluded it although a contract promises it.
    """

    key: str
    name: str
    inside: str
    reason: str
    standards: Sequence[Cover]
    gap: str
    contract: str
    note: str
    own: bool
    promise: Side | None = None
    clash: bool = False

    @property
    def drafted(self) -> bool:
        """Whether it is in scope and only drafts cover it, so that nothing that is in force does."""
        return self.inside == "in" and bool(self.standards) and all(each.draft for each in self.standards)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A domain with its services."""

    name: str
    services: Sequence[Service]


@dataclass(frozen=True, slots=True)
class FactField:
    """A fact as a form asks for it; ``above`` names the unit from which a value holds that is not written here."""

    key: str
    name: str
    unit: str
    value: str
    above: str
    holds: str


@dataclass(frozen=True, slots=True)
class ScopePage:
    """What the page of a unit's scope shows.

    Args:
        place: What is known of the unit.
        chapters: The services by domain.
        missing: Services in scope without a standard.
        drafted: Services in scope that only drafts cover.
        surplus: Services out of scope with a standard.
        clashes: Services that a person excluded although a contract promises them.
        open: Services for which a fact is missing.
        inside: Services in scope.
        groups: Facts to fill in, by group.
        published: Whether of the units above only what is published counts.
    """

    place: UnitDescription
    chapters: Sequence[Chapter]
    missing: Sequence[Service]
    drafted: Sequence[Service]
    surplus: Sequence[Service]
    clashes: Sequence[Service]
    open: Sequence[Service]
    inside: int
    groups: Sequence[tuple[Word, Sequence[FactField]]]
    published: bool


@dataclass(frozen=True, slots=True)
class EstateLine:
    """A unit in the list of scopes, with its numbers; ``drafted`` counts services in scope that only drafts cover."""

    unit: Unit
    property_type: Word
    city: str
    inside: int
    missing: int
    drafted: int
    surplus: int
    open: int


def scope_page(actor: Actor, unit: Unit, *, day: date, given: QueryDict | None = None) -> ScopePage:
    """Gather the scope of a unit; six queries at most.

    Args:
        actor: Who looks.
        unit: A visible unit.
        day: The day on which editions are in force.
        given: What a form sent and was not taken, to be shown again.
    """
    found = scope_at(actor, unit, day=day)
    services = _services(found.services)
    listed = [service for services_of in services.values() for service in services_of]
    return ScopePage(
        place=found.place,
        chapters=[Chapter(_name(found.catalogue, domain), listed) for domain, listed in services.items()],
        missing=[service for service in listed if service.gap == "no-standard"],
        drafted=[service for service in listed if service.drafted],
        surplus=[service for service in listed if service.gap == "out-of-scope"],
        clashes=[service for service in listed if service.clash],
        open=[service for service in listed if service.inside == "open"],
        inside=sum(service.inside == "in" for service in listed),
        groups=_groups(found.place, given),
        published=found.published,
    )


def _services(services: Sequence[ServiceAt]) -> dict[str, list[Service]]:
    language = get_language() or ""
    found: dict[str, list[Service]] = {}
    for each in services:
        line, said = each.line, each.said
        found.setdefault(line.item.parent, []).append(
            Service(
                key=line.item.key,
                name=line.item.name(language),
                inside={True: "in", False: "out", None: "open"}[line.inside],
                reason=line.reason_in(language).render(gettext),
                standards=[Cover.of(covering) for covering in each.standards],
                gap=each.gap,
                contract="" if said is None else "in" if said.included else "out",
                note=said.note if said else "",
                own=line.item.own,
                promise=side_of(each.promise) if each.promise else None,
                clash=line.clash,
            )
        )
    return found


def _name(catalogue: Catalogue, key: str) -> str:
    item = catalogue.get(key)
    return item.name(get_language() or "") if item else key


def _groups(place: UnitDescription, given: QueryDict | None) -> list[tuple[Word, list[FactField]]]:
    """Return the facts by group; a group without any is left out."""
    own = place.own.facts if place.own else {}
    language = get_language() or ""
    groups: dict[str, list[FactField]] = {}
    for key, fact in shipped_facts().items():
        holds = place.estate.facts.get(key)
        groups.setdefault(fact.group, []).append(
            FactField(
                key=key,
                name=fact.name(language),
                unit=fact.unit_name(language),
                value=given.get(f"fact-{key}", "") if given is not None else own.get(key, ""),
                above=place.above.get(key, ""),
                holds="" if holds is None else plain_number(holds),
            )
        )
    return [(FACT_GROUPS[name], fields) for name, fields in groups.items()]


def estate_lines(actor: Actor, units: Sequence[Unit], *, day: date) -> list[EstateLine]:
    """Return the estates with the numbers of their scope: six queries, however many they are."""
    estates = [unit for unit in units if unit.kind == UnitKind.ESTATE]
    places, catalogue = describe_all(estates), catalogue_of(actor.company_id)
    covered, promised = coverage_at(actor, estates, day=day), promised_at(actor, places, day=day)
    found = []
    for unit in estates:
        lines = scope_of(catalogue, with_promises(places[unit.pk], promised[unit.pk]))
        kinds = [gap.kind for gap in gaps(lines, codes_in(covered[unit.pk]))]
        found.append(
            EstateLine(
                unit=unit,
                property_type=PROPERTIES.get(places[unit.pk].estate.property_type, "—"),
                city=places[unit.pk].estate.city or "—",
                inside=sum(line.inside is True for line in lines),
                missing=kinds.count("no-standard"),
                drafted=sum(
                    bool(line.inside) and only_drafts(covered[unit.pk].get(line.item.key, ())) for line in lines
                ),
                surplus=kinds.count("out-of-scope"),
                open=sum(line.inside is None for line in lines),
            )
        )
    return found


def unit_form(place: UnitDescription, given: QueryDict | None) -> dict[str, object]:
    """Return what the form of a unit offers, filled with what was written or with what was just sent."""
    own = place.own
    chosen = given.getlist("customers") if given else own.customers if own else []
    words = {
        name: given.get(name, "") if given else getattr(own, name, "") for name in ("property_type", "city", "grade")
    }
    estate = place.estate
    holds = {"property_type": PROPERTIES.get(estate.property_type, ""), "city": estate.city, "grade": estate.grade}
    return {
        "words": words,
        "above": {name: holds[name] for name in holds if name in place.above},
        "properties": [(key, PROPERTIES[key]) for key in PROPERTY_TYPES],
        "customers": [(key, CUSTOMER_NAMES[key], key in chosen) for key in CUSTOMERS],
    }


def plain_number(number: Decimal) -> str:
    """Return a number without zeros that say nothing.

    Example:
        >>> plain_number(Decimal("12.50")), plain_number(Decimal("100"))
        ('12.5', '100')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(number: Decimal) -> str:
    """Return yuan as pages show them.

    Example:
        >>> money(Decimal("12345.6"))
        '¥12,346'
    """
    return f"¥{number:,.0f}"
