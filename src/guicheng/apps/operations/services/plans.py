"""What people do with plans: change hours and days, suspend, excuse, and say at the desk that something was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.timezone import get_default_timezone, localdate

from guicheng.apps.operations.models import Excuse, Plan, Round, Suspension, SuspensionCause
from guicheng.apps.operations.selectors.plans import made_due, plan_visible_to, rule_at
from guicheng.apps.operations.services.desk import Said, say_at_desk
from guicheng.apps.operations.services.estate_access import MANAGE, ROSTER, note, unit_for, wanted_text
from guicheng.apps.operations.services.rounds.opening import open_due_round
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors.fetching import one
from guicheng.apps.organization.services.access import NotAsWantedError, permit, person_of
from guicheng.domain.evidence.kinds import Kind
from guicheng.domain.values.message import _
from guicheng.domain.worktime import Occurrence, Season, Slot
from guicheng.domain.worktime.rule_json import rule_json

_REASON: Final = 200
_INSTANT: Final = timedelta(minutes=1)
_DAY: Final = timedelta(days=1)


@transaction.atomic
def finish_at_desk(*, actor: Actor, plan_key: str | UUID, occurrence: str, due: datetime, at: datetime) -> Round | None:
    """Say at a desk that something due was done now; the evidence log keeps it as the word of one person.

    What has a checklist is not done by saying so: its round is returned, to be walked, and nothing is finished.

    Args:
        actor: Who says it, a person; needs ``field.send`` at the estate.
        plan_key: What made it due.
        occurrence: Its id.
        due: When it is due, by which it is found again.
        at: Now, with time zone.

    Returns:
        The round of what has a checklist, made where it was not there; None where it is done now.

    Raises:
        Plan.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not send evidence here.
        NotAsWantedError: The plan makes no such thing due, or it is not yet time.
    """
    plan = plan_visible_to(actor, plan_key)
    permit(actor, "field.send", plan.unit)
    person_of(actor)
    found = _due(plan, occurrence, due)
    if at < found.begin:
        raise NotAsWantedError(_("It is due later: wait until its time has come."), field="occurrence")
    if (row := open_due_round(plan, found)) is not None:
        return row
    say_at_desk(actor=actor, unit=plan.unit, occurrence=occurrence, said=[Said(Kind.FINISH)], at=at)
    return None


@transaction.atomic
def excuse(*, actor: Actor, plan_key: str | UUID, occurrence: str, due: datetime, reason: str, at: datetime) -> Excuse:
    """Say why something due was not to be done; it counts neither as kept nor as missed.

    Args:
        actor: Who says it, a person; needs ``rosters.manage`` at the estate.
        plan_key: What made it due.
        occurrence: Its id.
        due: When it is due, by which it is found again.
        reason: Why.
        at: Now, with time zone.

    Raises:
        Plan.DoesNotExist: There is none within reach.
        NotAllowedError: The actor does not lead the work here.
        NotAsWantedError: There is no reason, no such thing, or it was excused already.
    """
    plan = plan_visible_to(actor, plan_key)
    permit(actor, ROSTER, plan.unit)
    person = person_of(actor)
    _due(plan, occurrence, due)
    why = wanted_text(
        reason, "reason", most=_REASON, empty=_("Give the reason; whoever is assessed by it will read it.")
    )
    row, new = Excuse.objects.get_or_create(
        occurrence=occurrence, defaults={"plan": plan, "reason": why, "at": at, "by": person}
    )
    if not new:
        raise NotAsWantedError(_("It was excused already: {reason}", reason=row.reason), field="occurrence")
    note(plan.unit, "excuse", actor, at, subject="plan", key=plan.key, label=occurrence, after={"reason": why})
    return row


@transaction.atomic
def suspend(
    *,
    actor: Actor,
    unit_key: str | UUID,
    cause: str,
    reason: str,
    begin: datetime,
    end: datetime | None,
    at: datetime,
    plan_key: str = "",
) -> Suspension:
    """Suspend a plan, or all of an estate, for a while: storm, power cut, event.

    Args:
        actor: Who does; needs ``rosters.manage`` at the estate.
        unit_key: The estate.
        cause: One of ``SuspensionCause``.
        reason: In words.
        begin: From when on.
        end: Until when; None while nobody knows.
        at: Now, with time zone.
        plan_key: Only this plan; "" for all.

    Raises:
        Unit.DoesNotExist: There is none within reach.
        Plan.DoesNotExist: The estate has no such plan.
        NotAllowedError: The actor does not lead the work here.
        NotAsWantedError: A value is missing, or the end lies before the begin.
    """
    unit = unit_for(actor, ROSTER, unit_key)
    person = person_of(actor)
    if cause not in SuspensionCause.values:
        raise NotAsWantedError(_("Choose why: weather, power or water cut, event, or another cause."), field="cause")
    why = wanted_text(
        reason, "reason", most=_REASON, empty=_("Give the reason; whoever is assessed by it will read it.")
    )
    if end is not None and end <= begin:
        raise NotAsWantedError(_("The suspension would end before it begins."), field="end")
    plan = one(Plan.objects.filter(unit=unit), plan_key) if plan_key else None
    row = Suspension.objects.create(
        unit=unit, plan=plan, cause=cause, reason=why, begin=begin, end=end, at=at, by=person
    )
    note(unit, "suspend", actor, at, subject="suspension", key=row.key, label=why, after={"cause": cause})
    return row


@transaction.atomic
def end_suspension(*, actor: Actor, key: str | UUID, at: datetime) -> Suspension:
    """End a suspension that lasts.

    Raises:
        Suspension.DoesNotExist: There is none within reach.
        NotAllowedError: The actor does not lead the work there.
    """
    rows = Suspension.objects.select_for_update(of=("self",)).filter(actor.within("estates.read"))
    row = one(rows.select_related("unit", "plan", "by"), key)
    permit(actor, ROSTER, row.unit)
    if row.end is None or row.end > at:
        row.end = max(at, row.begin + _INSTANT)
        row.save(update_fields=["end"])
        note(row.unit, "end_suspension", actor, at, subject="suspension", key=row.key, label=row.reason)
    return row


@transaction.atomic
def change_plan(
    *,
    actor: Actor,
    key: str | UUID,
    at: datetime,
    hours: str = "",
    season: str = "",
    left_out: str = "",
    added: str = "",
) -> Plan:
    """Change when something is done from tomorrow on; the promise in the clause stays what it is.

    The plan ends today and another one follows it, so that nothing that was due until then changes.

    Args:
        actor: Who changes it; needs ``estates.manage`` at the estate.
        key: The plan.
        at: Now, with time zone.
        hours: Times of a day, such as 08:00 14:00; "" leaves them.
        season: Month and day of first and last day, such as 04-01~10-31; "-" for all year; "" leaves it.
        left_out: Days on which nothing is done, with blanks or commas between.
        added: Days on which it is done besides.

    Returns:
        The plan that follows, or the plan itself where nothing changes.

    Raises:
        Plan.DoesNotExist: There is none within reach.
        NotAllowedError: The actor does not manage the estate.
        NotAsWantedError: A value cannot be what it is, or the plan has ended.
        SlotError: The times cannot be.
        RecurrenceError: The season cannot be.
    """
    seen = plan_visible_to(actor, key)
    permit(actor, MANAGE, seen.unit)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=seen.pk)
    if plan.ends_on is not None:
        raise NotAsWantedError(_("This plan has ended. Change the one that followed it."), field="key")
    rule, tomorrow = rule_at(plan), datetime.combine(localdate(at) + _DAY, time.min, tzinfo=get_default_timezone())
    days = replace(rule.recurrence, left_out=_days(left_out, "left_out"), added=_days(added, "added"))
    if season.strip():
        days = replace(days, seasons=() if season.strip() == "-" else (_season(season),))
    slots = _slots(hours, rule.slots) if hours.strip() else rule.slots
    changed = rule_json(replace(rule, recurrence=days, slots=slots))
    if changed == rule_json(rule):
        return plan
    follower = Plan(
        unit=plan.unit,
        source_id=plan.source_id,
        standard_key=plan.standard_key,
        version=f"{plan.version.rpartition(':')[0]}:{int(plan.version.rpartition(':')[2]) + 1}",
        rule=changed,
        post=plan.post,
        starts_on=plan.starts_on,
        begins_at=max(tomorrow, plan.begins_at),
    )
    plan.ends_at = follower.begins_at
    plan.ends_on = max(localdate(plan.ends_at) - _DAY, plan.starts_on)
    plan.save(update_fields=["ends_on", "ends_at"])
    follower.save()
    note(
        plan.unit, "change_plan", actor, at,
        subject="plan", key=follower.key, label=plan.version, before=plan.rule, after=changed,
    )  # fmt: skip
    return follower


def _due(plan: Plan, occurrence: str, due: datetime) -> Occurrence:
    """Return something due by its id; in whichever zone its moment is named, plans go by the clock of the estate.

    Raises:
        NotAsWantedError: The plan makes no such thing due.
    """
    local = due.astimezone(get_default_timezone())
    for each in made_due(plan, local, local + _INSTANT):
        if each.id == occurrence:
            return each
    raise NotAsWantedError(_("The plan was changed meanwhile. Load the page again."), field="occurrence")


def _slots(text: str, now: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """Return slots that open at the times of a text, each as long as the shortest that there was."""
    length = min(slot.length for slot in now)
    try:
        times = [time.fromisoformat(part) for part in text.replace("、", " ").replace(",", " ").split()]
    except ValueError as error:
        raise NotAsWantedError(_("Write times like 08:00 14:00, with blanks between."), field="hours") from error
    return tuple(Slot(each.hour * 60 + each.minute, length) for each in sorted(times))


def _season(text: str) -> Season:
    try:
        ends = [tuple(int(part) for part in end.split("-")) for end in text.replace("～", "~").split("~")]
        (a, b), (c, d) = ends
    except ValueError as error:
        raise NotAsWantedError(_("Write a season like 04-01~10-31, or - for all year."), field="season") from error
    return Season((a, b), (c, d))


def _days(text: str, field: str) -> frozenset[date]:
    try:
        parts = text.replace(",", " ").replace("，", " ").replace("、", " ").split()
        return frozenset(date.fromisoformat(part) for part in parts)
    except ValueError as error:
        raise NotAsWantedError(_("Write days like 2026-10-01, with blanks between."), field=field) from error
