"""The audit row of an act at a unit, as every stage writes it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.platform.services import record

#: The most characters of a label.
_LABEL = 200


def note_at(
    unit: Unit,
    act: str,
    actor: Actor,
    at: datetime,
    *,
    subject: str,
    key: str | UUID,
    label: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write the audit row of an act.

    Args:
        unit: Where it was done; who may read of that unit's audit reads of it.
        act: What was done, with its stage, such as ``operations.add_place``.
        actor: Who did it.
        at: When, with time zone.
        subject: Kind of the thing.
        key: Its lasting key.
        label: What people call it; cut at 200 characters.
        before: What was there, where something changed.
        after: What is there now.
    """
    record(
        actor=actor,
        act=act,
        subject=subject,
        key=str(key),
        label=label[:_LABEL],
        unit_path=str(unit.path),
        before=before,
        after=after,
        at=at,
    )
