"""What a finished round comes to is kept with its findings, shown to the estate, and signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.assessment.models import (
    Finding,
    Inspection,
    InspectionKind,
    InspectionSignature,
    InspectionState,
)
from guicheng.apps.assessment.readings.inspection_rounds import hundredths, lost_by, stored_score
from guicheng.apps.assessment.selectors.inspection_results import Came, came_to
from guicheng.apps.assessment.selectors.inspections import CARRY_OUT, INDEPENDENT
from guicheng.apps.assessment.services.counting.watching import ask_for_count, month_of
from guicheng.apps.assessment.services.inspecting.access import note
from guicheng.apps.assessment.services.inspecting.carrying_out import locked_inspection
from guicheng.apps.notices.services import tell
from guicheng.apps.operations.models import RoundPhase
from guicheng.apps.operations.selectors.duty import people_in_role
from guicheng.apps.operations.services.estate_access import wanted_text
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.organization.permissions import Role
from guicheng.apps.organization.services.access import NotAsWantedError, permit, person_of
from guicheng.domain.evidence.canonical import canonical, digest
from guicheng.domain.values.message import _

_NAME: Final = 60
_OBJECTION: Final = 1000
_LONGEST: Final = 200
_OPEN: Final = (InspectionState.RUNNING, InspectionState.TO_SIGN)


@transaction.atomic
def present_inspection(*, actor: Actor, key: str | UUID, at: datetime) -> Inspection:
    """Show the estate what a finished inspection came to; done again before it is signed, it is worked out anew.

    Args:
        actor: Whoever carries it out.
        key: The inspection.
        at: Now, with time zone.

    Raises:
        Inspection.DoesNotExist: There is none within reach.
        NotAllowedError: The actor carries out none there.
        NotAsWantedError: Its round is not finished, or it is signed.
    """
    row = locked_inspection(actor, key)
    permit(actor, CARRY_OUT, row.unit)
    if row.state not in _OPEN:
        raise NotAsWantedError(_("There is nothing to show: this inspection has not begun, or is signed."), field="act")
    if row.round is None or row.round.phase != RoundPhase.FINISHED:
        raise NotAsWantedError(_("Finish the round first: something is still missing."), field="act")
    if row.inspector != actor.person:
        raise NotAsWantedError(_("Whoever carried the inspection out shows what it came to."), field="act")
    settle(row, at)
    _note(row, "present_inspection", actor, at)
    return row


def settle(row: Inspection, at: datetime) -> None:
    """Keep what a finished round comes to, and tell the estate once.

    Args:
        row: The inspection, its row locked by the caller, its round finished.
        at: Now, with time zone.
    """
    came = came_to(row)
    row.score = stored_score(came.score, came.content.sheet)
    row.total = hundredths(came.score.total)
    row.finished_at = row.round.finished_at if row.round else at
    first = row.state != InspectionState.TO_SIGN
    row.state, row.presented_at = InspectionState.TO_SIGN, at
    row.save()
    _keep_findings(row, came, at)
    for month in sorted({month_of(moment) for moment in (row.started_at, row.finished_at) if moment}):
        ask_for_count(row.unit_id, month)
    if first:
        _tell_estate(row, at)


def settle_finished(*, at: datetime) -> int:
    """Keep what inspections came to whose rounds are finished since the last turn; called every hour.

    Args:
        at: Now, with time zone.

    Returns:
        How many there were.
    """
    waiting = Inspection.objects.filter(state=InspectionState.RUNNING, round__phase=RoundPhase.FINISHED)
    count = 0
    for pk in list(waiting.values_list("pk", flat=True)):
        with transaction.atomic():
            rows = Inspection.objects.select_for_update(of=("self",)).filter(pk=pk, state=InspectionState.RUNNING)
            row = rows.select_related("unit", "company", "version", "round__version__checklist", "round__unit").first()
            if row is not None:
                settle(row, at)
                count += 1
    return count


@transaction.atomic
def sign_inspection(
    *, actor: Actor, key: str | UUID, name: str, at: datetime, objection: str = ""
) -> InspectionSignature:
    """Sign for the estate what an inspection came to, with what it objects to; nothing of it changes afterwards.

    Args:
        actor: Who signs, a person of the inspected side; needs ``inspections.carry_out`` at the estate.
        key: The inspection.
        name: As they write it.
        at: Now, with time zone.
        objection: What they object to, "" for nothing.

    Raises:
        Inspection.DoesNotExist: There is none within reach.
        NotAllowedError: The actor answers for no inspection there.
        NotAsWantedError: It is not presented or signed already, the actor carried it out, or wrote no name.
    """
    row = locked_inspection(actor, key)
    permit(actor, CARRY_OUT, row.unit)
    person = person_of(actor)
    if row.state != InspectionState.TO_SIGN:
        raise NotAsWantedError(_("There is nothing to sign: it is not presented yet, or signed already."), field="act")
    _refuse_signer(actor, person, row)
    signed = wanted_text(name, "name", most=_NAME, empty=_("Write your name below the inspection."))
    said = wanted_text(objection, "objection", most=_OBJECTION)
    made = InspectionSignature.objects.create(
        inspection=row, by=person, name=signed, objection=said, at=at, score=row.score, digest=_digest(row)
    )
    row.state = InspectionState.SIGNED
    row.save(update_fields=["state"])
    _note(row, "sign_inspection", actor, at, after={"objection": said} if said else None)
    if said and row.inspector is not None:
        tell(
            [row.inspector],
            kind="inspection-objection",
            unit=row.unit if row.kind != InspectionKind.MYSTERY else row.company,
            title=_("{unit} objects to what inspection “{title}” found", unit=row.unit.name, title=row.title),
            path=f"/inspections/{row.key}/",
            at=at,
            key=f"inspection:{row.key}:objection",
        )
    return made


def _refuse_signer(actor: Actor, person: Person, row: Inspection) -> None:
    if person == row.inspector:
        raise NotAsWantedError(
            _("You carried this inspection out. Somebody of the inspected side signs it."), field="name"
        )
    below = [
        path for path in actor.paths(CARRY_OUT) if str(row.unit.path).startswith(path) and path != row.company.path
    ]
    if row.kind in INDEPENDENT and not below:
        raise NotAsWantedError(
            _("Somebody of {unit} signs: their role holds there, not for all of the company.", unit=row.unit.name),
            field="name",
        )


def _digest(row: Inspection) -> str:
    found = [[each.address, each.event, each.points] for each in row.findings.order_by("pk")]
    return digest("inspection", canonical([str(row.key), row.score, found]))


def _keep_findings(row: Inspection, came: Came, at: datetime) -> None:
    lines = {each.line.key: each for section in came.score.sections for each in section.lines}
    sources, kept = {each.key: each.source for each in came.today}, []
    for each in came.answered:
        if not each.failed or each.given is None:
            continue
        source = sources.get(each.row.key, each.row.source)
        kept.append(each.address)
        Finding.objects.update_or_create(
            inspection=row,
            address=each.address,
            defaults={
                "unit": row.unit,
                "event": each.given.event,
                "section": came.content.section_of(each.row.key),
                "text": "：".join(part for part in (each.row.line.topic, each.row.line.text) if part)[:_LONGEST],
                "item": each.item[:80],
                "answer": str(each.given.answer) if each.given.answer != "fail" else "",
                "count": each.count,
                "points": str(lost_by(lines[each.row.key], each)),
                "veto": each.row.veto.value if each.row.veto else "",
                "photos": list(each.given.photos),
                "clause_key": each.row.line.clause,
                "citation": source.citation,
                "edition_key": source.edition,
                "edition": source.told,
                "sentence": source.sentence,
                "found_at": row.finished_at or at,
            },
        )
    row.findings.exclude(address__in=kept).delete()


def _tell_estate(row: Inspection, at: datetime) -> None:
    people: Sequence[int] = people_in_role(row.unit, Role.ESTATE_MANAGER)
    tell(
        Person.objects.filter(pk__in=set(people) - {row.inspector_id}),
        kind="inspection-to-sign",
        unit=row.unit,
        title=_("Inspection “{title}” at {unit} waits for a signature", title=row.title, unit=row.unit.name),
        path=f"/inspections/{row.key}/",
        at=at,
        key=f"inspection:{row.key}:presented",
    )


def _note(row: Inspection, act: str, actor: Actor, at: datetime, after: dict[str, str] | None = None) -> None:
    # The audit of the estate is not to name a mystery visitor.
    where = row.company if row.kind == InspectionKind.MYSTERY and actor.person == row.inspector else row.unit
    note(where, act, actor, at, subject="inspection", key=row.key, label=f"{row.title} {row.unit.name}", after=after)
