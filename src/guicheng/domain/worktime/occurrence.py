"""What is due when: the slots of a day, and occurrences that bear the same name whoever works them out."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from itertools import pairwise
from operator import itemgetter
from typing import Final, NamedTuple

from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _
from guicheng.domain.worktime.recurrence import DayKind, Recurrence

_DAY: Final = 24 * 60
_MINUTE: Final = timedelta(minutes=1)
#: A slot opens on its day or on the day after.
_NIGHT: Final = timedelta(days=1)
_ID_LENGTH: Final = 26


class SlotError(GuichengError):
    """A part of a day cannot be."""

    code = "slot-refused"


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """From when to when something is to be done on its day.

    Args:
        begin: Minute at which it opens, counted from midnight, 0 to 2879: from 1440 on it lies in the morning after, as
            the second half of a night shift does, and still belongs to the day of its shift.
        length: Minutes until it is late, at least 1; it may run over midnight and over days.
    """

    begin: int
    length: int

    def __post_init__(self) -> None:
        """Refuse what is no slot.

        Raises:
            SlotError: It begins beyond the night after its day, or has no minute.
        """
        if not 0 <= self.begin < 2 * _DAY or self.length < 1:
            raise SlotError(_("A slot begins on its day or in the night after it, and lasts at least a minute."))


@dataclass(frozen=True, slots=True)
class ScheduleRule:
    """A rule of a schedule.

    Args:
        version: Name of the rule in this wording, such as the key of the clause and the number of its edition; a rule
            that changes gets another one, so that what was planned by the old stays what it was.
        recurrence: Its days.
        slots: Its slots on each of them, at least one.

    Raises:
        SlotError: There is no slot, or two of them begin at the same time of day.
    """

    version: str
    recurrence: Recurrence
    slots: tuple[Slot, ...]

    def __post_init__(self) -> None:
        """Refuse a rule without slots, or with two that nobody could tell apart."""
        if not self.slots or len({slot.begin % _DAY for slot in self.slots}) < len(self.slots):
            raise SlotError(_("A schedule needs at least one slot, and no two may begin at the same time of day."))


class Occurrence(NamedTuple):
    """Something due once.

    Args:
        id: 26 letters and figures, the same wherever it is worked out.
        begin: Local moment at which it may be done.
        end: Local moment after which it is late.
        provisional: Whether its day rests on holidays that were not announced yet.
    """

    id: str
    begin: datetime
    end: datetime
    provisional: bool


def occurrence_id(version: str, estate: str, begin: datetime) -> str:
    """Return the name of an occurrence: a digest of the rule's version, the estate and the slot.

    A phone without network can name a row that no server has made yet, and making rows again changes nothing.

    Args:
        version: Of the rule.
        estate: Key of the estate.
        begin: Local moment at which the slot opens, without a zone.
    """
    return _Names(version, estate).of(begin)


def occurrences(rule: ScheduleRule, estate: str, since: datetime, until: datetime) -> list[Occurrence]:
    """Return what a rule makes due, by the moments at which the slots open.

    Args:
        rule: The rule.
        estate: Key of the estate.
        since: Local moment, included.
        until: Local moment, not included.
    """
    name, found, days = _Names(rule.version, estate).of, list[Occurrence](), rule.recurrence
    slots = [(slot.begin * _MINUTE, slot.length * _MINUTE) for slot in sorted(rule.slots)]
    moves = days.kind is not DayKind.EVERY_DAY
    for number in days.ordinals(_night_before(since), until.date()) if since < until else ():
        day = date.fromordinal(number)
        midnight, provisional = datetime.combine(day, time.min), moves and days.is_provisional(day)
        for offset, length in slots:
            begin = midnight + offset
            if since <= begin < until:
                found.append(Occurrence(name(begin), begin, begin + length, provisional))
    if slots[-1][0] >= _NIGHT:
        # Rounds of the night stand behind those of their own day, and some of the next day come before them.
        found.sort(key=itemgetter(1))
    return found


def _night_before(since: datetime) -> date:
    """Return the first day of which a slot may open at a moment or later."""
    return (since - _NIGHT).date()


def minute_number(at: datetime) -> int:
    """Return the number of the minute that begins at a moment of the local clock, or next after it.

    The first minute of a day has 1440 times the day's number, as ``date.toordinal`` counts it.
    """
    whole = at.toordinal() * _DAY + at.hour * 60 + at.minute
    return whole + (at.second > 0 or at.microsecond > 0)


def begin_minutes(rule: ScheduleRule, since: datetime, until: datetime) -> list[int]:
    """Return the minutes at which the slots of a rule open, in order, without names: for counts and loads.

    Args:
        rule: The rule.
        since: Local moment, included.
        until: Local moment, not included.

    Returns:
        Minutes as ``minute_number`` counts them.
    """
    if until <= since:
        return []
    offsets = sorted(slot.begin for slot in rule.slots)
    days = rule.recurrence.ordinals(_night_before(since), until.date())
    found = [day * _DAY + offset for day in days for offset in offsets]
    if offsets[-1] >= _DAY:
        found.sort()
    return found[bisect_left(found, minute_number(since)) : bisect_left(found, minute_number(until))]


class _Names:
    """The names of one rule at one estate; what they have in common is digested once."""

    def __init__(self, version: str, estate: str) -> None:
        self._common = sha256(f"{version}\x1f{estate}\x1f".encode())

    def of(self, begin: datetime) -> str:
        digest = self._common.copy()
        digest.update(begin.isoformat("T", "minutes").encode())
        return digest.hexdigest()[:_ID_LENGTH]


def spread(day_begin: int, day_end: int, count: int) -> tuple[Slot, ...]:
    """Return slots that part a stretch of a day evenly: twice a day is once in each half of it.

    Args:
        day_begin: Minute at which the stretch begins, 0 to 1439.
        day_end: Minute at which it ends, after that; beyond 1440 on the next day.
        count: How many, at least 1 and at most one a minute.

    Raises:
        SlotError: The stretch has fewer minutes than slots, or there is to be none.
    """
    minutes = day_end - day_begin
    if not 1 <= count <= minutes:
        raise SlotError(_("{count} slots do not fit into {minutes} minutes.", count=str(count), minutes=str(minutes)))
    edges = [day_begin + minutes * index // count for index in range(count + 1)]
    return tuple(Slot(first, last - first) for first, last in pairwise(edges))


def every(day_begin: int, day_end: int, step: int) -> tuple[Slot, ...]:
    """Return slots that follow each other in steps through a stretch of at most a day; the last is cut at its end.

    Args:
        day_begin: Minute at which the stretch begins, 0 to 1439.
        day_end: Minute at which it ends, after that and within 24 hours.
        step: Minutes from one to the next, at least 1.

    Raises:
        SlotError: The stretch has no minute or more than a day of them, or the step is below 1.
    """
    if step < 1 or not day_begin < day_end <= day_begin + _DAY:
        raise SlotError(_("Slots need a stretch of a minute to a day, and steps of at least a minute."))
    return tuple(Slot(begin, min(step, day_end - begin)) for begin in range(day_begin, day_end, step))
