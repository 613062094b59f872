"""Days and times of day that a sentence names beside a count: 每月5日前, 每年1月31日前, 每周一、三、五, 每天7:00前, 9:00前、17:00前."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from guicheng.domain.attainment import days
from guicheng.domain.attainment.requirement import Offset, Part, Slotted
from guicheng.domain.attainment.visits import Slot, month_start
from guicheng.domain.clause import Clause, Kind, Requirement
from guicheng.domain.clause.clocks import clock_text
from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.clock import weekdays
from guicheng.domain.values import GuichengError, Span
from guicheng.domain.values.message import _
from guicheng.domain.worktime import DayOfMonth, EveryDays, LegalCalendar, Monthly, ScheduleRule, WeekdayOfMonth, Weekly

_DAY: Final = 24 * 60
_OFTEN: Final = frozenset({Kind.FREQUENCY, Kind.INTERVAL})
_WITHIN_A_DAY: Final = frozenset({"day", "shift", "hour"})
_WEEKDAYS: Final = "一二三四五六日"
_LIST: Final = "[、,和及]"
_DAYS_OF_WEEK: Final = re.compile(
    rf"(?:周|星期|礼拜)([一二三四五六日天])(?:{_LIST}(?:周|星期|礼拜)?([一二三四五六日天]))*"
)
_BY_DAY: Final = re.compile(r"(?:每个?月)?(\d{1,2})[日号]之?前")
_ON_DAYS: Final = re.compile(rf"每个?月(\d{{1,2}}[日号](?:{_LIST}\d{{1,2}}[日号])*)")
_FROM_DAY: Final = re.compile(r"每个?月(\d{1,2})[日号]?[至到-](\d{1,2})[日号]")
_BY_DATE: Final = re.compile(r"每年(\d{1,2})月份?(?:(\d{1,2})[日号]|([底末]))之?前")
_NTH: Final = {
    "第一": 1,
    "第二": 2,
    "第三": 3,
    "第四": 4,
    "第1": 1,
    "第2": 2,
    "第3": 3,
    "第4": 4,
    "最后一": -1,
    "最后": -1,
}
_NTH_WEEKDAY: Final = re.compile(rf"每个?月的?({'|'.join(_NTH)})个?(?:周|星期|礼拜)([一二三四五六日天])")
_BY_MONTH_OF_QUARTER: Final = re.compile(r"每个?季度?的?([首末])月的?(\d{1,2})[日号]之?前")
_LONGEST: Final = 31
_BY_TIME: Final = re.compile(r"(\d\d):(\d\d)前")
_BY_TIMES: Final = re.compile(rf"{_BY_TIME.pattern}(?:、{_BY_TIME.pattern})*")
_HOURS: Final = re.compile(r"(?:次日)?\d\d:\d\d-(?:次日)?\d\d:\d\d")
_FROM_TIME: Final = re.compile(r"(\d\d):(\d\d)后")
#: A time of day in the words of the count itself: 每天7:00前清扫1次.
_TIME_WITHIN: Final = re.compile(r"(?:上午|下午|早上|晚上|晚)?\d{1,2}(?::\d\d|[点时]半?)[之以]?[前后]")
#: How often it is, such as 每15日 or 每2小时: no day and no time of day.
_PERIOD: Final = re.compile(r"每[\d一二两三四五六七八九十半]+个?(?:日|天|周|月|季度?|年|小时|分钟)")
#: What names a day or a time of day, whatever stands around it.
_NAMED: Final = re.compile(
    r"\d[:：点时]|\d[日号]|\d月|(?:周|星期|礼拜)[一二三四五六日天]|[月季年度][底末初]|第[一二三四五六]个"
    "|[上中下]旬|周末|双休日|[上下]午|第[一二三四]周|(?:最后一?|倒数第.)个?(?:工作日|[周天日月])"
)


class UnplacedError(GuichengError):
    """A count names days or times from which no deadline follows."""

    code = "unplaced"


def parts_of(clause: Clause, span: Span, per: str, times: int) -> tuple[Part, ...]:
    """Return when in each period each time of a count is due; none where the sentence names neither day nor time.

    Args:
        clause: The clause.
        span: The count in its text.
        per: The period of the count.
        times: How often in it.

    Raises:
        UnplacedError: It names days or times, and no deadline follows from them.
    """
    own = [clock_text(found[0]) for found in _TIME_WITHIN.finditer(normalize(span.of(clause.text)))]
    # 周一至周五 beside a count of each day says on which days, not by when.
    beside = [value for value in _beside(clause, span) if per not in _WITHIN_A_DAY or weekdays(value) is None]
    values = [value for value in beside if not _HOURS.fullmatch(value)] or own
    # Hours bound the slots themselves; they are no deadline of the count.
    named = values or (not beside and _NAMED.search(_PERIOD.sub("", span.of(clause.text))))
    if not named:
        return ()
    parts = _joined([_parts(value, per) for value in values])
    if per == "week" and len(values) == 1 and not all(_is_whole(part) for part in parts):
        # Of 每周18:00前 nobody knows the day.
        parts = ()
    if len(parts) != times:
        reason = _(
            "From the days or times that it names no deadline follows: {words}. Write until when it is done, "
            "such as 每月5日前, 每周一 or 每天7:00前.",
            words="、".join(values) or span.of(clause.text),
        )
        raise UnplacedError(reason)
    return parts


def _beside(clause: Clause, span: Span) -> Iterator[str]:
    return (str(each.value) for each in windows_beside(clause, span))


def windows_beside(clause: Clause, span: Span) -> Iterator[Requirement]:
    """Yield the windows that stand in the words of a count or right beside them, and a deadline of the only count.

    Args:
        clause: The clause.
        span: The count in its text.
    """
    only = sum(each.kind in _OFTEN for each in clause.requirements) == 1
    for each in clause.requirements:
        value = str(each.value)
        touches = each.span.start <= span.end and span.start <= each.span.end
        if each.kind is Kind.WINDOW and _NAMED.search(value) and (touches or (only and value.endswith("前"))):
            yield each


def _parts(value: str, per: str) -> tuple[Part, ...]:
    """Return the stretches of a period that a window names; none where it names no such."""
    match per:
        case "week":
            return days.of_week(value) or tuple(_of_week(value))
        case "day" | "workday":
            return days.of_day(value) or tuple(_of_day(value))
        case "month":
            return days.of_months(value, per) or tuple(_of_month(value))
        case "year":
            return days.of_months(value, per) or tuple(_of_year(value))
        case "quarter":
            return days.of_months(value, per) or tuple(_of_quarter(value))
        case "half_year":
            return days.of_months(value, per)
    return ()


def _of_week(value: str) -> Iterator[Part]:
    if _DAYS_OF_WEEK.fullmatch(value):
        days = {_WEEKDAYS.index(day) for day in re.findall(f"[{_WEEKDAYS}]", value.replace("天", "日"))}
        yield from (_whole(day, day + 1) for day in sorted(days))
    else:
        yield from _of_day(value)


def _of_month(value: str) -> Iterator[Part]:
    if by := _BY_DAY.fullmatch(value):
        yield _whole(0, int(by[1]))
    elif between := _FROM_DAY.fullmatch(value):
        yield _whole(int(between[1]) - 1, int(between[2]))
    elif on := _ON_DAYS.fullmatch(value):
        days = sorted({int(day) for day in re.findall(r"\d+", on[1])})
        yield from (_whole(day - 1, day) for day in days)
    elif nth := _NTH_WEEKDAY.fullmatch(value):
        day = WeekdayOfMonth(_NTH[nth[1]], _WEEKDAYS.index(nth[2].replace("天", "日")))
        yield Part(Offset(0, 0, day), Offset(0, _DAY, day))


def _of_quarter(value: str) -> Iterator[Part]:
    by = _BY_MONTH_OF_QUARTER.fullmatch(value)
    if by and 1 <= (day := int(by[2])) <= _LONGEST:
        yield Part(Offset(0, 0), Offset(0 if by[1] == "首" else 2, day * _DAY))


def _of_year(value: str) -> Iterator[Part]:
    by = _BY_DATE.fullmatch(value)
    if by and 1 <= (month := int(by[1])) <= 12:
        end = Offset(month, 0) if by[3] else Offset(month - 1, int(by[2]) * _DAY)
        yield Part(Offset(0, 0), end)


def _of_day(value: str) -> Iterator[Part]:
    if _BY_TIMES.fullmatch(value):
        # 9:00前、17:00前: what is done early in the day may be any of them.
        ends = sorted(int(hour) * 60 + int(minute) for hour, minute in _BY_TIME.findall(value))
        yield from (Part(Offset(0, 0), Offset(0, end)) for end in ends)
    elif after := _FROM_TIME.fullmatch(value):
        yield Part(Offset(0, int(after[1]) * 60 + int(after[2])), Offset(0, _DAY))


def _whole(first: int, after: int) -> Part:
    return Part(Offset(0, first * _DAY), Offset(0, after * _DAY))


def _joined(found: Sequence[tuple[Part, ...]]) -> tuple[Part, ...]:
    """Return the days of a window, each within the time of day of a second one; none where one is not read."""
    if len(found) == 1:
        return found[0]
    if len(found) != 2 or len(found[1]) != 1 or not all(_is_day(day) for day in found[0]):
        return ()
    [hours] = found[1]
    return tuple(Part(_later(day.begin, hours.begin.minutes), _later(day.begin, hours.end.minutes)) for day in found[0])


def _is_day(part: Part) -> bool:
    return part.end.minutes - part.begin.minutes == _DAY


def _is_whole(part: Part) -> bool:
    return not (part.begin.minutes % _DAY or part.end.minutes % _DAY)


def _later(offset: Offset, minutes: int) -> Offset:
    return replace(offset, minutes=offset.minutes + minutes)


def placed(slots: Sequence[Slot], measure: Slotted) -> list[Slot]:
    """Return slots that last as long as the sentence says; their ids stay those of the rule.

    A day of the week that the sentence names is the day of its slot, in whatever month it lies.

    Args:
        slots: What the rule makes due.
        measure: The rule, and when in each period each time is due; without parts the slots stay as they are.
    """
    parts, rule = measure.parts, measure.rule
    legal = rule.recurrence.legal
    found = [_at(slot, parts[_rank(slot.begin, rule) if len(parts) > 1 else 0], legal) for slot in slots if parts]
    if measure.per == "week":
        found = [replace(slot, day=slot.begin.date()) for slot in found]
    return found or [*slots]


def by_weeks(rule: ScheduleRule, parts: Sequence[Part]) -> ScheduleRule:
    """Return a rule of weeks from the Monday of its first one on, where days are named: some of them may come yet."""
    if not parts or not isinstance(rule.recurrence.rhythm, Weekly):
        return rule
    first = rule.recurrence.first
    return replace(rule, recurrence=replace(rule.recurrence, first=first - first.weekday() * timedelta(days=1)))


def _at(slot: Slot, part: Part, legal: LegalCalendar) -> Slot:
    begin, end = _moment(slot.since, part.begin), min(_moment(slot.since, part.end), slot.until)
    if part.to_workday:
        return _on_workday(slot, begin.date(), part.to_workday, legal)
    # 每月31日 is the last day of a shorter month.
    return replace(slot, begin=begin if begin < end else end - timedelta(days=1), end=end, named=True)


def _on_workday(slot: Slot, day: date, step: int, legal: LegalCalendar) -> Slot:
    """Return a slot on the first workday from a day on, so many days at a time."""
    while not legal.is_workday(day):
        day += timedelta(days=step)
    begin = datetime.combine(day, time.min)
    provisional = slot.provisional or not legal.knows(day)
    return replace(slot, begin=begin, end=begin + timedelta(days=1), named=True, provisional=provisional)


def _moment(since: datetime, offset: Offset) -> datetime:
    """Return a moment of the period that begins at another."""
    first = month_start(since.date(), offset.months) if offset.months else since.date()
    if offset.day is not None:
        first = offset.day.within(first.year, first.month)
    return datetime.combine(first, time.min) + timedelta(minutes=offset.minutes)


def _rank(begin: datetime, rule: ScheduleRule) -> int:
    """Return which of the times of its period a slot is, from 0."""
    rhythm = rule.recurrence.rhythm
    if isinstance(rhythm, Weekly):
        return sorted(rhythm.weekdays).index(begin.weekday())
    if isinstance(rhythm, EveryDays):
        return [slot.begin % _DAY for slot in rule.slots].index(begin.hour * 60 + begin.minute)
    assert isinstance(rhythm, Monthly)  # noqa: S101
    return sum(isinstance(day, DayOfMonth) and day.number < begin.day for day in rhythm.on)
