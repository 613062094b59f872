"""Inspections are given to somebody and begun: the sample is drawn, the lines are fixed, the round is opened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from guicheng.apps.assessment.models import Inspection, InspectionKind, InspectionState, SheetVersion
from guicheng.apps.assessment.readings.inspection_rounds import lines_to_ask
from guicheng.apps.assessment.readings.inspection_sheets import content_of
from guicheng.apps.assessment.selectors.inspection_sheets import today, version_in_use, within_plan
from guicheng.apps.assessment.selectors.inspections import CARRY_OUT, INDEPENDENT, PLAN, inspection_visible_to
from guicheng.apps.assessment.selectors.inspectors import stands_at
from guicheng.apps.assessment.services.inspecting.access import is_of, note
from guicheng.apps.assessment.services.inspecting.generating import tell_inspector
from guicheng.apps.assessment.services.inspecting.samples import draw_sample
from guicheng.apps.operations.readings.checklists import Line
from guicheng.apps.operations.services.estate_access import person_within
from guicheng.apps.operations.services.rounds.inspecting import Walk, open_inspection_round
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.organization.services.access import NotAsWantedError, permit, person_of
from guicheng.domain.values.message import _

_MOST: Final = 400


@transaction.atomic
def assign_inspection(*, actor: Actor, key: str | UUID, person_key: str | UUID, at: datetime) -> Inspection:
    """Give a planned inspection to somebody.

    Args:
        actor: Who does; needs ``inspections.plan`` at the estate, at the company where the kind is independent.
        key: The inspection.
        person_key: To whom.
        at: Now, with time zone.

    Raises:
        Inspection.DoesNotExist: There is none within reach.
        Person.DoesNotExist: There is nobody of this key.
        NotAllowedError: The actor does not plan there.
        NotAsWantedError: It began, or the person is of the estate that is inspected.
    """
    row = locked_inspection(actor, key)
    permit(actor, PLAN, row.company if row.kind in INDEPENDENT else row.unit)
    person = person_within(actor.company_id, person_key)
    if row.state != InspectionState.PLANNED:
        raise NotAsWantedError(_("This inspection has begun; whoever began it carries it out."), field="person")
    _refuse_own(row, person)
    before = row.inspector.name if row.inspector else ""
    row.inspector = person
    row.save(update_fields=["inspector"])
    _note(row, "assign_inspection", actor, at, before={"person": before}, after={"person": person.name})
    tell_inspector(row, person, at)
    return row


@transaction.atomic
def start_inspection(*, actor: Actor, key: str | UUID, at: datetime) -> Inspection:
    """Begin an inspection: its sheet, its sample and the editions in force are fixed, and its round is opened.

    Args:
        actor: Who carries it out, a person; needs ``inspections.carry_out`` at the estate.
        key: The inspection.
        at: Now, with time zone.

    Raises:
        Inspection.DoesNotExist: There is none within reach.
        NotAllowedError: The actor carries out none there.
        NotAsWantedError: It is not its time, it is somebody else's, its inspector is of the estate, or no line of the
            sheet holds there.
    """
    row = locked_inspection(actor, key)
    permit(actor, CARRY_OUT, row.unit)
    person = person_of(actor)
    if row.state != InspectionState.PLANNED:
        return row
    _refuse_start(row, person, at)
    version = _version(row)
    content = content_of(version.content)
    now = today(content, row.unit, localdate(at), row.company_id)
    asked = within_plan(now.rows, row.plan.standards, row.plan.domains)
    sample = draw_sample(row.plan, row.unit, at)
    proof = row.kind == InspectionKind.MYSTERY
    lines = lines_to_ask(content, asked, [name for _key, name in sample.get("items", ())], proof=proof)
    _refuse_lines(asked_any=bool(asked), lines=lines)
    walk = Walk(unit=stands_at(row), title=row.title, occurrence=row.occurrence, end=row.end, lines=lines)
    row.round = open_inspection_round(actor=actor, walk=walk, at=at)
    row.inspector, row.version, row.sample, row.editions = person, version, sample, now.editions
    row.state, row.started_at = InspectionState.RUNNING, at
    row.save()
    _note(row, "start_inspection", actor, at, after={"version": version.number, "seed": sample.get("seed")})
    return row


def locked_inspection(actor: Actor, key: str | UUID) -> Inspection:
    """Return an inspection for an act, its row locked until the end of the transaction.

    Raises:
        Inspection.DoesNotExist: There is none within reach.
    """
    seen = inspection_visible_to(actor, key)
    rows = Inspection.objects.select_for_update(of=("self",))
    found = rows.select_related("unit", "company", "plan__sheet", "version", "inspector", "round__version__checklist")
    return found.get(pk=seen.pk)


def _refuse_start(row: Inspection, person: Person, at: datetime) -> None:
    if at < row.begin:
        raise NotAsWantedError(_("It is due later: wait until its time has come."), field="act")
    if row.inspector is not None and row.inspector != person:
        raise NotAsWantedError(
            _("{name} carries this inspection out. Have it given to you first.", name=row.inspector.name), field="act"
        )
    _refuse_own(row, person)


def _refuse_own(row: Inspection, person: Person) -> None:
    if row.kind in INDEPENDENT and is_of(person, row.unit):
        raise NotAsWantedError(
            _("{name} works at {unit}. Whoever carries this inspection out comes from elsewhere.",
              name=person.name, unit=row.unit.name), field="person"
        )  # fmt: skip


def _refuse_lines(*, asked_any: bool, lines: Sequence[Line]) -> None:
    if not asked_any:
        raise NotAsWantedError(
            _("No line of the sheet stands in an edition that is in force here. Bring the sheet up to date."),
            field="act",
        )
    if len(lines) > _MOST:
        raise NotAsWantedError(
            _("With its sample this inspection asks {count} lines; at most {most} can be answered. "
              "Sample fewer lines or allow a wider margin.", count=str(len(lines)), most=str(_MOST)), field="act"
        )  # fmt: skip


def _version(row: Inspection) -> SheetVersion:
    found = version_in_use(row.plan.sheet)
    if found is None:
        raise NotAsWantedError(_("The sheet “{title}” is a draft. Put it in force first.", title=row.plan.sheet.title))
    return found


def _note(row: Inspection, act: str, actor: Actor, at: datetime, **changes: dict[str, object]) -> None:
    where: Unit = row.company if row.kind == InspectionKind.MYSTERY else row.unit
    note(where, act, actor, at, subject="inspection", key=row.key, label=f"{row.title} {row.unit.name}", **changes)
