"""Windows of a clause as the minutes of a week, and days of the month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from guicheng.domain.clause import Kind, Requirement
from guicheng.domain.comparison import facets
from guicheng.domain.comparison.bounds import WEEK, Act, Bound, Hours, Polarity, Range, Unread, Use
from guicheng.domain.comparison.subjects import Topic, topic_of
from guicheng.domain.comparison.surroundings import Surroundings
from guicheng.domain.comparison.term import Key, Term
from guicheng.domain.values import Span

_DAY = 24 * 60
_CLOCK = re.compile(r"(次日)?(\d\d):(\d\d)-(次日)?(\d\d):(\d\d)")
_BY_DAY = re.compile(r"每?(月|季|年)(?:度)?(?:的)?(\d{1,2})[日号](?:前|之前)")
#: A day of a month, a quarter or a year that sets no latest day: 每月5日后, 每季度末.
_DATED = re.compile("(?:月|季|年).*(?:[日号底初末旬前后]|工作日)")
_WEEKDAY = "一二三四五六日天"
_RUN = re.compile(f"(?:周|星期|礼拜)?([{_WEEKDAY}])(?:至|到|-)(?:周|星期|礼拜)?([{_WEEKDAY}])")
_BAN = re.compile("不得|禁止|严禁|不准|不许|不允许|停止|不应|不可|不能|勿")
_ALLOWED = re.compile("方可|可以|允许|准许|限于|仅限|限|只能|只可")
_LEAVES = re.compile("可以|允许|准许")
_ONLY = re.compile("方可|只|仅|限|不得|禁止|不")
_ALL_WEEK = (1 << WEEK) - 1


def terms(around: Surroundings) -> Iterator[Term]:
    """Yield the hours of a clause: clock times of one activity together, on the weekdays they are said of."""
    windows = [requirement for requirement in around.clause.requirements if requirement.kind is Kind.WINDOW]
    groups: dict[tuple[str, str], list[tuple[Requirement, Topic, int]]] = {}
    for window in windows:
        index = around.part_at(window.span.start)
        attribute = "month_day" if _BY_DAY.search(str(window.value)) else "hours"
        topic = topic_of(around, index, window.span, "hours" if attribute == "hours" else "frequency")
        groups.setdefault((topic.key, attribute), []).append((window, topic, index))
    for (key, attribute), found in groups.items():
        first, topic, index = found[0]
        if is_leave(around, index, first):
            continue
        bound = _bound(around, attribute, found)
        if bound is None:
            yield _placed(around, key, found)
            continue
        if isinstance(bound, Unread) and _counted(around):
            attribute = "month_day"  # noqa: PLW2901
        scope, residue = around.scope(index), topic.residue
        if isinstance(bound, Hours) and bound.use is Use.PERMISSION:
            # Outside of its days a permission forbids, so that days that narrow it make it tighter, not looser.
            residue += facets.described(scope, "zh").get("day", "")
            scope = scope.without("day")
        span = Span(first.span.start, max(window.span.end for window, _topic, _index in found))
        yield Term(
            Key(key, attribute),
            bound,
            scope=scope,
            residue=residue,
            words=span.of(around.clause.text),
            span=span,
        )


def _placed(around: Surroundings, key: str, found: list[tuple[Requirement, Topic, int]]) -> Term:
    """Return the days or times of day on which what is counted is done: 每周一、三、五 binds more than 每周3次."""
    first, topic, index = found[0]
    values = sorted({str(window.value) for window, _topic, _index in found})
    return Term(
        Key(key, "placed"),
        Act(Polarity.MUST),
        scope=around.scope(index),
        residue=topic.residue + "、".join(values),
        words=first.span.of(around.clause.text),
        span=first.span,
    )


def is_leave(around: Surroundings, index: int, window: Requirement) -> bool:
    """Tell whether a part allows something on some days, whatever holds on others: 周末可以施工, but not 周末方可施工."""
    part = around.parts[index]
    text = around.plain[part.start : part.end]
    return _minutes_of_day(str(window.value)) is None and bool(_LEAVES.search(text) and not _ONLY.search(text))


def _bound(around: Surroundings, attribute: str, found: list[tuple[Requirement, Topic, int]]) -> Bound | None:
    """Return what windows of one activity bound; None where they only place what the clause counts."""
    first, topic, index = found[0]
    if attribute == "month_day":
        return _month_day(first)
    values = [str(window.value) for window, _topic, _index in found]
    if _only_days(found) and _counted(around):
        dated = [value for value in values if _DATED.search(value)]
        return Unread("、".join(dated)) if dated else None
    return _hours(values, _use(around, topic, index))


def _only_days(found: list[tuple[Requirement, Topic, int]]) -> bool:
    return all(_minutes_of_day(str(window.value)) is None for window, _topic, _index in found)


def _counted(around: Surroundings) -> bool:
    """Tell whether the clause counts how often too: the weekdays then only place the times."""
    return any(r.kind in {Kind.FREQUENCY, Kind.INTERVAL} for r in around.clause.requirements)


def _month_day(window: Requirement) -> Bound:
    match = _BY_DAY.search(str(window.value))
    assert match is not None  # noqa: S101
    return Range(None, Fraction(int(match[2])), unit="day", per={"月": "month", "季": "quarter"}.get(match[1], "year"))


def _hours(values: list[str], use: Use) -> Bound:
    minutes, days = 0, 0
    for value in values:
        of_day = _minutes_of_day(value)
        if of_day is not None:
            minutes |= of_day
        elif (named := _weekdays(value)) is not None:
            days |= named
        else:
            return Unread("、".join(values))
    whole_days = days or 0b1111111
    daily = minutes or (1 << _DAY) - 1
    week = 0
    for day in range(7):
        if whole_days >> day & 1:
            week |= daily << (day * _DAY)
    # What runs past midnight comes back at the other end of the week.
    return Hours((week & _ALL_WEEK) | (week >> WEEK), use)


def _minutes_of_day(value: str) -> int | None:
    """Return the minutes of a clock window from its day's midnight on; past midnight they go on into the next day."""
    if value == "24h":
        return (1 << _DAY) - 1
    match = _CLOCK.fullmatch(value)
    if match is None:
        return None
    start = int(match[2]) * 60 + int(match[3])
    end = int(match[5]) * 60 + int(match[6])
    if end <= start or match[4]:
        end += _DAY
    return (1 << end) - (1 << start)


def _weekdays(value: str) -> int | None:
    """Return the weekdays a window names, Monday the lowest bit, or None."""
    if value in {"周末", "双休日"}:
        return 0b1100000
    if not re.search("周|星期|礼拜", value):
        return None
    days = 0
    for first, last in _RUN.findall(value):
        low, high = min(_WEEKDAY.index(first), 6), min(_WEEKDAY.index(last), 6)
        days |= (1 << high + 1) - (1 << low) if low <= high else 0
    for day in re.sub("周|星期|礼拜", "", _RUN.sub("", value)):
        if day in _WEEKDAY:
            days |= 1 << min(_WEEKDAY.index(day), 6)
    return days or None


def _use(around: Surroundings, topic: Topic, index: int) -> Use:
    part = around.parts[index]
    text = around.plain[part.start : part.end]
    if _BAN.search(text):
        return Use.BAN
    if topic.better in {"service", "permission"}:
        return Use(topic.better)
    return Use.PERMISSION if _ALLOWED.search(text) else Use.UNKNOWN
