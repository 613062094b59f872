"""Hours of a week beside one another, and beside how many hours a day somebody is there."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from guicheng.domain.comparison.bounds import WEEK, Hours, Range, Use
from guicheng.domain.comparison.facets import masks
from guicheng.domain.comparison.facts import Facts
from guicheng.domain.comparison.relation import BOTH, Relation, unknown
from guicheng.domain.comparison.scope import EVERY, FACETS, Scope
from guicheng.domain.comparison.term import Term
from guicheng.domain.values.message import _

_DAY = 24 * 60
_WHOLE_DAY = 24
_WHOLE = (1 << _DAY) - 1
_FACET = FACETS.index("day")
#: Minutes of Monday to Friday, and of Saturday and Sunday.
_WORKWEEK = (1 << 5 * _DAY) - 1
_WEEKEND = (1 << WEEK) - 1 & ~_WORKWEEK


def hours(a: Hours, b: Hours, facts: Facts) -> Relation:
    """Set the hours of two promises beside one another."""
    return _related(_used(a, facts), _used(b, facts))


def _related(a: Hours, b: Hours) -> Relation:
    if (a.minutes, a.days) == (b.minutes, b.days) and a.use is b.use:
        return BOTH
    if Use.LEAVE in {a.use, b.use}:
        return _left(a, b)
    if Use.UNKNOWN in {a.use, b.use}:
        return unknown(_("Whether the hours are a service, a permission or a ban."))
    inside = a.minutes & ~b.minutes == 0 and a.days & ~b.days == 0
    around = b.minutes & ~a.minutes == 0 and b.days & ~a.days == 0
    if a.use is b.use:
        larger_binds_more = a.use is not Use.PERMISSION
        return Relation(around, inside) if larger_binds_more else Relation(inside, around)
    allowed, banned = (a, b) if a.use is Use.PERMISSION else (b, a)
    if {a.use, b.use} == {Use.PERMISSION, Use.BAN} and banned.days in {EVERY, allowed.days}:
        found = _related(_as_permission(a), _as_permission(b))
        # Nothing is left of what one allows: 周六9:00至12:00允许施工, 双休日不得施工.
        return (
            found
            if _on_its_days(allowed) & ~_on_its_days(banned)
            else replace(found, forward=False, back=False, apart=True)
        )
    return Relation(forward=False, back=False, apart=bool(_on_its_days(a) & _on_its_days(b)))


def are_of_other_days(a: Term, b: Term) -> bool:
    """Tell whether hours are of days of which none are common: 周一至周五8:00至18:00, 周末9:00至17:00.

    Args:
        a: A promise.
        b: Another promise; of anything but hours nothing is told.
    """
    if not isinstance(a.bound, Hours) or not isinstance(b.bound, Hours):
        return False
    mine, theirs = _in_scope(a.bound, a.scope), _in_scope(b.bound, b.scope)
    if (_is_of_holidays(a) and not theirs & _WEEKEND) or (_is_of_holidays(b) and not mine & _WEEKEND):
        return True
    return not any(mine >> day * _DAY & _WHOLE and theirs >> day * _DAY & _WHOLE for day in range(7))


def _is_of_holidays(term: Term) -> bool:
    """Tell whether hours are of public holidays alone; whoever names Monday to Friday leaves those out."""
    days = term.scope.masks[_FACET]
    return bool(days & masks("day")["holiday"]) and not days & masks("day")["workday"]


def _in_scope(hours: Hours, scope: Scope) -> int:
    """Return the minutes of the days that both hours and their box hold on."""
    return _on_its_days(replace(hours, days=hours.days & scope.masks[_FACET]))


def _on_its_days(hours: Hours) -> int:
    """Return the minutes of the days that hours hold on: of 只准在工作日19:00至22:00 none lies at a weekend."""
    workday, weekend, holiday = (hours.days & masks("day")[name] for name in ("workday", "weekend", "holiday"))
    if holiday or not (workday or weekend):
        return hours.minutes
    return hours.minutes & ((_WORKWEEK if workday else 0) | (_WEEKEND if weekend else 0))


def _left(a: Hours, b: Hours) -> Relation:
    """Set hours that are allowed beside others: a ban on them speaks of the same, and what allows other hours only."""
    if Use.BAN in {a.use, b.use}:
        return Relation(forward=False, back=False, apart=bool(a.minutes & b.minutes))
    leave, other = (a, b) if a.use is Use.LEAVE else (b, a)
    if other.use is Use.PERMISSION and leave.minutes & ~other.minutes:
        # 施工时间为周一至周五, 周六也准许施工.
        return Relation(forward=False, back=False, apart=True)
    return unknown(_("Whether what is allowed in some cases is forbidden in the others."))


def _used(hours: Hours, facts: Facts) -> Hours:
    """Return hours with what a person said they stand for; a ban that the text speaks of stays one."""
    if facts.window_use is None or hours.use in {Use.BAN, Use.LEAVE}:
        return hours
    return replace(hours, use=Use(facts.window_use))


def _as_permission(hours: Hours) -> Hours:
    """Return a ban as the permission that it leaves, a permission as it is."""
    if hours.use is Use.PERMISSION:
        return hours
    return replace(hours, minutes=~hours.minutes & (1 << WEEK) - 1, use=Use.PERMISSION)


def hours_a_day(hours: Hours, length: Range, facts: Facts) -> Relation:
    """Set the hours of a service beside how many hours a day it stands ready.

    Args:
        hours: The hours of a week; what is open longer keeps them too.
        length: Hours a day.
        facts: What a person said the hours stand for.
    """
    if _used(hours, facts).use is not Use.SERVICE or (length.unit, length.per) != ("hour", "day"):
        return unknown(_("The two are measured in different ways; write both in the same way."))
    days = [Fraction((hours.minutes >> day * _DAY & (1 << _DAY) - 1).bit_count(), 60) for day in range(7)]
    least = Range(min(days), Fraction(_WHOLE_DAY), unit="hour", per="day")
    always = length.low is not None and length.low >= _WHOLE_DAY
    apart = length.high is not None and max(days) > length.high
    return Relation(least.within(length), always, apart)
