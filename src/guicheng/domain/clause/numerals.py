"""Arabic and Chinese numerals as exact decimals."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}


def parse(numeral: str) -> Decimal:
    """Return the value of a numeral of at most a few dozen characters.

    Args:
        numeral: Arabic digits with ``,`` and ``.`` and an optional 百, 千, 万 or 亿 behind, or Chinese
            digits such as 二十四, 两百零五, 一二 (read digit by digit), with decimals behind a 点.

    Raises:
        ValueError: The characters are no numeral.

    Example:
        >>> parse("二十四"), parse("1,200.5"), parse("4万")
        (Decimal('24'), Decimal('1200.5'), Decimal('40000'))
    """
    if numeral[:1].isascii():
        return _arabic(numeral)
    numeral, _point, decimals = numeral.partition("点")
    if decimals:
        return parse(numeral) + Decimal("0." + "".join(str(_DIGITS[char]) for char in decimals))
    if len(numeral) > 1 and all(char in _DIGITS for char in numeral):
        return Decimal("".join(str(_DIGITS[char]) for char in numeral))
    return Decimal(_chinese(numeral))


def _arabic(numeral: str) -> Decimal:
    factor = 1
    while numeral[-1] in "百千万亿":
        factor *= _SMALL.get(numeral[-1]) or _LARGE[numeral[-1]]
        numeral = numeral[:-1]
    return Decimal(numeral.replace(",", "")) * factor


def _chinese(numeral: str) -> int:
    total = section = digit = 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit = 0
        elif char in _LARGE:
            total += (section + digit or 1) * _LARGE[char]
            section = digit = 0
        else:
            raise ValueError(f"{numeral!r} is no numeral")
    return total + section + digit


def spoken_range(numeral: str) -> tuple[Decimal, Decimal] | None:
    """Read two neighbouring digits said together as a range: 两三 is 2 to 3, 三五 is 3 to 5.

    Example:
        >>> spoken_range("两三")
        (Decimal('2'), Decimal('3'))
    """
    if len(numeral) != 2 or any(char not in _DIGITS for char in numeral):
        return None
    low, high = (_DIGITS[char] for char in numeral)
    return (Decimal(low), Decimal(high)) if 0 < low < high <= low + 2 else None


_NUMBER = (
    r"(?:\d{1,9}(?:,\d{3}){0,2}(?:\.\d{1,4})?[百千万亿]{0,2}"
    "|[零一二两三四五六七八九十百千万]{1,10}(?:点[零一二三四五六七八九]{1,3})?)"
)
_RANGE = re.compile(rf"\s*({_NUMBER})(?:[^\d零一二两三四五六七八九十百]{{0,4}}?(?:-{{1,2}}|至|到)\s?({_NUMBER}))?")


def split_number(text: str) -> tuple[Decimal | None, Decimal | None, str]:
    """Split "3-5 个工作日" into 3, 5 and the rest; two neighbouring digits said together are a range."""
    match = _RANGE.match(text)
    if match is None:
        return None, None, text
    low, high = match.groups()
    rest = text[match.end() :]
    if high is None:
        if (spoken := spoken_range(low)) is not None:
            return *spoken, rest
        return parse(low), None, rest
    return parse(low), parse(high), rest


def signed(value: Decimal | None, text: str) -> Decimal | None:
    """Return the value with the sign that stands before its text."""
    return -value if value is not None and text.startswith("-") else value
