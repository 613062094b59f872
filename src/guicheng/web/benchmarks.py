"""Known values beside the clauses of a standard: yours 30 min; 8 known values from 5 to 45."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guicheng.apps.standards.readings.comparing import Member
from guicheng.domain.catalogue.benchmarks import Strip, strips_of, unit_of
from guicheng.domain.clause import Kind
from guicheng.domain.clause.printer import plain
from guicheng.web.wording import Word

KINDS: Final[dict[str, Word]] = {
    "grade-table": _("grade table"),
    "firm": _("firm"),
    "law": _("law"),
}
UNITS: Final[dict[str, Word]] = {
    "second": _("s"),
    "minute": _("min"),
    "hour": _("h"),
    "day": _("d"),
    "workday": _("working days"),
    "month": _("months"),
    "year": _("years"),
    "ring": _("rings"),
}
#: Counts in a period, and in several of them.
A_PERIOD: Final[dict[str, Word]] = {
    "minute": _("{value}× a minute"),
    "hour": _("{value}× an hour"),
    "shift": _("{value}× a shift"),
    "day": _("{value}× a day"),
    "workday": _("{value}× a working day"),
    "week": _("{value}× a week"),
    "third_month": _("{value}× a third of a month"),
    "half_month": _("{value}× a half-month"),
    "month": _("{value}× a month"),
    "quarter": _("{value}× a quarter"),
    "half_year": _("{value}× a half-year"),
    "year": _("{value}× a year"),
}
EVERY: Final[dict[str, Word]] = {
    "minute": _("{value}× every {number} minutes"),
    "hour": _("{value}× every {number} hours"),
    "shift": _("{value}× every {number} shifts"),
    "day": _("{value}× every {number} days"),
    "workday": _("{value}× every {number} working days"),
    "week": _("{value}× every {number} weeks"),
    "month": _("{value}× every {number} months"),
    "quarter": _("{value}× every {number} quarters"),
    "year": _("{value}× every {number} years"),
}
#: Amounts for each period.
FOR_EACH: Final[dict[str, Word]] = {
    "day": _("{amount} a day"),
    "shift": _("{amount} a shift"),
    "year": _("{amount} a year"),
}


def amount(value: str, unit: str) -> str:
    """Return a value with its unit as a reader says it: 30 分钟, 每 2 小时 1 次, 95%."""
    counted, _slash, per = unit.partition("/")
    if not unit or unit == "%":
        return f"{value}{unit}"
    number, _blank, name = per.rpartition(" ")
    said = (EVERY if number else A_PERIOD).get(name)
    if counted == "time" and said:
        return str(said).format(value=value, number=number)
    told = f"{value} {UNITS.get(counted, counted)}"
    if name in FOR_EACH:
        return str(FOR_EACH[name]).format(amount=told)
    return f"{told}/{per}" if per else told


@dataclass(frozen=True, slots=True)
class Value:
    """A value on a strip; ``own`` marks that of the clause."""

    value: str
    source: str
    year: str
    kind: Word
    note: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class StripLine:
    """A promise among known values, smallest first."""

    said: str
    stands: str
    values: Sequence[Value]

    @classmethod
    def of(cls, strip: Strip) -> StripLine:
        """Show a strip."""
        bound = strip.requirement
        own = amount(plain(bound.value), unit_of(bound))
        values = [
            Value(amount(each.value, each.unit), each.source, each.year, KINDS[each.kind], each.note)
            for each in strip.values
        ]
        place = sum(each.size < strip.size for each in strip.values)
        shown = [*values[:place], Value(own, "", "", "", "", own=True), *values[place:]]
        return cls(_said(own, values), _stands(strip), shown)


def _said(own: str, values: Sequence[Value]) -> str:
    low, high = values[0].value, values[-1].value
    if len(values) == 1:
        return gettext("yours {own}; 1 known value, {low}").format(own=own, low=low)
    if low == high:
        return gettext("yours {own}; {count} known values, all {low}").format(own=own, count=len(values), low=low)
    said = gettext("yours {own}; {count} known values from {low} to {high}")
    return said.format(own=own, count=len(values), low=low, high=high)


def _stands(strip: Strip) -> str:
    """Return how the promise stands to the values; "" where they are no numbers."""
    if strip.requirement.kind is Kind.WINDOW:
        return ""
    tighter, looser = strip.tighter_than, strip.looser_than
    said = gettext("tighter than {tighter}, the same as {same}, looser than {looser}")
    return said.format(tighter=tighter, same=len(strip.values) - tighter - looser, looser=looser)


@dataclass(frozen=True, slots=True)
class BenchmarkLine:
    """A clause for which values are known."""

    key: str
    number: str
    text: str
    strips: Sequence[StripLine]


def benchmark_lines(members: Iterable[Member]) -> list[BenchmarkLine]:
    """Return the clauses for which values are known."""
    found = []
    for member in members:
        strips = [StripLine.of(strip) for strip in strips_of(member.reading)]
        if strips:
            clause = member.clause
            found.append(BenchmarkLine(str(clause.key), clause.number, clause.text, strips))
    return found
