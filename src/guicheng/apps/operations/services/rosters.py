"""Shifts and rosters of an estate, written by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.operations.models import CrewMember, Roster, Shift
from guicheng.apps.operations.services.estate_access import (
    ROSTER,
    note,
    person_within,
    unit_for,
    wanted_day,
    wanted_text,
)
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors import post_visible_to
from guicheng.apps.organization.services.access import NotAsWantedError, StillUsedError, refuse_archived
from guicheng.domain.values.message import _
from guicheng.domain.worktime import CalendarError
from guicheng.domain.worktime.patterns import Pattern, read_cycle, read_shift, shipped_patterns, write_shift
from guicheng.domain.worktime.roster import Crew, RosterError

_SHIFT, _CREW, _MOST_CREWS = 10, 20, 31
_OFF: Final = "休"


@transaction.atomic
def save_shift(*, actor: Actor, unit_key: str | UUID, name: str, hours: str, at: datetime) -> tuple[Shift, bool]:
    """Add a shift to an estate, or change the one with this name.

    Args:
        actor: Who writes; needs ``rosters.manage`` at the estate.
        unit_key: The estate.
        name: Such as 早, at most 10 characters without blanks.
        hours: Such as 20:00-08:00; one that ends when it begins lasts a whole day.
        at: Now, with time zone.

    Raises:
        Unit.DoesNotExist: There is no such estate within reach.
        NotAllowedError: The actor does not plan its rosters.
        NotAsWantedError: The name or the hours cannot be what they are.
    """
    unit = unit_for(actor, ROSTER, unit_key)
    return _put_shift(unit, _shift_name(name), hours, actor, at)


def _put_shift(unit: Unit, name: str, hours: str, actor: Actor, at: datetime) -> tuple[Shift, bool]:
    try:
        window = read_shift(hours)
    except CalendarError as error:
        raise NotAsWantedError(error.message, field="hours") from error
    shift = Shift.objects.filter(unit=unit, name=name).first()
    before = {"begin": shift.begin, "end": shift.end} if shift else {}
    after = {"begin": window.begin, "end": window.end}
    if shift and before == after:
        return shift, False
    shift, _made = Shift.objects.update_or_create(unit=unit, name=name, defaults=after)
    note(unit, "save_shift", actor, at, subject="shift", key=shift.key, label=name, before=before, after=after)
    return shift, True


@transaction.atomic
def remove_shift(*, actor: Actor, unit_key: str | UUID, name: str, at: datetime) -> None:
    """Take a shift away that no roster uses.

    Raises:
        Shift.DoesNotExist: The estate has none of this name.
        StillUsedError: A roster uses it.
    """
    unit = unit_for(actor, ROSTER, unit_key)
    shift = Shift.objects.get(unit=unit, name=name)
    rosters = Roster.objects.filter(unit=unit).prefetch_related("changes")
    using = [row.name for row in rosters if name in row.cycle or any(name in each.shifts for each in row.changes.all())]
    if using:
        raise StillUsedError(
            _("These rosters use the shift {name}: {rosters}.", name=name, rosters="、".join(using[:3]))
        )
    note(unit, "remove_shift", actor, at, subject="shift", key=shift.key, label=name)
    Shift.objects.filter(pk=shift.pk).delete()


@transaction.atomic
def save_roster(
    *,
    actor: Actor,
    unit_key: str | UUID,
    name: str,
    post_key: str | UUID,
    starts_on: str | date | None,
    at: datetime,
    pattern: str = "",
    cycle: str = "",
    crews: str = "",
    ends_on: str | date | None = None,
) -> tuple[Roster, bool]:
    """Add a roster to an estate, or change the one with this name.

    Args:
        actor: Who writes; needs ``rosters.manage`` at the estate.
        unit_key: The estate.
        name: Once in the estate.
        post_key: The post whose people it plans.
        starts_on: First day.
        at: Now, with time zone.
        pattern: Code of a shipped pattern; its shifts are added where the estate lacks them. "" for one's own cycle.
        cycle: Names of shifts with blanks between, 休 for a day off; with a pattern it is not read.
        crews: Crews with their place in the cycle on the first day, such as 甲班=0、乙班=2; empty for those of the pattern,
            or for one crew.
        ends_on: Last day; empty where it lasts.

    Raises:
        Unit.DoesNotExist: There is no such estate within reach.
        Post.DoesNotExist: There is no such post.
        NotAllowedError: The actor does not plan its rosters.
        NotAsWantedError: A value is missing or cannot be what it is.
        ArchivedError: The post is archived.
    """
    unit = unit_for(actor, ROSTER, unit_key)
    post = post_visible_to(actor, post_key)
    refuse_archived(post)
    wanted = wanted_text(name, "name", most=40, empty=_("Enter the name of the roster."))
    row = Roster.objects.filter(unit=unit, name=wanted).select_related("post").first()
    before = _told(row) if row else {}
    row = row or Roster(unit=unit, name=wanted)
    row.post, row.starts_on, row.ends_on = post, *_days(starts_on, ends_on)
    known_pattern = shipped_patterns().get(pattern)
    _turn(row, known_pattern, cycle, crews)
    for called, window in known_pattern.shifts.items() if known_pattern else ():
        if not Shift.objects.filter(unit=unit, name=called).exists():
            _put_shift(unit, called, write_shift(window), actor, at)
    if _told(row) == before:
        return row, False
    row.save()
    # Whoever belongs to a crew that is no more belongs to none.
    CrewMember.objects.filter(roster=row).exclude(crew__in=[crew["name"] for crew in row.crews]).delete()
    act = "change_roster" if before else "add_roster"
    note(unit, act, actor, at, subject="roster", key=row.key, label=row.name, before=before, after=_told(row))
    return row, True


def _days(starts_on: str | date | None, ends_on: str | date | None) -> tuple[date, date | None]:
    first, last = wanted_day(starts_on, "starts_on"), wanted_day(ends_on, "ends_on")
    if first is None:
        raise NotAsWantedError(_("Enter the first day of the roster."), field="starts_on")
    if last and last < first:
        raise NotAsWantedError(_("The last day lies before the first one."), field="ends_on")
    return first, last


def _turn(row: Roster, pattern: Pattern | None, cycle: str, crews: str) -> None:
    """Give a roster the cycle and the crews of a pattern, or its own."""
    if pattern:
        days, named = pattern.cycle, pattern.crews(row.starts_on)
    else:
        known = set(Shift.objects.filter(unit=row.unit).values_list("name", flat=True))
        days, named = _own_cycle(cycle, known), (Crew("甲班", 0),)
    row.cycle = list(days)
    wanted = _wanted_crews(crews, len(days)) if crews.strip() else named
    row.crews = [{"name": crew.name, "offset": crew.offset} for crew in wanted]


def _own_cycle(cycle: str, known: set[str]) -> tuple[str, ...]:
    try:
        days = read_cycle(cycle)
    except RosterError as error:
        raise NotAsWantedError(error.message, field="cycle") from error
    missing = [name for name in days if name and name not in known]
    if missing or not any(days):
        raise NotAsWantedError(
            _("The estate has no shift “{name}”. Add it first, or write one of: {known}.",
              name=missing[0] if missing else _OFF, known="、".join(sorted(known)) or "—"), field="cycle"
        )  # fmt: skip
    return days


def _wanted_crews(text: str, length: int) -> Sequence[Crew]:
    found = []
    for part in text.replace("，", "、").replace(",", "、").replace(";", "、").replace("；", "、").split("、"):
        name, _sign, place = part.replace("＝", "=").partition("=")
        called, offset = wanted_text(name, "crews", most=_CREW), place.strip() or "0"
        if not called or not (offset.isascii() and offset.isdigit() and int(offset[:4]) < length):
            raise NotAsWantedError(
                _("“{part}” is no crew. Write its name and its place in the cycle, 0 to {last}, such as {example}.",
                  part=part.strip()[:20], last=str(length - 1), example="甲班=0、乙班=2"), field="crews"
            )  # fmt: skip
        found.append(Crew(called, int(offset)))
    if len({crew.name for crew in found}) < len(found) or len(found) > _MOST_CREWS:
        raise NotAsWantedError(_("Name each crew once, {most} at most.", most=str(_MOST_CREWS)), field="crews")
    return found


@transaction.atomic
def put_in_crew(
    *, actor: Actor, unit_key: str | UUID, roster_key: str | UUID, person_key: str | UUID, crew: str, at: datetime
) -> tuple[CrewMember | None, bool]:
    """Put somebody into a crew of a roster, or take them out of it.

    Args:
        actor: Who writes; needs ``rosters.manage`` at the estate.
        unit_key: The estate.
        roster_key: The roster.
        person_key: Who.
        crew: Name of the crew; "" for none.
        at: Now, with time zone.

    Raises:
        Roster.DoesNotExist: The estate has none of this key.
        Person.DoesNotExist: The company has nobody of this key, or their access ended.
        NotAsWantedError: The roster has no such crew.
    """
    unit = unit_for(actor, ROSTER, unit_key)
    row = Roster.objects.get(unit=unit, key=roster_key)
    person = person_within(actor.company_id, person_key)
    member = CrewMember.objects.filter(roster=row, person=person).first()
    before = member.crew if member else ""
    if crew == before:
        return member, False
    if crew and crew not in {each["name"] for each in row.crews}:
        raise NotAsWantedError(_("The roster {roster} has no crew “{crew}”.", roster=row.name, crew=crew), field="crew")
    if crew:
        member, _made = CrewMember.objects.update_or_create(roster=row, person=person, defaults={"crew": crew})
    else:
        CrewMember.objects.filter(roster=row, person=person).delete()
        member = None
    told = [{"person": person.name, "crew": each} for each in (before, crew)]
    note(unit, "put_in_crew", actor, at, subject="roster", key=row.key, label=row.name, before=told[0], after=told[1])
    return member, True


def _shift_name(text: str) -> str:
    name = wanted_text(text, "name", most=_SHIFT, empty=_("Enter the name of the shift."))
    if len(name.split()) > 1 or read_cycle(name) != (name,):
        raise NotAsWantedError(_("The name of a shift is one word, and not “{off}”.", off=_OFF), field="name")
    return name


def _told(row: Roster) -> dict[str, Any]:
    return {
        "name": row.name,
        "post": row.post.name,
        "cycle": list(row.cycle),
        "crews": [dict(crew) for crew in row.crews],
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat() if row.ends_on else "",
    }
