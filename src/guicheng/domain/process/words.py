"""The words of step tables, read once from the library."""

from __future__ import annotations

import re
import tomllib
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from guicheng.domain.clause.normalize import normalize

_OPEN_MARKS = re.compile(r"[\s:：*]")
_BRACKETED = re.compile(r"\([^()]{0,20}\)")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("guicheng.library.processes") / "words.toml").read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of one entry of the grammar, normalized.

    Raises:
        KeyError: There is no such entry.
    """
    return frozenset(normalize(word) for word in _table()["grammar"][name])


@cache
def headings() -> dict[str, str]:
    """Return the column that each heading names."""
    columns: dict[str, list[str]] = _table()["columns"]
    return {bare(heading): column for column, names in columns.items() for heading in names}


@cache
def minutes_of_units() -> dict[str, Fraction]:
    """Return the minutes that each unit lasts, longest name first."""
    units: dict[str, str] = _table()["limits"]["units"]
    return {name: Fraction(units[name]) for name in sorted(units, key=len, reverse=True)}


@cache
def minutes_of_words() -> dict[str, Fraction]:
    """Return the minutes of the words that are a limit without a number."""
    return {word: Fraction(value) for word, value in _table()["limits"]["words"].items()}


@cache
def workday_units() -> frozenset[str]:
    """Return the units that count working days."""
    return frozenset(_table()["limits"]["workdays"])


def bare(heading: str) -> str:
    """Return a heading without blanks, colons and what it adds in brackets."""
    return _OPEN_MARKS.sub("", _BRACKETED.sub("", normalize(heading))) or _OPEN_MARKS.sub("", normalize(heading))


def column_of(heading: str) -> str:
    """Return what a column with this heading holds, or "".

    Example:
        >>> column_of("办理时限（分钟）"), column_of("天气")
        ('limit', '')
    """
    return headings().get(bare(heading), "")


@cache
def _log_headings() -> dict[str, str]:
    columns: dict[str, list[str]] = _table()["log"]
    return {bare(heading): column for column, names in columns.items() for heading in names}


def log_column_of(heading: str) -> str:
    """Return what a column of a log with this heading holds, or "".

    Example:
        >>> log_column_of("工单编号"), log_column_of("完成时间"), log_column_of("天气")
        ('case', 'complete', '')
    """
    return _log_headings().get(bare(heading), "")


def is_blank(text: str) -> bool:
    """Tell whether a cell says nothing: it is empty or a dash."""
    return normalize(text).strip(" .。;") in words("blank")
