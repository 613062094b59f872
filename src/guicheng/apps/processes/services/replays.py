"""Replays that are kept, and deleted again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from guicheng.adapters.process_log_json import log_json
from guicheng.apps.organization.actors import Actor
from guicheng.apps.processes.models import KeptReplay, ProcessEdition
from guicheng.apps.processes.selectors import replay_of
from guicheng.apps.processes.services.access import note, process_for
from guicheng.domain.process.logs import LogReport

#: Deviating cases and ways that are kept of one replay.
MOST_KEPT: Final = 200


@dataclass(frozen=True, slots=True)
class Log:
    """A log that was set beside a process.

    Args:
        name: Its file name.
        data: All of it; only its SHA-256 is kept.
    """

    name: str
    data: bytes


@transaction.atomic
def keep_replay(
    *,
    actor: Actor,
    process_key: str | UUID,
    edition: ProcessEdition | None,
    log: Log,
    report: LogReport,
    at: datetime,
) -> KeptReplay:
    """Keep what a log says of an edition or of the draft; the log itself is forgotten.

    Args:
        actor: Who keeps it; needs ``processes.edit``.
        process_key: The process.
        edition: The edition that the log was set beside; None for the draft as it stands.
        log: The log.
        report: What it says.
        at: Now, with time zone.

    Raises:
        Process.DoesNotExist: There is none within reach.
        NotAllowedError: It is visible, and the permission does not hold.
    """
    process = process_for(actor, "processes.edit", process_key)
    result: dict[str, Any] = log_json(report, MOST_KEPT)
    kept = KeptReplay.objects.create(
        process=process,
        edition=edition,
        revision=edition.revision if edition else process.revision,
        file_name=log.name[:200] or "-",
        log_hash=sha256(log.data).hexdigest(),
        cases=result["cases"],
        events=result["events"],
        fitting=result["fitting"],
        result=result,
        at=at,
        by=actor.person,
        by_name=actor.name[:120],
    )
    note(process, "keep_replay", actor, at, after=_counts(kept))
    return kept


@transaction.atomic
def delete_replay(*, actor: Actor, process_key: str | UUID, replay_key: str | UUID, at: datetime) -> None:
    """Delete a kept replay; the audit keeps its counts.

    Raises:
        KeptReplay.DoesNotExist: There is none of this key at the process.
        NotAllowedError: The process is visible, and ``processes.edit`` does not hold.
    """
    process = process_for(actor, "processes.edit", process_key)
    kept = replay_of(process, replay_key)
    note(process, "delete_replay", actor, at, before=_counts(kept))
    kept.delete()


def _counts(kept: KeptReplay) -> dict[str, Any]:
    return {"file": kept.file_name, "cases": kept.cases, "events": kept.events, "fitting": kept.fitting}
