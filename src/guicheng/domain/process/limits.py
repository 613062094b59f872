"""Lengths of time as step tables write them."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.clause.numerals import parse
from guicheng.domain.process.table import Limit
from guicheng.domain.process.words import minutes_of_units, minutes_of_words, workday_units

_NUMBER = r"\d{1,9}(?:\.\d{1,4})?|[零一二两三四五六七八九十百千]{1,8}"


@cache
def _quantity() -> re.Pattern[str]:
    units = "|".join(re.escape(name) for name in minutes_of_units())
    return re.compile(
        rf"(?P<number>半|{_NUMBER})\s?(?P<middle>个半|个)?\s?(?P<unit>{units})(?!\s?[前次])(?P<half>半)?"
        rf"|(?P<word>{'|'.join(minutes_of_words())})"
    )


_RANGE = re.compile(rf"(?:{_NUMBER})\s?(?:-|至|到)\s?(?={_NUMBER})")
#: {15|20|30}分钟: the value of each grade.
_GRADED = re.compile(r"\{([^{}|]*(?:\|[^{}|]*)+)\}")
_JOINED = re.compile(r"[\s零又加+]{0,2}")
_BARE = re.compile(r"(?:≤|<=|<)?\s?(\d{1,9}(?:\.\d{1,4})?)")


def read_limit(text: str, unit: str = "") -> Limit | None:
    """Read a length of time; the longest one where a cell names several.

    Args:
        text: The cell, such as 30分钟内, 1小时30分, 两个工作日, 半小时, 15-30分钟, {15|20|30}分钟.
        unit: The unit that the heading of the column gives, for bare numbers.

    Returns:
        The limit, or None when the text names no length of time (及时).

    Example:
        >>> read_limit("一个半小时内").minutes, read_limit("及时")
        (Fraction(90, 1), None)
    """
    grades = _at_each_grade(_RANGE.sub("", normalize(text)))
    best: Limit | None = None
    for minutes, workdays in (length for plain in grades for length in _lengths(plain)):
        if best is None or minutes > best.minutes:
            best = Limit(text.strip(), minutes, workdays)
    bare = [match[1] for plain in grades if (match := _BARE.fullmatch(plain.strip()))]
    if best is None and unit and bare:
        return read_limit(f"{max(bare, key=Fraction)}{unit}")
    return best if best is not None and best.minutes > 0 else None


def as_range(text: str) -> str:
    """Return a limit with the values of all grades as a range from the first to the last, for narrow places.

    Example:
        >>> as_range("{90秒|2分钟|4分钟}"), as_range("{15|20|30}分钟"), as_range("30分钟")
        ('90秒–4分钟', '15–30分钟', '30分钟')
    """

    def ends(match: re.Match[str]) -> str:
        values = match[1].split("|")
        return values[0] if values[0] == values[-1] else f"{values[0]}–{values[-1]}"

    return _GRADED.sub(ends, text)


def _at_each_grade(plain: str) -> list[str]:
    """Return a text as each grade has it; a place with fewer values keeps its last one."""
    count = max((match[1].count("|") + 1 for match in _GRADED.finditer(plain)), default=1)

    def at(grade: int) -> str:
        return _GRADED.sub(lambda match: match[1].split("|")[: grade + 1][-1], plain)

    return [at(grade) for grade in range(count)]


def _lengths(plain: str) -> list[tuple[Fraction, Fraction]]:
    """Return each length with its working days; parts that follow one another (1小时30分) are added up."""
    found: list[tuple[Fraction, Fraction]] = []
    end, last_unit = -1, Fraction(0)
    for match in _quantity().finditer(plain):
        minutes, each, workdays = _one(match)
        joined = found and _JOINED.fullmatch(plain[end : match.start()]) and each < last_unit
        if joined:
            found[-1] = (found[-1][0] + minutes, found[-1][1] + workdays)
        else:
            found.append((minutes, workdays))
        end, last_unit = match.end(), each
    return found


def _one(match: re.Match[str]) -> tuple[Fraction, Fraction, Fraction]:
    """Return minutes, minutes of the unit, and working days of one quantity."""
    if word := match["word"]:
        return minutes_of_words()[word], Fraction(0), Fraction(0)
    number = Fraction(1, 2) if match["number"] == "半" else Fraction(parse(match["number"]))
    if match["middle"] == "个半" or match["half"]:
        number += Fraction(1, 2)
    each = minutes_of_units()[match["unit"]]
    counts_workdays = match["unit"] in workday_units() or f"{match['middle'] or ''}{match['unit']}" in workday_units()
    return number * each, each, number if counts_workdays else Fraction(0)


def plain_number(value: Fraction) -> int | float:
    """Return a number for people and JSON: whole where it is whole."""
    return int(value) if value.denominator == 1 else round(float(value), 4)
