"""What a measure of a clause bounds, of which activity, and how."""

from __future__ import annotations

import re
from dataclasses import replace

from guicheng.domain.clause import Kind, Requirement
from guicheng.domain.comparison.amounts import kept_of, length_of, limit_of, no_earlier_of, range_of, times_of
from guicheng.domain.comparison.bounds import Bound, Range, Tally, Unread
from guicheng.domain.comparison.subjects import Topic, topic_of
from guicheng.domain.comparison.surroundings import Surroundings

#: Words of shares that are the better the smaller they are.
_WORSE = re.compile("投诉|故障|破损|损坏|损耗|误|错|漏|缺|失|空置|流失|湿度|含水|坡度")
#: Units of how long something lasts; of the latter nobody knows how many make a day of it.
_LENGTHS = frozenset({"day", "workday", "half_month", "month", "quarter", "half_year", "year"})
_CLASSES = frozenset({"minute", "hour", "课时", "学时"})
_NO_EARLIER = re.compile("不得?早于")
#: 由一名保安单独完成 is one and no more.
_ALONE = re.compile("单独|独自|独立完成|单人")
_BY = re.compile("不得?[晚迟]于|最[晚迟]")
#: 服务满30日前 is no notice of anything, but while the time still runs.
_FULL = re.compile("未?满")
_SHIFT = re.compile("[白夜早中晚每单]班|[一每]个?班(?=[一二两三123仅只留设配安排有])")
_ABOUT = ("左右", "上下")
_KEPT = re.compile("(?:保存|留存|保管|存放|贮存|储存|留置)[^,;。]{0,10}(?:期限?|时间|时长|年限)[,应须均]{0,3}(?:得)?$")
#: 仅2人, but not 仅限 and 只能, which say who or when.
ONLY = re.compile("[只仅](?!限|能)")
_ONLY = ("只", "仅")


def bounded(around: Surroundings, index: int, requirement: Requirement, words: str) -> tuple[str, Topic, Bound]:
    """Return what is bounded, of which activity, and how.

    Args:
        around: The clause.
        index: Number of the part in which the measure stands.
        requirement: The measure.
        words: Its normalized words.
    """
    # 夜班不超过1人 counts those of one shift, as 每班 does.
    shift = _SHIFT.search(around.plain, around.parts[index].start, around.parts[index].end) is not None
    roughly = _roughly(around, index, requirement, words)
    attribute = "deadline" if roughly else _attribute(requirement, words)
    if attribute == "quantity" and requirement.unit in _LENGTHS and _is_kept(around, index, requirement):
        return "retention", topic_of(around, index, requirement.span, "retention"), length_of(requirement, "")
    topic = topic_of(around, index, requirement.span, attribute)
    bound = Unread(words) if roughly else _bound(requirement, words, topic, shift=shift) or Unread(words)
    alone = (
        _ALONE.search(around.plain, requirement.span.end, around.parts[index].end) if attribute == "headcount" else None
    )
    exact = alone or ONLY.search(words) or is_only(around, requirement)
    if requirement.op == "==" and exact and isinstance(bound, Range | Tally) and bound.high is None:
        bound = replace(bound, high=bound.low)
    if isinstance(bound, Range) and (bound.unit, bound.per) == ("hour", "day"):
        open_hours = topic_of(around, index, requirement.span, "hours")
        if open_hours.better == "service":
            return "hours", open_hours, range_of(requirement, "service")
    return _measured_in(attribute, requirement, bound, topic)


def is_only(around: Surroundings, requirement: Requirement) -> bool:
    """Tell whether a number is one and no more by the word before it: 夜班仅1人.

    Args:
        around: The clause.
        requirement: The measure.
    """
    return around.plain.startswith(_ONLY, max(requirement.span.start - 1, 0))


def _is_kept(around: Surroundings, index: int, requirement: Requirement) -> bool:
    """Tell whether a length of time is that for which something is kept: 保存期限应不少于1年, 贮存时间不得超过2天."""
    return (
        requirement.per is None
        and _KEPT.search(around.plain, around.parts[max(index - 1, 0)].start, requirement.span.start) is not None
    )


def _roughly(around: Surroundings, index: int, requirement: Requirement, words: str) -> bool:
    """Tell whether a time is only said about (30分钟左右到场), so that it sets no limit."""
    about = words.endswith(_ABOUT) or around.plain.startswith(_ABOUT, requirement.span.end)
    return requirement.kind is Kind.QUANTITY and about and bool(around.parts[index].of("endpoint"))


def _measured_in(attribute: str, requirement: Requirement, bound: Bound, topic: Topic) -> tuple[str, Topic, Bound]:
    """Return the same with the dimension of a quantity in its attribute, and lengths of time as such."""
    if attribute != "quantity" or not isinstance(bound, Range):
        return attribute, topic, bound
    if requirement.per is None and requirement.unit in _LENGTHS:
        return "quantity.time", topic, length_of(requirement, topic.better)
    if requirement.unit in _CLASSES and requirement.per in {None, "year", "quarter", "month"}:
        return "quantity.time", topic, bound
    return f"quantity.{bound.unit}", topic, bound


_ATTRIBUTES = {
    Kind.FREQUENCY: "frequency",
    Kind.INTERVAL: "frequency",
    Kind.RATIO: "share",
    Kind.QUANTITY: "quantity",
    Kind.RETENTION: "retention",
}


def _attribute(requirement: Requirement, words: str) -> str:
    if requirement.kind is Kind.TIME_LIMIT:
        if requirement.op in {">=", ">"}:
            return "notice"
        if _FULL.match(words):
            return "deadline"
        return "before" if (requirement.trigger or "").endswith("前") or words.endswith("前") else "deadline"
    if requirement.unit == "ring":
        # How soon a call is answered, counted in rings instead of seconds.
        return "deadline"
    if requirement.kind is Kind.COUNT:
        return "headcount" if requirement.unit in {"人", "名"} else "quantity"
    return _ATTRIBUTES[requirement.kind]


def _bound(requirement: Requirement, words: str, topic: Topic, *, shift: bool) -> Bound | None:
    match requirement.kind:
        case Kind.TIME_LIMIT:
            trigger = requirement.trigger or ""
            if requirement.op in {">=", ">"} and _NO_EARLIER.search(trigger + words):
                return no_earlier_of(requirement)
            return limit_of(requirement, words if not _BY.search(trigger) else f"不晚于{words}")
        case Kind.FREQUENCY | Kind.INTERVAL:
            return times_of(requirement)
        case Kind.RETENTION:
            return kept_of(requirement)
        case Kind.COUNT if requirement.unit == "ring":
            return range_of(requirement, "low")
        case Kind.COUNT if requirement.unit in {"人", "名"}:
            found = range_of(requirement, "high")
            return replace(found, per=found.per or "shift") if shift else found
        case Kind.RATIO if not topic.better and not _WORSE.search(topic.key):
            return range_of(requirement, "high")
        case _:
            return range_of(requirement, topic.better)
