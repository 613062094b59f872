"""Writes a list counter the way Word's number formats do."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_MAX_COUNTER = 9_999
_LETTERS = 26


def numeral(value: int, style: str) -> str:
    """Return a counter as text.

    Args:
        value: Counter; beyond 0–9999 it is written in figures.
        style: Word's name of the format (``w:numFmt``), such as ``chineseCounting``; an unknown one gives figures.

    Example:
        >>> numeral(12, "chineseCounting"), numeral(3, "decimalEnclosedCircle"), numeral(4, "lowerLetter")
        ('十二', '③', 'd')
    """
    if style in {"none", "bullet"}:
        return ""
    if not 1 <= value <= _MAX_COUNTER:
        return str(value)
    return _WRITERS.get(style, str)(value)


def chinese(value: int, digits: str = _DIGITS, units: str = "十百千", *, drop_one: bool = True) -> str:
    """Return 1–9999 in Chinese numerals, with 十 and not 一十 for ten unless told otherwise.

    Example:
        >>> chinese(21), chinese(105), chinese(10)
        ('二十一', '一百零五', '十')
    """
    text = ""
    pending_zero = False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit == 0:
            pending_zero = bool(text)
            continue
        if pending_zero:
            text += digits[0]
            pending_zero = False
        text += digits[digit] + (units[power - 1] if power else "")
    return text[1:] if drop_one and text.startswith(digits[1] + units[0]) else text


def _digit_by_digit(value: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(value))


def _circled(value: int) -> str:
    if value <= 20:
        return chr(0x2460 + value - 1)
    if value <= 35:
        return chr(0x3251 + value - 21)
    return chr(0x32B1 + value - 36) if value <= 50 else str(value)


def _roman(value: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        text += letters * count
    return text


def _letter(value: int) -> str:
    # Word goes on after z with aa, bb, cc.
    return chr(ord("a") + (value - 1) % _LETTERS) * ((value - 1) // _LETTERS + 1)


def _full_width(value: int) -> str:
    return "".join(chr(0xFF10 + int(digit)) for digit in str(value))


_WRITERS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "koreanDigital2": chinese,
    "chineseLegalSimplified": lambda value: chinese(value, _FORMAL_DIGITS, "拾佰仟", drop_one=False),
    "ideographLegalTraditional": lambda value: chinese(value, _FORMAL_DIGITS, "拾佰仟", drop_one=False),
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "ideographEnclosedCircle": lambda value: chr(0x3220 + value - 1) if value <= 10 else str(value),
    "decimalEnclosedParen": lambda value: chr(0x2474 + value - 1) if value <= 20 else f"({value})",
    "decimalEnclosedFullstop": lambda value: chr(0x2488 + value - 1) if value <= 20 else f"{value}.",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalZero": "{:02d}".format,
    "lowerLetter": _letter,
    "upperLetter": lambda value: _letter(value).upper(),
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperRoman": _roman,
    "ideographTraditional": lambda value: _STEMS[(value - 1) % 10],
    "ideographZodiac": lambda value: _BRANCHES[(value - 1) % 12],
}
