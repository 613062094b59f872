"""What a year of a promise costs: occasions × places × (working hours × wage + material), each step kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from guicheng.domain.capacity.effort import Effort
from guicheng.domain.clause import Clause, Kind, Requirement
from guicheng.domain.elements import is_assessment
from guicheng.domain.values import ClauseRef

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
_EVERY: Final = re.compile(r"^(?P<number>\d+(?:\.\d+)?) (?P<unit>\w+)$")
_FLOORS: Final = frozenset({"==", ">=", ">"})


@dataclass(frozen=True, slots=True)
class Rates:
    """What costs are worked out with at an estate.

    Args:
        facts: Numbers of the estate, wages of its trades among them (``wage_cleaning``, yuan an hour).
        places: Fact that counts the places of the service, "" for one place.
        events: Fact that counts its occasions in a year, "" for none.
        trade: Trade whose wage is paid.
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


@dataclass(frozen=True, slots=True)
class Cost:
    """What a year of one clause costs at one estate.

    Args:
        ref: The clause.
        yearly: Yuan a year; None where a number is missing.
        basis: The numbers that were used.
        missing: Keys of facts, or ``effort``, ``frequency`` or ``trade``, without which nothing can be worked out.
    """

    ref: ClauseRef
    yearly: Decimal | None
    basis: tuple[Basis, ...] = ()
    missing: tuple[str, ...] = ()


def cost_of(clause: Clause, effort: Effort | None, rates: Rates) -> Cost:
    """Return what a year of a clause costs.

    Args:
        clause: The clause as read; it says how often, where it does.
        effort: What one occasion takes; None where nobody said.
        rates: The numbers of the estate.

    Example:
        >>> from guicheng.domain.clause.reader import read
        >>> swept = read("保洁员每日清扫大堂2次。")
        >>> rates = Rates({"wage_cleaning": Decimal(20), "lobbies": Decimal(3)}, "lobbies", "", "cleaning")
        >>> cost_of(swept, Effort(Decimal(30)), rates).yearly
        Decimal('21900.00')
    """
    occasions, places = occasions_a_year(clause, rates), _places(rates)
    wage = _wage(effort, rates)
    missing = [] if effort else ["effort"]
    missing += [each for each in (occasions, places, wage) if isinstance(each, str)]
    if missing or effort is None:
        return Cost(clause.ref, None, missing=tuple(missing))
    basis = (
        *(each for each in (occasions, places) if isinstance(each, Basis)),
        Basis("hours", effort.hours, "effort"),
        *([wage] if isinstance(wage, Basis) else []),
        Basis("material", effort.material, "material"),
    )
    paid = wage.value if isinstance(wage, Basis) else Decimal(0)
    times = Decimal(1)
    for each in basis[:2]:
        times *= each.value
    yearly = times * (effort.minutes * effort.people * paid / 60 + effort.material)
    return Cost(clause.ref, yearly.quantize(Decimal("0.01")), basis)


def _places(rates: Rates) -> Basis | str:
    """Return how many places there are, or the fact that is missing."""
    if not rates.places:
        return Basis("places", Decimal(1))
    number = rates.facts.get(rates.places)
    return rates.places if number is None else Basis("places", number, rates.places)


def _wage(effort: Effort | None, rates: Rates) -> Basis | str | None:
    """Return the wage, or the fact that is missing; None where nobody works."""
    if effort is not None and not effort.minutes:
        return None
    if not rates.trade:
        return "trade"
    key = f"wage_{rates.trade}"
    number = rates.facts.get(key)
    return key if number is None else Basis("wage", number, key)


def occasions_a_year(clause: Clause, rates: Rates) -> Basis | str:
    """Return how often a year a clause asks for its act, or what is missing to know.

    The calendar decides where the clause has a count or an interval; otherwise the occasions of the service do. Of a
    range (每周1–2次) the least counts, for that is what was promised; several counts are several acts. How often
    somebody checks (每月抽查) is no act of the promise.
    """
    found: list[tuple[Decimal, Requirement]] = []
    checks = [promise.span for promise in clause.promises if is_assessment(promise.span.of(clause.text))]
    for bound in clause.requirements:
        if any(span.covers(bound.span) for span in checks):
            continue
        number = _a_year(bound, rates)
        if isinstance(number, str):
            return number
        if number is not None:
            found.append((number, bound))
    if found:
        total = sum((number for number, _bound in found), Decimal(0))
        return Basis("occasions", total, "、".join(bound.span.of(clause.text) for _number, bound in found))
    if not rates.events:
        return "frequency"
    number = rates.facts.get(rates.events)
    return rates.events if number is None else Basis("occasions", number, rates.events)


def _a_year(bound: Requirement, rates: Rates) -> Decimal | str | None:
    """Return the occasions of one bound in a year, the fact that is missing, or None for another kind of bound."""
    counted = bound.kind in {Kind.FREQUENCY, Kind.INTERVAL} and bound.op in _FLOORS
    if not counted or not bound.per or not isinstance(bound.value, Decimal):
        return None
    periods = _periods(bound.per, rates)
    return bound.value * periods if isinstance(periods, Decimal) else periods


def _periods(per: str, rates: Rates) -> Decimal | str | None:
    """Return how many periods a year has; the key of a fact where one is missing."""
    every = _EVERY.match(per)
    number, unit = (Decimal(every["number"]), every["unit"]) if every else (Decimal(1), per)
    counted = {"shift": ("shifts", Decimal(365)), "workday": ("workdays", Decimal(1))}.get(unit)
    if counted:
        fact = rates.facts.get(counted[0])
        return counted[0] if fact is None else fact * counted[1] / number
    if unit not in _A_YEAR or not number:
        return None
    return _A_YEAR[unit] / number


def total_of(costs: Iterable[Cost]) -> tuple[Decimal, int]:
    """Return the sum of the costs that could be worked out, and how many could not."""
    listed = list(costs)
    return sum((cost.yearly for cost in listed if cost.yearly is not None), Decimal(0)), sum(
        cost.yearly is None for cost in listed
    )
