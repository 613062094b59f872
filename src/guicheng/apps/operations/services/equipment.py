"""Equipment of an estate, written by code, and its history, which is only ever added to."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.operations.models import EntryKind, Equipment, EquipmentEntry
from guicheng.apps.operations.services.estate_access import (
    MANAGE,
    RECORD,
    note,
    unit_for,
    wanted_code,
    wanted_day,
    wanted_name,
    wanted_text,
)
from guicheng.apps.operations.services.places import place_coded
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import ArchivedError, NotAsWantedError
from guicheng.domain.values.message import _

_NOTE: Final = 400
_AHEAD: Final = timedelta(days=1)


@transaction.atomic
def save_equipment(
    *,
    actor: Actor,
    unit_key: str | UUID,
    code: str,
    name: str,
    category: str,
    at: datetime,
    place: str = "",
    maker: str = "",
    serial: str = "",
    inspect_by: str | date | None = None,
) -> tuple[Equipment, bool]:
    """Add a piece of equipment, or change the one with this code.

    Args:
        actor: Who writes; needs ``estates.manage`` at the estate.
        unit_key: The estate.
        code: Names it for good, once in the estate.
        name: What people call it.
        category: Such as 电梯 or 水泵.
        at: Now, with time zone.
        place: Code of the place where it stands, "" for none.
        maker: Who made it.
        serial: Number that the maker gave it.
        inspect_by: Last day for its next legal inspection; empty for none.

    Returns:
        The equipment, and whether anything was written.

    Raises:
        Unit.DoesNotExist: There is no such estate within reach.
        NotAllowedError: The actor does not manage it.
        NotAsWantedError: A value is missing or cannot be what it is.
        ArchivedError: It is out of use.
    """
    unit = unit_for(actor, MANAGE, unit_key)
    wanted = wanted_code(code)
    found = Equipment.objects.filter(unit=unit, code=wanted).select_related("place").first()
    before = told_equipment(found) if found else {}
    if found and found.archived_at:
        raise _archived(found)
    found = found or Equipment(unit=unit, code=wanted)
    found.name, found.place = wanted_name(name), place_coded(unit, place, "place") if place else None
    found.category = wanted_text(category, "category", most=40, empty=_("Enter what kind of equipment it is."))
    found.maker, found.serial = wanted_text(maker, "maker"), wanted_text(serial, "serial")
    found.inspect_by = wanted_day(inspect_by, "inspect_by")
    told = told_equipment(found)
    if told == before:
        return found, False
    found.save()
    act = "change_equipment" if before else "add_equipment"
    note(unit, act, actor, at, subject="equipment", key=found.key, label=found.name, before=before, after=told)
    return found, True


@transaction.atomic
def record_entry(
    *,
    actor: Actor,
    unit_key: str | UUID,
    code: str,
    kind: str,
    day: str | date | None,
    at: datetime,
    text: str = "",
    done_by: str = "",
    inspect_by: str | date | None = None,
) -> EquipmentEntry:
    """Add a line to the history of a piece of equipment; no line is ever changed.

    Args:
        actor: Who writes; needs ``equipment.record`` at the estate.
        unit_key: The estate.
        code: Code of the equipment.
        kind: An ``EntryKind``; after ``retired`` it is out of use.
        day: When it happened.
        at: Now, with time zone.
        text: What was done or found.
        done_by: Who did it, such as a firm.
        inspect_by: Last day for the next legal inspection; it holds from now on.

    Raises:
        Unit.DoesNotExist: There is no such estate within reach.
        Equipment.DoesNotExist: The estate has none of this code.
        NotAllowedError: The actor may not record here.
        NotAsWantedError: A value is missing or cannot be what it is.
        ArchivedError: It is out of use.
    """
    unit = unit_for(actor, RECORD, unit_key)
    found = Equipment.objects.select_for_update().get(unit=unit, code=code.upper())
    if found.archived_at:
        raise _archived(found)
    if kind not in EntryKind.values:
        raise NotAsWantedError(_("Choose what happened."), field="kind")
    happened = _past_day(day, at)
    entry = EquipmentEntry(
        equipment=found,
        kind=kind,
        day=happened,
        note=wanted_text(text, "text", most=_NOTE),
        done_by=wanted_text(done_by, "done_by"),
        inspect_by=wanted_day(inspect_by, "inspect_by"),
        written_by=actor.name[:80],
        written_at=at,
    )
    if entry.inspect_by and entry.inspect_by <= happened:
        raise NotAsWantedError(
            _("The next inspection comes after this day. Correct one of the two."), field="inspect_by"
        )
    entry.save()
    _carry_over(found, entry, at)
    after = {"kind": kind, "day": happened.isoformat(), "text": entry.note}
    note(unit, "record_entry", actor, at, subject="equipment", key=found.key, label=found.name, after=after)
    return entry


def _past_day(day: str | date | None, at: datetime) -> date:
    found = wanted_day(day, "day")
    if found is None:
        raise NotAsWantedError(_("Enter the day on which it happened."), field="day")
    # A day ahead of UTC is today east of it.
    if found > (at + _AHEAD).date():
        raise NotAsWantedError(_("This day has not come yet. Record what has happened."), field="day")
    return found


def _carry_over(found: Equipment, entry: EquipmentEntry, at: datetime) -> None:
    """Let the equipment say what its newest line means for it."""
    if entry.inspect_by:
        found.inspect_by = entry.inspect_by
    if entry.kind == EntryKind.RETIRED:
        found.archived_at = at
    found.save(update_fields=["inspect_by", "archived_at"])


def _archived(found: Equipment) -> ArchivedError:
    return ArchivedError(_("{name} was retired and takes nothing new. Add what stands in its place.", name=found.name))


def told_equipment(found: Equipment) -> dict[str, Any]:
    """Return what the audit keeps of a piece of equipment."""
    return {
        **{name: getattr(found, name) for name in ("code", "name", "category", "maker", "serial")},
        "place": found.place.code if found.place else "",
        "inspect_by": found.inspect_by.isoformat() if found.inspect_by else "",
    }
