"""Numbers on which it hangs whether a promise holds for an order: 影响30户以上的停水, 漏水面积超过10平方米的."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from guicheng.domain.clause import Clause
from guicheng.domain.clause.requirement import Requirement
from guicheng.domain.values import Span

#: What was said of an order, by what is counted: 户, 平方米, or minute for how long it has lasted.
Numbers = Mapping[str, Decimal]

#: Minutes of the units in which clauses say how long something lasts; all of them are one number to ask for.
_MINUTES: Final = {"minute": Decimal(1), "hour": Decimal(60), "day": Decimal(24 * 60)}
#: What nobody can say of an order when it is reported: shares, times that it came back, spans of the calendar.
_NEVER_ASKED: Final = frozenset({"", "%", "‰", "time", "次", "workday", "week", "month", "year"})
#: After a number of time, what did not happen in it is meant, not how long something lasted.
_NOT_DONE: Final = re.compile("[^,;。]{0,8}?(?:未|仍|没有|逾期|不能|无法|尚)")
#: What is measured of what happened, right before its number.
_MEASURED: Final = re.compile("(?:影响|波及|涉及|面积)[^,;。]{0,5}$")
#: What takes back the case that was named before it.
_ELSE: Final = re.compile("其他|其它|其余|否则|一般情况|除此")
_END: Final = re.compile("[。;]")


class Standing(StrEnum):
    """Whether the numbers of an order meet what a promise asks for."""

    MET = "met"
    OPEN = "open"
    UNMET = "unmet"


@dataclass(frozen=True, slots=True)
class Need:
    """A number within bounds.

    Args:
        unit: What is counted, as ``Numbers`` names it.
        low: Least number, None for no floor.
        high: Greatest number, None for no ceiling.
        above: Whether the least number itself is left out: 超过30户.
        below: Whether the greatest number itself is left out: 不足30户.
    """

    unit: str
    low: Decimal | None = None
    high: Decimal | None = None
    above: bool = False
    below: bool = False

    def standing(self, numbers: Numbers) -> Standing:
        """Return whether what was said lies within the bounds."""
        said = numbers.get(self.unit)
        if said is None:
            return Standing.OPEN
        high_enough = self.low is None or said > self.low or (said == self.low and not self.above)
        low_enough = self.high is None or said < self.high or (said == self.high and not self.below)
        return Standing.MET if high_enough and low_enough else Standing.UNMET


def standing_of(needs: Iterable[Need], numbers: Numbers) -> Standing:
    """Return how a promise stands: unmet where one number is, else open where one is not known."""
    found = {need.standing(numbers) for need in needs}
    return next((each for each in (Standing.UNMET, Standing.OPEN) if each in found), Standing.MET)


def needs_of(clause: Clause, plain: str, bound: Span) -> tuple[Need, ...] | None:
    """Return the numbers that the bound of a clause asks for, one for each unit; None where nobody can be asked.

    They are those that stand nearest before it in its sentence, with no other bound in between.

    Args:
        clause: The clause as it was read.
        plain: Its text, normalized.
        bound: Where the bound stands.

    Example:
        >>> from guicheng.domain.clause.reader import read
        >>> clause = read("影响30户以上的停水，自接报起2小时内到场。")
        >>> [need.unit for need in needs_of(clause, clause.text, clause.requirements[0].span)]
        ['户']
    """
    found: dict[str, Need] = {}
    for each in _asked(clause, plain, bound):
        unit, amount = _unit(each, plain)
        if amount is None:
            return None
        found[unit] = _narrowed(found.get(unit, Need(unit)), each.op, amount)
    return tuple(found.values())


def spans_of(clause: Clause, plain: str, bound: Span) -> tuple[Span, ...]:
    """Return where the numbers stand that a bound asks for."""
    return tuple(each.span for each in _asked(clause, plain, bound))


def needs_json(needs: Iterable[Need]) -> list[dict[str, Any]]:
    """Return needs as rows keep them."""
    return [
        {
            "unit": need.unit,
            "low": None if need.low is None else str(need.low),
            "high": None if need.high is None else str(need.high),
            "above": need.above,
            "below": need.below,
        }
        for need in needs
    ]


def needs_from(kept: Iterable[Mapping[str, Any]]) -> tuple[Need, ...]:
    """Return needs that ``needs_json`` made."""
    return tuple(
        Need(each["unit"], _decimal(each["low"]), _decimal(each["high"]), each["above"], each["below"]) for each in kept
    )


def _decimal(kept: str | None) -> Decimal | None:
    return None if kept is None else Decimal(kept)


def _asked(clause: Clause, plain: str, bound: Span) -> list[Requirement]:
    """Return the numbers before a bound in its sentence since the bound before it, or those before that one."""
    begin = max((match.end() for match in _END.finditer(plain, 0, bound.start)), default=0)
    bounds = [each for each in clause.requirements if begin <= each.span.start and each.span.end <= bound.start]
    sizes = [each for each in bounds if _is_size(each, plain)]
    ends = sorted(each.span.end for each in bounds if each not in sizes)
    others = [each for each in clause.thresholds if begin <= each.span.start and each.span.end <= bound.start]
    ahead = sorted([*others, *sizes], key=lambda each: each.span.start)
    for since in [*reversed(ends), begin]:
        if found := [each for each in ahead if each.span.start >= since]:
            return [] if _ELSE.search(plain, found[-1].span.end, bound.start) else found
    return []


def _is_size(each: Requirement, plain: str) -> bool:
    """Tell whether a bound only says of what size a thing is: 影响户数不少于30户的停水."""
    return plain.startswith("的", each.span.end) and _MEASURED.search(plain, 0, each.span.start) is not None


def _unit(each: Requirement, plain: str) -> tuple[str, Decimal | None]:
    """Return what a number counts and how many; None where nobody can be asked for it."""
    unit = each.unit or ""
    if isinstance(each.value, str) or unit in _NEVER_ASKED:
        return unit, None
    if unit not in _MINUTES:
        return unit, each.value
    return "minute", None if _NOT_DONE.match(plain, each.span.end) else each.value * _MINUTES[unit]


def _narrowed(need: Need, op: str, amount: Decimal) -> Need:
    low, high, above, below = need.low, need.high, need.above, need.below
    if op in {">", ">=", "=="}:
        low, above = amount, op == ">"
    if op in {"<", "<=", "=="}:
        high, below = amount, op == "<"
    return Need(need.unit, low, high, above, below)
