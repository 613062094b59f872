"""Bounds in words that need no explaining: no signs, no terms of the trade."""

from __future__ import annotations

import re
from typing import Final

from guicheng.domain.clause import Requirement
from guicheng.domain.clause.printer import bound
from guicheng.domain.clause.requirement import Kind

_SIGNS: Final = {"≥": "至少 ", "≤": "不超过 ", ">": "超过 ", "<": "少于 ", "=": ""}
_WITHIN: Final = re.compile(r"^[≤<](?P<amount>.+内)$")
_AHEAD: Final = re.compile(r"^提前 ≥(?P<amount>.+)$")
_KEPT: Final = re.compile(r"^保存 ≥(?P<amount>.+)$")
_GAP: Final = re.compile(r"^间隔 ≤(?P<amount>.+)$")
#: 应, 须 and their kin where they only say that it is a duty: before what is to be done, and not within words such as
#: 应急, 回应 or 无须. 除以应到单数 says which cases count; leaving a 应 that could go does no harm.
_DUTY: Final = re.compile(
    r"(?<![反供相响感适对效不回答呼顺因照策报内以占除理本])(?:应当(?![面场日天班年月次])|应该|必须|(?<![无必])须|应)"
    r"(?![急答付聘届邀变用收知对有力援允诉季景酬试征税缴得接]|在线)(?=[^\s，。；、：）)！？!?,.;:])"
)


def bound_in_words(requirement: Requirement) -> str:
    """Return a bound as a resident would say it.

    Example:
        >>> from guicheng.domain.clause.reader import read
        >>> [bound_in_words(each) for each in read("接到报修后30分钟内到场，每日巡查2次以上。").requirements]
        ['30 分钟内', '每日至少 2 次']
    """
    text = bound(requirement)
    if hit := _WITHIN.match(text):
        return hit["amount"]
    if hit := _AHEAD.match(text):
        return f"至少提前 {hit['amount']}"
    if hit := _KEPT.match(text):
        return f"保存至少 {hit['amount']}"
    if hit := _GAP.match(text):
        return f"每 {hit['amount']}至少 1 次".replace("每 半", "每半")
    if requirement.op == "==":
        return text.replace(" =", " ").replace("=", "").strip()
    if requirement.kind is Kind.QUANTITY:
        return text.replace("≥", "不低于 ").replace("≤", "不高于 ").strip()
    for sign, words in _SIGNS.items():
        text = text.replace(f" {sign}", words, 1) if f" {sign}" in text else text.replace(sign, words, 1)
    return text.strip()


def without_duty_words(text: str) -> str:
    """Return a sentence as a promise: without 应, 须, 必须.

    Example:
        >>> without_duty_words("维修工应在30分钟内到场，并应急处理。")
        '维修工在30分钟内到场，并应急处理。'
    """
    return _DUTY.sub("", text)
