"""Promises from one event of a case to another: what starts and stops them, and how long is allowed between."""

from __future__ import annotations

from typing import Final

from guicheng.domain.attainment.requirement import Counted, Noticed, Timed
from guicheng.domain.comparison import Term
from guicheng.domain.comparison import bounds as bound
from guicheng.domain.evidence.clock import Event
from guicheng.domain.targets.binding import Binding
from guicheng.domain.worktime import Limit, LimitUnit

_UNITS: Final = {
    bound.Clockwork.CLOCK: LimitUnit.HOUR,
    bound.Clockwork.DAY: LimitUnit.DAY,
    bound.Clockwork.WORKDAY: LimitUnit.WORKDAY,
    bound.Clockwork.WORKHOUR: LimitUnit.HOUR,
    bound.Clockwork.MONTH: LimitUnit.MONTH,
}


def between(binding: Binding, term: Term) -> Timed | Noticed | Counted:
    """Return how a promise is measured on two events of one case.

    Args:
        binding: The promise; its evidence are events.
        term: Its bound.

    Raises:
        LimitError: No clock can run on its limit.
    """
    start, end = binding.start or Event("reported"), binding.end or Event("finished")
    if isinstance(term.bound, bound.Range):
        return Counted(start, end, term.bound)
    if isinstance(term.bound, bound.Notice):
        return Noticed(start, end, limit_of(term.bound.least))
    assert isinstance(term.bound, bound.Limit)  # noqa: S101
    earliest = term.bound.earliest
    return Timed(
        start,
        end,
        limit_of(term.bound.latest),
        limit_of(earliest) if earliest else None,
        term.bound.open,
        working=term.bound.latest.clockwork is bound.Clockwork.WORKHOUR,
    )


def limit_of(stretch: bound.Stretch) -> Limit:
    """Return a length of time as a clock counts it; parts of a day are hours.

    Raises:
        LimitError: No clock can run on it, such as half a month.
    """
    if stretch.clockwork is bound.Clockwork.DAY and stretch.amount.denominator != 1:
        return Limit(stretch.amount * 24, LimitUnit.HOUR)
    return Limit(stretch.amount, _UNITS[stretch.clockwork])
