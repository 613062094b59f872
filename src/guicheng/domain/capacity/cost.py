"""What a year of a promise costs: occasions × places × (working hours × wage + material), each step kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from guicheng.domain.capacity.costing import place_counted, trade_of
from guicheng.domain.capacity.occasions import Basis, Rates, occasions_a_year
from guicheng.domain.clause import Clause
from guicheng.domain.elements.effort import Effort
from guicheng.domain.elements.parts import providers_in
from guicheng.domain.values import ClauseRef

_NOTHING: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a year of one clause costs at one estate.

    Args:
        ref: The clause.
        yearly: Yuan a year; None where a number is missing.
        basis: The numbers that were used.
        missing: Keys of facts, or ``effort``, ``frequency``, ``cases`` (how often a year the case of the clause comes),
            ``hours`` (of a day), ``months`` (of a year), ``places`` or ``trade``, without which nothing can be worked
            out.
    """

    ref: ClauseRef
    yearly: Decimal | None
    basis: tuple[Basis, ...] = ()
    missing: tuple[str, ...] = ()


def cost_of(clause: Clause, effort: Effort | None, rates: Rates, beside: Mapping[str, str] = _NOTHING) -> Cost:
    """Return what a year of a clause costs.

    Args:
        clause: The clause as read; it says how often, where it does.
        effort: What one occasion takes; None where nobody said.
        rates: The numbers of the estate.
        beside: Element → words that stand beside the clause; ``limit`` and ``provider`` count.

    Example:
        >>> from guicheng.domain.clause.reader import read
        >>> swept = read("保洁员每日清扫大堂2次。")
        >>> rates = Rates({"wage_cleaning": Decimal(20), "lobbies": Decimal(3)}, "lobbies", "", "cleaning")
        >>> cost_of(swept, Effort(Decimal(30)), rates).yearly
        Decimal('21900.00')
    """
    occasions, places = _times(clause, effort, rates, beside)
    wage = _wage(clause, effort, rates, beside)
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


def _times(
    clause: Clause, effort: Effort | None, rates: Rates, beside: Mapping[str, str]
) -> tuple[Basis | str, Basis | str]:
    """Return occasions and places; an effort that says how often a year says it for all places together."""
    if effort is not None and effort.yearly is not None:
        said = Basis("occasions", effort.yearly, effort.said_yearly)
        return said, Basis("places", Decimal(1))
    return occasions_a_year(clause, rates, beside.get("limit", "")), _places(clause, rates, beside)


def _places(clause: Clause, rates: Rates, beside: Mapping[str, str]) -> Basis | str:
    """Return how many places there are, or the fact that is missing."""
    fact = place_counted(clause, rates.places, beside.get("provider", ""))
    if fact is None:
        return "places"
    if not fact:
        return Basis("places", Decimal(1))
    number = rates.facts.get(fact)
    return fact if number is None else Basis("places", number, fact)


def _wage(clause: Clause, effort: Effort | None, rates: Rates, beside: Mapping[str, str]) -> Basis | str | None:
    """Return the wage of who acts, or the fact that is missing; None where nobody works."""
    if effort is not None and not effort.minutes:
        return None
    provider = beside.get("provider", "") or next((post for _place, post in providers_in(clause)), "")
    trade = trade_of(provider, rates.trade)
    if not trade:
        return "trade"
    key = f"wage_{trade}"
    number = rates.facts.get(key)
    return key if number is None else Basis("wage", number, key)


def total_of(costs: Iterable[Cost]) -> tuple[Decimal, int]:
    """Return the sum of the costs that could be worked out, and how many could not."""
    listed = list(costs)
    return sum((cost.yearly for cost in listed if cost.yearly is not None), Decimal(0)), sum(
        cost.yearly is None for cost in listed
    )
