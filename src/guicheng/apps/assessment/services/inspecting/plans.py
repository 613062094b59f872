"""Plans of inspections: what is inspected where, how often, by whom, on what sample."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.timezone import get_default_timezone, localdate

from guicheng.apps.assessment.models import (
    InspectionKind,
    InspectionPlan,
    InspectionSheet,
    InspectionState,
    SampledFrom,
)
from guicheng.apps.assessment.readings.inspection_sheets import content_of
from guicheng.apps.assessment.selectors.inspection_sheets import sheet_visible_to, version_in_use
from guicheng.apps.assessment.selectors.inspections import INDEPENDENT, PLAN, estates_in, plan_visible_to
from guicheng.apps.assessment.services.inspecting.access import estate_without, note, planned_company
from guicheng.apps.assessment.services.inspecting.generating import make_inspections
from guicheng.apps.operations.services.estate_access import person_within, unit_for, wanted_text
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person, Unit, UnitKind
from guicheng.apps.organization.services.access import NotAsWantedError, permit, person_of
from guicheng.domain.values.message import _
from guicheng.domain.worktime import EveryDays, Recurrence, ScheduleRule, Slot
from guicheng.domain.worktime.recurrence import DayKind, Otherwise
from guicheng.domain.worktime.rhythm import DayOfMonth, Monthly, Rhythm, Weekly
from guicheng.domain.worktime.rule_json import rule_json

_TITLE: Final = 80
_LONGEST: Final = 92
_DAY: Final = 24 * 60
_MOST_STEPS: Final = 12


@dataclass(frozen=True, slots=True)
class Often:
    """How often something is inspected.

    Args:
        every: ``days``, ``weeks`` or ``months``.
        step: Every so many of these, 1 to 12.
        on: Weekday (Monday is 1) of weeks, day of months (-1 is the last); nothing for days.
        days: Within how many days it is done, 1 to 92.
        workdays: Whether it begins on workdays only; a day that is none goes to the next.
    """

    every: str = "months"
    step: int = 1
    on: int = 1
    days: int = 1
    workdays: bool = False


@dataclass(frozen=True, slots=True)
class PlanAsked:
    """What somebody wants of a plan.

    Args:
        unit: Key of the estate, or of the region or company whose estates are inspected.
        kind: One of ``InspectionKind``.
        title: Its title.
        sheet: Key of the sheet.
        often: How often.
        inspectors: Keys of people, who take turns; none leaves it to whoever begins.
        estates: Keys of estates; none for all at or below the unit.
        standards: Keys of standards; none for all of the sheet.
        domains: Categories of standards; none for all.
        sampled: One of ``SampledFrom``.
        margin: Half the width of the interval, in per cent, 1 to 50.
        level: Its level, in per cent, 80 to 99.
        begins_on: First day; None for today.
    """

    unit: str
    kind: str
    title: str
    sheet: str
    often: Often = Often()
    inspectors: Sequence[str] = ()
    estates: Sequence[str] = ()
    standards: Sequence[str] = ()
    domains: Sequence[str] = ()
    sampled: str = ""
    margin: int = 10
    level: int = 95
    begins_on: date | None = None


@transaction.atomic
def write_plan(*, actor: Actor, asked: PlanAsked, at: datetime) -> InspectionPlan:
    """Plan inspections; those of the next days are made at once.

    Args:
        actor: Who plans; needs ``inspections.plan`` at the unit, and at the company for kinds that are independent.
        asked: What they want.
        at: Now, with time zone.

    Raises:
        Unit.DoesNotExist: There is none within reach.
        InspectionSheet.DoesNotExist: There is none.
        Person.DoesNotExist: There is nobody of a key.
        NotAllowedError: The actor does not plan there.
        NotAsWantedError: A value cannot be what it is, or an inspector is of the estate that is inspected.
    """
    unit = unit_for(actor, PLAN, asked.unit)
    if asked.kind not in InspectionKind.values:
        raise NotAsWantedError(_("Choose the kind of inspection."), field="kind")
    if asked.kind in INDEPENDENT:
        planned_company(actor)
    first = _first(asked, at)
    row = InspectionPlan(
        company_id=int(actor.company_id or 0),
        unit=unit,
        kind=asked.kind,
        starts_at=datetime.combine(first, time.min, tzinfo=get_default_timezone()),
        by=person_of(actor),
    )
    keep_wanted(row, actor, asked, first)
    note(
        row.company if row.kind in INDEPENDENT else unit, "write_inspection_plan", actor, at,
        subject="inspection_plan", key=row.key, label=row.title, after={"kind": asked.kind, "rule": row.rule},
    )  # fmt: skip
    make_inspections([row], at=at)
    return row


def keep_wanted(row: InspectionPlan, actor: Actor, asked: PlanAsked, first: date) -> None:
    """Save a plan with what is wanted of it; its unit and its kind are what they are.

    Args:
        row: The plan.
        actor: Who plans.
        asked: What they want.
        first: From which day its rhythm counts.

    Raises:
        NotAsWantedError: A value cannot be what it is.
        InspectionSheet.DoesNotExist: There is none.
        Person.DoesNotExist: There is nobody of a key.
    """
    row.title = wanted_text(asked.title, "title", most=_TITLE, empty=_("Name the plan, such as Monthly inspection."))
    row.sheet = _sheet(actor, asked.sheet, asked.sampled)
    estates, people = _estates(row.unit, asked.estates), _people(actor, asked.inspectors)
    if row.kind in INDEPENDENT and people and (alone := estate_without(people, estates_in(row, estates))):
        raise NotAsWantedError(
            _("All whom you named work at {unit}. Name somebody who does not.", unit=alone.name), field="inspector"
        )
    row.rule = rule_json(ScheduleRule("plan", recurrence_of(asked.often, first), slots_of(asked.often)))
    for name, value in _narrowed(asked).items():
        setattr(row, name, value)
    row.save()
    row.estates.set(estates)
    row.inspectors.set(people)


@transaction.atomic
def end_plan(*, actor: Actor, key: str | UUID, at: datetime) -> InspectionPlan:
    """End a plan; what it planned and nobody began goes, what began stays.

    Raises:
        InspectionPlan.DoesNotExist: There is none within reach.
        NotAllowedError: The actor does not plan there.
    """
    seen = plan_visible_to(actor, key)
    permit(actor, PLAN, seen.company if seen.kind in INDEPENDENT else seen.unit)
    row = InspectionPlan.objects.select_for_update(of=("self",)).select_related("unit", "company").get(pk=seen.pk)
    if row.ended_at is None:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        row.inspections.filter(state=InspectionState.PLANNED).delete()
        where = row.company if row.kind in INDEPENDENT else row.unit
        note(where, "end_inspection_plan", actor, at, subject="inspection_plan", key=row.key, label=row.title)
    return row


def recurrence_of(often: Often, first: date) -> Recurrence:
    """Return on which days inspections begin.

    Raises:
        NotAsWantedError: A number is out of its bounds.
    """
    if not 1 <= often.step <= _MOST_STEPS:
        raise NotAsWantedError(_("Write how many days, weeks or months lie between two: 1 to 12."), field="step")
    kind = DayKind.WORKDAYS if often.workdays else DayKind.EVERY_DAY
    return Recurrence(_rhythm(often, first), kind, Otherwise.NEXT, first=first)


def slots_of(often: Often) -> tuple[Slot, ...]:
    """Return from when to when on its days an inspection is to be done.

    Raises:
        NotAsWantedError: The number of days is out of its bounds.
    """
    if not 1 <= often.days <= _LONGEST:
        raise NotAsWantedError(_("Write within how many days it is done: 1 to 92."), field="days")
    return (Slot(0, often.days * _DAY),)


def _rhythm(often: Often, first: date) -> Rhythm:
    if often.every == "days":
        return EveryDays(often.step, first)
    if often.every == "weeks":
        if not 1 <= often.on <= 7:
            raise NotAsWantedError(_("Choose a weekday from Monday to Sunday."), field="on")
        return Weekly(frozenset({often.on - 1}), often.step, first)
    if often.every == "months":
        return Monthly((DayOfMonth(often.on),), often.step, first.replace(day=1))
    raise NotAsWantedError(_("Choose whether it recurs by days, weeks or months."), field="every")


def _first(asked: PlanAsked, at: datetime) -> date:
    return max(asked.begins_on or localdate(at), localdate(at))


def _narrowed(asked: PlanAsked) -> dict[str, Any]:
    if asked.sampled not in SampledFrom.values:
        raise NotAsWantedError(_("Choose what the sample is drawn from."), field="sampled")
    if not (1 <= asked.margin <= 50 and 80 <= asked.level <= 99):
        raise NotAsWantedError(
            _("The margin lies between 1 and 50 %, the confidence between 80 and 99 %."), field="margin"
        )
    return {
        "standards": list(asked.standards),
        "domains": list(asked.domains),
        "sampled": asked.sampled,
        "margin": asked.margin,
        "level": asked.level,
    }


def _sheet(actor: Actor, key: str, sampled: str) -> InspectionSheet:
    if not key:
        raise NotAsWantedError(_("Choose a sheet."), field="sheet")
    sheet = sheet_visible_to(actor, key)
    version = version_in_use(sheet)
    if version is None:
        raise NotAsWantedError(
            _("The sheet “{title}” is a draft. Put it in force first.", title=sheet.title), field="sheet"
        )
    if sampled and not any(row.sampled for row in content_of(version.content).rows):
        raise NotAsWantedError(
            _(
                "No line of “{title}” is asked at each of the sample. Mark one on the sheet, or draw no sample.",
                title=sheet.title,
            ),
            field="sampled",
        )
    return sheet


def _estates(unit: Unit, keys: Collection[str]) -> list[Unit]:
    rows = Unit.objects.filter(kind=UnitKind.ESTATE, archived_at=None, path__startswith=unit.path)
    found = {str(row.key): row for row in rows}
    if not found:
        raise NotAsWantedError(_("There is no estate at or below this unit."), field="unit")
    if unknown := [key for key in keys if key not in found]:
        raise NotAsWantedError(
            _("An estate does not lie below this unit: {key}.", key=unknown[0][:40]), field="estates"
        )
    return [found[key] for key in keys]


def _people(actor: Actor, keys: Sequence[str]) -> list[Person]:
    return [person_within(actor.company_id, key) for key in dict.fromkeys(keys)]
