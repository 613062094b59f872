"""Windows of a clause as the minutes of a week, and days of the month."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from guicheng.domain.clause import Kind, Requirement
from guicheng.domain.comparison import facets
from guicheng.domain.comparison.bounds import WEEK, Act, Bound, Hours, Polarity, Range, Unread, Use
from guicheng.domain.comparison.subjects import Topic, topic_of
from guicheng.domain.comparison.surroundings import Surroundings
from guicheng.domain.comparison.term import Key, Term
from guicheng.domain.values import Span

_DAY = 24 * 60
_COMMON_YEAR = 2001
_CLOCK = re.compile(r"(次日)?(\d\d):(\d\d)-(次日)?(\d\d):(\d\d)")
_BY_DAY = re.compile(r"(?<!\d)每?(月|季|年)(?:度)?(?:的)?(\d{1,2})[日号](?:前|之前)")
#: A day of the year: 6月15日前, 6月底前; 6月前 is before the first of June.
_BY_DATE = re.compile(r"(\d{1,2})月份?(?:(\d{1,2})[日号]|([底末]))?(?:之|以)?前")
#: A day of a month, a quarter or a year that sets no latest day: 每月5日后, 每季度末.
_DATED = re.compile("(?:月|季|年).*(?:[日号底初末旬前后]|工作日)")
_BY_TIME = re.compile(r"(\d\d):(\d\d)(前)?")
_NO_LATER = re.compile("不得?[晚迟]于(?:每[日天]|当[日天])?$")
#: A time of another day, which no time of this day can be set beside.
_OTHER_DAY = re.compile("(?:次|翌|第二|隔|前一|后一)[日天]?$|^(?:次|翌|第二|隔|前一|后一)[日天]")
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
        attribute = _attribute(around, window, index)
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


def _attribute(around: Surroundings, window: Requirement, index: int) -> str:
    """Return what a window bounds: the day or the time by which something is done, or the hours of it."""
    if _latest_day(str(window.value)):
        return "month_day"
    part = around.parts[index]
    is_order = not _BAN.search(around.plain[part.start : part.end].replace("不得晚于", "").replace("不得迟于", ""))
    return "by_time" if is_order and _latest_time(around, window) else "hours"


def _latest_time(around: Surroundings, window: Requirement) -> Range | None:
    """Return the minute of the day by which something is done (9:00前, 不晚于每日8:00), None where there is none."""
    match, ahead = _BY_TIME.fullmatch(str(window.value)), around.plain[: window.span.start]
    if match is None or not (match[3] or _NO_LATER.search(ahead)):
        return None
    other_day = _OTHER_DAY.search(ahead) or _OTHER_DAY.search(window.span.of(around.plain)[:3])
    per = "other day" if other_day else "day"
    return Range(None, Fraction(int(match[1]) * 60 + int(match[2])), unit="minute", per=per)


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
        return _latest_day(str(first.value))
    if attribute == "by_time":
        return _latest_time(around, first)
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


def _latest_day(value: str) -> Range | None:
    """Return the day of its month, quarter or year by which something is done, None where a window names none."""
    if (match := _BY_DAY.search(value)) is not None:
        per = {"月": "month", "季": "quarter"}.get(match[1], "year")
        return Range(None, Fraction(int(match[2])), unit="day", per=per)
    match = _BY_DATE.search(value)
    if match is None or not 1 <= int(match[1]) <= 12:
        return None
    month = int(match[1])
    # Months begin as in a common year; which year it is does not tell two days of one year apart.
    begun = (date(_COMMON_YEAR, month, 1) - date(_COMMON_YEAR, 1, 1)).days
    last = int(match[2]) if match[2] else monthrange(_COMMON_YEAR, month)[1] if match[3] else 0
    return Range(None, Fraction(begun + last), unit="day", per="year")


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
