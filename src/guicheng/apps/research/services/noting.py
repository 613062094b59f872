"""Who may write what customers said and need, and the audit row of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Protocol
from uuid import UUID

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors.fetching import one
from guicheng.apps.organization.services.access import NotAsWantedError, permit, refuse_archived
from guicheng.apps.platform.services import record
from guicheng.domain.values.message import _

EDIT: Final = "research.edit"
#: Numbers of importance and satisfaction reach from here to there.
_LEAST, _MOST = Decimal(1), Decimal(5)


class Kept(Protocol):
    """A row of the research stage."""

    @property
    def key(self) -> UUID:
        """Its lasting key."""


def unit_for(actor: Actor, key: str | UUID) -> Unit:
    """Return a unit into which the actor may write.

    Raises:
        Unit.DoesNotExist: It lies outside of what the actor may read.
        NotAllowedError: They may read there and not write.
        ArchivedError: The unit is archived.
    """
    unit: Unit = one(Unit.objects.filter(actor.within("research.read", "")), key)
    permit(actor, EDIT, unit)
    refuse_archived(unit)
    return unit


def company_for(actor: Actor) -> Unit:
    """Return the company whose groups, themes and code book the actor may change.

    Raises:
        NotAllowedError: They may not.
    """
    company: Unit = Unit.objects.get(pk=actor.company_id)
    permit(actor, EDIT, company)
    return company


def lock_company_of(unit: Unit) -> Unit:
    """Return the company of a unit, its row locked until the end of the transaction."""
    found: Unit = Unit.objects.select_for_update().get(path=unit.company_path)
    return found


def note(
    actor: Actor,
    act: str,
    row: Kept,
    unit: Unit,
    at: datetime,
    *,
    label: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write the audit row of a write; words of customers never go into it."""
    record(
        actor=actor,
        act=f"research.{act}",
        subject=type(row).__name__.lower(),
        key=str(row.key),
        label=label or str(row),
        unit_path=str(unit.path),
        before=before,
        after=after,
        at=at,
    )


def written(text: str, *, field: str, most: int) -> str:
    """Return text that somebody had to write, without blanks at its ends.

    Raises:
        NotAsWantedError: There is none, or too much of it.
    """
    found = " ".join(str(text).replace("\0", "").split())
    if not found or len(found) > most:
        raise NotAsWantedError(_("Write something, at most {limit} characters.", limit=str(most)), field=field)
    return found


def chosen(value: str, among: tuple[str, ...] | list[str], *, field: str) -> str:
    """Return a value that somebody chose from a list.

    Raises:
        NotAsWantedError: It is not on the list.
    """
    if value not in among:
        raise NotAsWantedError(_("Choose one from the list."), field=field)
    return value


def rated(text: str, source: str, *, field: str) -> tuple[Decimal | None, str]:
    """Return a number from 1 to 5 with where it is known from; nothing at all where nothing was written.

    Raises:
        NotAsWantedError: It is no such number, or nobody says where it is from.
    """
    given, said = str(text).strip(), " ".join(str(source).replace("\0", "").split())[:120]
    if not given:
        return None, ""
    try:
        number = Decimal(given)
    except InvalidOperation:
        number = Decimal(0)
    if not number.is_finite() or not _LEAST <= number <= _MOST:
        raise NotAsWantedError(_("Write a number from 1 to 5, or leave it empty."), field=field)
    if not said:
        raise NotAsWantedError(
            _("Write where the number is from, such as a survey with its wave and how many answered."),
            field=f"{field}_source",
        )
    return number.quantize(Decimal("0.01")), said
