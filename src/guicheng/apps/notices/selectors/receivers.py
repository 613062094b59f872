"""To whom something goes, by which ways and when at the earliest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.timezone import get_default_timezone

from guicheng.apps.notices.models import LetterPace, NoticeWay, NoticeWish, Robot, Subscription, UnitQuiet, Way
from guicheng.apps.notices.readings.kinds import Kind
from guicheng.apps.notices.readings.quiet import Quiet
from guicheng.apps.organization.models import Person, Placement, Unit
from guicheng.apps.organization.selectors.duty import duty_hours_of, paths_above

#: How long the first notice of a letter waits for others.
_PACES: Final = {LetterPace.HOURLY: timedelta(hours=1), LetterPace.DAILY: timedelta(days=1)}


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody who is told.

    Args:
        person: Who.
        letter_at: When a letter about it may go out; None for no letter.
    """

    person: Person
    letter_at: datetime | None


def receivers(
    people: Iterable[Person], kind: Kind, unit: Unit, *, at: datetime, urgent: bool, on_duty: Collection[int]
) -> list[Receiver]:
    """Return who of the people wants to be told of a kind, and when by letter: two queries, four where it is urgent.

    Args:
        people: Who could be told.
        kind: What it is.
        unit: Where it happened.
        at: Now, with time zone.
        urgent: Whether it can't wait; then it breaks the quiet hours of those on duty, and of nobody else.
        on_duty: Primary keys of people who are on duty now, as the caller knows it, beside those whose post has hours.
    """
    found = {person.pk: person for person in people if person.is_active}
    wishes = {wish.person_id: wish for wish in NoticeWish.objects.filter(person__in=found)}
    ways = dict(NoticeWay.objects.filter(person__in=found, kind=kind.name).values_list("person", "way"))
    awake = {*on_duty, *_on_duty(unit, found, at)} if urgent else set[int]()
    told = []
    for person in found.values():
        way, wish = Way(ways.get(person.pk, Way.DIGEST)), wishes.get(person.pk) or NoticeWish(person=person)
        if way is Way.NONE and not kind.asks:
            continue
        rings = urgent and way is Way.DIGEST and wish.letters != LetterPace.OFF
        letter = _letter_at(Way.AT_ONCE if rings else way, wish, local(at), awake=person.pk in awake)
        told.append(Receiver(person, letter))
    return told


def _letter_at(way: Way, wish: NoticeWish, now: datetime, *, awake: bool) -> datetime | None:
    if way in {Way.LIST, Way.NONE}:
        return None
    if way is Way.AT_ONCE:
        return now if awake else _after_quiet(wish, now)
    if wish.letters == LetterPace.OFF:
        return None
    return _after_quiet(wish, now + _PACES[LetterPace(wish.letters)])


def _after_quiet(wish: NoticeWish, at: datetime) -> datetime:
    if wish.quiet_from is None or wish.quiet_to is None:
        return at
    return Quiet(wish.quiet_from, wish.quiet_to).over_at(at)


def _on_duty(unit: Unit, people: Collection[int], at: datetime) -> set[int]:
    """Return who of the people fills a post at a unit, or above it, that is on duty now: two queries."""
    posts = posts_on_duty(unit, at)
    rows = Placement.objects.filter(person__in=people, unit__path__in=paths_above(unit), post__name__in=posts)
    return set(rows.values_list("person", flat=True))


def posts_on_duty(unit: Unit, at: datetime) -> list[str]:
    """Return the posts whose hours at a unit hold at a moment; one without hours is not known to be on duty."""
    now = local(at)
    minute = now.weekday() * 1440 + now.hour * 60 + now.minute
    hours = duty_hours_of(unit)
    return [post for post, week in hours.items() if any(begin <= minute < end for begin, end in week)]


def local(at: datetime) -> datetime:
    """Return a moment in the time of the service's clocks on walls."""
    return at.astimezone(get_default_timezone())


def robots_for(unit: Unit, kind: str) -> list[Robot]:
    """Return the robots that speak for a unit and want a kind: one query."""
    rows = Robot.objects.filter(unit__path__in=paths_above(unit), is_on=True, removed_at=None).order_by("pk")
    return [robot for robot in rows if not robot.kinds or kind in robot.kinds]


def subscriptions_for(company: Unit, kind: str) -> list[Subscription]:
    """Return the subscriptions of a company that want a kind: one query."""
    rows = Subscription.objects.filter(company=company, is_on=True, removed_at=None).order_by("pk")
    return [each for each in rows if not each.kinds or kind in each.kinds]


def speaks_at(unit: Unit, *, at: datetime, urgent: bool, on_duty: Collection[int] = ()) -> datetime:
    """Return when robots may speak of something at a unit: at most two queries.

    In its quiet hours only what is urgent is said, and only while a post of the unit is on duty.
    """
    rows: Sequence[UnitQuiet] = list(UnitQuiet.objects.filter(unit__path__in=paths_above(unit)).select_related("unit"))
    if not rows:
        return at
    nearest = max(rows, key=lambda row: len(row.unit.path))
    later = Quiet(nearest.begin, nearest.end).over_at(local(at))
    if later > at and urgent and (on_duty or posts_on_duty(unit, at)):
        return at
    return later
