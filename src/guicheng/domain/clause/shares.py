"""Shares in percent, however they are said: 95%, 百分之九十五, 三分之二, 九成, 过半数."""

from __future__ import annotations

import re
from decimal import Decimal

from guicheng.domain.clause.numerals import parse, signed, split_number
from guicheng.domain.clause.tokens import Token


def percent(tokens: list[Token], match: re.Match[str], start: int, end: int) -> None:
    """Make the token of a share; 三分之二 is 66.67."""
    text = match.group()
    low, high, op = _percent_values(text.replace(" ", ""))
    tokens.append(Token("P", start, end, text, low, high, "%", op))


def _percent_values(text: str) -> tuple[Decimal, Decimal | None, str]:
    if text.startswith("过半"):
        return Decimal(50), None, ">"
    if text == "半数":
        return Decimal(50), None, ""
    if text in {"百分百", "百分之百"}:
        return Decimal(100), None, ""
    if text.startswith("百分之"):
        parts = [part for part in text.split("百分之") if part]
        values = [parse(part.rstrip("-至到")) for part in parts]
        return values[0], values[1] if len(values) > 1 else None, ""
    if text.endswith("成"):
        return parse(text[:-1]) * 10, None, ""
    if text.startswith("万分之"):
        return parse(text[3:]) / 100, None, ""
    if "分之" in text:
        lower, upper = text.split("分之")
        return round(parse(upper) * 100 / parse(lower), 2), None, ""
    scale = Decimal(10) if text.endswith("‰") else Decimal(1)
    low, high, _rest = split_number(text.removeprefix("-").replace("%", "").replace("‰", ""))
    return (signed(low, text) or Decimal(0)) / scale, high, ""
