"""Lengths of time as step tables write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
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


_DAY = 1_440
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
    for parts in (found for plain in grades for found in _lengths(plain)):
        minutes = sum((part.minutes for part in parts), Fraction(0))
        if best is None or minutes > best.minutes:
            workdays = sum((part.count for part in parts if part.unit == "workday"), Fraction(0))
            best = Limit(text.strip(), minutes, workdays, tuple((part.unit, part.count) for part in parts))
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


@dataclass(frozen=True, slots=True)
class _Part:
    """One quantity: how long it is, the minutes of the unit as written, and the unit that a calendar counts."""

    minutes: Fraction
    each: Fraction
    unit: str
    count: Fraction


def _lengths(plain: str) -> list[list[_Part]]:
    """Return each length as its parts; those that follow one another (1小时30分) belong together."""
    found: list[list[_Part]] = []
    end, last_unit = -1, Fraction(0)
    for match in _quantity().finditer(plain):
        part = _one(match)
        if found and _JOINED.fullmatch(plain[end : match.start()]) and part.each < last_unit:
            found[-1].append(part)
        else:
            found.append([part])
        end, last_unit = match.end(), part.each
    return found


def _one(match: re.Match[str]) -> _Part:
    """Return one quantity; a word such as 当天 lasts so many minutes by the clock."""
    if word := match["word"]:
        minutes = minutes_of_words()[word]
        return _Part(minutes, Fraction(0), "clock", minutes)
    number = Fraction(1, 2) if match["number"] == "半" else Fraction(parse(match["number"]))
    if match["middle"] == "个半" or match["half"]:
        number += Fraction(1, 2)
    each = minutes_of_units()[match["unit"]]
    if match["unit"] in workday_units() or f"{match['middle'] or ''}{match['unit']}" in workday_units():
        return _Part(number * each, each, "workday", number)
    if each >= _DAY:
        return _Part(number * each, each, "day", number * each / _DAY)
    return _Part(number * each, each, "minute", number * each)


def plain_number(value: Fraction) -> int | float:
    """Return a number for people and JSON: whole where it is whole."""
    return int(value) if value.denominator == 1 else round(float(value), 4)
