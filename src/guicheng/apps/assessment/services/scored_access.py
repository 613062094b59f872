"""Who may write satisfaction and scores where, texts as people type them, and the audit of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from guicheng.apps.assessment.selectors.reach import MANAGE, scored_unit
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors.fetching import clean
from guicheng.apps.organization.services.access import NotAsWantedError, managed_company, permit, refuse_archived
from guicheng.apps.organization.services.noting import note_at
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

NAME = 60
WORDS = 300


def company_of_metrics(actor: Actor) -> Unit:
    """Return the actor's company, locked, for an act on its metrics and cards.

    Raises:
        NotAllowedError: The actor does not manage scorecards at the company.
    """
    return managed_company(actor, MANAGE)


def unit_for_scores(actor: Actor, permission: str, key: str | UUID) -> Unit:
    """Return an estate for an act on its scores.

    Raises:
        Unit.DoesNotExist: There is none within reach.
        NotAllowedError: It is visible, and the permission does not hold.
        ArchivedError: It is archived.
    """
    unit = scored_unit(actor, key)
    permit(actor, permission, unit)
    refuse_archived(unit)
    return unit


def wanted_words(text: str, field: str, empty: Message | None, *, most: int = WORDS) -> str:
    """Return words as they are kept.

    Raises:
        NotAsWantedError: They are missing where ``empty`` says what to write, or too many.
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


def note(unit: Unit, act: str, actor: Actor, at: datetime, **about: Any) -> None:
    """Write the audit row of an act on metrics, cards and scores; ``about`` is that of ``note_at``."""
    note_at(unit, f"assessment.{act}", actor, at, **about)
