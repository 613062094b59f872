"""Known values of grade tables, firms and laws beside a promise, from ``library/benchmarks``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Final

from guicheng.domain.catalogue.tables import rows_of
from guicheng.domain.clause import Clause, Requirement
from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Term, Vocabulary, terms_of
from guicheng.domain.comparison.scope import FACETS

_COLUMNS: Final = ("key", "attribute", "value", "unit", "op", "source", "year", "kind", "note")
_SEVERITY: Final = FACETS.index("severity")
_SPACE: Final = FACETS.index("space")
_PERIODS: Final = {
    "hour": "每小时",
    "shift": "每班",
    "day": "每日",
    "week": "每周",
    "third_month": "每旬",
    "half_month": "每半月",
    "month": "每月",
    "quarter": "每季度",
    "half_year": "每半年",
    "year": "每年",
}
_UNITS: Final = {"minute": "分钟", "hour": "小时", "day": "日", "workday": "个工作日", "month": "个月", "year": "年"}
_WORDS: Final = {">=": "不少于", "<=": "不超过", "==": "", ">": "超过", "<": "少于"}


@dataclass(frozen=True, slots=True)
class KnownValue:
    """A value that somebody promises or sets.

    Args:
        key: What it is about, in words.
        attribute: Kind of bound, as requirements name it.
        value: The number, or the text of a window.
        unit: Its unit; of a count in a period ``time/day``.
        op: Direction of the bound.
        source: Who gives it.
        year: When, "" where that is not known.
        kind: ``grade-table``, ``firm`` or ``law``.
        note: What else is to be known.
    """

    key: str
    attribute: str
    value: str
    unit: str
    op: str
    source: str
    year: str
    kind: str
    note: str

    @property
    def number(self) -> Decimal | None:
        """The value as a number, None where it is none."""
        try:
            return Decimal(self.value)
        except InvalidOperation:
            return None


@dataclass(frozen=True, slots=True)
class Strip:
    """A promise among known values.

    Args:
        requirement: The promise.
        values: Known values of the same thing in the same unit, smallest first.
    """

    requirement: Requirement
    values: tuple[KnownValue, ...]

    @property
    def lowest(self) -> str:
        """The smallest known value."""
        return self.values[0].value

    @property
    def highest(self) -> str:
        """The greatest known value."""
        return self.values[-1].value


#: What a promise is about, as far as known values are told apart by it.
_About = tuple[str, str, str, int, int, str]


def strips_of(clause: Clause, vocabulary: Vocabulary | None = None) -> tuple[Strip, ...]:
    """Return the promises of a clause for which values are known.

    Args:
        clause: The clause as read.
        vocabulary: Words for activities; the shipped ones by default.
    """
    found = []
    for term in terms_of(clause, vocabulary):
        bound = next((each for each in clause.requirements if each.span == term.span), None)
        values = known_values().get(_about(term, unit_of(bound)), ()) if bound else ()
        if bound and values:
            found.append(Strip(bound, values))
    return tuple(found)


def unit_of(bound: Requirement) -> str:
    """Return the unit of a bound as known values write it."""
    return f"{bound.unit}/{bound.per}" if bound.per else bound.unit or ""


def _about(term: Term, unit: str) -> _About:
    attribute = term.key.attribute
    return (
        term.key.activity,
        attribute,
        term.endpoint,
        term.scope.masks[_SEVERITY],
        term.scope.masks[_SPACE],
        unit,
    )


@cache
def known_values() -> dict[_About, tuple[KnownValue, ...]]:
    """Return the shipped values by what they are about, smallest first; what no reading recognises is left out."""
    found: defaultdict[_About, list[KnownValue]] = defaultdict(list)
    for row in shipped_values():
        for term in terms_of(read(sentence_of(row)))[:1]:
            if term.key.known and row.number is not None:
                found[_about(term, row.unit)].append(row)
    return {about: tuple(sorted(rows, key=_by_number)) for about, rows in found.items()}


def _by_number(row: KnownValue) -> Decimal:
    return row.number or Decimal(0)


@cache
def shipped_values() -> tuple[KnownValue, ...]:
    """Return all shipped values, in the order of their tables."""
    folder = files("guicheng.library") / "benchmarks"
    names: Iterable[str] = sorted(file.name for file in folder.iterdir() if file.name.endswith(".tsv"))
    return tuple(KnownValue(**row) for name in names for row in rows_of("benchmarks", name, _COLUMNS))


def sentence_of(row: KnownValue) -> str:
    """Return a known value as a clause would say it, so that it is read as clauses are.

    Example:
        >>> row = KnownValue("急修 到场", "time_limit", "15", "minute", "<=", "x", "", "firm", "")
        >>> sentence_of(row)
        '急修15分钟内到场'
    """
    words = row.key.split(" ")
    unit, _slash, per = row.unit.partition("/")
    if row.attribute == "time_limit":
        return f"{''.join(words[:-1])}{row.value}{_UNITS.get(unit, unit)}内{words[-1]}"
    if row.attribute == "frequency":
        return f"{''.join(words)}{_period(per)}{row.value}次"
    said = f"{row.value}{_UNITS.get(unit, unit)}"
    return f"{''.join(words)}{_WORDS.get(row.op, '')}{said}"


def _period(per: str) -> str:
    number, _blank, unit = per.rpartition(" ")
    if not number:
        return _PERIODS.get(per, per)
    return f"每{number}{_UNITS.get(unit, unit)}"
