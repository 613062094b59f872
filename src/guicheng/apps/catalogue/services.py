"""What is written of services, facts and contracts: rights, one transaction, the audit row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from guicheng.adapters.norms.own import norms_in_use
from guicheng.apps.catalogue.models import ContractLine, OwnItem, UnitFacts
from guicheng.apps.catalogue.selectors import catalogue_of, own_item
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors.fetching import clean, one
from guicheng.apps.organization.selectors.people import names_of_administrators
from guicheng.apps.platform.services import record
from guicheng.domain.catalogue import CUSTOMERS, DOMAINS, PROPERTY_TYPES, fact_value, shipped_facts
from guicheng.domain.comparison.norm import places_of
from guicheng.domain.comparison.towns import town_of
from guicheng.domain.values import FieldError, NotAllowedError, StaleError
from guicheng.domain.values.message import _

_MANAGE: Final = "catalogue.manage"
_FACTS: Final = "catalogue.describe"
_PLAIN: Final = re.compile(r"^[一-鿿\w][一-鿿\w ·（）()、/-]{0,39}$")
_MOST_ITEMS: Final = 300
_LONGEST_CITY: Final = 30
_LONGEST_GRADE: Final = 20


class NotInCatalogueError(FieldError):
    """A value is missing or is none that there is; nothing was written."""

    code = "not-in-catalogue"


@transaction.atomic
def describe_unit(
    *,
    actor: Actor,
    unit_key: str | UUID,
    facts: Mapping[str, str],
    revision: int,
    at: datetime,
    property_type: str = "",
    customers: Iterable[str] = (),
    city: str = "",
    grade: str = "",
) -> UnitFacts:
    """Write down what a unit is like, in place of what was written before.

    Args:
        actor: Who writes; needs ``catalogue.describe`` at the unit.
        unit_key: The unit.
        facts: Fact → number as written; "" leaves it open.
        revision: The revision that the actor saw; 0 where there was none.
        at: Now, with time zone.
        property_type: One of ``PROPERTY_TYPES``, "" for what holds above.
        customers: Some of ``CUSTOMERS``; none for what holds above.
        city: City whose legal duties hold, "" for what holds above.
        grade: Grade that is promised, "" for what holds above.

    Raises:
        Unit.DoesNotExist: There is none within reach.
        NotANumberError: A fact is no number.
        NotInCatalogueError: A choice is none that there is, or nobody knows in which province the city lies.
        StaleError: Somebody wrote it since.
    """
    unit = _unit_for(actor, _FACTS, unit_key)
    row = UnitFacts.objects.select_for_update().filter(unit=unit).first()
    if (row.revision if row else 0) != revision:
        raise StaleError(_("Somebody changed the facts of {unit} since. Look at them again.", unit=unit.name))
    before = _told(row) if row else {}
    row = row or UnitFacts(unit=unit, revision=0)
    row.property_type = _one_of(property_type, ("", *PROPERTY_TYPES), "property_type")
    row.customers = _some_of(customers, CUSTOMERS, "customers")
    row.city, row.grade = _city(city), _short(grade)
    row.facts = _numbers(facts)
    row.revision, row.changed_at = row.revision + 1, at
    row.save()
    _note(actor, "describe_unit", unit, key=str(unit.key), label=unit.name, at=at, before=before, after=_told(row))
    return row


@transaction.atomic
def set_contract(
    *, actor: Actor, unit_key: str | UUID, item: str, included: bool | None, at: datetime, note: str = ""
) -> None:
    """Write down what an estate's contract says about a service.

    Args:
        actor: Who writes; needs ``catalogue.describe`` at the unit.
        unit_key: The unit.
        item: Key of the service.
        included: Whether the contract includes it; None where it is silent.
        at: Now, with time zone.
        note: Where the contract says so.

    Raises:
        Unit.DoesNotExist: There is none within reach.
        NotInCatalogueError: There is no such service.
    """
    unit = _unit_for(actor, _FACTS, unit_key)
    found = catalogue_of(actor.company_id).get(item)
    if found is None or not found.parent:
        raise NotInCatalogueError(_("Choose a service of the catalogue."), field="item")
    rows = ContractLine.objects.filter(unit=unit, item=item)
    before = {"included": line.included, "note": line.note} if (line := rows.first()) else {}
    after: dict[str, Any] = {} if included is None else {"included": included, "note": clean(note)[:200]}
    if included is None:
        rows.delete()
    else:
        ContractLine.objects.update_or_create(unit=unit, item=item, defaults={**after, "changed_at": at})
    _note(actor, "set_contract", unit, key=item, label=found.zh, at=at, before=before, after=after)


@transaction.atomic
def add_item(
    *,
    actor: Actor,
    domain: str,
    name: str,
    at: datetime,
    property_types: Iterable[str] = (),
    customers: Iterable[str] = (),
    needs: Iterable[str] = (),
    places: str = "",
) -> OwnItem:
    """Add a service to the company's catalogue.

    Args:
        actor: Who adds it; needs ``catalogue.manage`` for the company.
        domain: One of ``DOMAINS``.
        name: What it is called, at most 40 characters.
        at: Now, with time zone.
        property_types: Where it is rendered; none for everywhere.
        customers: For whom.
        needs: Facts of which one must be more than nothing; none for always.
        places: Fact that counts its places, "" for one.

    Raises:
        NotInCatalogueError: A value cannot be what it is, or the company has this service already.
    """
    company = _company_for(actor)
    called, facts = clean(name), tuple(shipped_facts())
    if not _PLAIN.match(called):
        raise NotInCatalogueError(_("Write the name of the service, at most 40 characters."), field="name")
    if OwnItem.objects.filter(company=company).count() >= _MOST_ITEMS:
        raise NotInCatalogueError(_("A company adds at most {limit} services.", limit=str(_MOST_ITEMS)), field="name")
    row = OwnItem(
        company=company,
        domain=_one_of(domain, DOMAINS, "domain"),
        name=called,
        property_types=_some_of(property_types, PROPERTY_TYPES, "property_types"),
        customers=_some_of(customers, CUSTOMERS, "customers"),
        needs=_some_of(needs, facts, "needs"),
        places=_one_of(places, ("", *facts), "places"),
        changed_at=at,
    )
    row.code = f"{row.domain}.own-{row.key.hex[:8]}"
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise NotInCatalogueError(_("“{name}” stands in the catalogue already.", name=called), field="name") from error
    _note(
        actor, "add_item", company, key=str(row.key), label=row.name, at=at, after={"code": row.code, "name": row.name}
    )
    return row


@transaction.atomic
def remove_item(*, actor: Actor, key: str | UUID, at: datetime) -> None:
    """Take a service of the company's own out of its catalogue.

    Raises:
        OwnItem.DoesNotExist: There is none in the actor's company.
    """
    row, company = own_item(actor, key), _company_for(actor)
    ContractLine.objects.filter(item=row.code, unit__path__startswith=company.path).delete()
    _note(
        actor,
        "remove_item",
        company,
        key=str(row.key),
        label=row.name,
        at=at,
        before={"code": row.code, "name": row.name},
    )
    row.delete()


def _city(text: str) -> str:
    """Return a city by the name under which the duties of its province and its own are found."""
    written = clean(text)
    if not written:
        return ""
    for place in places_of(norms_in_use()):
        if not place.national and written.lower() in {place.key, place.en.lower(), place.zh}:
            return place.zh
    town = town_of(written)
    if not town.province or len(town.name) > _LONGEST_CITY:
        raise NotInCatalogueError(
            _(
                "Nobody knows in which province “{city}” lies. Write a city at the level of a prefecture, such as 济南, "
                "or the province before the city, such as 江苏省昆山市.",
                city=written[:_LONGEST_CITY],
            ),
            field="city",
        )
    return town.name


def _short(grade: str) -> str:
    written = clean(grade)
    if len(written) > _LONGEST_GRADE:
        raise NotInCatalogueError(
            _("Write the grade in at most {limit} characters.", limit=str(_LONGEST_GRADE)), field="grade"
        )
    return written


def _numbers(facts: Mapping[str, str]) -> dict[str, str]:
    known = shipped_facts()
    found = {}
    for key, text in facts.items():
        if key not in known:
            raise NotInCatalogueError(_("There is no fact “{name}”.", name=key[:40]), field="facts")
        number = fact_value(str(text), name=known[key].zh, whole=known[key].whole)
        if number is not None:
            found[key] = f"{number:f}"
    return found


def _one_of(value: str, known: Iterable[str], field: str) -> str:
    if value not in known:
        raise NotInCatalogueError(_("Choose one of the list."), field=field)
    return value


def _some_of(values: Iterable[str], known: tuple[str, ...], field: str) -> list[str]:
    wanted = [_one_of(value, known, field) for value in values]
    return [value for value in known if value in wanted]


def _unit_for(actor: Actor, permission: str, key: str | UUID) -> Unit:
    """Return a unit for an act.

    Raises:
        Unit.DoesNotExist: There is none within reach.
        NotAllowedError: It is visible, and the permission does not hold.
    """
    unit: Unit = one(Unit.objects.filter(actor.within("standards.read", "")), key)
    _permit(actor, permission, unit)
    return unit


def _company_for(actor: Actor) -> Unit:
    company: Unit = Unit.objects.get(pk=actor.company_id)
    _permit(actor, _MANAGE, company)
    return company


def _permit(actor: Actor, permission: str, unit: Unit) -> None:
    if not actor.may(permission, unit):
        raise NotAllowedError(
            _(
                "Your role at {unit} does not include this. Ask {names} to grant it.",
                unit=unit.name,
                names=names_of_administrators(unit),
            )
        )


def _told(row: UnitFacts) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("property_type", "customers", "city", "grade", "facts")}


def _note(
    actor: Actor,
    name: str,
    unit: Unit,
    *,
    key: str,
    label: str,
    at: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    record(
        actor=actor,
        act=f"catalogue.{name}",
        subject="service" if name in {"add_item", "remove_item"} else "unit",
        key=key,
        label=label,
        unit_path=str(unit.path),
        before=before,
        after=after,
        at=at,
    )
