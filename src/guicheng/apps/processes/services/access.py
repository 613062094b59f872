"""Who may do what to which process."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors.fetching import one
from guicheng.apps.organization.services.access import permit
from guicheng.apps.platform.services import record
from guicheng.apps.processes.models import Process
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _


class ProcessArchivedError(GuichengError):
    """The process is out of use and takes no changes."""

    code = "archived"


def process_for(actor: Actor, permission: str, key: str | UUID, *, archived: bool = False) -> Process:
    """Return a process for an act, its row locked until the end of the transaction.

    Raises:
        Process.DoesNotExist: There is none within reach.
        NotAllowedError: It is visible, and the permission does not hold.
        ProcessArchivedError: It is out of use.
    """
    rows = Process.objects.filter(actor.within("processes.read")).select_related("unit")
    process = one(rows.select_for_update(of=("self",)), key)
    permit(actor, permission, process.unit)
    if process.archived_at and not archived:
        raise ProcessArchivedError(
            _("{code} is archived and takes no changes. Take it out of the archive first.", code=process.code)
        )
    return process


def note(
    process: Process,
    act: str,
    actor: Actor,
    at: datetime,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write the audit row of an act."""
    record(
        actor=actor,
        act=f"processes.{act}",
        subject="process",
        key=str(process.key),
        label=str(process),
        unit_path=str(process.unit.path),
        before=before,
        after=after,
        at=at,
    )
