"""Two bounds of one kind: does keeping the one keep the other, can both be kept."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from guicheng.domain.comparison.attendance import hours, hours_a_day
from guicheng.domain.comparison.bounds import (
    Act,
    Bound,
    Clockwork,
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
)
from guicheng.domain.comparison.facts import Facts
from guicheng.domain.comparison.recurrence import times
from guicheng.domain.comparison.relation import BOTH, Relation, unknown
from guicheng.domain.comparison.stretches import Sense, at_most
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: Periods of whole months, by how many those are.
_MONTHS: Final = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


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
            return _notices(a, b, facts)
        case Kept(), Kept():
            return _kept(a, b, facts)
    return None


def _others_related(a: Bound, b: Bound, facts: Facts) -> Relation:
    match a, b:
        case Range(), Range():
            return _ranges(a, b)
        case Tally() | Gap(), Tally() | Gap():
            return times(a, b, facts)
        case Hours(), Hours():
            return hours(a, b, facts)
        case Hours(), Range():
            return hours_a_day(a, b, facts)
        case Range(), Hours():
            found = hours_a_day(b, a, facts)
            return replace(found, forward=found.back, back=found.forward)
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
    if b.earliest is None:
        return False
    # A day after an event may begin within the hour; months are long beside all else.
    if a.latest.clockwork is not b.earliest.clockwork is not Clockwork.MONTH:
        return False
    return at_most(b.earliest, a.latest, Sense.LIMIT, facts) is False


def _how_long(a: Stretch, b: Stretch) -> Message:
    counted = {a.clockwork.value, b.clockwork.value}
    if "workday" in counted:
        return _("The holiday calendar: how many days the workdays take.")
    if "workhour" in counted:
        return _("The working hours: how long so many of them take.")
    if "month" in counted:
        return _("How many days the months have.")
    return _("The hour of the day at which the clock starts.")


def _at_least(a: Stretch, b: Stretch, sense: Sense, facts: Facts) -> Relation:
    return _strict(b, a, sense, facts, _how_long(a, b))


def _notices(a: Notice, b: Notice, facts: Facts) -> Relation:
    found = _at_least(a.least, b.least, Sense.NOTICE, facts)
    if a.most is None and b.most is None:
        return found
    forward = found.forward and (b.most is None or _no_earlier(a.most, b.most, facts))
    back = found.back and (a.most is None or _no_earlier(b.most, a.most, facts))
    apart = _too_early(a, b, facts) or _too_early(b, a, facts)
    missing = found.missing or (_how_long(a.least, b.least) if None in {forward, back} else None)
    return Relation(forward, back, apart, missing)


def _no_earlier(mine: Stretch | None, theirs: Stretch, facts: Facts) -> bool | None:
    return mine is not None and at_most(mine, theirs, Sense.NOTICE, facts)


def _too_early(a: Notice, b: Notice, facts: Facts) -> bool:
    """Tell whether the least notice of ``a`` is surely more than the most of ``b``."""
    return b.most is not None and at_most(a.least, b.most, Sense.NOTICE, facts) is False


def _kept(a: Kept, b: Kept, facts: Facts) -> Relation:
    ends = [end for end in (a.least, a.most, b.least, b.most) if end is not None]
    forward, back = _held(a, b, facts), _held(b, a, facts)
    apart = _outlives(a, b, facts) or _outlives(b, a, facts)
    return Relation(forward, back, apart, missing=_how_long(ends[0], ends[-1]) if None in {forward, back} else None)


def _held(a: Kept, b: Kept, facts: Facts) -> bool | None:
    """Tell whether whoever keeps records as ``a`` says keeps them as ``b`` says."""
    told: set[bool | None] = set()
    if b.least is not None:
        told.add(a.least is not None and at_most(b.least, a.least, Sense.SPAN, facts))
    if b.most is not None:
        told.add(a.most is not None and at_most(a.most, b.most, Sense.SPAN, facts))
    return False if False in told else None if None in told else True


def _outlives(a: Kept, b: Kept, facts: Facts) -> bool:
    """Tell whether the least of ``a`` is surely longer than the most of ``b``."""
    return bool(a.least and b.most and at_most(a.least, b.most, Sense.SPAN, facts) is False)


def _ranges(a: Range, b: Range) -> Relation:
    if (a.unit, a.per) != (b.unit, b.per):
        if a.unit == b.unit and (found := _over_periods(a, b)) is not None:
            return found
        return unknown(_("The two are measured in different units; write both in the same one."))
    return Relation(a.within(b), b.within(a), a.apart(b))


def _over_periods(a: Range, b: Range) -> Relation | None:
    """Return how two amounts stand of which one is that of a period that the other's divides, None where none does.

    Ten hours of training in each quarter are at least forty in a year; forty in a year need not be ten in each.
    """
    for first, second in ((a, b), (b, a)):
        months, longer = _MONTHS.get(first.per or ""), _MONTHS.get(second.per or "")
        if not months or not longer or longer <= months:
            continue
        often = longer // months
        summed = replace(first, low=_times(first.low, often), high=_times(first.high, often), per=second.per)
        # At most so much in a year is at most so much in each of its parts, but no least amount is.
        spread = second.low is None and replace(second, per=first.per).within(first)
        found = Relation(summed.within(second), spread, summed.apart(second))
        return found if first is a else replace(found, forward=found.back, back=found.forward)
    return None


def _times(end: Fraction | None, often: int) -> Fraction | None:
    return None if end is None else end * often


def _ranks(a: Rank, b: Rank, facts: Facts) -> Relation:
    if a == b:
        return BOTH
    if a.scheme != b.scheme:
        return unknown(_("How the grades of the two schemes stand to one another."))
    if facts.top_is_low is None:
        return unknown(_("Which end of the scheme of grades is the best."))
    better = (a.number < b.number) == facts.top_is_low
    return Relation(forward=better, back=not better)


def _acts(a: Act, b: Act) -> Relation:
    if a.polarity is b.polarity:
        return BOTH
    said = {a.polarity, b.polarity}
    apart = said == {Polarity.MUST, Polarity.NEED_NOT} or (Polarity.MUST_NOT in said and not said & {Polarity.NEED_NOT})
    return Relation(forward=False, back=False, apart=apart)
