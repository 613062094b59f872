"""The tree: units added, changed, moved, archived."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person, Placement, Unit, UnitKind
from guicheng.apps.organization.selectors import unit_visible_to
from guicheng.apps.organization.services.access import (
    MANAGE_UNITS,
    NotAsWantedError,
    StillUsedError,
    TakenError,
    managed_unit,
    note_unit,
    permit,
    refuse_archived,
)
from guicheng.apps.organization.services.values import wanted_unit_code, wanted_unit_name
from guicheng.domain.values.message import _

#: Levels of the tree at most, the company being the first; the tree path of a unit holds 63.
MOST_LEVELS: Final = 12
_SHOWN: Final = 3


@transaction.atomic
def add_unit(*, actor: Actor, parent_key: str | UUID, kind: str, name: str, code: str, at: datetime) -> Unit:
    """Add a region or an estate below a company or region.

    Args:
        actor: Who adds it; needs ``organization.manage`` at the parent.
        parent_key: The unit above.
        kind: ``region`` or ``estate``.
        name: Its name, at most 80 characters, once among its siblings.
        code: Its code, at most 20 characters, once in the company; "" for none.
        at: Now, with time zone.

    Raises:
        Unit.DoesNotExist: There is no such parent within reach.
        NotAllowedError: The actor sees the parent and does not manage it.
        NotAsWantedError: A value is missing or cannot be what it is.
        TakenError: Another unit has the name or the code.
        ArchivedError: The parent is archived.
    """
    parent = managed_unit(actor, parent_key)
    unit = Unit(kind=wanted_kind(kind), name=wanted_unit_name(name), code=wanted_unit_code(code), placed_at=at)
    _fits_below(parent, unit.name, levels=1)
    _refuse_taken_code(parent, unit)
    plant(parent, unit)
    note_unit(unit, "add_unit", actor, at, after={"parent": parent.name, "kind": unit.kind, **named(unit)})
    return unit


def plant(parent: Unit, unit: Unit) -> None:
    """Put a new unit into the tree, as the last one below its parent."""
    Unit.objects.add_child(parent, instance=unit)


@transaction.atomic
def change_unit(*, actor: Actor, key: str | UUID, name: str, code: str, at: datetime) -> Unit:
    """Give a unit another name or code; see ``add_unit`` for values and errors."""
    unit = managed_unit(actor, key)
    before = named(unit)
    unit.name, unit.code = wanted_unit_name(name), wanted_unit_code(code)
    if named(unit) == before:
        return unit
    if parent := Unit.objects.get_parent(unit):
        _refuse_taken_name(parent, unit.name, but=unit)
    _refuse_taken_code(unit, unit)
    unit.save(update_fields=["name", "code"])
    note_unit(unit, "change_unit", actor, at, before=before, after=named(unit))
    return unit


@transaction.atomic
def move_unit(*, actor: Actor, key: str | UUID, parent_key: str | UUID, at: datetime) -> Unit:
    """Put a unit with all below it under another parent of the same company.

    Args:
        actor: Who moves it; needs ``organization.manage`` at the unit and at the new parent.
        key: The unit.
        parent_key: The unit that will stand above it.
        at: Now, with time zone.

    Raises:
        Unit.DoesNotExist: One of the two is absent or out of reach, such as a unit of another company.
        NotAllowedError: The actor sees both and does not manage both.
        NotAsWantedError: A company can't be moved, and nothing can stand below itself or below an estate.
        TakenError: A unit of that name is there already.
        ArchivedError: The new parent is archived.
    """
    unit = managed_unit(actor, key)
    parent = unit_visible_to(actor, parent_key)
    permit(actor, MANAGE_UNITS, parent)
    above = Unit.objects.get_parent(unit)
    if above is None:
        raise NotAsWantedError(_("A company is the root of its tree and cannot be moved."), field="key")
    if above.pk == parent.pk:
        return unit
    if str(parent.path).startswith(str(unit.path)):
        raise NotAsWantedError(_("Choose a unit that is not below {name}.", name=unit.name), field="parent_key")
    _fits_below(parent, unit.name, levels=_height(unit))
    before = {"parent": above.name, "path": str(unit.path)}
    Unit.objects.move(unit, parent, "last-child")
    unit.refresh_from_db()
    Unit.objects.filter(path__startswith=str(unit.path)).update(placed_at=at)
    note_unit(unit, "move_unit", actor, at, before=before, after={"parent": parent.name, "path": str(unit.path)})
    return unit


@transaction.atomic
def archive_unit(*, actor: Actor, key: str | UUID, at: datetime) -> Unit:
    """Take a unit out of use; what was written of it stays.

    Args:
        actor: Who archives it; needs ``organization.manage`` at the unit.
        key: The unit.
        at: Now, with time zone.

    Raises:
        Unit.DoesNotExist: There is none within reach.
        NotAllowedError: The actor sees it and does not manage it.
        StillUsedError: Units below it are in use, or people are placed in it; the sentence names them.
        NotAsWantedError: It is a company.
    """
    unit = managed_unit(actor, key)
    if unit.archived_at:
        return unit
    if unit.kind == UnitKind.COMPANY:
        raise NotAsWantedError(_("A company cannot be archived."), field="key")
    _refuse_used(unit)
    unit.archived_at = at
    unit.save(update_fields=["archived_at"])
    note_unit(unit, "archive_unit", actor, at, before={"archived": False}, after={"archived": True})
    return unit


@transaction.atomic
def unarchive_unit(*, actor: Actor, key: str | UUID, at: datetime) -> Unit:
    """Take a unit into use again.

    Raises:
        ArchivedError: The unit above is archived.
        TakenError: Another unit took its name or code meanwhile.
    """
    unit = managed_unit(actor, key)
    if not unit.archived_at:
        return unit
    parent = Unit.objects.get_parent(unit)
    refuse_archived(parent)
    _refuse_taken_name(parent, unit.name, but=unit)
    unit.archived_at = None
    _refuse_taken_code(unit, unit)
    unit.save(update_fields=["archived_at"])
    note_unit(unit, "unarchive_unit", actor, at, before={"archived": True}, after={"archived": False})
    return unit


def named(unit: Unit) -> dict[str, Any]:
    """Return what the audit keeps of a unit's name and code."""
    return {"name": unit.name, "code": unit.code}


def wanted_kind(kind: str) -> UnitKind:
    """Return what a unit below a company can be.

    Raises:
        NotAsWantedError: It is neither a region nor an estate.
    """
    if kind not in {UnitKind.REGION, UnitKind.ESTATE}:
        raise NotAsWantedError(_("Choose whether the unit is a region or an estate."), field="kind")
    return UnitKind(kind)


def refuse_below(parent_name: str, parent_kind: str, depth: int) -> None:
    """Let a unit stand below a parent, by its kind and how deep the tree becomes.

    Args:
        parent_name: Name of the parent, for the sentence.
        parent_kind: Its kind.
        depth: Level of the deepest unit that comes below, the company's being 1.

    Raises:
        NotAsWantedError: It cannot.
    """
    if parent_kind == UnitKind.ESTATE:
        raise NotAsWantedError(
            _("{name} is an estate, which has nothing below it. Choose a region or the company.", name=parent_name),
            field="parent_key",
        )
    if depth > MOST_LEVELS:
        raise NotAsWantedError(
            _("The tree has at most {limit} levels. Choose a parent further up.", limit=str(MOST_LEVELS)),
            field="parent_key",
        )


def _fits_below(parent: Unit, name: str, *, levels: int) -> None:
    refuse_archived(parent)
    refuse_below(parent.name, parent.kind, parent.depth + levels)
    _refuse_taken_name(parent, name)


def _height(unit: Unit) -> int:
    deepest = Unit.objects.filter(path__startswith=unit.path).aggregate(deepest=Max("depth"))["deepest"]
    return int(deepest) - int(unit.depth) + 1


def _refuse_taken_name(parent: Unit, name: str, *, but: Unit | None = None) -> None:
    siblings = Unit.objects.get_children(parent).filter(archived_at=None, name__iexact=name)
    if siblings.exclude(pk=but.pk if but else None).exists():
        raise TakenError(_("{parent} has a unit “{name}” already.", parent=parent.name, name=name), field="name")


def _refuse_taken_code(anywhere: Unit, unit: Unit) -> None:
    if not unit.code:
        return
    rows = Unit.objects.filter(path__startswith=anywhere.company_path, archived_at=None, code=unit.code)
    if other := rows.exclude(pk=unit.pk).first():
        raise TakenError(_("{name} has the code {code} already.", name=other.name, code=unit.code), field="code")


def _refuse_used(unit: Unit) -> None:
    below = Unit.objects.filter(path__startswith=unit.path, archived_at=None).exclude(pk=unit.pk)
    placed = Placement.objects.filter(unit=unit, person__is_active=True)
    names = list(below.values_list("name", flat=True)[:_SHOWN])
    people = list(Person.objects.filter(pk__in=placed.values("person")).values_list("name", flat=True)[:_SHOWN])
    if names:
        raise StillUsedError(
            _(
                "Below {unit} there is still in use: {names} (all in all {count}). Move or archive that first.",
                unit=unit.name,
                names="、".join(names),
                count=str(below.count()),
            )
        )
    if people:
        raise StillUsedError(
            _(
                "People are still placed in {unit}: {names} (all in all {count}). Place them elsewhere first.",
                unit=unit.name,
                names="、".join(people),
                count=str(placed.values("person").distinct().count()),
            )
        )
