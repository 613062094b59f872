"""Numbers of requirements turned into bounds over exact fractions."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from guicheng.domain.clause import Requirement
from guicheng.domain.clause.normalize import normalize
from guicheng.domain.clause.numerals import split_number
from guicheng.domain.comparison.bounds import (
    Bound,
    Clockwork,
    Gap,
    Kept,
    Limit,
    Notice,
    Range,
    Stretch,
    Tally,
)

_TIMES = {
    "second": (Fraction(1, 3600), Clockwork.CLOCK),
    "minute": (Fraction(1, 60), Clockwork.CLOCK),
    "hour": (Fraction(1), Clockwork.CLOCK),
    "half_day": (Fraction(12), Clockwork.CLOCK),
    "day": (Fraction(1), Clockwork.DAY),
    "week": (Fraction(7), Clockwork.DAY),
    "third_month": (Fraction(10), Clockwork.DAY),
    "half_month": (Fraction(1, 2), Clockwork.MONTH),
    "workday": (Fraction(1), Clockwork.WORKDAY),
    "workhour": (Fraction(1), Clockwork.WORKHOUR),
    "month": (Fraction(1), Clockwork.MONTH),
    "quarter": (Fraction(3), Clockwork.MONTH),
    "half_year": (Fraction(6), Clockwork.MONTH),
    "year": (Fraction(12), Clockwork.MONTH),
}
#: Units of one dimension, each with its base unit and how many of it one is.
_UNITS = {
    "mm": ("m", Fraction(1, 1000)), "cm": ("m", Fraction(1, 100)), "dm": ("m", Fraction(1, 10)),
    "m": ("m", Fraction(1)),
    "km": ("m", Fraction(1000)), "毫米": ("m", Fraction(1, 1000)), "厘米": ("m", Fraction(1, 100)),
    "米": ("m", Fraction(1)),
    "g": ("kg", Fraction(1, 1000)), "kg": ("kg", Fraction(1)), "t": ("kg", Fraction(1000)), "吨": ("kg", Fraction(1000)),
    "公斤": ("kg", Fraction(1)), "kpa": ("pa", Fraction(1000)), "mpa": ("pa", Fraction(1000000)),
    "pa": ("pa", Fraction(1)),
    "second": ("hour", Fraction(1, 3600)), "minute": ("hour", Fraction(1, 60)), "hour": ("hour", Fraction(1)),
    "次": ("件", Fraction(1)), "起": ("件", Fraction(1)), "宗": ("件", Fraction(1)), "例": ("件", Fraction(1)),
    "学时": ("课时", Fraction(1)),
    "month": ("month", Fraction(1)), "year": ("month", Fraction(12)), "day": ("day", Fraction(1)),
}  # fmt: skip
_EACH = re.compile("每(.{1,16})")
_AREAS = {"平米": "平方米", "㎡": "平方米", "m2": "平方米", "车位": "个车位"}
#: What turns a day on which something is done into the last such day.
_BY = "不晚于"
_SAME_DAY = re.compile("当天|当日|即日|同日|当晚")


def stretch_of(value: Decimal | Fraction, unit: str) -> Stretch | None:
    """Return a length of time, or None where the unit is none of time."""
    if unit not in _TIMES:
        return None
    factor, clockwork = _TIMES[unit]
    return Stretch(Fraction(value) * factor, clockwork)


def limit_of(requirement: Requirement, words: str) -> Bound | None:
    """Return a deadline or an advance notice.

    Args:
        requirement: A time limit.
        words: The words it was read from, which tell 当日 from 1日内.
    """
    assert not isinstance(requirement.value, str)  # noqa: S101
    stretch = stretch_of(requirement.value, requirement.unit or "")
    if stretch is None:
        return None
    if requirement.op in {">=", ">"}:
        return Notice(stretch) if _ahead(requirement, words) else None
    if requirement.op == "==":
        return Limit(stretch) if words.startswith(_BY) else Limit(stretch, earliest=stretch)
    if _SAME_DAY.search(words) and stretch == Stretch(Fraction(1), Clockwork.DAY):
        stretch = Stretch(Fraction(0), Clockwork.DAY)
    return Limit(stretch, open=requirement.op == "<")


def no_earlier_of(requirement: Requirement) -> Bound | None:
    """Return a notice that may not be given too early: 不得早于停水前24小时.

    Args:
        requirement: A time limit before an event.
    """
    assert not isinstance(requirement.value, str)  # noqa: S101
    stretch = stretch_of(requirement.value, requirement.unit or "")
    return None if stretch is None else Notice(Stretch(Fraction(0), stretch.clockwork), most=stretch)


def _ahead(requirement: Requirement, words: str) -> bool:
    return (requirement.trigger or "").endswith("前") or "前" in words


def times_of(requirement: Requirement) -> Bound | None:
    """Return how often: a count in a calendar period, or a longest gap where the period is a stretch of its own."""
    assert not isinstance(requirement.value, str)  # noqa: S101
    value, per = Fraction(requirement.value), requirement.per or ""
    if requirement.op in {"<=", "<"}:
        return Tally(None, value if requirement.op == "<=" else value - 1, per)
    number, _, unit = per.rpartition(" ")
    if number and value == 1 and requirement.op != ">":
        stretch = stretch_of(Fraction(number), unit)
        if stretch is not None:
            return Gap(stretch)
    return Tally(value + 1 if requirement.op == ">" else value, None, per)


def kept_of(requirement: Requirement) -> Bound | None:
    """Return how long a record is kept."""
    assert not isinstance(requirement.value, str)  # noqa: S101
    stretch = stretch_of(requirement.value, requirement.unit or "")
    if stretch is None:
        return None
    return Kept(most=stretch) if requirement.op in {"<=", "<"} else Kept(stretch)


def length_of(requirement: Requirement, better: str) -> Kept:
    """Return how long something lasts.

    Args:
        requirement: A quantity in a unit of time.
        better: As in ``range_of``.
    """
    stretch, op = stretch_of(Fraction(requirement.value), requirement.unit or ""), requirement.op
    if op == "==":
        op = {"high": ">=", "low": "<="}.get(better, op)
    return Kept(stretch if op in {">=", ">", "=="} else None, stretch if op in {"<=", "<", "=="} else None)


def range_of(requirement: Requirement, better: str) -> Range:
    """Return an interval; a bare number is a floor where more is better, a ceiling where less is.

    Args:
        requirement: A ratio, a count or a quantity.
        better: ``high``, ``low``, or "" where neither is.
    """
    assert not isinstance(requirement.value, str)  # noqa: S101
    unit, factor = _UNITS.get(requirement.unit or "", (requirement.unit or "", Fraction(1)))
    value, op = Fraction(requirement.value) * factor, requirement.op
    if op == "==":
        op = {"high": ">=", "service": ">=", "low": "<="}.get(better, op)
    low = value if op in {">=", ">", "=="} else None
    high = value if op in {"<=", "<", "=="} else None
    per, base = (None, Fraction(1)) if unit == "%" else _shared(requirement)
    low, high = (None if end is None else end / base for end in (low, high))
    return Range(low, high, op == ">", op == "<", unit, per)


def _shared(requirement: Requirement) -> tuple[str | None, Fraction]:
    """Return what an amount is counted over and how much of it: each 100 households of a month are month/户, 100."""
    per = requirement.per or ""
    number, _, unit = per.rpartition(" ")
    if number and unit not in _TIMES:
        return unit, Fraction(number)
    each = _EACH.match(normalize(requirement.condition or ""))
    if each is None:
        return requirement.per, Fraction(1)
    value, _high, rest = split_number(each[1] if each[1][0] != "万" else f"1{each[1]}")
    base = f"{per}/{_AREAS.get(rest.strip(), rest.strip())}" if per else _AREAS.get(rest.strip(), rest.strip())
    return base, Fraction(value or 1)
