"""Rosters as values of the domain, and who is on duty: a few queries, whatever the number of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from django.db.models import Q, QuerySet

from guicheng.apps.operations.models import CrewMember, Roster, RosterChange, Shift
from guicheng.apps.organization.models import Person, Placement, Post, Unit
from guicheng.apps.organization.selectors import nearest_hours
from guicheng.apps.organization.selectors.duty import paths_above
from guicheng.domain.worktime import Window, WorkingCalendar, roster
from guicheng.domain.worktime.hours import Hours, read_hours

_DAY: Final = timedelta(days=1)
#: China keeps one time all year, in which rosters are written.
_CHINA: Final = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody who is on duty at a moment.

    Args:
        post: The post that they fill.
        person: Who.
        shift: Name of the shift; "" where the post's duty hours say it, for want of a roster.
        since: Begin, of the local clock.
        until: End, of the local clock.
        in_place_of: Whom they replace; None for nobody.
        reason: Why it is not as the roster's cycle says.
    """

    post: Post
    person: Person
    shift: str
    since: datetime
    until: datetime
    in_place_of: Person | None = None
    reason: str = ""


def rosters_of(unit: Unit) -> QuerySet[Roster]:
    """Return the rosters of an estate by post, then by first day."""
    return Roster.objects.filter(unit=unit).select_related("post", "unit").order_by("post__name", "starts_on", "pk")


def shifts_of(unit: Unit) -> QuerySet[Shift]:
    """Return the shifts of an estate in the order in which they begin."""
    return Shift.objects.filter(unit=unit).order_by("begin", "end")


@dataclass(frozen=True, slots=True)
class Loaded:
    """Rosters with all that says who works when from a first to a last day.

    Args:
        rows: The rosters.
        values: The same as values of the domain, by primary key.
        people: Everybody who is named in them, by key as text.
        changes: What differs on single days, in the order in which it was decided.
        shifts: The shifts of their estates, in the order in which they begin.
    """

    rows: Sequence[Roster]
    values: Mapping[int, roster.Roster]
    people: Mapping[str, Person]
    changes: Sequence[RosterChange]
    shifts: Sequence[Shift]


def load_rosters(rows: Sequence[Roster], first: date, last: date) -> Loaded:
    """Return rosters that are right from a first to a last day: three queries, none for no roster."""
    if not rows:
        return Loaded((), {}, {}, (), ())
    listed = list(Shift.objects.filter(unit__in={row.unit_id for row in rows}).order_by("begin", "end"))
    shifts: dict[int, dict[str, Window]] = defaultdict(dict)
    for shift in listed:
        shifts[shift.unit_id][shift.name] = Window(shift.begin, shift.end)
    members: dict[tuple[int, str], list[str]] = defaultdict(list)
    people: dict[str, Person] = {}
    crews = CrewMember.objects.filter(roster__in=rows, person__is_active=True)
    for member in crews.select_related("person").order_by("person__name", "pk"):
        members[member.roster_id, member.crew].append(str(member.person.key))
        people[str(member.person.key)] = member.person
    differing = list(changes_between(rows, first, last))
    changes: dict[int, list[roster.DayChange]] = defaultdict(list)
    for change in differing:
        changes[change.roster_id].append(_change(change))
        people |= {str(person.key): person for person in (change.person, change.stand_in) if person}
    values = {
        row.pk: roster.Roster(
            shifts[row.unit_id],
            tuple(row.cycle),
            row.starts_on,
            tuple(
                roster.Crew(crew["name"], crew["offset"], tuple(members[row.pk, crew["name"]])) for crew in row.crews
            ),
            row.ends_on,
            tuple(changes[row.pk]),
        )
        for row in rows
    }
    return Loaded(rows, values, people, differing, listed)


def roster_values(rows: Sequence[Roster], first: date, last: date) -> Mapping[int, roster.Roster]:
    """Return rosters as values that are right from a first to a last day, by primary key: three queries."""
    return load_rosters(rows, first, last).values


def changes_between(rows: Sequence[Roster], first: date, last: date) -> QuerySet[RosterChange]:
    """Return what differs on days from a first to a last one, in the order in which it was decided."""
    found = RosterChange.objects.filter(roster__in=rows, day__gte=first, day__lte=last, taken_back_at=None)
    return found.select_related("roster", "person", "stand_in").order_by("pk")


def _change(row: RosterChange) -> roster.DayChange:
    if row.stand_in is None:
        return roster.Override(row.day, str(row.person.key), tuple(row.shifts), row.reason)
    shift = row.shifts[0] if row.shifts else ""
    return roster.Substitution(row.day, str(row.person.key), str(row.stand_in.key), shift, row.reason)


def on_duty_at(unit: Unit, at: datetime, *, post: Post | None = None, loaded: Loaded | None = None) -> list[OnDuty]:
    """Return who is on duty in an estate at a moment, by post, then by begin: six queries at most.

    A post with a roster on that day is there as the roster says; another one as its duty hours say, with everybody who
    fills it there.

    Args:
        unit: The estate.
        at: The moment, with time zone.
        post: Only this post; None for all.
        loaded: All rosters of the estate, right on the day and the one before, where somebody loaded them.
    """
    moment = at.astimezone(_CHINA).replace(tzinfo=None)
    day = moment.date()
    if loaded is None:
        lasting = Q(ends_on=None) | Q(ends_on__gte=day - _DAY)
        of_post = {"post": post} if post else {}
        loaded = load_rosters(list(rosters_of(unit).filter(lasting, starts_on__lte=day, **of_post)), day - _DAY, day)
    rows = [
        row
        for row in loaded.rows
        if row.starts_on <= day and (row.ends_on is None or row.ends_on >= day - _DAY) and post in {None, row.post}
    ]
    duties = [(row.post, duty) for row in rows for duty in roster.on_duty([loaded.values[row.pk]], moment)]
    people = loaded.people
    found = [
        OnDuty(
            where,
            people[duty.person],
            duty.shift,
            duty.since,
            duty.until,
            people.get(duty.in_place_of or ""),
            duty.reason,
        )
        for where, duty in duties
    ]
    found += _by_hours(unit, moment, {row.post_id for row in rows}, post)
    return sorted(found, key=lambda each: (each.post.name, each.since, each.person.name))


def _by_hours(unit: Unit, moment: datetime, rostered: set[int], post: Post | None) -> Iterator[OnDuty]:
    """Yield who fills a post without a roster that is on duty by its hours."""
    hours = nearest_hours(unit)
    rows = Placement.objects.filter(unit=unit, person__is_active=True, post__in=hours).exclude(post__in=rostered)
    if post:
        rows = rows.filter(post=post)
    for row in rows.select_related("post", "person"):
        for since, until in _open(read_hours(hours[row.post_id].hours), moment):
            yield OnDuty(row.post, row.person, "", since, until)
            break


def _open(parts: Iterable[Hours], moment: datetime) -> Iterator[tuple[datetime, datetime]]:
    midnight = datetime.combine(moment.date(), time.min)
    for part in parts:
        calendar = WorkingCalendar(part.days, part.windows)
        for day in (midnight - _DAY, midnight):
            yield from (each for each in calendar.stretches(day.date()) if each[0] <= moment < each[1])


def people_at(unit: Unit) -> list[Person]:
    """Return the people who fill a post in an estate or a unit above it, by name: one query."""
    placed = Placement.objects.filter(unit__path__in=paths_above(unit)).values("person")
    return list(Person.objects.filter(pk__in=placed, is_active=True).order_by("name", "pk"))


def members_of(rows: Sequence[Roster]) -> dict[tuple[int, str], list[CrewMember]]:
    """Return who is in the crews of rosters, by roster and name of the crew: one query."""
    found: dict[tuple[int, str], list[CrewMember]] = defaultdict(list)
    for member in CrewMember.objects.filter(roster__in=rows).select_related("person").order_by("person__name"):
        found[member.roster_id, member.crew].append(member)
    return found
