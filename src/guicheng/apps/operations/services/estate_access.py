"""Who may do what at which estate, and values as people type them."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from uuid import UUID

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.organization.selectors.fetching import clean, one
from guicheng.apps.organization.services.access import NotAsWantedError, permit, refuse_archived
from guicheng.apps.organization.services.noting import note_at
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

READ: Final = "estates.read"
MANAGE: Final = "estates.manage"
ROSTER: Final = "rosters.manage"
RECORD: Final = "equipment.record"
CODE: Final = 30
NAME: Final = 60
_EARLIEST, _LATEST = date(1900, 1, 1), date(2200, 1, 1)


def unit_for(actor: Actor, permission: str, key: str | UUID) -> Unit:
    """Return a unit for an act, its row locked until the end of the transaction.

    Raises:
        Unit.DoesNotExist: There is none within reach.
        NotAllowedError: It is visible, and the permission does not hold.
        ArchivedError: It is archived.
    """
    found: Unit = one(Unit.objects.select_for_update().filter(actor.within(READ, "")), key)
    permit(actor, permission, found)
    refuse_archived(found)
    return found


def wanted_code(text: str, field: str = "code") -> str:
    """Return a code in capital letters.

    Raises:
        NotAsWantedError: It is empty, too long, or holds a blank or the sign that separates codes.
    """
    code = unicodedata.normalize("NFKC", clean(text)).upper()
    if not code or len(code) > CODE or any(sign in code for sign in " /,;、"):
        raise NotAsWantedError(
            _("Write a code of at most {most} letters, figures or signs, without blanks, commas and slashes.",
              most=str(CODE)), field=field
        )  # fmt: skip
    return code


def wanted_text(text: str, field: str, *, most: int = NAME, empty: Message | None = None) -> str:
    """Return a text, "" for none.

    Args:
        text: As it was typed.
        field: Name of the argument.
        most: Characters at most.
        empty: What to say of an empty one; None where it may be empty.

    Raises:
        NotAsWantedError: It is empty or too long.
    """
    found = clean(text)
    if not found and empty:
        raise NotAsWantedError(empty, field=field)
    if len(found) > most:
        raise NotAsWantedError(
            _("Write at most {limit} characters in place of “{start}…”.", limit=str(most), start=found[:10]),
            field=field,
        )
    return found


def wanted_name(text: str) -> str:
    """Return the name of a thing.

    Raises:
        NotAsWantedError: It is empty or too long.
    """
    return wanted_text(text, "name", empty=_("Enter the name."))


def wanted_day(text: str | date | None, field: str) -> date | None:
    """Return a day, None for an empty text.

    Raises:
        NotAsWantedError: It is none, or lies outside two centuries.
    """
    if isinstance(text, date):
        return text
    # Excel writes a day with its midnight; people write dots and slashes.
    said = clean(text or "").removesuffix(" 00:00:00").replace("/", "-").replace(".", "-")
    if not said:
        return None
    try:
        parts = [int(part) for part in said.replace("年", "-").replace("月", "-").replace("日", "").split("-")]
        found = date(*parts) if len(parts) == 3 else None
    except (ValueError, OverflowError):
        found = None
    if found is None or not _EARLIEST <= found <= _LATEST:
        raise NotAsWantedError(_("“{said}” is no day. Write it like 2026-11-28.", said=said[:20]), field=field)
    return found


def wanted_degrees(text: str, field: str, most: int) -> Decimal | None:
    """Return degrees with six places, None for an empty text.

    Raises:
        NotAsWantedError: They are none.
    """
    said = clean(text)
    if not said:
        return None
    try:
        found = Decimal(said).quantize(Decimal("0.000001"))
        within = -most <= found <= most
    except InvalidOperation:
        within = False
    if not within:
        raise NotAsWantedError(
            _("“{said}” is no position. Write degrees such as {example}, or leave both empty.",
              said=said[:20], example="30.274151" if most == 90 else "120.155150"), field=field
        )  # fmt: skip
    return found


def person_within(company_id: int | None, key: str | UUID) -> Person:
    """Return somebody of the company whose access lasts.

    Raises:
        Person.DoesNotExist: There is nobody of this key.
    """
    return one(Person.objects.filter(company_id=company_id, is_active=True), key)


def note(unit: Unit, act: str, actor: Actor, at: datetime, **about: Any) -> None:
    """Write the audit row of an act at an estate; ``about`` is that of ``note_at``."""
    note_at(unit, f"operations.{act}", actor, at, **about)
