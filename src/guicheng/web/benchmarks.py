"""Known values beside the clauses of a standard: yours 30 min; 8 known values from 5 to 45."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guicheng.apps.standards.readings.comparing import Member
from guicheng.domain.catalogue.benchmarks import Strip, strips_of, unit_of
from guicheng.domain.clause.printer import plain
from guicheng.web.wording import Word

KINDS: Final[dict[str, Word]] = {
    "grade-table": _("grade table"),
    "firm": _("firm"),
    "law": _("law"),
}
UNITS: Final[dict[str, Word]] = {
    "minute": _("min"),
    "hour": _("h"),
    "day": _("d"),
    "workday": _("working days"),
    "month": _("months"),
    "year": _("years"),
    "time": _("times"),
    "time/day": _("times a day"),
    "time/week": _("times a week"),
    "time/month": _("times a month"),
    "time/quarter": _("times a quarter"),
    "time/half_year": _("times in half a year"),
    "time/year": _("times a year"),
    "time/shift": _("times a shift"),
    "%": "%",
}


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
    values: Sequence[Value]

    @classmethod
    def of(cls, strip: Strip) -> StripLine:
        """Show a strip."""
        bound = strip.requirement
        unit = str(UNITS.get(unit_of(bound), bound.unit or ""))
        own = plain(bound.value)
        number = bound.value if isinstance(bound.value, Decimal) else None
        said = gettext("yours {own} {unit}; {count} known values from {low} to {high}").format(
            own=own, unit=unit, count=len(strip.values), low=strip.lowest, high=strip.highest
        )
        values = [Value(each.value, each.source, each.year, KINDS[each.kind], each.note) for each in strip.values]
        place = sum(each.number is not None and number is not None and each.number < number for each in strip.values)
        return cls(said, [*values[:place], Value(own, "", "", "", "", own=True), *values[place:]])


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
