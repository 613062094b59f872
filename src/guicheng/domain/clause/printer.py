"""Requirements back into Chinese: the echo beside a clause, and the text a safe fix writes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from guicheng.domain.clause.clause import Clause
from guicheng.domain.clause.reader import read
from guicheng.domain.clause.requirement import Kind, Requirement
from guicheng.domain.clause.surroundings import MEASURES, Surroundings, surroundings_of

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
#: Said as a gap, so many months are a quarter and half a year.
_NAMED = frozenset({"3 month", "6 month"})
_STRETCH = {"week": "1 周", "third_month": "1 旬", "half_month": "半个月", "quarter": "1 个季度", "half_year": "半年"}
_YEARLY = {"year": "全年", "month": "月度", "quarter": "季度"}

#: Of a text with more bounds, no clause but a table, each echo is not read back by itself.
_ONE_BY_ONE = 24
#: The pattern whose limit ends with the calendar day: 当日 is no 1日内.
_SAME_DAY = "same-day"
#: The day of a time of day, with which its words begin.
_WHICH_DAY = re.compile(r"(次日|翌日|第二[天日]|当[日天])(?=[^,;。]{0,3}[\d零一二两三四五六七八九十])")


def echo(clause: Clause) -> str:
    """Return what was understood, as one line that the reader reads to the same requirements.

    Example:
        >>> from guicheng.domain.clause.reader import read
        >>> echo(read("接到报修后,维修工30分钟内到场"))
        '接到报修后 · ≤30 分钟内 · 维修工到场'
    """
    return "；".join(echoes(clause))


def echoes(clause: Clause) -> tuple[str, ...]:
    """Return what was understood, one text a requirement in their order.

    Each carries all that makes the promise: for whom and when it holds, what starts it, the bound, who does what. Words
    in which the reader would find another bound stand in corner brackets.

    Example:
        >>> from guicheng.domain.clause.reader import read
        >>> echoes(read("参加人数超过100人的活动，现场秩序维护员不少于8人"))
        ('参加人数超过100人的活动 · 现场秩序维护员 · ≥8 人',)
    """
    if not clause.requirements:
        return ()
    lines = _lines(clause)
    texts = [line.text() for line in lines]
    if not _reads_back(texts, clause.requirements, clause) and len(lines) <= _ONE_BY_ONE:
        texts = [_least_hidden(*pair, clause) for pair in zip(lines, clause.requirements, strict=True)]
    if not _reads_back(texts, clause.requirements, clause):
        texts = [line.text(line.words) for line in lines]
    return tuple(texts)


def words_of(clause: Clause) -> tuple[tuple[str, ...], ...]:
    """Return the words of each echo without its bound: for whom and when it holds, what starts it, who does what.

    Example:
        >>> from guicheng.domain.clause.reader import read
        >>> words_of(read("小修由维修工自接报起24小时内修复"))
        (('小修', '接报起', '维修工修复'),)
    """
    return tuple(line.words for line in _lines(clause))


@dataclass(frozen=True, slots=True)
class _Line:
    """One echo: free words, the bound among them."""

    before: tuple[str, ...]
    bound: str
    after: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        return (*self.before, *self.after)

    def text(self, hidden: Collection[str] = ()) -> str:
        """Return the echo with some of its words in corner brackets, in which the reader looks for nothing."""
        before, after = (
            [f"「{word[:100]}」" if word in hidden else word for word in some] for some in (self.before, self.after)
        )
        return " · ".join([*before, self.bound, *after])


def _lines(clause: Clause) -> list[_Line]:
    return [_line(*pair, clause.text) for pair in zip(clause.requirements, surroundings_of(clause), strict=True)]


def _line(requirement: Requirement, around: Surroundings, text: str) -> _Line:
    """Set the words of an echo in order; what is measured stands before its bound, what is done behind it."""
    before: tuple[str, ...] = (*around.scope, around.trigger)
    after: tuple[str, ...] = (around.ahead + around.behind,)
    if requirement.kind in MEASURES:
        base = f"占{around.base}" if around.base else ""
        before, after = (*around.scope, around.ahead, base), (around.behind,)
    # Of 次日9:00前 the window is the hours alone, and whoever reads the echo has to see of which day.
    day = _WHICH_DAY.match(requirement.span.of(text)) if requirement.kind is Kind.WINDOW else None
    return _Line(_spoken(before), f"{day[1] if day else ''}{bound(requirement)}", _spoken(after))


def _spoken(words: Iterable[str]) -> tuple[str, ...]:
    """Return what is said, without the brackets that hide words from the reader."""
    bare = (word.replace("「", "").replace("」", "").strip() for word in words)
    return tuple(word for word in bare if word)


def _least_hidden(line: _Line, requirement: Requirement, clause: Clause) -> str:
    """Return an echo with as few words hidden as the reader needs to find nothing else in it."""
    for hidden in ((), *((word,) for word in line.words)):
        text = line.text(hidden)
        if _reads_back([text], [requirement], clause):
            return text
    return line.text(line.words)


def _reads_back(texts: Iterable[str], requirements: Iterable[Requirement], clause: Clause) -> bool:
    """Tell whether echoes are read to the same kinds, bounds and units, and to no condition that the clause has not."""
    again = read("；".join(texts))
    same = sorted(map(_core, again.requirements)) == sorted(map(_core, requirements))
    return same and not again.gaps and set(map(_core, again.thresholds)) <= set(map(_core, clause.thresholds))


def _core(requirement: Requirement) -> tuple[str, str, str, str, str]:
    kind = Kind.FREQUENCY if requirement.kind is Kind.INTERVAL else requirement.kind
    return kind, requirement.op, plain(requirement.value), requirement.unit or "", requirement.per or ""


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
    if requirement.pattern == _SAME_DAY:
        return "当日内"
    if requirement.op == ">=":
        return f"提前 {_number(requirement)}"
    return f"{_number(requirement)}内"


def _frequency(requirement: Requirement) -> str:
    per = requirement.per or ""
    count = f"{_OPS[requirement.op]}{plain(requirement.value)} 次"
    if requirement.kind is Kind.INTERVAL and per not in _NAMED and (" " not in per or requirement.op != "=="):
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
