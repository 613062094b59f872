"""Groups of customers, as people keep them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import NotAsWantedError, TakenError
from guicheng.apps.research.models import GROUP_KINDS, CustomerGroup
from guicheng.apps.research.selectors.groups import group_visible_to
from guicheng.apps.research.services.noting import chosen, company_for, note, written
from guicheng.domain.catalogue import PROPERTY_TYPES
from guicheng.domain.demand.masking import mask
from guicheng.domain.values.message import _

_LONGEST_NAME: Final = 40
_LONGEST_NOTE: Final = 2000
_MOST_HOUSEHOLDS: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class GroupText:
    """What a group is.

    Args:
        name: What it is called, once in the company.
        kind: One of ``GROUP_KINDS``.
        property_type: Kind of property, "" for any.
        households: How many it has, digits or nothing.
        note: What is known of it; marks of people are covered.
    """

    name: str
    kind: str
    property_type: str = ""
    households: str = ""
    note: str = ""


@transaction.atomic
def add_group(*, actor: Actor, said: GroupText, at: datetime) -> CustomerGroup:
    """Add a group of customers to the company.

    Args:
        actor: Who adds it; needs ``research.edit`` for the company.
        said: What it is.
        at: Now, with time zone.

    Raises:
        NotAsWantedError: A value is missing or cannot be what it is.
        TakenError: Another group has the name.
    """
    company = company_for(actor)
    group = CustomerGroup(company=company, changed_at=at)
    _fill(group, said)
    _save(group)
    _note(actor, "add_group", group, at, before={}, after=_told(group))
    return group


@transaction.atomic
def change_group(*, actor: Actor, key: str | UUID, said: GroupText, at: datetime) -> CustomerGroup:
    """Change a group; see ``add_group``."""
    group = _found(actor, key)
    before = _told(group)
    _fill(group, said)
    group.changed_at = at
    _save(group)
    _note(actor, "change_group", group, at, before=before, after=_told(group))
    return group


@transaction.atomic
def archive_group(*, actor: Actor, key: str | UUID, at: datetime, back: bool = False) -> CustomerGroup:
    """Lay a group aside, or take it back; what was said of it stays."""
    group = _found(actor, key)
    before = _told(group)
    group.archived_at, group.changed_at = None if back else at, at
    group.save()
    _note(actor, "unarchive_group" if back else "archive_group", group, at, before=before, after=_told(group))
    return group


def _found(actor: Actor, key: str | UUID) -> CustomerGroup:
    group = group_visible_to(actor, key)
    company_for(actor)
    return CustomerGroup.objects.select_for_update().get(pk=group.pk)


def _fill(group: CustomerGroup, said: GroupText) -> None:
    group.name = written(said.name, field="name", most=_LONGEST_NAME)
    group.kind = chosen(said.kind, GROUP_KINDS, field="kind")
    group.property_type = chosen(said.property_type, ("", *PROPERTY_TYPES), field="property_type")
    group.note = mask(said.note.replace("\0", "").strip()[:_LONGEST_NOTE]).text
    group.households = _number(said.households)


def _number(text: str) -> int | None:
    digits = str(text).replace(",", "").replace("，", "").strip()
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and int(digits[:9]) <= _MOST_HOUSEHOLDS and len(digits) <= 9):
        raise NotAsWantedError(
            _("Write how many households there are in digits, or leave it empty."), field="households"
        )
    return int(digits)


def _save(group: CustomerGroup) -> None:
    try:
        with transaction.atomic():
            group.save()
    except IntegrityError as error:
        raise TakenError(
            _("Another group is called {name}. Choose another name.", name=group.name), field="name"
        ) from error


def _told(group: CustomerGroup) -> dict[str, Any]:
    return {
        "name": group.name,
        "kind": group.kind,
        "property_type": group.property_type,
        "households": group.households,
        "archived": group.archived_at is not None,
    }


def _note(
    actor: Actor, act: str, group: CustomerGroup, at: datetime, *, before: dict[str, Any], after: dict[str, Any]
) -> None:
    note(actor, act, group, group.company, at, before=before, after=after)
