"""A frequency as the rule of a schedule: days and slots that keep the promise when each of them is done."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import ceil, floor
from typing import Final

from guicheng.domain.comparison import Term
from guicheng.domain.comparison.bounds import Clockwork, Gap, Hours, Tally, Use
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _
from guicheng.domain.worktime import (
    DayKind,
    DayOfMonth,
    EveryDays,
    Monthly,
    Otherwise,
    Recurrence,
    Rhythm,
    ScheduleRule,
    Slot,
    Weekly,
    every,
    spread,
)
from guicheng.domain.worktime.working import Working

_DAY: Final = 24 * 60
_WEEK: Final = 7
#: Months of a period, and the fewest days that one has.
_MONTHS: Final = {"month": (1, 28), "quarter": (3, 90), "half_year": (6, 181), "year": (12, 365)}
#: Days of the second half of the shortest month, and of its last third (下旬).
_HALF_MONTH: Final = 13
_THIRD_MONTH: Final = 8
#: Minutes after which a round that follows others in short steps is late at the earliest.
_SOON: Final = 15
_COUNTED: Final = re.compile(r"(\d+) (minute|hour|day|week|month|year)s?")


class UnscheduledError(GuichengError):
    """No schedule can be made of a promise."""

    code = "unscheduled"


@dataclass(frozen=True, slots=True)
class _Plan:
    """Days and slots before they become a rule."""

    rhythm: Rhythm
    slots: tuple[Slot, ...]
    kind: DayKind = DayKind.EVERY_DAY
    otherwise: Otherwise = Otherwise.LEFT_OUT


def schedule_of(term: Term, *, version: str, anchor: date, working: Working | None = None) -> ScheduleRule:
    """Return a rule that keeps a promise.

    A count in a period is kept when everything is done in its slot; a longest gap when it is done as its slot opens,
    and what is measured later are the gaps themselves.

    Args:
        term: A promise with a count in a period or a longest gap.
        version: Name of the rule in this wording.
        anchor: First day of the schedule; every third day is counted from it.
        working: When the post works.

    Raises:
        UnscheduledError: It is no such promise, or it names a period that no calendar has.
    """
    hours, bound = working or Working(), term.bound
    if isinstance(bound, Gap):
        plan = _gap(bound, anchor, hours)
    elif isinstance(bound, Tally) and bound.low is not None:
        plan = _tally(max(1, ceil(bound.low)), bound.per, anchor, hours)
    else:
        raise UnscheduledError(_("Only what is to be done so often, or at least so often, can be scheduled."))
    days = Recurrence(plan.rhythm, plan.kind, plan.otherwise, first=anchor)
    return ScheduleRule(version, days, plan.slots)


def hours_named(term: Term) -> tuple[int, int] | None:
    """Return the stretch of each day that a promise names: its own hours, or those outside of which it does not hold.

    Args:
        term: The promise, such as the hours or the rounds of 夜间22:00至次日6:00每2小时巡逻一次.

    Returns:
        As of ``daily_window``.
    """
    if isinstance(term.bound, Hours):
        # In forbidden hours nothing recurs.
        return None if term.bound.use in {Use.BAN, Use.LEAVE} else daily_window(term.bound)
    return daily_window(Hours(term.scope.window, Use.SERVICE)) if term.scope.window else None


def daily_window(hours: Hours) -> tuple[int, int] | None:
    """Return the stretch of each day that hours of a week stand for, None where days differ or it is not in one piece.

    Args:
        hours: Minutes of the week.

    Returns:
        Its first minute, 0 to 1439, and the minute after its last: beyond 1440 where it runs over midnight.
    """
    whole = (1 << _DAY) - 1
    days = {(hours.minutes >> (day * _DAY)) & whole for day in range(_WEEK)}
    if len(days) != 1 or not (mask := days.pop()):
        return None
    if mask == whole:
        return 0, _DAY
    closed = whole ^ mask
    # A stretch over midnight leaves one hole in the day; any other is one piece itself.
    over = bool(mask & 1 and mask >> (_DAY - 1))
    piece = closed if over else mask
    first, last = (piece & -piece).bit_length() - 1, piece.bit_length()
    if piece != ((1 << last) - 1) ^ ((1 << first) - 1):
        return None
    return (last, first + _DAY) if over else (first, last)


def _tally(count: int, per: str, anchor: date, hours: Working) -> _Plan:
    if plain := _PLAIN.get(per):
        return plain(count, anchor, hours)
    if per in _MONTHS:
        return _monthly(count, *_MONTHS[per], anchor, hours)
    if counted := _COUNTED.fullmatch(per):
        return _counted(count, int(counted[1]), counted[2], anchor, hours)
    raise UnscheduledError(_("No calendar has the period “{period}”. Correct the clause.", period=per))


def _daily(count: int, anchor: date, hours: Working) -> _Plan:
    return _Plan(EveryDays(1, anchor), spread(hours.begin, hours.end, count))


def _on_workdays(count: int, anchor: date, hours: Working) -> _Plan:
    return replace(_daily(count, anchor, hours), kind=DayKind.WORKDAYS)


def _hourly(count: int, anchor: date, hours: Working) -> _Plan:
    return _Plan(EveryDays(1, anchor), _steps(60, count, hours))


def _each_shift(count: int, anchor: date, hours: Working) -> _Plan:
    slots = tuple(slot for begin, end in hours.shifts for slot in spread(begin, end, count))
    return _Plan(EveryDays(1, anchor), slots)


def _half_monthly(count: int, anchor: date, hours: Working) -> _Plan:
    if count == 1:
        return _Plan(Monthly((DayOfMonth(1), DayOfMonth(16))), (Slot(0, _HALF_MONTH * _DAY),))
    return _often(count, _HALF_MONTH, anchor, hours)


def _third_monthly(count: int, anchor: date, hours: Working) -> _Plan:
    """Plan so often in 上旬, 中旬 and 下旬, the last of which is no shorter than eight days."""
    if count > _THIRD_MONTH:
        return _daily(ceil(count / _THIRD_MONTH), anchor, hours)
    each = [_THIRD_MONTH * index // count for index in range(count)]
    days = tuple(DayOfMonth(first + day) for first in (1, 11, 21) for day in each)
    return _Plan(Monthly(days), (Slot(0, _THIRD_MONTH // count * _DAY),))


def _weekly(count: int, anchor: date, hours: Working) -> _Plan:
    if count > _WEEK:
        return _Plan(EveryDays(1, anchor), spread(hours.begin, hours.end, ceil(count / _WEEK)))
    weekdays = [_WEEK * index // count for index in range(count)]
    gaps = [later - day for day, later in zip(weekdays, [*weekdays[1:], _WEEK], strict=True)]
    return _Plan(Weekly(frozenset(weekdays)), (Slot(0, min(gaps) * _DAY),))


def _monthly(count: int, months: int, fewest: int, anchor: date, hours: Working) -> _Plan:
    """Plan so often in a period of months: whole months apart where that comes out even, else days apart."""
    first = anchor.replace(month=1, day=1)
    if months % count == 0:
        step = months // count
        return _Plan(Monthly((DayOfMonth(1),), step, first), (Slot(0, _fewest_days(step) * _DAY),))
    if count % months == 0 and count // months <= 28:
        each = count // months
        days = tuple(DayOfMonth(28 * index // each + 1) for index in range(each))
        return _Plan(Monthly(days, 1, first), (Slot(0, 28 // each * _DAY),))
    return (
        _apart(fewest // count, anchor, hours)
        if fewest // count
        else _tally(ceil(count / fewest), "day", anchor, hours)
    )


def _counted(count: int, amount: int, unit: str, anchor: date, hours: Working) -> _Plan:
    """Plan so often in each so many hours, days or months."""
    match unit:
        case "minute":
            return _Plan(EveryDays(1, anchor), _steps(amount, count, hours))
        case "hour" if amount < 24:
            return _Plan(EveryDays(1, anchor), _steps(amount * 60, count, hours))
        case "hour" | "day" | "week":
            days = {"hour": amount // 24, "day": amount, "week": amount * _WEEK}[unit]
            return (
                _apart(days // count, anchor, hours)
                if days >= count
                else _tally(ceil(count / days), "day", anchor, hours)
            )
        case _:
            months = amount * (12 if unit == "year" else 1)
            return _monthly(count, months, _fewest_days(months), anchor, hours)


def _often(count: int, days: int, anchor: date, hours: Working) -> _Plan:
    """Plan so often in any so many days: days apart, or several times on each."""
    if count > days:
        return _daily(ceil(count / days), anchor, hours)
    return _apart(days // count, anchor, hours)


def _gap(bound: Gap, anchor: date, hours: Working) -> _Plan:
    amount, clockwork = bound.longest.amount, bound.longest.clockwork
    if amount <= 0:
        raise UnscheduledError(_("A gap of no time cannot be scheduled. Correct the clause."))
    match clockwork:
        case Clockwork.CLOCK | Clockwork.WORKHOUR if amount < 24:
            return _Plan(EveryDays(1, anchor), _prompt(_steps(max(1, floor(amount * 60)), 1, hours)))
        case Clockwork.CLOCK | Clockwork.WORKHOUR:
            return _apart(floor(amount / 24), anchor, hours)
        case Clockwork.DAY:
            return _apart(max(1, floor(amount)), anchor, hours)
        case Clockwork.WORKDAY:
            # So many days are never more than so many workdays; one that falls on a rest day comes before it.
            return _Plan(
                EveryDays(max(1, floor(amount)), anchor),
                (Slot(hours.begin, hours.end - hours.begin),),
                DayKind.WORKDAYS,
                Otherwise.BEFORE,
            )
        case Clockwork.MONTH:
            step = max(1, floor(amount))
            return _Plan(Monthly((DayOfMonth(min(anchor.day, 28)),), step, anchor), (Slot(0, _DAY),))


def _steps(minutes: int, count: int, hours: Working) -> tuple[Slot, ...]:
    """Return slots so often in each stretch of minutes, through the hours of the post."""
    return every(hours.begin, hours.end, max(1, minutes // count))


def _prompt(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """Return slots in which something is soon late: one that waits for the next would be two steps from the last."""
    return tuple(Slot(slot.begin, max(1, min(slot.length, max(_SOON, slot.length // 4)))) for slot in slots)


def _apart(days: int, anchor: date, hours: Working) -> _Plan:
    """Plan every so many days, on any of which it is done within the hours of the post."""
    return _Plan(EveryDays(max(1, days), anchor), (Slot(hours.begin, hours.end - hours.begin),))


_PLAIN: Final[Mapping[str, Callable[[int, date, Working], _Plan]]] = {
    "hour": _hourly,
    "shift": _each_shift,
    "day": _daily,
    "workday": _on_workdays,
    "week": _weekly,
    "third_month": _third_monthly,
    "half_month": _half_monthly,
}


def _fewest_days(months: int) -> int:
    """Return the fewest days that so many months have."""
    return next((days for count, days in _MONTHS.values() if count == months), 28 * months)
