"""Promises by a time of the same day or the next: 当日18:00前, 次日12:00前, 第二天上午10点前."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from guicheng.domain.attainment.requirement import Timed
from guicheng.domain.clause import Clause
from guicheng.domain.clause.reader import read
from guicheng.domain.comparison.bounds import Range
from guicheng.domain.comparison.periods import OTHER_DAY
from guicheng.domain.evidence.clock import EventWords
from guicheng.domain.targets.binding import Binding, Source, bind
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _
from guicheng.domain.worktime import Limit, LimitUnit

#: The day after; of 前一日18:00前 the time lies before what is announced.
_NEXT: Final = re.compile(r"(?:次日|翌日|第二[天日]|转天)\s*$|^(?:次日|翌日|第二[天日]|转天)")
_SAME: Final = re.compile(r"当[日天]\s*$|^当[日天]")
#: What makes words an event: 装修垃圾次日8:00前清运 names a thing, and nobody knows when it was put out.
_EVENT: Final = re.compile("(?:后|时|起|之日|当[日天])$")
#: A limit that reads as the day after, whatever words stand around it.
_A_DAY: Final = "1日内"
_ONE_DAY: Final = Limit(Fraction(1), LimitUnit.DAY)
_THAT_DAY: Final = Limit(Fraction(0), LimitUnit.DAY)

#: What the comparison calls the day of a time: the limit until that day, and its words.
_DAYS: Final = {OTHER_DAY: (_ONE_DAY, _NEXT), "day": (_THAT_DAY, _SAME)}


class ToldTogetherError(GuichengError):
    """Words are a part of a promise that is measured as a whole."""

    code = "told-together"


@dataclass(frozen=True, slots=True)
class ByTime:
    """A time of the same day or the next by which something is done.

    Args:
        place: Place of the binding that says the time.
        day: Place of the one that says the day alone, None where one says both.
        words: The words of the time.
        measure: How it is measured.
    """

    place: int
    day: int | None
    words: str
    measure: Timed


def by_times(clause: Clause, bindings: Sequence[Binding], words: EventWords) -> tuple[ByTime, ...]:
    """Return the times of the same day or the next by which something is done that an event of a case starts.

    The clause is read once more with a day in place of the words, since the events are those of any limit. Where none
    starts it, as in 每日18:00后投放，次日8:00前清运, it is a state that somebody looks at.

    Args:
        clause: As it was read.
        bindings: Its promises.
        words: What the company said that its words mean.
    """
    found = (_by_time(clause, bindings, place, words) for place in range(len(bindings)))
    return tuple(each for each in found if each is not None)


def timed_by(place: int, found: Iterable[ByTime]) -> Timed | None:
    """Return how the promise at a place is measured by such a time; None where it names none.

    Args:
        place: Place of the promise among those of the clause.
        found: The times of the clause.

    Raises:
        ToldTogetherError: It is the day of such a time, which stands at a place of its own.
    """
    for each in found:
        if each.day == place:
            raise ToldTogetherError(_("It is measured together with {words}.", words=each.words))
        if each.place == place:
            return each.measure
    return None


def _by_time(clause: Clause, bindings: Sequence[Binding], place: int, words: EventWords) -> ByTime | None:
    span, term = bindings[place].span, bindings[place].term
    asked = term.bound if term is not None else None
    if not isinstance(asked, Range) or asked.per not in _DAYS or not asked.high:
        return None
    limit, named = _DAYS[asked.per]
    said = span.of(clause.text)
    day = named.search(clause.text[: span.start])
    if said.count("前") != 1 or not (day or named.match(said)):
        return None
    begin = day.start() if day else span.start
    plain = read(clause.text[:begin] + _A_DAY + clause.text[span.end :])
    told = next((each for each in bind(plain, words) if each.span.start == begin), None)
    if told is None or told.assumed or told.source is not Source.EVENTS or not (told.start and told.end):
        return None
    if not (told.start.known or _EVENT.search(told.start.words)):
        return None
    of_day = next((index for index, each in enumerate(bindings) if each.span.start == begin and index != place), None)
    return ByTime(place, of_day, said, Timed(told.start, told.end, limit, by=int(asked.high)))
