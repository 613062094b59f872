"""When in a year, a month, a week or a day something is to be done, and whether that keeps another such plan.

A plan is a list of rounds: 4月至10月每月2次 and 11月1次, 春季、秋季各1次, 每天7:00前1次, 每年8次. A round that has to be done on an
occasion counts for the whole period, but no number in the period is sure of the occasion.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from guicheng.domain.comparison.facts import UNKNOWN
from guicheng.domain.comparison.periods import fewest_inside

ALL_MONTHS: Final = frozenset(range(1, 13))
_SEASONS: Final = frozenset("春夏秋冬")
_YEAR: Final = "year"
#: Fewest days of so many months in a row: of one, and of each further one.
_SHORTEST, _FURTHER, _WEEK = 28, 30, 7


@dataclass(frozen=True, slots=True)
class Round:
    """So many times in each period.

    Args:
        least: Fewest times.
        per: The period, as of a tally.
        occasion: When in the period, such as 春季 or 7:00前; "" for whenever.
        months: The months in which it holds.
    """

    least: int
    per: str
    occasion: str = ""
    months: frozenset[int] = ALL_MONTHS


def keeps(mine: Sequence[Round], theirs: Sequence[Round]) -> bool | None:
    """Tell whether whoever does all rounds of one plan does those of another; None where the calendar decides.

    Args:
        mine: The plan that is kept.
        theirs: The plan that may follow.

    Example:
        >>> keeps([Round(1, "year", "春季"), Round(1, "year", "秋季")], [Round(2, "year")])
        True
    """
    found = {_keeps_one(mine, each) for each in theirs}
    return False if False in found else None if None in found else True


def _keeps_one(mine: Sequence[Round], wanted: Round) -> bool | None:
    if wanted.occasion:
        return _on_occasion(mine, wanted)
    if wanted.per == _YEAR:
        return _in_year(mine, wanted.months) >= wanted.least
    return all(_in_period(_of_month(mine, month), wanted.per) >= wanted.least for month in wanted.months)


def _on_occasion(mine: Sequence[Round], wanted: Round) -> bool | None:
    """Tell whether a round is done on an occasion; how much of the calendar that is decides where none is named."""
    if any(
        (each.occasion, each.per) == (wanted.occasion, wanted.per)
        and each.least >= wanted.least
        and wanted.months <= each.months
        for each in mine
    ):
        return True
    # Times that are counted in the same period may all be at another moment of it.
    return False if all(_is_another(each, wanted) for each in mine) else None


def _is_another(each: Round, wanted: Round) -> bool:
    """Tell whether a round may well be done at no moment that another one wants."""
    if each.per != wanted.per:
        return False
    first, second = each.occasion, wanted.occasion
    one_kind = first[:-1] == second[:-1] or {first[0], second[0]} <= _SEASONS if first else True
    return one_kind or (first == second and each.least < wanted.least)


def _of_month(mine: Iterable[Round], month: int) -> list[Round]:
    return [each for each in mine if month in each.months and each.per != _YEAR]


def _in_period(mine: Sequence[Round], per: str) -> int:
    """Return the fewest times in a period of what is to be done in shorter ones, or in as long ones."""
    fixed = {inner: sum(each.least for each in mine if each.occasion and each.per == inner) for inner in _periods(mine)}
    whole = [(each.per, each.least) for each in mine if not each.occasion]
    return max(
        (least * (fewest_inside(inner, per, UNKNOWN) or 0) for inner, least in [*fixed.items(), *whole]), default=0
    )


def _periods(mine: Iterable[Round]) -> frozenset[str]:
    return frozenset(each.per for each in mine)


def _in_year(mine: Sequence[Round], months: frozenset[int]) -> int:
    """Return the fewest times in some months of a year."""
    yearly = [each for each in mine if each.per == _YEAR and each.months <= months]
    fixed = sum(each.least for each in yearly if each.occasion)
    whole = max((each.least for each in yearly if not each.occasion), default=0)
    parts = sorted({each.months for each in mine if each.per != _YEAR}, key=sorted)
    apart = sum(map(len, parts)) == len(frozenset().union(*parts))
    often = [
        _in_months([each for each in mine if each.months == part and each.per != _YEAR], part & months)
        for part in parts
    ]
    return max(fixed, whole, sum(often) if apart else max(often))


def _in_months(mine: Sequence[Round], months: frozenset[int]) -> int:
    """Return the fewest times in months of rounds that hold in all of them."""
    if months == ALL_MONTHS:
        return _in_period(mine, _YEAR)
    by_month = len(months) * _in_period(mine, "month")
    days = _SHORTEST + _FURTHER * (len(months) - 1) if months else 0
    weeks = max(0, days - _WEEK + 1) // _WEEK if _is_run(months) else 0
    return max(by_month, weeks * _in_period(mine, "week"))


def _is_run(months: frozenset[int]) -> bool:
    """Tell whether months follow one another, over the end of a year or within it."""
    return sum((month % 12 + 1) not in months for month in months) == 1
