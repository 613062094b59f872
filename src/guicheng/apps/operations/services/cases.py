"""Cases started, steps done, cases ended before their end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.timezone import get_default_timezone

from guicheng.apps.operations.models import Case, CompiledProcess, FieldPhoto
from guicheng.apps.operations.readings import Compiled, compile_edition, known, recall
from guicheng.apps.operations.selectors.cases import startable_at, units_for_cases
from guicheng.apps.operations.selectors.clocks import Clocks
from guicheng.apps.operations.services.appointing import appointed
from guicheng.apps.operations.services.case_access import STEER, NotACaseError, note, reason_of, take_case
from guicheng.apps.operations.services.moving import move
from guicheng.apps.operations.services.taken import Moving, Stamp
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors import company_of
from guicheng.apps.organization.selectors.fetching import one
from guicheng.apps.organization.services.access import permit
from guicheng.apps.processes.models import ProcessEdition
from guicheng.domain.process.forms import Fault, Field, FieldKind, check
from guicheng.domain.process.running import EventKind, State, TableDamagedError
from guicheng.domain.values import GuichengError, Message, StaleError
from guicheng.domain.values.message import _

_LONGEST_TITLE: Final = 120


class FormFaultError(GuichengError):
    """Answers of a form are missing or cannot be; nothing was written.

    Args:
        faults: Each field with what to do.
    """

    code = "form-incomplete"

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults[0].message)
        self.faults = tuple(faults)

    @property
    def reasons(self) -> tuple[Message, ...]:
        """What to do, field by field."""
        return tuple(fault.message for fault in self.faults)


@transaction.atomic
def start_case(*, actor: Actor, unit_key: str | UUID, process: str, title: str, at: datetime, key: str = "") -> Case:
    """Start a case by the newest edition in force of a process.

    Args:
        actor: Who starts it; needs ``cases.start`` at the unit.
        unit_key: Where it happens.
        process: Code of the process, one of the unit's or of those above it.
        title: What it is about, in a few words.
        at: Now, with time zone.
        key: Name of the write for the log.

    Raises:
        Unit.DoesNotExist: There is none within reach where they may.
        NotACaseError: The title is missing, or no such process is in force there.
        NotExecutableError: Some case of the process could not end properly.
    """
    unit = one(units_for_cases(actor), unit_key)
    permit(actor, "cases.start", unit)
    named = " ".join(str(title).replace("\0", "").split())[:_LONGEST_TITLE]
    if not named:
        raise NotACaseError(_("Write in a few words what it is about."), field="title")
    today = at.astimezone(get_default_timezone()).date()
    edition = next((each for each in startable_at(unit, day=today) if each.code == process.strip().upper()), None)
    if edition is None:
        raise NotACaseError(
            _("No edition of a process with this code is in force at {unit}.", unit=unit.name), field="process"
        )
    compiled = have_compiled(edition)
    case = Case.objects.create(
        unit=unit,
        company=company_of(unit),
        edition=edition,
        title=named,
        started_at=at,
        started_by=actor.person,
    )
    moving = Moving(case.pk, unit.pk, case.company_id, 0, State(), compiled)
    stamp = Stamp(at, actor.person.pk if actor.person else None, actor.name, key[:80])
    event = appointed(moving, stamp.event(EventKind.STARTED, edition=compiled.key), unit, at=at)
    move(moving, [event], stamp, Clocks(unit))
    note(case, "start_case", actor, at, after={"process": edition.code, "edition": edition.number})
    case.refresh_from_db()
    return case


def have_compiled(edition: ProcessEdition) -> Compiled:
    """Return a compiled edition, compiled now where that was not done or is of an older form.

    Raises:
        NotExecutableError: Some case of it could not end properly.
    """
    key = edition.key.hex
    if found := known(key):
        return found
    kept = CompiledProcess.objects.filter(edition=edition).first()
    if kept is not None:
        try:
            return recall(edition.pk, key, kept.table)
        except TableDamagedError:
            kept.delete()
    made = CompiledProcess.objects.create(edition=edition, table=compile_edition(edition))
    return recall(edition.pk, key, made.table)


@transaction.atomic
def complete(
    *,
    actor: Actor,
    case_key: str | UUID,
    step: str,
    answers: Mapping[str, Any],
    at: datetime,
    begun: int | None = None,
    rev: int | None = None,
    key: str = "",
    device_at: datetime | None = None,
) -> Case:
    """Finish a step with its form.

    Args:
        actor: Who did it: its holder, who stands in, who fills its post while nobody holds it, or who steers cases.
        case_key: The case.
        step: Id of the step.
        answers: Its form, by field.
        at: Now, with time zone.
        begun: Which visit of the step is meant; None for the one under way.
        rev: The revision that they saw, where nothing may have happened beside.
        key: Their name of the write; sent again under the same name, it does nothing.
        device_at: When a device says that it was.

    Raises:
        Case.DoesNotExist: There is none within reach.
        NotAllowedError: The step is somebody else's.
        FormFaultError: A field is missing or cannot be.
        StaleError: Somebody else did the step.
        RefusedEventError: Opinions are awaited.
    """
    turn = take_case(actor=actor, case_key=case_key, at=at, rev=rev, key=key, device_at=device_at)
    if turn.repeated:
        return turn.case
    item = turn.moving.state.items.get(step)
    if item is None or (begun is not None and begun != item.begun):
        raise StaleError(_done_by(turn.case, step), revision=turn.moving.rev)
    turn.let_worker(step)
    form = turn.moving.compiled.form(step)
    checked = check(form, answers)
    if faults := (*checked.faults, *_photos_missing(actor, form, checked.values)):
        raise FormFaultError(faults)
    data = {"begun": item.begun, "answer": checked.answer, "form": dict(checked.values)}
    if checked.outside:
        data["outside"] = list(checked.outside)
    event = appointed(turn.moving, turn.stamp.event(EventKind.COMPLETED, step, **data), turn.case.unit, at=at)
    return turn.do_all([event], act="complete")


def _photos_missing(actor: Actor, form: Sequence[Field], values: Mapping[str, Any]) -> list[Fault]:
    """Return a fault for each field that names a photo which has not arrived: one query where there are photos."""
    named = {field.name: values.get(field.name, []) for field in form if field.kind is FieldKind.PHOTO}
    wanted = {photo for photos in named.values() for photo in photos}
    if not wanted:
        return []
    rows = FieldPhoto.objects.filter(company=actor.company_id, sent__in=wanted)
    arrived = set(rows.values_list("sent", flat=True))
    return [
        Fault(name, _("A photo of “{name}” has not arrived. Send it again.", name=name))
        for name, photos in named.items()
        if not arrived.issuperset(photos)
    ]


def _done_by(case: Case, step: str) -> Message:
    last = case.work.filter(step=step.replace("\0", ""), done_by__isnull=False).select_related("done_by").last()
    if last is None or last.done_by is None or last.ended_at is None:
        return _("Step {step} is not under way in this case any more. Load the case again.", step=step)
    return _(
        "{name} did step {step} at {time}. Your answers were not kept, the case has gone on.",
        name=last.done_by.name,
        step=last.name,
        time=last.ended_at.astimezone(get_default_timezone()).strftime("%Y-%m-%d %H:%M"),
    )


@transaction.atomic
def cancel(
    *, actor: Actor, case_key: str | UUID, reason: str, at: datetime, rev: int | None = None, key: str = ""
) -> Case:
    """End a whole case before its end.

    Args:
        actor: Who ends it; needs ``cases.steer``.
        case_key: The case.
        reason: Why.
        at: Now, with time zone.
        rev: The revision that they saw.
        key: Their name of the write.

    Raises:
        Case.DoesNotExist: There is none within reach.
        NotACaseError: No reason is given.
    """
    turn = take_case(actor=actor, case_key=case_key, at=at, rev=rev, key=key)
    permit(actor, STEER, turn.case.unit)
    return turn.case if turn.repeated else turn.do(EventKind.ENDED, act="cancel", reason=reason_of(reason))
