"""Shares in percent, however they are said: 95%, 百分之九十五, 三分之二, 九成, 过半数."""

from __future__ import annotations

import re
from decimal import Decimal

from guicheng.domain.clause.numerals import parse, signed, split_number
from guicheng.domain.clause.tokens import Token

#: Words for a share: (percent, operator the word carries).
_WORDS = {
    "过半": (50, ">"),
    "过半数": (50, ">"),
    "半数": (50, ""),
    "一半": (50, ""),
    "百分百": (100, ""),
    "百分之百": (100, ""),
}
_PARTS = re.compile(
    r"([百千万一二三四五六七八九十]{1,2})分之([零一二两三四五六七八九十百千万\d.]{1,14})(?:点([零一二三四五六七八九]{1,3}))?"
)
_SCALES = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}


def percent(tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
    """Make the token of a share; 三分之二 is 66.67."""
    text = match.group()
    low, high, op = _values(text.replace(" ", ""))
    tokens.append(Token("P", start, end, text, low, high, "%", op))


def _values(text: str) -> tuple[Decimal, Decimal | None, str]:
    if text in _WORDS:
        value, op = _WORDS[text]
        return Decimal(value), None, op
    if "成" in text:
        tens, _, ones = text.partition("成")
        return parse(tens) * 10 + (Decimal(5) if ones == "半" else parse(ones or "零")), None, ""
    if "/" in text:
        part, whole = text.split("/")
        return _fraction(whole, part, ""), None, ""
    said = [_fraction(*parts) for parts in _PARTS.findall(text)]
    if said:
        return said[0], said[1] if len(said) > 1 else None, ""
    scale = Decimal(10) if text.endswith("‰") else Decimal(1)
    low, high, _rest = split_number(text.removeprefix("-").replace("%", "").replace("‰", ""))
    return (signed(low, text) or Decimal(0)) / scale, None if high is None else high / scale, ""


def _fraction(whole: str, part: str, decimals: str) -> Decimal:
    """Return 百分之五 as 5, 百分之九十八点五 as 98.5 and 三分之二 as 66.67."""
    tail = sum((parse(digit) / 10**place for place, digit in enumerate(decimals, 1)), Decimal(0))
    return round((parse(part) + tail) * 100 / (_SCALES.get(whole) or parse(whole)), 2).normalize() + 0
