"""Rosters: who works which shift on which day, and who is on duty at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _
from guicheng.domain.worktime.calendar import Window

_DAY = timedelta(days=1)


class RosterError(GuichengError):
    """A roster names what it does not have, or turns on nothing."""

    code = "roster-refused"


@dataclass(frozen=True, slots=True)
class Crew:
    """People who work the same shifts.

    Args:
        name: Such as 甲班.
        offset: Place in the cycle on the first day of the roster.
        members: Who belongs to it.
    """

    name: str
    offset: int
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Override:
    """That somebody works other shifts on a day than the cycle says; none for a day off.

    Args:
        day: The day on which the shifts begin.
        person: Whose day it is.
        shifts: Names of the shifts in place of those of the cycle.
        reason: Why.
    """

    day: date
    person: str
    shifts: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Substitution:
    """That somebody works on a day in place of somebody else (代班); a swap is two of them.

    Args:
        day: The day on which the shifts begin.
        absent: Who is replaced.
        stand_in: Who works instead.
        shift: The shift; "" for all of that day.
        reason: Why.
    """

    day: date
    absent: str
    stand_in: str
    shift: str = ""
    reason: str = ""


DayChange = Override | Substitution


@dataclass(frozen=True, slots=True)
class Duty:
    """A shift that somebody works.

    Args:
        person: Who works it.
        shift: Its name.
        day: The day to which it belongs: the one on which it begins.
        since: First moment of it.
        until: Moment after the last one.
        in_place_of: Who would have worked it; "" for nobody else.
        reason: Why it is not as the cycle says.
    """

    person: str
    shift: str
    day: date
    since: datetime
    until: datetime
    in_place_of: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """A cycle of days that several crews go through, each at its own place.

    Args:
        shifts: Name of a shift → when it lasts; one over midnight belongs to the day on which it begins.
        cycle: For each day of the cycle the name of a shift, "" for a day off. A cycle of seven days that starts on a
            Monday is a weekly roster.
        starts_on: First day.
        crews: Who goes through it.
        ends_on: Last day; None where it lasts.
        exceptions: What differs on single days, in the order in which it was decided: a later one rests on what the
            earlier ones left.

    Raises:
        RosterError: The cycle has no day or names an unknown shift.
    """

    shifts: Mapping[str, Window]
    cycle: tuple[str, ...]
    starts_on: date
    crews: tuple[Crew, ...]
    ends_on: date | None = None
    exceptions: tuple[DayChange, ...] = field(default=())

    def __post_init__(self) -> None:
        """Refuse what nobody could work."""
        if not any(self.cycle):
            raise RosterError(_("A roster needs a cycle in which there is at least one shift."))
        for name in self._named():
            if name and name not in self.shifts:
                raise RosterError(_("The roster names the shift “{name}”, which it does not have.", name=name))

    def _named(self) -> Iterator[str]:
        yield from self.cycle
        for each in self.exceptions:
            yield from each.shifts if isinstance(each, Override) else (each.shift,)

    def turn(self, crew: Crew, day: date) -> str:
        """Return the shift of a crew on a day by the cycle alone, "" for none."""
        if day < self.starts_on or (self.ends_on is not None and day > self.ends_on):
            return ""
        return self.cycle[((day - self.starts_on).days + crew.offset) % len(self.cycle)]

    def duties(self, day: date) -> tuple[Duty, ...]:
        """Return who works which shift that begins on a day, in order of time, then of names."""
        found = [self._duty(member, name, day) for crew in self.crews if (name := self.turn(crew, day))
                 for member in crew.members]  # fmt: skip
        for each in self.exceptions:
            if each.day == day:
                found = self._with(found, each)
        return tuple(sorted(dict.fromkeys(found), key=_order))

    def _duty(self, person: str, shift: str, day: date, reason: str = "") -> Duty:
        midnight, window = datetime.combine(day, time.min), self.shifts[shift]
        since, until = (midnight + timedelta(minutes=each) for each in (window.begin, window.end))
        return Duty(person, shift, day, since, until, reason=reason)

    def _with(self, duties: list[Duty], change: DayChange) -> list[Duty]:
        """Return the duties of a day as they are after a decision."""
        if isinstance(change, Override):
            others = [duty for duty in duties if duty.person != change.person]
            return others + [self._duty(change.person, name, change.day, change.reason) for name in change.shifts]
        return [_replaced(duty, change) for duty in duties]


def _replaced(duty: Duty, change: Substitution) -> Duty:
    if duty.person != change.absent or change.shift not in {"", duty.shift}:
        return duty
    # Who stands in for a stand-in stands in for the one before; whoever takes a duty back works it as their own.
    first = duty.in_place_of or duty.person
    in_place_of = "" if first == change.stand_in else first
    return replace(duty, person=change.stand_in, in_place_of=in_place_of, reason=change.reason)


def _order(duty: Duty) -> tuple[datetime, datetime, str]:
    return duty.since, duty.until, duty.person


def on_duty(rosters: Iterable[Roster], moment: datetime) -> tuple[Duty, ...]:
    """Return who is on duty at a moment, in order of the begin of their shifts.

    A shift of the day before that runs over midnight counts; at its last moment a shift is over.

    Args:
        rosters: Of one post at one estate, or of several.
        moment: Of the local clock, without a zone.
    """
    day = moment.date()
    near = (duty for roster in rosters for begun in (day - _DAY, day) for duty in roster.duties(begun))
    return tuple(sorted((duty for duty in near if duty.since <= moment < duty.until), key=_order))


def duties_between(roster: Roster, first: date, last: date) -> Iterator[Duty]:
    """Yield the duties that begin on the days from a first to a last one, both included, in order."""
    for offset in range((last - first).days + 1):
        yield from roster.duties(first + offset * _DAY)


def uncovered(
    rosters: Sequence[Roster], hours: Iterable[tuple[datetime, datetime]]
) -> Iterator[tuple[datetime, datetime]]:
    """Yield the stretches of wanted hours in which nobody is on duty, in order.

    Args:
        rosters: Of one post at one estate.
        hours: When somebody has to be there: stretches in order, apart.
    """
    for since, until in hours:
        place = since
        for duty in _around(rosters, since, until):
            if duty.since > place:
                yield place, min(duty.since, until)
            place = max(place, duty.until)
            if place >= until:
                break
        if place < until:
            yield place, until


def _around(rosters: Sequence[Roster], since: datetime, until: datetime) -> list[Duty]:
    """Return the duties that touch a stretch, in order."""
    last = (until - timedelta(microseconds=1)).date()
    found = (duty for roster in rosters for duty in duties_between(roster, since.date() - _DAY, last))
    return sorted((duty for duty in found if duty.since < until and duty.until > since), key=_order)
