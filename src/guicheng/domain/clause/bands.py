"""Bands around a value: ±10%, 26℃±1℃."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from guicheng.domain.clause.requirement import Kind
from guicheng.domain.clause.scene import Draft, Scene, draft, pick
from guicheng.domain.clause.tokens import Token

#: What is beyond a band; 不得超过±5% forbids it.
_BEYOND = re.compile("(?<![不否])(?<!不[得应可能准允])(?<!没有)(?<!有无)(?:超[出过]|大于|偏离)[^,;。:不]{0,8}$")


def plus_minus(scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read ±10% as the two ends of a band."""
    number = pick(tokens, "m") or tokens[-1]
    if not number.unit:
        return
    kind = Kind.RATIO if number.unit == "%" else Kind.QUANTITY
    value = number.low or Decimal(0)
    if _BEYOND.search(scene.before(number.start)):
        # 电压偏差超出额定值±10%时: from where on something is done.
        yield draft(kind, ">", value, number.unit, tokens, threshold=True)
        return
    yield draft(kind, ">=", -value, number.unit, tokens)
    yield draft(kind, "<=", value, number.unit, tokens)


def set_point(_scene: Scene, tokens: list[Token]) -> Iterator[Draft]:
    """Read 26℃±1℃ as the band from 25 to 27, and 220V±10% as that from 198 to 242."""
    number = tokens[-2]
    middle, off = number.low or Decimal(0), tokens[-1].low or Decimal(0)
    unit = number.unit or tokens[-1].unit
    if not unit:
        return
    if tokens[-1].unit == "%" != unit:
        off = middle * off / 100
    kind = Kind.RATIO if unit == "%" else Kind.QUANTITY
    yield draft(kind, ">=", middle - off, unit, tokens)
    yield draft(kind, "<=", middle + off, unit, tokens)
