"""Working calendars by name, and where each of them holds."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.operations.models import CalendarUse, NamedCalendar
from guicheng.apps.operations.selectors.calendars import calendar_value, clause_called
from guicheng.apps.operations.services.estate_access import MANAGE, note, unit_for, wanted_text
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors import post_visible_to
from guicheng.apps.organization.services.access import NotAsWantedError, StillUsedError, permit
from guicheng.domain.values.message import _
from guicheng.domain.worktime import CalendarError
from guicheng.domain.worktime.hours import EXAMPLE, read_hours, write_hours

_DAY: Final = 24 * 60


@transaction.atomic
def save_calendar(
    *, actor: Actor, name: str, hours: str, at: datetime, day_end: str = "", key: str | UUID | None = None
) -> NamedCalendar:
    """Add a working calendar to the company, or change one.

    Args:
        actor: Who writes; needs ``estates.manage`` at the company.
        name: Once in the company.
        hours: Days and windows, such as 工作日 08:30-12:00、13:30-17:30; one part only.
        at: Now, with time zone.
        day_end: Clock time at which a day ends for limits in days, such as 17:30; "" for midnight.
        key: The calendar to change; None for a new one.

    Raises:
        NamedCalendar.DoesNotExist: The company has none of this key.
        NotAllowedError: The actor does not manage the company's estates.
        NotAsWantedError: A value is missing, or no minute would ever be open.
    """
    company = _company(actor)
    row = NamedCalendar.objects.get(company=company, key=key) if key else NamedCalendar(company=company)
    before = _told(row) if key else {}
    row.name = wanted_text(name, "name", most=40, empty=_("Enter the name of the calendar."))
    if NamedCalendar.objects.filter(company=company, name=row.name).exclude(pk=row.pk).exists():
        raise NotAsWantedError(_("The company has a calendar “{name}” already.", name=row.name), field="name")
    row.hours, row.day_end = wanted_calendar_hours(hours), wanted_day_end(day_end)
    calendar_value(row)
    if _told(row) == before:
        return row
    row.save()
    act = "change_calendar" if before else "add_calendar"
    note(company, act, actor, at, subject="calendar", key=row.key, label=row.name, before=before, after=_told(row))
    return row


@transaction.atomic
def remove_calendar(*, actor: Actor, key: str | UUID, at: datetime) -> None:
    """Take a calendar away that holds nowhere.

    Raises:
        NamedCalendar.DoesNotExist: The company has none of this key.
        StillUsedError: It holds somewhere; the sentence says where.
    """
    company = _company(actor)
    row = NamedCalendar.objects.get(company=company, key=key)
    names = list(dict.fromkeys(row.uses.values_list("unit__name", flat=True)))
    if names:
        raise StillUsedError(_("The calendar {name} holds at: {units}. Choose another one there first.",
                               name=row.name, units="、".join(names[:3])))  # fmt: skip
    note(company, "remove_calendar", actor, at, subject="calendar", key=row.key, label=row.name, before=_told(row))
    NamedCalendar.objects.filter(pk=row.pk).delete()


@transaction.atomic
def use_calendar(
    *,
    actor: Actor,
    unit_key: str | UUID,
    key: str | UUID | None,
    at: datetime,
    post_key: str | UUID | None = None,
    clause: str = "",
) -> CalendarUse | None:
    """Say which calendar holds in a unit and all below it: for all, for one post, or for one clause.

    Args:
        actor: Who says it; needs ``estates.manage`` at the unit.
        unit_key: The unit.
        key: The calendar; None to take back what was said.
        at: Now, with time zone.
        post_key: The post for which it holds.
        clause: The clause for which it holds, by standard and number such as KF-03/2; not together with a post.

    Raises:
        Unit.DoesNotExist: There is no such unit within reach.
        NamedCalendar.DoesNotExist: The company has none of this key.
        Post.DoesNotExist: There is no such post.
        NotAllowedError: The actor does not manage the unit.
        NotAsWantedError: Both a post and a clause are named, or the actor reads no such clause.
    """
    unit = unit_for(actor, MANAGE, unit_key)
    post = post_visible_to(actor, post_key) if post_key else None
    clause_key = _clause_key(actor, clause)
    if post and clause_key:
        raise NotAsWantedError(_("A calendar holds for a post or for a clause. Say one of the two."), field="clause")
    row = NamedCalendar.objects.get(company_id=actor.company_id, key=key) if key else None
    of: dict[str, Any] = {"unit": unit, "post": post, "clause_key": clause_key}
    kept = CalendarUse.objects.filter(**of).select_related("calendar").first()
    before = kept.calendar.name if kept else ""
    if before == (row.name if row else ""):
        return kept
    found = None
    if row is None:
        CalendarUse.objects.filter(**of).delete()
    else:
        found, _made = CalendarUse.objects.update_or_create(**of, defaults={"calendar": row})
    about = {"post": post.name} if post else {"clause": clause} if clause_key else {}
    told = [{**about, "calendar": each} for each in (before, row.name if row else "")]
    note(unit, "use_calendar", actor, at, subject="unit", key=unit.key, label=unit.name, before=told[0], after=told[1])
    return found


def _clause_key(actor: Actor, text: str) -> UUID | None:
    if not text.strip():
        return None
    found = clause_called(actor, text)
    if found is None:
        raise NotAsWantedError(
            _("There is no clause “{said}”. Write standard and number, such as KF-03/2.", said=text.strip()[:40]),
            field="clause",
        )
    return found.key


def wanted_calendar_hours(text: str) -> str:
    """Return the hours of a calendar as they are kept.

    Raises:
        NotAsWantedError: The text names none, or several parts of a week.
    """
    try:
        parts = read_hours(text.replace("\0", ""))
    except CalendarError as error:
        raise NotAsWantedError(error.message, field="hours") from error
    if len(parts) != 1:
        raise NotAsWantedError(
            _("Write the days and the hours of the calendar once, such as {example}.", example=EXAMPLE), field="hours"
        )
    return write_hours(parts)


def wanted_day_end(text: str) -> int | None:
    """Return the minute at which a day ends, None for midnight.

    Raises:
        NotAsWantedError: The text is no clock time.
    """
    said = text.strip().replace("：", ":")
    if said in {"", "24:00", "00:00", "0:00"}:
        return None
    hour, _sign, minute = said.partition(":")
    if not (hour.isascii() and hour.isdigit() and minute.isascii() and minute.isdigit() and len(minute) == 2):
        found = _DAY
    else:
        found = int(hour[:4]) * 60 + int(minute) if int(minute) < 60 else _DAY
    if found >= _DAY:
        raise NotAsWantedError(_("“{said}” is no clock time. Write it like 17:30.", said=said[:10]), field="day_end")
    return found


def _company(actor: Actor) -> Unit:
    company: Unit = Unit.objects.select_for_update().get(pk=actor.company_id)
    permit(actor, MANAGE, company)
    return company


def _told(row: NamedCalendar) -> dict[str, Any]:
    return {"name": row.name, "hours": row.hours, "day_end": row.day_end}
