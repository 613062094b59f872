"""Requirements back into Chinese: the echo beside a clause, and the text a safe fix writes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from guicheng.domain.clause.clause import Clause
from guicheng.domain.clause.lexer import lexer_for
from guicheng.domain.clause.lexicon import shipped
from guicheng.domain.clause.normalize import normalize
from guicheng.domain.clause.requirement import Kind, Requirement

_OPS = {"<=": "≤", "<": "<", "==": "=", ">=": "≥", ">": ">"}
_TIME = {
    "second": "秒", "minute": "分钟", "hour": "小时", "day": "天", "workday": "个工作日", "workhour": "个工作小时",
    "month": "个月", "year": "年",
}  # fmt: skip
_PER = {
    "minute": "分钟", "hour": "小时", "shift": "班", "day": "日", "half_day": "半天", "workday": "工作日", "week": "周",
    "third_month": "旬", "half_month": "半月", "month": "月", "quarter": "季度", "half_year": "半年", "year": "年",
    "semester": "学期",
}  # fmt: skip
_STRETCH = {"week": "1 周", "third_month": "1 旬", "half_month": "半个月", "quarter": "1 个季度", "half_year": "半年"}
_YEARLY = {"year": "全年", "month": "月度", "quarter": "季度"}


_NOTHING_OF = re.compile("[零无0]|发生|出现")


def echo(clause: Clause) -> str:
    """Return what was understood, as one line that the reader reads to the same requirements.

    Example:
        >>> from guicheng.domain.clause.reader import read
        >>> echo(read("接到报修后,维修工30分钟内到场"))
        '接到报修后 · ≤30 分钟内 · 到场'
    """
    return print_requirements(clause.requirements)


def print_requirements(requirements: Iterable[Requirement]) -> str:
    """Return the canonical text of requirements, "" for none; requirements are set apart by ；."""
    return "；".join(print_requirement(requirement) for requirement in requirements)


def print_requirement(requirement: Requirement) -> str:
    """Return the canonical text of one requirement: its trigger, bound and action between middle dots."""
    trigger, action = _words(requirement.trigger), _words(requirement.action)
    parts = [trigger, bound(requirement), action]
    if requirement.kind is Kind.RATIO:
        parts = [action, bound(requirement)]
    return " · ".join(part for part in parts if part)


def bound(requirement: Requirement) -> str:
    """Return the bound alone, such as ``≤30 分钟内`` or ``每日 ≥2 次``."""
    match requirement.kind:
        case Kind.TIME_LIMIT:
            return _limit(requirement)
        case Kind.FREQUENCY | Kind.INTERVAL:
            return _frequency(requirement)
        case Kind.WINDOW:
            return _window(str(requirement.value))
        case Kind.RETENTION:
            return f"保存 {_number(requirement)}"
        case _:
            return _amount(requirement)


def _limit(requirement: Requirement) -> str:
    if requirement.op == "==":
        return "次日"
    if requirement.op == ">=":
        return f"提前 {_number(requirement)}"
    return f"{_number(requirement)}内"


def _frequency(requirement: Requirement) -> str:
    per = requirement.per or ""
    count = f"{_OPS[requirement.op]}{plain(requirement.value)} 次"
    if requirement.kind is Kind.INTERVAL and (" " not in per or requirement.op != "=="):
        turned = {">=": "≤", "<=": "≥"}.get(requirement.op, "=")
        return f"间隔 {turned}{_STRETCH.get(per) or _stretch(per)}"
    return f"每{period(per)} {count}"


def _stretch(per: str) -> str:
    number, _, unit = per.rpartition(" ")
    return f"{number or 1} {_TIME.get(unit) or _PER.get(unit, unit)}"


def period(per: str) -> str:
    """Return the Chinese name of a period: ``日``, `` 2 小时``."""
    number, _, unit = per.rpartition(" ")
    if not number:
        return _PER[unit]
    return f" {number} {_TIME.get(unit) or _PER.get(unit, unit)}"


def _window(value: str) -> str:
    if value == "24h":
        return "24小时"
    part_of_day = value[0] in "早中晚上下夜傍凌午白清班" and "周" not in value and ":" not in value
    several = ":" in value and "、" in value
    return f"时段 {value}" if part_of_day or several or value[0] == "每" else value


def _amount(requirement: Requirement) -> str:
    per, unit = requirement.per, requirement.unit
    if requirement.kind is Kind.RATIO:
        return f"{_in(per)} {_OPS[requirement.op]}{plain(requirement.value)}%".strip()
    if unit == "次" and per:
        return f"{_in(per)}事件 {_number(requirement)}"
    if per:
        return f"每{period(per)} {_number(requirement)}"
    return f"时长 {_number(requirement)}" if unit in _TIME else _number(requirement)


def _in(per: str | None) -> str:
    return _YEARLY.get(per) or f"每{period(per)}" if per else ""


def _number(requirement: Requirement) -> str:
    unit = requirement.unit or ""
    name = {"ring": "声", "time": "次"}.get(unit) or _TIME.get(unit, unit)
    return f"{_OPS[requirement.op]}{plain(requirement.value)} {name}"


def plain(value: Decimal | str) -> str:
    """Return a number without trailing zeros or exponent."""
    if isinstance(value, str):
        return value
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _words(text: str | None) -> str:
    """Return free words as they are, in corner brackets where the reader would find a quantity in them."""
    text = (text or "").replace("「", "").replace("」", "").strip()
    if not text:
        return ""
    tokens = lexer_for(shipped()).tokens(normalize(text))
    if all(token.letter in "tA" for token in tokens) and not _NOTHING_OF.search(text):
        return text
    return f"「{text[:100]}」"
