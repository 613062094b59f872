"""Known values of grade tables, firms and laws beside a promise, from ``library/benchmarks``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Final

from guicheng.domain.catalogue.tables import rows_of
from guicheng.domain.clause import Clause, Kind, Requirement

_COLUMNS: Final = ("key", "attribute", "value", "unit", "op", "source", "year", "kind", "note")
#: The table of how clauses say the words of keys; all others hold values.
_WORDS: Final = "words.tsv"
#: Minutes of each unit of time; a month is reckoned as 30 days and a year as 365, for an order among values only.
_MINUTES: Final = {
    "second": Decimal(1) / 60,
    "minute": Decimal(1),
    "hour": Decimal(60),
    "day": Decimal(1440),
    "month": Decimal(1440 * 30),
    "year": Decimal(1440 * 365),
}
#: Periods in the same minutes; half months and quarters are whole shares of a year, so that 2 a year is 1 a half-year.
_PERIODS: Final = {
    **{unit: _MINUTES[unit] for unit in ("minute", "hour", "day", "year")},
    "week": _MINUTES["day"] * 7,
    "third_month": _MINUTES["year"] / 36,
    "half_month": _MINUTES["year"] / 24,
    "month": _MINUTES["year"] / 12,
    "quarter": _MINUTES["year"] / 4,
    "half_year": _MINUTES["year"] / 2,
}
_EVERY: Final = re.compile(r"^(?:(?P<number>\d+(?:\.\d+)?) )?(?P<unit>\w+)$")
_OFTEN: Final = frozenset({Kind.FREQUENCY, Kind.INTERVAL})
_CEILINGS: Final = frozenset({"<=", "<"})


@dataclass(frozen=True, slots=True)
class KnownValue:
    """A value that somebody promises or sets.

    Args:
        key: What it is about: words that a clause of the same thing says, the act or the measure last.
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

    @property
    def size(self) -> Decimal:
        """The value in the smallest unit of its kind, by which values stand in order; 0 for a window."""
        return _size(self.number, self.unit)[1] if self.number is not None else Decimal(0)


@dataclass(frozen=True, slots=True)
class Strip:
    """A promise among known values.

    Args:
        requirement: The promise.
        values: Known values of the same thing, whatever their units, smallest first; of a frequency the rarest.
    """

    requirement: Requirement
    values: tuple[KnownValue, ...]

    @property
    def size(self) -> Decimal:
        """The value of the promise as ``KnownValue.size`` has it."""
        value = self.requirement.value
        return _size(value, unit_of(self.requirement))[1] if isinstance(value, Decimal) else Decimal(0)

    @property
    def lowest(self) -> KnownValue:
        """The smallest known value."""
        return self.values[0]

    @property
    def highest(self) -> KnownValue:
        """The greatest known value."""
        return self.values[-1]

    @property
    def tighter_than(self) -> int:
        """How many known values ask for less than the promise does."""
        return sum(each.size > self.size if self.is_ceiling else each.size < self.size for each in self.values)

    @property
    def looser_than(self) -> int:
        """How many known values ask for more than the promise does."""
        return sum(each.size < self.size if self.is_ceiling else each.size > self.size for each in self.values)

    @property
    def is_ceiling(self) -> bool:
        """Whether less is tighter."""
        return self.requirement.op in _CEILINGS


def strips_of(clause: Clause) -> tuple[Strip, ...]:
    """Return the promises of a clause for which values are known.

    A value belongs to a promise that bounds the same kind of thing in the same direction and in units of one kind, and
    whose sentence says every word of its key: the act or the measure in the promise itself, the others up to its end.

    Example:
        >>> from guicheng.domain.clause.reader import read
        >>> (strip,) = strips_of(read("接到紧急报修后，维修工应在30分钟内到达现场。"))
        >>> [(value.value, value.unit) for value in (strip.lowest, strip.highest)]
        [('5', 'minute'), ('2', 'hour')]
    """
    found = []
    for bound in clause.requirements:
        said, act = _said(clause, bound)
        values = [row for row in _rows_like(bound) if _speaks_of(row.key, said, act)]
        if values:
            found.append(Strip(bound, tuple(sorted(values, key=lambda row: (row.size, row.value)))))
    return tuple(found)


def unit_of(bound: Requirement) -> str:
    """Return the unit of a bound as known values write it."""
    return f"{bound.unit}/{bound.per}" if bound.per and bound.kind is not Kind.RATIO else bound.unit or ""


def _said(clause: Clause, bound: Requirement) -> tuple[str, str]:
    """Return the words up to the end of a promise, and those of them that do not only start its clock."""
    spans = [each.span for each in clause.promises if each.span.end > bound.span.start]
    # 每年3月31日前，公布收支 says in the next part what is done until then.
    part = spans[1] if len(spans) > 1 and spans[0] == bound.span else spans[0]
    said = clause.text[: part.end]
    # The trigger of 在停电48小时前 is told as 停电前, which does not stand there as such.
    return said, said.replace(bound.trigger, "", 1) if bound.trigger else said


def _speaks_of(key: str, said: str, act: str) -> bool:
    *others, last = key.split(" ")
    return _says(last, act, said) and all(_says(word, said, said) for word in others)


def _says(word: str, where: str, said: str) -> bool:
    says, unless = _words().get(word) or (re.compile(re.escape(word)), None)
    return says.search(where) is not None and not (unless and unless.search(said))


def _rows_like(bound: Requirement) -> Iterable[KnownValue]:
    """Return the known values of the kind, direction and sort of unit of a bound."""
    kind = Kind.FREQUENCY if bound.kind in _OFTEN else bound.kind
    value = bound.value if isinstance(bound.value, Decimal) else None
    sort = _size(value, unit_of(bound))[0] if value is not None else ""
    return _by_kind().get((kind.value, kind is not Kind.WINDOW and bound.op in _CEILINGS, sort), ())


@cache
def _by_kind() -> dict[tuple[str, bool, str], tuple[KnownValue, ...]]:
    found: dict[tuple[str, bool, str], tuple[KnownValue, ...]] = {}
    for row in shipped_values():
        sort = _size(row.number, row.unit)[0] if row.number is not None else ""
        about = (row.attribute, row.op in _CEILINGS or (row.op == "==" and row.number == 0), sort)
        found[about] = (*found.get(about, ()), row)
    return found


def _size(number: Decimal, unit: str) -> tuple[str, Decimal]:
    """Return the sort of a unit and a number in its smallest unit; counts in periods are those of a year."""
    counted, _slash, per = unit.partition("/")
    if counted in _MINUTES:
        return f"time/{per}", number * _MINUTES[counted]
    every = _EVERY.match(per)
    if counted == "time" and every and every["unit"] in _PERIODS:
        period = _PERIODS[every["unit"]] * Decimal(every["number"] or 1)
        return "often", number * _MINUTES["year"] / period
    return unit, number


@cache
def _words() -> dict[str, tuple[re.Pattern[str], re.Pattern[str] | None]]:
    rows = rows_of("benchmarks", _WORDS, ("word", "says", "unless"))
    return {
        row["word"]: (re.compile(row["says"]), re.compile(row["unless"]) if row["unless"] else None) for row in rows
    }


@cache
def shipped_values() -> tuple[KnownValue, ...]:
    """Return all shipped values, in the order of their tables."""
    folder = files("guicheng.library") / "benchmarks"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".tsv") and file.name != _WORDS)
    return tuple(KnownValue(**row) for name in names for row in rows_of("benchmarks", name, _COLUMNS))
