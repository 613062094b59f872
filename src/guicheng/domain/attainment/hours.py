"""In which hours a promise recurs: those that it names, those of its clause, or those of the day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from guicheng.domain.attainment.deadlines import parts_of
from guicheng.domain.clause import Clause
from guicheng.domain.comparison import Term
from guicheng.domain.comparison.bounds import Hours, Tally, Use
from guicheng.domain.comparison.clock import ALL_WEEK, has_hours, told, week_of
from guicheng.domain.comparison.facets import masks
from guicheng.domain.comparison.holding import Holding
from guicheng.domain.comparison.moments import minutes_of_weekday
from guicheng.domain.comparison.scope import ANYWHERE
from guicheng.domain.targets.binding import Binding, Source
from guicheng.domain.targets.scheduling import daily_window, hours_named
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _
from guicheng.domain.worktime import DayRule, Window, WorkingCalendar
from guicheng.domain.worktime.working import Working

_PARTS: Final = re.compile("[，,。；;、]")
_DAYPART: Final = re.compile("夜间|夜里|深夜|凌晨|晚间|晚上|每晚|白天|日间|夜班|晚班|中班|早班|白班|日班")
_WEEK: Final = 7
_DAY: Final = timedelta(days=1)
_MINUTES: Final = 24 * 60
_MONDAY: Final = date(2024, 1, 1)


class NoHoursError(GuichengError):
    """A promise speaks of a part of the day, and nobody said which hours that is."""

    code = "no-hours"


def by_day(clause: Clause, term: Term) -> Working:
    """Return the hours of the day for a promise that names none.

    Raises:
        NoHoursError: It speaks of a part of the day; which hours that is, nobody said.
    """
    part = _PARTS.split(clause.text[: term.span.end])[-1]
    if (named := _DAYPART.search(part)) and not _has_deadline(clause, term):
        reason = _(
            "It names {words} without hours. Write them, such as 夜间22:00至次日6:00, or give the hours of the clause.",
            words=named[0],
        )
        raise NoHoursError(reason)
    return Working()


def _has_deadline(clause: Clause, term: Term) -> bool:
    """Tell whether a time of day says by when it is done, as in 每晚22:00前关闭, so that it needs no hours."""
    asked = term.bound
    if not isinstance(asked, Tally) or asked.per != "day" or asked.low is None:
        return False
    return bool(parts_of(clause, term.span, asked.per, int(asked.low)))


def calendar_of(working: Sequence[Working], when: Holding) -> WorkingCalendar:
    """Return hours as a calendar, of the days on which a promise holds.

    Args:
        working: The hours.
        when: At what times it holds.
    """
    days: DayRule | frozenset[int] = DayRule.EVERY_DAY
    if when.box.only("day") == ANYWHERE.narrowed("day", masks("day")["workday"]):
        days = DayRule.WORKDAYS
    elif when.box.window:
        days = frozenset(day for day in range(_WEEK) if when.box.window & minutes_of_weekday(_MONDAY + day * _DAY))
    return WorkingCalendar(days, tuple(Window(each.begin, each.end) for each in working))


def hours_of(binding: Binding, bindings: Sequence[Binding], when: Holding) -> tuple[Working, ...]:
    """Return the hours of what recurs: those in which it holds, or else those of its clause that are not another's.

    Args:
        binding: The promise.
        bindings: All of its clause.
        when: At what times it holds.

    Returns:
        One stretch or, of 7:00-9:00、17:00-19:00每30分钟, several; () where the clause names none.
    """
    minutes = when.box.window or (ALL_WEEK if when.timed else 0)
    for each in when.unless:
        minutes &= ~each.window if each.window else ALL_WEEK
    if has_hours(minutes):
        windows = (daily_window(Hours(piece, Use.SERVICE)) for piece in _pieces(minutes))
        return tuple(Working(*window) for window in windows if window)
    recurs = [each for each in bindings if each.source is Source.SCHEDULE and each is not binding]
    found = hours_in(each for each in bindings if each not in recurs)
    return (found,) if found else ()


def shifts_of(hours: Iterable[Working]) -> tuple[Working, ...]:
    """Return hours that somebody named, each as one shift, such as 夜班 from 22:00 to 6:00; a whole day is none."""
    return tuple(
        replace(each, shifts=((each.begin, each.end),)) if each.end - each.begin < _MINUTES else each for each in hours
    )


def _pieces(minutes: int) -> Iterator[int]:
    """Yield minutes of the week in pieces, each the same stretch of every day; on which days is said elsewhere."""
    for span in told(minutes).split(" "):
        begin, _dash, end = span.partition("-")
        yield week_of([f"{begin:0>5}-{end:0>5}"]) or ALL_WEEK


def hours_in(bindings: Iterable[Binding]) -> Working | None:
    """Return the hours that a clause names itself, such as 夜间22:00至次日6:00; None where it names none."""
    for each in bindings:
        if each.term is not None and (window := hours_named(each.term)):
            return Working(*window)
    return None
