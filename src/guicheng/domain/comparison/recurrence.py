"""How often: counts in calendar periods and longest gaps beside one another."""

from __future__ import annotations

from guicheng.domain.comparison import periods
from guicheng.domain.comparison.bounds import Clockwork, Gap, Tally
from guicheng.domain.comparison.facts import Facts
from guicheng.domain.comparison.relation import Relation
from guicheng.domain.comparison.stretches import Sense, at_most
from guicheng.domain.values.message import _


def times(a: Tally | Gap, b: Tally | Gap, facts: Facts) -> Relation:
    """Set two ways to say how often beside one another."""
    forward, back = _implies(a, b, facts), _implies(b, a, facts)
    apart = isinstance(a, Tally) and isinstance(b, Tally) and (_over(a, b, facts) or _over(b, a, facts))
    missing = None
    if forward is None or back is None:
        shift = "shift" in {_per(a), _per(b)}
        missing = (
            _("The roster: how many shifts a day has.") if shift else _("How long the periods are in the calendar.")
        )
    return Relation(forward, back, apart, missing)


def _per(times: Tally | Gap) -> str:
    return times.per.rpartition(" ")[2] if isinstance(times, Tally) else ""


def _over(a: Tally, b: Tally, facts: Facts) -> bool:
    """Tell whether the least of ``a`` is more than the most of ``b`` in each period of ``b``: 每半年1次, 每年不超过1次."""
    if a.low is None or b.high is None:
        return False
    return a.low * (periods.fewest_inside(a.per, b.per, facts) or 0) > b.high


def _implies(a: Tally | Gap, b: Tally | Gap, facts: Facts) -> bool | None:
    if isinstance(a, Tally):
        return _tally_implies(a, b, facts) if isinstance(b, Tally) else _tally_bounds_gap(a, b, facts)
    return _gap_implies(a, b, facts) if isinstance(b, Tally) else at_most(a.longest, b.longest, Sense.SPAN, facts)


def _tally_implies(a: Tally, b: Tally, facts: Facts) -> bool | None:
    if b.high is not None and not (a.per == b.per and a.high is not None and a.high <= b.high):
        return False if a.high is None or a.per == b.per else None
    if b.low is None:
        return True
    if a.low is None:
        return False
    inside = periods.fewest_inside(a.per, b.per, facts)
    return None if inside is None else a.low * inside >= b.low


def _gap_implies(a: Gap, b: Tally, facts: Facts) -> bool | None:
    """A longest gap that fits n times into every period leaves n times in each."""
    if b.high is not None or b.low is None:
        return False
    if (months := _months(b.per, a)) is not None:
        return months // a.longest.amount >= b.low
    gap, period = periods.span_hours(a.longest), periods.hours(b.per, facts)
    if gap is None or period is None:
        return None
    if period[0] // gap[1] >= b.low:
        return True
    return False if period[1] < gap[0] * b.low else None


def _tally_bounds_gap(a: Tally, b: Gap, facts: Facts) -> bool | None:
    """Once in every period leaves less than two periods from one time to the next."""
    if a.low is None or a.low < 1:
        return False
    if (months := _months(a.per, b)) is not None:
        return 2 * months <= b.longest.amount
    gap, longest = periods.span_hours(b.longest), periods.longest_two(a.per, facts)
    if gap is None or longest is None:
        return None
    if longest <= gap[0]:
        return True
    return False if longest > gap[1] else None


def _months(per: str, gap: Gap) -> int | None:
    """Return the months of a period where the gap is counted in months too."""
    return periods.months(per) if gap.longest.clockwork is Clockwork.MONTH else None
