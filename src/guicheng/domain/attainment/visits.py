"""Times at which something that recurs was done, and the slots that they fill."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Final

from guicheng.domain.attainment.casefile import CaseFile
from guicheng.domain.attainment.requirement import Slotted
from guicheng.domain.evidence.kinds import Kind
from guicheng.domain.worktime import Occurrence

_MINUTES: Final = 24 * 60
_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)
_INSTANT: Final = timedelta(microseconds=1)
_DAYS: Final = frozenset({"day", "workday"})
#: On which days of a month its parts begin.
_FIRSTS: Final = {"third_month": (1, 11, 21), "half_month": (1, 16)}
_MONTHS: Final = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class Visit:
    """One time at which a thing was done, or will not be.

    Args:
        occurrence: Id of the task.
        placed: The moment by which its slot is found: when it was done or excused.
        at: When it was done; None for one that is only excused.
        slot: The slot that it names by id, "" for none.
        marks: Moments and grades of its check-ins.
        post: Who did it, "" for unknown.
        excuse: Reason that was given, None for none.
        shown: Whether it was shown in a photo, where its promise asks for one.
        cancelled: Whether the excuse is that it was called off, which heals nothing once its time is over.
    """

    occurrence: str
    placed: datetime
    at: datetime | None
    slot: str = ""
    marks: tuple[tuple[datetime, str], ...] = ()
    post: str = ""
    excuse: str | None = None
    shown: bool = True
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """Something due once, with the stretch in which it can be done.

    Args:
        id: Its id.
        begin: Local moment at which it opens.
        end: Local moment after which it is late by the plan.
        since: First moment of its period.
        until: Moment after the last one of its period.
        day: The day that it belongs to: a round at two in the night belongs to that on which the night began.
        provisional: Whether its day rests on holidays that are not announced yet.
        named: Whether the sentence names its begin and end; what is done before or after them is not kept.
    """

    id: str
    begin: datetime
    end: datetime
    since: datetime
    until: datetime
    day: date
    provisional: bool = False
    named: bool = False


def done_at(case: CaseFile) -> datetime | None:
    """Return when a visit was done: when it was finished, or checked in where nothing says that work was begun."""
    if case.state.finished_ms is not None:
        return next(step.at for step in reversed(case.steps) if step.kind == Kind.FINISH)
    begun = case.first({Kind.START, Kind.ACCEPT, Kind.FINISH})
    found = None if begun else case.first({Kind.CHECK_IN})
    return found.at if found else None


def period_of(day: date, per: str) -> tuple[datetime, datetime] | None:
    """Return the calendar period in which a day lies; None for one that is no calendar period.

    Args:
        day: The day.
        per: day, workday, week, third_month, half_month, month, quarter, half_year or year.
    """
    if per in _DAYS:
        first, after = day, day + _DAY
    elif per == "week":
        first = day - timedelta(days=day.weekday())
        after = first + 7 * _DAY
    elif per in _FIRSTS:
        begins = [day.replace(day=number) for number in _FIRSTS[per]]
        first = max(begin for begin in begins if begin <= day)
        after = min((begin for begin in begins if begin > day), default=month_start(day, 1))
    elif per in _MONTHS:
        months = _MONTHS[per]
        first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
        after = month_start(first, months)
    else:
        return None
    return datetime.combine(first, time.min), datetime.combine(after, time.min)


def month_start(day: date, months: int) -> date:
    """Return the first day of the month so many months later."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, 1)


def slots_of(due: Sequence[Occurrence], measure: Slotted) -> list[Slot]:
    """Return what is due, each with its period, and of each calendar period no more than is promised.

    A night shift lengthens the day on which it begins. A week belongs to its Monday with all its times, unless the
    sentence names their days, which are told by ``deadlines.placed``. What is due every so many days or months has
    until the day on which the next is due; what is due several times a shift has the shift, and what is due every so
    many hours has its slot.

    Args:
        due: In order.
        measure: What made it due; what its plan has beyond the promise is no part of it.
    """
    per, found = measure.per, list[Slot]()
    night = {slot.begin % _MINUTES for slot in measure.rule.slots if slot.begin >= _MINUTES}
    days = {each.id: _day_of(each.begin, night) for each in due}
    if per == "week" and not measure.parts:
        days = {each.id: each.begin.date() - each.begin.weekday() * _DAY for each in due}
    for _period, group in groupby(due, key=lambda each: period_of(days[each.id], per) or each.id):
        members = list(group)[: measure.times]
        whole = period_of(days[members[0].id], per)
        ends = [each.end for each in members] if per in _DAYS else []
        for each in members:
            since, until = whole or (each.begin, each.end)
            last, day = max(until, *ends, until), days[each.id]
            found.append(Slot(each.id, each.begin, each.end, since, last, day, each.provisional))
    if per == "shift":
        return _in_shifts(found, measure)
    if is_stretch(per):
        found = _joined(found)
    if measure.times > 1 or (measure.in_hours and (per in _DAYS or is_stretch(per))):
        return found
    # 每日1次 and 每月1次 promise the day and the month: no plan makes the only time of them due earlier.
    return [replace(slot, end=max(slot.end, slot.until)) for slot in found]


def _in_shifts(slots: Iterable[Slot], measure: Slotted) -> list[Slot]:
    """Return slots each with its shift as its period; a shift has as many of them as are promised in each."""
    places = {each.begin: place // measure.times for place, each in enumerate(measure.rule.slots)}
    shifts: dict[tuple[date, int], list[Slot]] = {}
    for slot in slots:
        minute = (slot.begin - datetime.combine(slot.day, time.min)) // _MINUTE
        shifts.setdefault((slot.day, places[minute]), []).append(slot)
    return [replace(slot, since=shift[0].begin, until=shift[-1].end) for shift in shifts.values() for slot in shift]


def _day_of(begin: datetime, night: Collection[int]) -> date:
    """Return the day that something belongs to which begins at a moment."""
    return begin.date() - (_DAY if begin.hour * 60 + begin.minute in night else timedelta())


def is_stretch(per: str) -> bool:
    """Tell whether a period is so many days, weeks, months or years."""
    return per.rpartition(" ")[2] in {"day", "week", "month", "year"} and " " in per


def _joined(slots: Sequence[Slot]) -> list[Slot]:
    """Return slots whose periods reach from the day of each to that of the next; the last one keeps its own."""
    days = [datetime.combine(slot.day, time.min) for slot in slots]
    return [
        replace(slot, since=day, until=max(after, slot.end))
        for slot, day, after in zip(slots, days, [*days[1:], *(slot.end for slot in slots[-1:])], strict=True)
    ]


class _Places:
    """The slots of one promise at one estate, found by moments."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self.by_id = {slot.id: slot for slot in slots}
        self.taken: dict[str, Visit] = {}
        self._slots = sorted(slots, key=lambda each: (each.begin, each.end))
        self._begins = [slot.begin for slot in self._slots]
        self._periods: dict[datetime, list[Slot]] = {}
        for slot in self._slots:
            self._periods.setdefault(slot.since, []).append(slot)
        self._firsts = sorted(self._periods)

    def name(self, visit: Visit) -> bool:
        """Let a visit fill the slot that it names, where it says more of it than what filled it before."""
        other = self.taken.get(visit.slot)
        if visit.slot not in self.by_id or (other is not None and (other.at is not None or visit.at is None)):
            return False
        self.taken[visit.slot] = visit
        return True

    def lie(self, visit: Visit) -> bool:
        """Let a visit fill the empty slot in which it lies."""
        after = bisect_right(self._begins, visit.placed)
        first = bisect_left(self._begins, self._begins[after - 1]) if after else 0
        return self._fill(self._slots[first:after], visit, by_slot=True)

    def belong(self, visit: Visit) -> bool:
        """Let a visit fill the first empty slot of its period; a night belongs to the day before too."""
        place = bisect_right(self._firsts, visit.placed)
        near = reversed(self._firsts[max(place - 2, 0) : place])
        return any(self._fill(self._periods[first], visit, by_slot=False) for first in near)

    def _fill(self, slots: Iterable[Slot], visit: Visit, *, by_slot: bool) -> bool:
        for slot in slots:
            # By a time that the sentence names, its last moment is in time.
            last = slot.end + _INSTANT if slot.named else slot.end
            if slot.id not in self.taken and visit.placed < (last if by_slot else slot.until):
                self.taken[slot.id] = visit
                return True
        return False


def filled(slots: Sequence[Slot], visits: Iterable[Visit]) -> tuple[dict[str, Visit], list[Visit]]:
    """Return which visit fills which slot, and the visits that fill none.

    A visit that names its slot fills that; another one that is done fills the slot in which it lies, or else the first
    one of its period that is still empty: the promise is so often in the period, not at these hours. Excuses take what
    nobody filled.

    Args:
        slots: What is due.
        visits: In any order.
    """
    places = _Places(slots)
    ordered = sorted(visits, key=lambda each: (each.at is None, each.placed, each.occurrence))
    spare = [visit for visit in ordered if visit.slot and not places.name(visit)]
    loose = [visit for visit in ordered if not visit.slot]
    for done in (True, False):
        some = [visit for visit in loose if (visit.at is not None) is done]
        rest = [visit for visit in some if not places.lie(visit)]
        spare += [visit for visit in rest if not places.belong(visit)]
    return places.taken, spare
