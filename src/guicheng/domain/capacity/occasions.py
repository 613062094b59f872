"""How often a year a clause asks for its act: by its calendar, or by the events that start it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from guicheng.domain.capacity.costing import event_counted, is_statistic
from guicheng.domain.clause import Clause, Kind, Requirement
from guicheng.domain.comparison import Scope, terms_of
from guicheng.domain.comparison.facets import months_between
from guicheng.domain.comparison.scope import ANYWHERE, FACETS
from guicheng.domain.elements import is_assessment

#: Occasions of a year of one a period.
_A_YEAR: Final = {
    "day": Decimal(365),
    "week": Decimal(52),
    "third_month": Decimal(36),
    "half_month": Decimal(24),
    "month": Decimal(12),
    "quarter": Decimal(4),
    "half_year": Decimal(2),
    "year": Decimal(1),
    "hour": Decimal(365 * 24),
    "minute": Decimal(365 * 24 * 60),
}
#: Periods of which a part of the year holds no part: 每年4次 stays four, whichever its months are.
_WHOLE: Final = frozenset({"year", "half_year", "quarter"})
_EVERY: Final = re.compile(r"^(?P<number>\d+(?:\.\d+)?) (?P<unit>\w+)$")
_FLOORS: Final = frozenset({"==", ">=", ">"})
_MONTHS: Final = re.compile(r"(\d{1,2})月(?:份)?(?:至|到|[-—–~～])(?:次年)?(\d{1,2})月")
_HOURS: Final = re.compile(r"(\d{1,2})[:：](\d{2})\s?(?:至|到|[-—–~～])\s?(次日)?(\d{1,2})[:：](\d{2})")
_ALL_DAY: Final = re.compile(r"全天|24\s?(?:小时|h)|昼夜")
#: A stretch of which the clause does not say how long it is: 营业期间, 装修期内, 补植后30日内.
_STRETCH: Final = re.compile(r"期间|期内|时间内|时段内|后\d{1,3}[日天]内")
_BARE_YEAR: Final = frozenset({"每年", "每年度"})
_DAY: Final = 24 * 60
_SEASON: Final = FACETS.index("season")


@dataclass(frozen=True, slots=True)
class Rates:
    """What costs are worked out with at an estate.

    Args:
        facts: Numbers of the estate, wages of its trades among them (``wage_cleaning``, yuan an hour).
        places: Fact that counts the places of the service, "" for one place.
        events: Fact that counts its occasions in a year, "" for none.
        trade: Trade whose wage is paid where the clause names nobody of another.
    """

    facts: Mapping[str, Decimal] = field(default_factory=dict)
    places: str = ""
    events: str = ""
    trade: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """One number that a cost was worked out with.

    Args:
        what: ``occasions``, ``places``, ``hours``, ``wage`` or ``material``.
        value: The number.
        source: Where it comes from: the words of the clause, or the key of a fact; "" for the usual.
    """

    what: str
    value: Decimal
    source: str = ""


def occasions_a_year(clause: Clause, rates: Rates, limit: str = "") -> Basis | str:
    """Return how often a year a clause asks for its act, or what is missing to know.

    The calendar decides where the clause has a count or an interval; otherwise the occasions of the service do. Of a
    range (每周1–2次) the least counts, for that is what was promised; several counts are several acts. How often
    somebody checks (每月抽查) is no act of the promise. A season and the hours of a day count as far as they go; a rate
    is counted once a period.

    Args:
        clause: The clause as read.
        rates: The numbers of the estate.
        limit: Its time limit as it stands beside it, "" for none; it may say hours and months that the text does not.
    """
    found: list[tuple[Decimal, str]] = []
    bounds = _counted(clause)
    scopes = {term.span: term.scope for term in terms_of(clause)} if bounds else {}
    for bound in bounds:
        number = _a_year(clause, bound, scopes.get(bound.span, ANYWHERE), rates, limit)
        if isinstance(number, str):
            return number
        if number is not None:
            found.append(number)
    if found:
        total = sum((number for number, _words in found), Decimal(0))
        return Basis("occasions", total, "、".join(words for _number, words in found))
    if is_statistic(clause):
        return "frequency"
    return _by_events(clause, rates)


def _by_events(clause: Clause, rates: Rates) -> Basis | str:
    fact = event_counted(clause, rates.events)
    if not fact:
        return "cases" if rates.events else "frequency"
    number = rates.facts.get(fact)
    return fact if number is None else Basis("occasions", number, fact)


def _counted(clause: Clause) -> list[Requirement]:
    """Return the bounds that say how often the act is done."""
    said = [
        bound
        for bound in clause.requirements
        if bound.kind in {Kind.FREQUENCY, Kind.INTERVAL}
        and bound.op in _FLOORS
        and bound.per
        and isinstance(bound.value, Decimal)
    ]
    if not said and is_statistic(clause):
        return [bound for bound in clause.requirements if bound.per][:1]
    checks = [promise.span for promise in clause.promises if is_assessment(promise.span.of(clause.text))]
    acts = [bound for bound in said if not any(span.covers(bound.span) for span in checks)]
    # 每半年检查1次 is the act itself where the clause promises nothing else.
    counted = said if len(said) == len(clause.requirements) and not acts else acts
    # 每年6月至9月每周1次 counts weeks; 每年 only says that it comes back.
    return [bound for bound in counted if bound.span.of(clause.text) not in _BARE_YEAR] or counted


def _a_year(
    clause: Clause, bound: Requirement, scope: Scope, rates: Rates, limit: str
) -> tuple[Decimal, str] | str | None:
    """Return the occasions of one bound in a year with their words, the fact that is missing, or None for no period."""
    every = _EVERY.match(bound.per or "")
    number, unit = (Decimal(every["number"]), every["unit"]) if every else (Decimal(1), bound.per or "")
    periods = _periods(unit, number, rates)
    if not isinstance(periods, Decimal):
        return periods
    said = clause.text[: bound.span.end] + limit
    words = [bound.span.of(clause.text)]
    for part in (_hours(unit, scope, said), _months(unit, number, scope, said)):
        if isinstance(part, str):
            return part
        if part is not None:
            periods *= part[0]
            words.append(part[1])
    times = Decimal(1) if bound.kind is Kind.RATIO or not isinstance(bound.value, Decimal) else bound.value
    return times * periods, " · ".join(words)


def _periods(unit: str, number: Decimal, rates: Rates) -> Decimal | str | None:
    """Return how many periods a year has; the key of a fact where one is missing."""
    counted = {"shift": ("shifts", Decimal(365)), "workday": ("workdays", Decimal(1))}.get(unit)
    if counted:
        fact = rates.facts.get(counted[0])
        return counted[0] if fact is None else fact * counted[1] / number
    if unit not in _A_YEAR or not number:
        return None
    return _A_YEAR[unit] / number


def _hours(unit: str, scope: Scope, said: str) -> tuple[Decimal, str] | str | None:
    """Return the part of a day in which rounds go on, with its words; None for all day, ``hours`` where none says."""
    if unit not in {"hour", "minute"}:
        return None
    if scope.window:
        minutes = Decimal(scope.window.bit_count()) / 7
        return minutes / _DAY, f"{minutes / 60:.3g}h"
    clocks = {match.groups(): match[0] for match in _HOURS.finditer(said)}
    if clocks:
        return Decimal(sum(map(_minutes, clocks))) / _DAY, "、".join(clocks.values())
    return "hours" if _STRETCH.search(said) and not _ALL_DAY.search(said) else None


def _minutes(clock: tuple[str, ...]) -> int:
    begin, end = int(clock[0]) * 60 + int(clock[1]), int(clock[3]) * 60 + int(clock[4])
    return end - begin if end > begin else end - begin + _DAY


def _months(unit: str, number: Decimal, scope: Scope, said: str) -> tuple[Decimal, str] | str | None:
    """Return the part of a year that a season is, with its words; None for all year, ``months`` where none says."""
    if unit in _WHOLE or (unit == "month" and number > 1):
        return None
    named = {match[0]: months_between(int(match[1]), int(match[2])) for match in _MONTHS.finditer(said)}
    mask = scope.masks[_SEASON] & 0xFFF
    if mask != 0xFFF and not scope.assumed:
        months = {month for month in range(1, 13) if mask >> (month - 1) & 1}
        return _part(months), "、".join(named) or _spelled(months)
    if named:
        return _part({month for some in named.values() for month in some}), "、".join(named)
    unsaid = scope.assumed or (_STRETCH.search(said) and unit not in {"hour", "minute"})
    return "months" if unsaid else None


def _part(months: set[int]) -> Decimal:
    # 2023 was no leap year, as the 365 days of the other periods.
    return Decimal(sum(monthrange(2023, month)[1] for month in months)) / 365


def _spelled(months: set[int]) -> str:
    return "、".join(f"{month}月" for month in sorted(months))
