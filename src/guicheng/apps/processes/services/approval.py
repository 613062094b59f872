"""A table set before a second pair of eyes, and published once it is approved and free of faults."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.timezone import get_default_timezone

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import person_of
from guicheng.apps.processes.models import ApprovalRequest, Process, ProcessEdition, RequestState
from guicheng.apps.processes.readings import content_hash, read
from guicheng.apps.processes.selectors import authors_of, last_edition, last_number, running_request
from guicheng.apps.processes.services.access import note, process_for
from guicheng.apps.processes.services.storing import NotAProcessError
from guicheng.apps.processes.services.telling import settle_asked, tell_asked, tell_decided, tell_published
from guicheng.domain.values import GuichengError, NotAllowedError
from guicheng.domain.values.message import _

_LONGEST: Final = 2_000


class FaultsStandError(GuichengError):
    """The process has faults, so that it can be neither approved nor published."""

    code = "faults-stand"


class NotAskedError(GuichengError):
    """What is asked for does not fit where the approval stands."""

    code = "not-asked"


@transaction.atomic
def ask_for_approval(*, actor: Actor, process_key: str | UUID, at: datetime, said: str = "") -> ApprovalRequest:
    """Set the table as it stands before somebody who did not write it.

    Args:
        actor: Who asks, a person; needs ``processes.edit``.
        process_key: The process.
        at: Now, with time zone.
        said: What whoever approves should know.

    Raises:
        FaultsStandError: Proof finds faults.
        NotAskedError: A request runs already, or the table is what the last edition says.
    """
    process, person = process_for(actor, "processes.edit", process_key), person_of(actor)
    _without_faults(process)
    if running_request(process):
        raise NotAskedError(_("{code} is set before somebody already.", code=process.code))
    mark, edition = content_hash(process.title, process.rows, process.drawn), last_edition(process)
    if edition and edition.content_hash == mark:
        raise NotAskedError(_("{code} says what edition {number} says.", code=process.code, number=str(edition.number)))
    request = ApprovalRequest.objects.create(
        process=process, content_hash=mark, note=_text(said), asked_at=at, asked_by=person
    )
    note(process, "ask_for_approval", actor, at, after={"hash": mark})
    tell_asked(request, actor, at)
    return request


@transaction.atomic
def decide(
    *, actor: Actor, process_key: str | UUID, approves: bool, at: datetime, opinion: str = ""
) -> ApprovalRequest:
    """Approve what was asked for, or give it back with a reason.

    Args:
        actor: Who decides, a person who changed nothing since the last edition and did not ask; needs
            ``processes.approve``.
        process_key: The process.
        approves: Whether it is approved.
        at: Now, with time zone.
        opinion: Why; needed where it is given back.

    Raises:
        NotAllowedError: The actor wrote what they would decide about.
        NotAskedError: Nothing is open, or the table changed since it was asked for.
        NotAProcessError: It is given back without a reason.
    """
    process, person = process_for(actor, "processes.approve", process_key), person_of(actor)
    request = _running(process, RequestState.OPEN)
    if person.pk in authors_of(process) | {request.asked_by_id}:
        raise NotAllowedError(_("Whoever wrote a process cannot approve it. Ask somebody else."))
    why = _text(opinion)
    if not approves and not why:
        raise NotAProcessError(_("Write why it is given back."), field="opinion")
    if approves:
        _unchanged(process, request)
    request.state = RequestState.APPROVED if approves else RequestState.RETURNED
    request.opinion, request.decided_at, request.decided_by = why, at, person
    request.save()
    note(process, "approve_process" if approves else "return_process", actor, at, after={"reason": why[:200]})
    tell_decided(request, actor, at)
    return request


@transaction.atomic
def withdraw_request(*, actor: Actor, process_key: str | UUID, at: datetime) -> ApprovalRequest:
    """Take a request back, open or approved, so that the table can be changed and asked for anew."""
    process = process_for(actor, "processes.edit", process_key)
    request = _running(process, RequestState.OPEN, RequestState.APPROVED)
    request.state = RequestState.WITHDRAWN
    request.save(update_fields=["state"])
    note(process, "withdraw_request", actor, at)
    settle_asked(request, at)
    return request


@transaction.atomic
def publish(
    *, actor: Actor, process_key: str | UUID, effective_from: date, at: datetime, said: str = ""
) -> ProcessEdition:
    """Make the approved table the next edition.

    Args:
        actor: Who publishes, a person; needs ``processes.publish``.
        process_key: The process; its row is locked until the end.
        effective_from: First day in force, today or later.
        at: Now, with time zone.
        said: What readers should know about it.

    Raises:
        NotAskedError: It is not approved, or not what was approved.
        FaultsStandError: Proof finds faults.
        NotAProcessError: The day is over.
    """
    process, person = process_for(actor, "processes.publish", process_key), person_of(actor)
    request = _running(process, RequestState.APPROVED)
    _unchanged(process, request)
    _without_faults(process)
    if effective_from < at.astimezone(get_default_timezone()).date():
        raise NotAProcessError(_("Choose today or a later day."), field="effective_from")
    authors = authors_of(process)
    edition = ProcessEdition.objects.create(
        process=process,
        number=last_number(process) + 1,
        code=process.code,
        title=process.title,
        rows=process.rows,
        drawn=process.drawn,
        content_hash=request.content_hash,
        minutes=process.minutes,
        revision=process.revision,
        effective_from=effective_from,
        note=_text(said),
        request=request,
        published_at=at,
        published_by=person,
    )
    request.state = RequestState.PUBLISHED
    request.save(update_fields=["state"])
    after = {"number": edition.number, "hash": edition.content_hash, "effective_from": effective_from.isoformat()}
    note(process, "publish_process", actor, at, after=after)
    tell_published(edition, authors, actor, at)
    return edition


def _running(process: Process, *states: RequestState) -> ApprovalRequest:
    request = running_request(process)
    if request is None or request.state not in states:
        raise NotAskedError(_("{code} is not at this step of its approval. Look at the page again.", code=process.code))
    return request


def _unchanged(process: Process, request: ApprovalRequest) -> None:
    if content_hash(process.title, process.rows, process.drawn) != request.content_hash:
        raise NotAskedError(
            _("{code} changed since it was set before somebody. Withdraw it and ask again.", code=process.code)
        )


def _without_faults(process: Process) -> None:
    """Read the table anew; a cache decides nothing."""
    reading = read(process.title, process.rows, drawn=process.drawn)
    if reading.refusal is not None:
        raise FaultsStandError(reading.refusal)
    if reading.errors:
        raise FaultsStandError(
            _(
                "{code} has {count} faults. Mend them first; each stands beside its step.",
                code=process.code,
                count=str(reading.errors),
            )
        )


def _text(said: str) -> str:
    return str(said).replace("\0", "").strip()[:_LONGEST]
