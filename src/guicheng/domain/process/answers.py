"""The answers that open a way: words, lists of words, and ranges of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.clause.numerals import parse
from guicheng.domain.process.words import words

_NUMBER = r"(?:\d{1,9}(?:\.\d{1,4})?|[一二两三四五六七八九十百千万]{1,8})"
_UNIT = r"[^\d\s()以及或至到且和、,;:<>≤≥=]{0,4}?"
_BETWEEN = re.compile(rf"(.*?)({_NUMBER})\s?({_UNIT})\s?(?:-|至|到)\s?({_NUMBER})\s?({_UNIT})(?:之间|以内|内|以下)?")
_SUFFIX = "及以上|或以上|以上|及以下|或以下|以下|以内|之内|内|以外|之外|外"
_WORD = (
    "大于等于|大于或等于|小于等于|小于或等于|不超过|不多于|不大于|不高于|至多|最多|≤|<=|不少于|不低于|不小于|至少|最少|达到|≥|>="
    "|超过|多于|大于|高于|>|不满|不足|未满|少于|低于|小于|未达|<|==|="
)
_AFTER = re.compile(rf"(.*?)({_NUMBER})\s?({_UNIT})\s?({_SUFFIX})")
_BEFORE = re.compile(rf"(.*?)({_WORD})\s?({_NUMBER})\s?({_UNIT})(?:的)?")
_COMPARISON = rf"(?:{_WORD}){_NUMBER}{_UNIT}|{_NUMBER}{_UNIT}(?:{_SUFFIX})"
#: Two comparisons that hold at once: 75分以上且不足90分, count>=3&&count<5.
_TWO = re.compile(rf"(.*?)({_COMPARISON})(?:并且|同时|但|且|和|,|&&|and)?(?:\1)?({_COMPARISON})")
_INSIDE = re.compile(rf"({_NUMBER})(<=?|≤)(\D{{0,12}}?)(<=?|≤)({_NUMBER})({_UNIT})")
_EXACT = re.compile(rf"(.*?)({_NUMBER})\s?([^\d\s]{{1,3}})")
_UPPER = {"小于等于", "小于或等于", "不超过", "不多于", "不大于", "不高于", "至多", "最多", "≤", "<="}
_LOWER = {"大于等于", "大于或等于", "不少于", "不低于", "不小于", "至少", "最少", "达到", "≥", ">="}
_ABOVE = {"超过", "多于", "大于", "高于", ">"}
#: 或 stands between answers, but not inside 大于或等于 and 或以上.
_LIST = re.compile(r"[/、|]|或者|(?<![大小]于)或(?!以)")
_INFINITE = Fraction(10**12)


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers that an answer stands for.

    Args:
        subject: What is counted, as far as the answer says it.
        unit: Its unit, "" when it has none.
        low: Least number; ``low_open`` when it does not belong.
        high: Greatest number; ``high_open`` when it does not belong.
    """

    subject: str
    unit: str
    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What one way answers to: words that are alternatives, ranges, or all that is left."""

    words: frozenset[str]
    ranges: tuple[Range, ...] = ()
    otherwise: bool = False


def read_answer(text: str) -> Answer:
    """Read the condition of a way.

    Example:
        >>> read_answer("3处以下").ranges[0].high, sorted(read_answer("紧急/较急").words), read_answer("否则").otherwise
        (Fraction(3, 1), ['紧急', '较急'], True)
    """
    plain = folded(text)
    if not plain or plain in words("otherwise"):
        return Answer(frozenset(), otherwise=True)
    parts = [part for part in _LIST.split(plain) if part] or [plain]
    if any(part in words("otherwise") for part in parts):
        return Answer(frozenset(parts), otherwise=True)
    whole = _range(plain)
    if whole is not None and not _LIST.search(whole.subject):
        return Answer(frozenset(), (whole,))
    ranges = tuple(found for part in parts if (found := _range(part)) is not None)
    return Answer(frozenset(part for part in parts if _range(part) is None), ranges)


def folded(text: str) -> str:
    """Return an answer as it is compared: widths folded, without blanks and quotes."""
    return re.sub(r"[\s\"'“”‘’「」]", "", normalize(text)).strip("()。.,;:")


def _range(text: str) -> Range | None:
    """Read one comparison, or two that hold at once."""
    if match := _INSIDE.fullmatch(text):
        low, below, subject, above, high, unit = match.groups()
        ends = Fraction(parse(low)), Fraction(parse(high))
        return Range(subject, unit, *ends, low_open=below == "<", high_open=above == "<")
    if match := _TWO.fullmatch(text):
        found = (_single(match[1] + match[2]), _single(match[3]))
        return reduce(_narrowed, (one for one in found if one is not None))
    return _single(text)


def _narrowed(first: Range, second: Range) -> Range:
    """Return the numbers that lie in both."""
    low = max((first.low, first.low_open), (second.low, second.low_open))
    high = min((first.high, not first.high_open), (second.high, not second.high_open))
    return Range(first.subject, first.unit or second.unit, low[0], high[0], low_open=low[1], high_open=not high[1])


def _single(text: str) -> Range | None:
    if match := _BETWEEN.fullmatch(text):
        subject, low, unit, high, last = match.groups()
        return Range(subject, last or unit, Fraction(parse(low)), Fraction(parse(high)))
    if match := _BEFORE.fullmatch(text):
        subject, word, number, unit = match.groups()
        return _compared(subject, word, Fraction(parse(number)), unit)
    if match := _AFTER.fullmatch(text):
        subject, number, unit, word = match.groups()
        value = Fraction(parse(number))
        if word.endswith("上"):
            return Range(subject, unit, value, _INFINITE)
        if word.endswith("外"):
            return Range(subject, unit, value, _INFINITE, low_open=True)
        return Range(subject, unit, Fraction(0), value)
    if (match := _EXACT.fullmatch(text)) and match[2].isascii() and match[3] in words("whole_units"):
        return Range(match[1], match[3], Fraction(parse(match[2])), Fraction(parse(match[2])))
    return None


def _compared(subject: str, word: str, value: Fraction, unit: str) -> Range:
    if word in _UPPER:
        return Range(subject, unit, Fraction(0), value)
    if word in _LOWER:
        return Range(subject, unit, value, _INFINITE)
    if word in _ABOVE:
        return Range(subject, unit, value, _INFINITE, low_open=True)
    if word in {"=", "=="}:
        return Range(subject, unit, value, value)
    return Range(subject, unit, Fraction(0), value, high_open=True)


def overlap(first: Answer, second: Answer) -> str | None:
    """Return what opens both ways, or None: a word that both name, or a number at which both hold.

    Example:
        >>> overlap(read_answer("3处以下"), read_answer("3处以上")), overlap(read_answer("紧急"), read_answer("一般"))
        ('3处', None)
    """
    if first.otherwise and second.otherwise:
        return ""
    if first.otherwise or second.otherwise:
        return None
    if same := sorted(first.words & second.words):
        return same[0]
    for one in first.ranges:
        for other in second.ranges:
            if comparable(one, other) and (met := _meeting(one, other)) is not None:
                return f"{_shown(met)}{one.unit or other.unit}"
    return None


def comparable(one: Range, other: Range) -> bool:
    """Tell whether two ranges speak of the same number."""
    same_unit = one.unit == other.unit or not one.unit or not other.unit
    return same_unit and (one.subject == other.subject or not one.subject or not other.subject)


def _meeting(one: Range, other: Range) -> Fraction | None:
    """Return a number that lies in both, whole where one is."""
    low, high = max(one.low, other.low), min(one.high, other.high)
    open_low = any(item.low_open and item.low == low for item in (one, other))
    open_high = any(item.high_open and item.high == high for item in (one, other))
    if low > high or (low == high and (open_low or open_high)):
        return None
    if low == high or not open_low:
        return low
    if not open_high and high < _INFINITE:
        return high
    unit = one.unit or other.unit
    middle = low + 1 if high - low > 1 else (low + high) / 2
    return None if unit in words("whole_units") and middle.denominator != 1 else middle


def gaps(ranges: Sequence[Range]) -> str | None:
    """Return a number that none of comparable ranges holds, or None; nothing is said below the least of 0 and 1.

    Example:
        >>> gaps([read_answer(text).ranges[0] for text in ("3处以下", "5处以上")])
        '4处'
    """
    ordered = sorted(ranges, key=lambda item: (item.low, item.low_open))
    unit = next((item.unit for item in ordered if item.unit), "")
    whole = all(end.denominator == 1 for item in ordered for end in (item.low, item.high))
    if ordered[0].low > 1:
        return f"{_shown(ordered[0].low - 1)}{unit}"
    reach, reach_open = ordered[0].high, ordered[0].high_open
    for item in ordered[1:]:
        if (hole := _hole(reach, item, whole=whole, reach_open=reach_open)) is not None:
            return f"{_shown(hole)}{unit}"
        if (item.high, not item.high_open) > (reach, not reach_open):
            reach, reach_open = item.high, item.high_open
    top = Fraction(100) if unit in words("percent_units") and reach <= 100 else _INFINITE
    if reach < top or (reach == top < _INFINITE and reach_open):
        return f"{_shown(reach if reach_open else reach + 1)}{unit}"
    return None


def _hole(reach: Fraction, item: Range, *, whole: bool, reach_open: bool) -> Fraction | None:
    """Return a number between what is held so far and the next range."""
    if item.low < reach:
        return None
    if item.low == reach:
        return reach if reach_open and item.low_open else None
    if not whole:
        return reach if reach_open else (reach + item.low) / 2
    first = reach if reach_open else reach + 1
    last = item.low if item.low_open else item.low - 1
    return first if first <= last else None


def _shown(value: Fraction) -> str:
    return str(int(value)) if value.denominator == 1 else f"{float(value):g}"


def unanswered(listed: Iterable[str], answers: Sequence[Answer]) -> list[str]:
    """Return the listed answers that open no way."""
    if any(answer.otherwise for answer in answers):
        return []
    routed = frozenset().union(*(answer.words for answer in answers))
    return [item for item in listed if folded(item) not in routed and not _within(item, answers)]


def _within(item: str, answers: Sequence[Answer]) -> bool:
    mine = read_answer(item)
    return bool(mine.ranges) and any(overlap(mine, answer) is not None for answer in answers)
