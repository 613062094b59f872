"""Rules that repeat after a fixed stretch: when their slots open follows by arithmetic, without going through days."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from typing import Final

from guicheng.domain.worktime.occurrence import ScheduleRule
from guicheng.domain.worktime.rhythm import EveryDays, Weekly

_DAY: Final = 24 * 60
_WEEK: Final = 7
#: From how many repetitions on one progression for each slot is faster than one turn after the other.
_MANY: Final = 16


@dataclass(frozen=True, slots=True)
class Cycle:
    """When the slots of a rule open. Minutes are those of ``minute_number``.

    Args:
        period: Minutes after which everything repeats.
        turn: The minutes of one repetition, 0 to below the period, in order.
        lowest: Nothing opens before this minute.
        highest: Nothing opens from this minute on.
    """

    period: int
    turn: tuple[int, ...]
    lowest: int
    highest: int

    @classmethod
    def of(cls, rule: ScheduleRule) -> Cycle | None:
        """Return the cycle of a rule; None where holidays, months, seasons or single days keep it from repeating."""
        days, offsets = rule.recurrence, [slot.begin for slot in rule.slots]
        planned = _planned(days.rhythm) if days.is_plain else None
        # A night round of the last day opens on the day after it, and one of the day before the first on the first.
        if planned is None or (max(offsets) >= _DAY and (days.first > date.min or days.last is not None)):
            return None
        period = planned[0] * _DAY
        turn = sorted((day * _DAY + offset) % period for day in planned[1] for offset in offsets)
        last = (days.last or date.max).toordinal()
        return cls(period, tuple(turn), days.first.toordinal() * _DAY, (last + 1) * _DAY)

    def places(self, since: int, until: int) -> tuple[int, int]:
        """Return the numbers of the first opening in a stretch and of the first after it, both told without counting.

        Args:
            since: Minute, included.
            until: Minute, not included.
        """
        first = self._place(max(since, self.lowest))
        return first, max(first, self._place(min(until, self.highest)))

    def _place(self, minute: int) -> int:
        turns, rest = divmod(minute, self.period)
        return turns * len(self.turn) + bisect_left(self.turn, rest)

    def begins(self, since: int, until: int) -> list[int]:
        """Return the minutes of a stretch at which slots open, in order.

        Args:
            since: Minute, included.
            until: Minute, not included.
        """
        first, last = self.places(since, until)
        width, period = len(self.turn), self.period
        begin, end = first // width, -(-last // width)
        turns = range(begin * period, end * period, period)
        if end - begin < _MANY:
            found = [base + minute for base in turns for minute in self.turn]
        else:
            found = [0] * ((end - begin) * width)
            for place, minute in enumerate(self.turn):
                found[place::width] = range(turns.start + minute, turns.stop + minute, period)
        return found[first - begin * width : last - begin * width]


def _planned(rhythm: object) -> tuple[int, list[int]] | None:
    """Return after how many days a beat repeats and the days of one repetition, by number; None where it does not."""
    match rhythm:
        case EveryDays():
            return rhythm.step, [rhythm.anchor.toordinal()]
        case Weekly():
            monday = rhythm.anchor.toordinal() - rhythm.anchor.weekday()
            return rhythm.step * _WEEK, [monday + weekday for weekday in rhythm.weekdays]
    return None
