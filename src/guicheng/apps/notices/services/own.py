"""A person's own notices: read, and how they want to be told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import F

from guicheng.apps.notices.models import LetterPace, Notice, NoticeWay, NoticeWish, Way
from guicheng.apps.notices.readings.kinds import KINDS
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.organization.selectors import as_key
from guicheng.apps.organization.services.access import NotAsWantedError, person_of
from guicheng.apps.platform.services import record
from guicheng.domain.values.message import _

_WAITS: Final = {LetterPace.HOURLY: timedelta(hours=1), LetterPace.DAILY: timedelta(days=1)}


@transaction.atomic
def read_notices(*, actor: Actor, at: datetime, keys: Collection[str | UUID] | None = None) -> int:
    """Note that the actor read notices of their own, all for None; return how many were new.

    Reading is no change of anything that others see, so it is not audited.
    """
    rows = Notice.objects.filter(person=person_of(actor), read_at__isnull=True)
    if keys is not None:
        rows = rows.filter(key__in=[as_key(Notice, key) for key in keys])
    return rows.update(read_at=at)


def read_by_name(*, person: Person, names: Collection[str], at: datetime) -> None:
    """Note that what somebody was told was settled elsewhere.

    Args:
        person: Who was told.
        names: The callers' names of what happened.
        at: Now, with time zone.
    """
    Notice.objects.filter(person=person, happening__name__in=names, read_at__isnull=True).update(read_at=at)


@transaction.atomic
def choose_letters(*, actor: Actor, letters: str, at: datetime) -> NoticeWish:
    """Choose how often letters come: ``off``, ``hourly`` or ``daily``; what waits goes out at the new pace.

    Raises:
        NotAsWantedError: There is no such choice.
    """
    if letters not in LetterPace.values:
        raise NotAsWantedError(_("Choose off, hourly or daily."), field="letters")
    person = person_of(actor)
    wish, _new = NoticeWish.objects.update_or_create(person=person, defaults={"letters": letters})
    waiting = Notice.objects.filter(person=person, letter_at__gt=at, lettered_at__isnull=True, read_at__isnull=True)
    if letters == LetterPace.OFF:
        waiting.update(letter_at=None)
    else:
        pace = _WAITS[LetterPace(letters)]
        for notice in waiting.annotate(told_at=F("happening__at")):
            notice.letter_at = max(notice.told_at + pace, at)
            notice.save(update_fields=["letter_at"])
    _record(actor, person, "choose_letters", at, {"letters": letters})
    return wish


@transaction.atomic
def choose_quiet(*, actor: Actor, begin: time | None, end: time | None, at: datetime) -> NoticeWish:
    """Choose hours in which no letter comes; without times there are none.

    Raises:
        NotAsWantedError: Only one of the times is given.
    """
    if (begin is None) != (end is None):
        raise NotAsWantedError(_("Write both times, or neither."), field="begin" if begin is None else "end")
    person = person_of(actor)
    values = {"quiet_from": begin, "quiet_to": end}
    wish, _new = NoticeWish.objects.update_or_create(person=person, defaults=values)
    _record(actor, person, "choose_quiet", at, {"quiet": f"{begin:%H:%M}-{end:%H:%M}" if begin and end else ""})
    return wish


@transaction.atomic
def choose_ways(*, actor: Actor, ways: Mapping[str, str], at: datetime) -> None:
    """Choose by which way kinds come; kinds that are not named stay as they are.

    Args:
        actor: Whose notices they are.
        ways: Name of a kind → ``digest``, ``at-once``, ``list`` or ``none``.
        at: Now, with time zone.

    Raises:
        NotAsWantedError: There is no such kind or way, or a kind that asks for something would not be told.
    """
    person = person_of(actor)
    for name, way in ways.items():
        if name not in KINDS or way not in Way.values:
            raise NotAsWantedError(_("Choose from the list."), field="ways")
        if way == Way.NONE and KINDS[name].asks:
            raise NotAsWantedError(
                _("“{kind}” asks you for something, so it stays on your list.", kind=KINDS[name].title), field="ways"
            )
    kept = {name: way for name, way in ways.items() if way != Way.DIGEST}
    NoticeWay.objects.filter(person=person, kind__in=ways).delete()
    NoticeWay.objects.bulk_create([NoticeWay(person=person, kind=name, way=way) for name, way in kept.items()])
    _record(actor, person, "choose_ways", at, {"ways": kept})


def _record(actor: Actor, person: Person, act: str, at: datetime, after: dict[str, Any]) -> None:
    record(
        actor=actor,
        act=f"notices.{act}",
        subject="person",
        key=str(person.key),
        label=person.name,
        at=at,
        after=after,
    )
