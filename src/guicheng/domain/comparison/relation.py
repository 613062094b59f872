"""Two bounds of one kind: does keeping the one keep the other, can both be kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from guicheng.domain.comparison import periods
from guicheng.domain.comparison.bounds import (
    Act,
    Bound,
    Gap,
    Hours,
    Kept,
    Limit,
    Notice,
    Polarity,
    Range,
    Rank,
    Stretch,
    Tally,
    Unread,
    Use,
)
from guicheng.domain.comparison.facts import Facts
from guicheng.domain.comparison.stretches import Sense, at_most
from guicheng.domain.values import Message
from guicheng.domain.values.message import _


@dataclass(frozen=True, slots=True)
class Relation:
    """What is sure of two bounds; None stands for what depends on a fact that is not known.

    Args:
        forward: Whoever keeps the first keeps the second.
        back: Whoever keeps the second keeps the first.
        apart: Nobody can keep both.
        missing: The fact on which it depends.
    """

    forward: bool | None
    back: bool | None
    apart: bool | None = False
    missing: Message | None = None


_BOTH = Relation(forward=True, back=True)
_NEITHER = Relation(forward=False, back=False)


def unknown(missing: Message) -> Relation:
    """Return the relation of bounds of which nothing is sure."""
    return Relation(None, None, None, missing)


def relate(a: Bound, b: Bound, facts: Facts) -> Relation:
    """Set two bounds beside one another."""
    for vague in (a, b):
        if isinstance(vague, Unread):
            return unknown(_("“{words}” sets no bound that was understood; write a number.", words=vague.words))
    return _times_related(a, b, facts) or _others_related(a, b, facts)


def _times_related(a: Bound, b: Bound, facts: Facts) -> Relation | None:
    match a, b:
        case Limit(), Limit():
            return _limits(a, b, facts)
        case Notice(), Notice():
            return _at_least(a.least, b.least, Sense.NOTICE, facts)
        case Kept(), Kept():
            return _at_least(a.least, b.least, Sense.SPAN, facts)
    return None


def _others_related(a: Bound, b: Bound, facts: Facts) -> Relation:
    match a, b:
        case Range(), Range():
            return _ranges(a, b)
        case Tally() | Gap(), Tally() | Gap():
            return _times(a, b, facts)
        case Hours(), Hours():
            return _hours(a, b)
        case Rank(), Rank():
            return _ranks(a, b, facts)
        case Act(), Act():
            return _acts(a, b)
    return unknown(_("The two are measured in different ways; write both in the same way."))


def _strict(first: Stretch, second: Stretch, sense: Sense, facts: Facts, why: Message) -> Relation:
    forward, back = at_most(first, second, sense, facts), at_most(second, first, sense, facts)
    return Relation(forward, back, apart=False, missing=why if forward is None and back is None else None)


def _limits(a: Limit, b: Limit, facts: Facts) -> Relation:
    found = _strict(a.latest, b.latest, Sense.LIMIT, facts, _how_long(a.latest, b.latest))
    if a.latest == b.latest and a.open != b.open:
        found = Relation(forward=a.open, back=b.open)
    if a.earliest is None and b.earliest is None:
        return found
    forward = found.forward if b.earliest is None else _not_before(a.earliest, b.earliest, found.forward, facts)
    back = found.back if a.earliest is None else _not_before(b.earliest, a.earliest, found.back, facts)
    apart = _ended_before(a, b, facts) or _ended_before(b, a, facts)
    missing = found.missing or (_how_long(a.latest, b.latest) if None in {forward, back} else None)
    return Relation(forward, back, apart, missing)


def _not_before(
    mine: Stretch | None,
    theirs: Stretch,
    so_far: bool | None,  # noqa: FBT001
    facts: Facts,
) -> bool | None:
    if mine is None or so_far is False:
        return False
    later = at_most(theirs, mine, Sense.LIMIT, facts)
    return None if later is None or so_far is None else later


def _ended_before(a: Limit, b: Limit, facts: Facts) -> bool:
    """Tell whether ``a`` must be over before ``b`` may begin (当日 and 次日)."""
    if b.earliest is None or a.latest.clockwork is not b.earliest.clockwork:
        return False
    return at_most(b.earliest, a.latest, Sense.LIMIT, facts) is False


def _how_long(a: Stretch, b: Stretch) -> Message:
    counted = {a.clockwork.value, b.clockwork.value}
    if "workday" in counted:
        return _("The holiday calendar: how many days the workdays take.")
    if "month" in counted:
        return _("How many days the months have.")
    return _("The hour of the day at which the clock starts.")


def _at_least(a: Stretch, b: Stretch, sense: Sense, facts: Facts) -> Relation:
    return _strict(b, a, sense, facts, _how_long(a, b))


def _ranges(a: Range, b: Range) -> Relation:
    if (a.unit, a.per) != (b.unit, b.per):
        return unknown(_("The two are measured in different units; write both in the same one."))
    return Relation(a.within(b), b.within(a), a.apart(b))


def _hours(a: Hours, b: Hours) -> Relation:
    if a.minutes == b.minutes and a.use is b.use:
        return _BOTH
    if Use.UNKNOWN in {a.use, b.use}:
        return unknown(_("Whether the hours are a service, a permission or a ban."))
    inside, around = a.minutes & ~b.minutes == 0, b.minutes & ~a.minutes == 0
    if a.use is b.use:
        larger_binds_more = a.use is not Use.PERMISSION
        return Relation(around, inside) if larger_binds_more else Relation(inside, around)
    if {a.use, b.use} == {Use.PERMISSION, Use.BAN}:
        return _hours(*(hours if hours.use is Use.PERMISSION else _turned(hours) for hours in (a, b)))
    return Relation(forward=False, back=False, apart=bool(a.minutes & b.minutes))


def _turned(ban: Hours) -> Hours:
    """Return a ban as the permission that it leaves."""
    return replace(ban, minutes=~ban.minutes & (1 << 10080) - 1, use=Use.PERMISSION)


def _ranks(a: Rank, b: Rank, facts: Facts) -> Relation:
    if a == b:
        return _BOTH
    if a.scheme != b.scheme:
        return unknown(_("How the grades of the two schemes stand to one another."))
    if facts.top_is_low is None:
        return unknown(_("Which end of the scheme of grades is the best."))
    better = (a.number < b.number) == facts.top_is_low
    return Relation(forward=better, back=not better)


def _acts(a: Act, b: Act) -> Relation:
    if a.polarity is b.polarity:
        return _BOTH
    return Relation(forward=False, back=False, apart=Polarity.MUST_NOT in {a.polarity, b.polarity})


def _times(a: Tally | Gap, b: Tally | Gap, facts: Facts) -> Relation:
    forward, back = _implies(a, b, facts), _implies(b, a, facts)
    apart = isinstance(a, Tally) and isinstance(b, Tally) and (_over(a, b) or _over(b, a))
    missing = None
    if forward is None or back is None:
        missing = _roster(a, b) if "shift" in {_per(a), _per(b)} else _("How long the periods are in the calendar.")
    return Relation(forward, back, apart, missing)


def _per(times: Tally | Gap) -> str:
    return times.per.rpartition(" ")[2] if isinstance(times, Tally) else ""


def _roster(a: Tally | Gap, b: Tally | Gap) -> Message:
    return _("The roster: how many shifts a day has.")


def _over(a: Tally, b: Tally) -> bool:
    """Tell whether the least of ``a`` is more than the most of ``b`` in the same period."""
    return a.per == b.per and a.low is not None and b.high is not None and a.low > b.high


def _implies(a: Tally | Gap, b: Tally | Gap, facts: Facts) -> bool | None:
    match a, b:
        case Tally(), Tally():
            return _tally_implies(a, b, facts)
        case Gap(), Gap():
            return at_most(a.longest, b.longest, Sense.SPAN, facts)
        case Gap(), Tally():
            return _gap_implies(a, b, facts)
        case Tally(), Gap():
            return _tally_bounds_gap(a, b, facts)
    return None  # pragma: no cover - the four cases above are all there are


def _tally_implies(a: Tally, b: Tally, facts: Facts) -> bool | None:
    if b.high is not None and not (a.per == b.per and a.high is not None and a.high <= b.high):
        return False if a.high is None or a.per == b.per else None
    if b.low is None:
        return True
    if a.low is None:
        return False
    inside = periods.fewest_inside(a.per, b.per, facts)
    if inside is None:
        return None
    return a.low * inside >= b.low


def _gap_implies(a: Gap, b: Tally, facts: Facts) -> bool | None:
    if b.high is not None:
        return False
    gap, period = periods.span_hours(a.longest), periods.hours(b.per, facts)
    if gap is None or period is None or b.low is None:
        return None
    if period[0] // gap[1] >= b.low:
        return True
    return False if period[1] < gap[0] * b.low else None


def _tally_bounds_gap(a: Tally, b: Gap, facts: Facts) -> bool | None:
    """Once in every period leaves less than two periods from one time to the next."""
    if a.low is None or a.low < 1:
        return False
    gap, period = periods.span_hours(b.longest), periods.hours(a.per, facts)
    if gap is None or period is None:
        return None
    if 2 * period[1] <= gap[0]:
        return True
    return None if period[0] <= gap[1] * a.low <= period[1] and period[0] != period[1] else False
