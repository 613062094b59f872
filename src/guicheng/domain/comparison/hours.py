"""Windows of a clause as the minutes of a week, and days of the month."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from guicheng.domain.clause import Kind, Requirement
from guicheng.domain.comparison import clock
from guicheng.domain.comparison.bounds import Act, Bound, Hours, Polarity, Range, Unread, Use
from guicheng.domain.comparison.facets import described, masks
from guicheng.domain.comparison.scope import EVERY, FACETS, Scope
from guicheng.domain.comparison.subjects import Topic, topic_of
from guicheng.domain.comparison.surroundings import Surroundings
from guicheng.domain.comparison.term import Key, Term
from guicheng.domain.comparison.waits import day_of_year
from guicheng.domain.comparison.windows import narrowing
from guicheng.domain.values import Span

_COMMON_YEAR = 2001
_BY_DAY = re.compile(r"(?<!\d)每?(月|季|年)(?:度)?(?:的)?(\d{1,2})[日号](?:前|之前)")
_BETWEEN_DAYS = re.compile(r"(?<!\d)每?(月)(?:的)?(\d{1,2})[日号]?(?:至|到|-)(\d{1,2})[日号]$")
_FROM_DAY = re.compile(r"(?<!\d)每?(月|季|年)(?:度)?(?:的)?(\d{1,2})[日号](?:以后|之后|后|起)")
_ON_DAY = re.compile(r"每?月(?:的)?(\d{1,2})[日号]")
_PER = {"月": "month", "季": "quarter"}
#: A day of the year: 6月15日前, 6月底前; 6月前 is before the first of June.
_BY_DATE = re.compile(r"(\d{1,2})月份?(?:(\d{1,2})[日号]|([底末]))?(?:之|以)?前")
#: A day of a month, a quarter or a year that sets no latest day: 每月5日后, 每季度末.
_DATED = re.compile("(?:月|季|年).*(?:[日号底初末旬前后]|工作日)")
_BY_TIME = re.compile(r"(\d\d):(\d\d)([前后])?")
_NO_EARLIER = re.compile("不得?早于(?:每[日天]|当[日天])?$")
_FORBIDDEN = re.compile("(?:一律)?(?:不得|不准|禁止|严禁|不许|不可|不允许)")
#: Lamps and fountains are on until they are turned off: 开启至23:00 lasts longer than 22:00关闭.
_OFF = re.compile("(?:之?前|以前)?(?:准时|全部|统一)?(?:关闭|关灯|熄灭|熄灯|关停|关门|锁门)")
_UNTIL = re.compile("(?:开启|开放|开灯|亮灯|照明|亮)[至到]$")
_ON_OFF = re.compile("(?:准时|统一|全部)?(?:开启|关闭|开灯|关灯|熄灯|熄灭|亮灯)")
_SWITCHED = re.compile("开启|关闭|关门|锁门|开放|[开关]灯|熄灭|熄灯|关停|亮")
_ONLY_THEN = re.compile("方可|方能|才可?|再")
#: 安排在17:00以后进行 lets nobody begin before.
_PLACED = re.compile("(?:安排|定|放|选|统一)在(?:每[日天])?$")
_SHARP = re.compile("准时|整(?!改)")
_NO_LATER = re.compile("(?:不得?[晚迟]于|最[晚迟])(?:每[日天]|当[日天])?$")
#: A time of another day, which no time of this day can be set beside.
_OTHER_DAY = re.compile("(?:次|翌|第二|隔|前一|后一)[日天]?$|^(?:次|翌|第二|隔|前一|后一)[日天]")
_BAN = re.compile(
    "不(?=接待|开放|营业|办理|受理|服务|对外)|不得|禁止|严禁|不准|不许|不允许|停止|不应|不可|不能|勿|(?:全部|均|一律|统一)(?:关闭|熄灭|关停|停用)"
)
_COMPARED = re.compile("不得?[晚迟早]于")
_ALLOWED = re.compile("方可|仅可|可以|允许|准许|限于|仅限|限|只能|只可|只准|只许|[仅只]在")
#: What somebody stands ready to do for others.
_SERVES = re.compile("受理|接待|接听|值守|值班|服务|咨询|办理|办公|上班|有人|安排专人|运行|开放|托管|接收|收件")
_DAY_FACET = FACETS.index("day")
#: Whoever opens a place for others serves them, whatever they may do there.
_OPENS = re.compile("开放|开门|营业")
_ON_DUTY = re.compile("在岗|值守|值班|立岗|站岗|当值")
_STRICTLY = re.compile("[只仅限]|方可")
_LEAVES = re.compile("可以|允许|准许")
_ONLY = re.compile("方可|只|仅|限|不得|禁止|不")


def terms(around: Surroundings) -> Iterator[Term]:
    """Yield the hours of a clause: clock times of one activity together, on the weekdays they are said of."""
    for (key, attribute), found in _grouped(around).items():
        first, topic, index = found[0]
        if is_leave(around, index, first):
            yield from _left(around, key, found)
            continue
        bound = _bound(around, attribute, found)
        if bound is None:
            yield _placed(around, key, found)
            continue
        if (
            isinstance(bound, Hours)
            and bound.use is Use.UNKNOWN
            and clock.is_whole_week(bound.minutes)
            and _counted(around)
        ):
            # A count from 0 to 24 o'clock is placed nowhere.
            continue
        unplaced = isinstance(bound, Unread) and _counted(around)
        scope, residue = around.scope(_where(around, index)), topic.residue
        if attribute == "off_time":
            residue = _SWITCHED.sub("", residue)
        if isinstance(bound, Hours):
            bound, scope, residue = _of_use(around, bound, scope, residue)
        span = Span(first.span.start, max(window.span.end for window, _topic, _index in found))
        yield Term(
            Key(key, "month_day" if unplaced else attribute),
            bound,
            scope=scope,
            residue=residue,
            words=span.of(around.clause.text),
            span=span,
        )


def _where(around: Surroundings, index: int) -> int:
    """Return the number of the part that tells where hours hold which stand in a part of their own."""
    return index + 1 if around.says_only_when(index) and index + 1 < len(around.parts) else index


def _grouped(around: Surroundings) -> dict[tuple[str, str], list[tuple[Requirement, Topic, int]]]:
    """Return the windows of a clause by their activity and by what they bound."""
    groups: dict[tuple[str, str], list[tuple[Requirement, Topic, int]]] = {}
    elsewhere = narrowing(around)
    for window in _windows(around):
        index = around.part_at(window.span.start)
        topic = topic_of(around, _where(around, index), window.span, "hours")
        attribute = _attribute(around, window, index, topic.better)
        if attribute not in {"hours", "off_time"}:
            topic = topic_of(around, index, window.span, "frequency")
        if window.span.start not in elsewhere or topic.better in {"service", "permission"}:
            groups.setdefault((topic.key, attribute), []).append((window, topic, index))
    return groups


def _of_use(around: Surroundings, bound: Hours, scope: Scope, residue: str) -> tuple[Hours, Scope, str]:
    """Return hours with the words and days that their use has taken in.

    Outside of its days a permission forbids, so that days that narrow it make it tighter, not looser. Where it does not
    say 只 nobody knows what holds on other days.
    """
    if bound.use is Use.BAN:
        return bound, scope, residue.replace("不", "", 1)
    if bound.use is not Use.PERMISSION:
        return bound, scope, residue
    if _STRICTLY.search(around.plain):
        days = scope.masks[_DAY_FACET]
        return replace(bound, days=days), scope.without("day"), _STRICTLY.sub("", residue)
    return bound, scope.without("day"), residue + described(scope, "zh").get("day", "")


def banned_days(around: Surroundings, index: int) -> Term | None:
    """Return the hours of a weekend on which a part forbids what else has hours of its own: 双休日不得施工.

    None where it forbids nothing, names other days, or speaks of nothing that is allowed by the hour.
    """
    part, scope = around.parts[index], around.scope(index)
    weekend = masks("day")["weekend"]
    if not _BAN.search(around.plain, part.start, part.end) or weekend & ~scope.masks[_DAY_FACET]:
        return None
    if scope.masks[_DAY_FACET] == EVERY:
        return None
    span = Span(part.start, part.end)
    topic = topic_of(around, index, span, "hours")
    if topic.better != "permission":
        return None
    minutes = clock.week_of(["周末"]) or 0
    return Term(
        Key(topic.key, "hours"),
        Hours(minutes, Use.BAN),
        scope=scope.without("day"),
        residue=_BAN.sub("", topic.residue),
        words=span.of(around.clause.text),
        span=span,
    )


def _windows(around: Surroundings) -> list[Requirement]:
    """Return the windows of a clause, with 22:00以后至24:00以前 as one."""
    found: list[Requirement] = []
    for window in around.clause.requirements:
        if window.kind is not Kind.WINDOW:
            continue
        last = found[-1] if found else None
        if last is not None and str(last.value).endswith("后") and str(window.value).endswith("前"):
            between = around.plain[last.span.end : window.span.start]
            value = f"{str(last.value)[:-1]}-{str(window.value)[:-1]}"
            if between in {"至", "到", "-"} and clock.minutes_of_day(value) is not None:
                found[-1] = replace(last, value=value, span=Span(last.span.start, window.span.end))
                continue
        found.append(window)
    return found


def _attribute(around: Surroundings, window: Requirement, index: int, better: str) -> str:
    """Return what a window bounds: the day or the time by which something is done, or the hours of it."""
    if _latest_day(str(window.value)):
        return "month_day"
    part = around.parts[index]
    if (time := _time_of_day(around, window)) is None:
        return "hours"
    if _OFF.match(around.plain, window.span.end) or _UNTIL.search(around.plain[: window.span.start]):
        return "off_time"
    is_order = not _BAN.search(_COMPARED.sub("", around.plain[part.start : part.end]))
    return "by_time" if is_order or (time.low is not None and better != "permission") else "hours"


def _time_of_day(around: Surroundings, window: Requirement) -> Range | None:
    """Return the minutes of the day between which something is done, None where a window names no end of them.

    9:00前, 不晚于每日8:00, 不得早于8:00, 19:00前不得, 18:30准时.
    """
    match, ahead = _BY_TIME.fullmatch(str(window.value)), around.plain[: window.span.start]
    if match is None:
        return None
    behind = around.plain[window.span.end :]
    other_day = _OTHER_DAY.search(ahead) or _OTHER_DAY.search(window.span.of(around.plain)[:3])
    per = "other day" if other_day else "day"
    at = Fraction(int(match[1]) * 60 + int(match[2]))
    later = match[3] == "后" and (_ONLY_THEN.match(behind) or _PLACED.search(ahead))
    if later or _NO_EARLIER.search(ahead) or (match[3] == "前" and _FORBIDDEN.match(behind)):
        return Range(at, None, unit="minute", per=per)
    if not match[3] and _UNTIL.search(ahead):
        return Range(at, None, unit="minute", per=per)
    if not match[3] and not _NO_LATER.search(ahead) and (_SHARP.match(behind) or _ON_OFF.match(behind)):
        return Range(at, at, unit="minute", per=per)
    return Range(None, at, unit="minute", per=per) if match[3] == "前" or _NO_LATER.search(ahead) else None


def _placed(around: Surroundings, key: str, found: list[tuple[Requirement, Topic, int]]) -> Term:
    """Return the days or times of day on which what is counted is done: 每周一、三、五 binds more than 每周3次."""
    first, topic, index = found[0]
    values = sorted({_alike(str(window.value)) for window, _topic, _index in found})
    return Term(
        Key(key, "placed"),
        Act(Polarity.MUST),
        scope=around.scope(index),
        residue=topic.residue + "、".join(values),
        words=first.span.of(around.clause.text),
        span=first.span,
    )


def _alike(value: str) -> str:
    """Return the weekdays of a window in one way to write them, other windows as they are."""
    days = clock.weekdays(value)
    return value if days is None else "周" + "".join("一二三四五六日"[day] for day in range(7) if days >> day & 1)


def is_leave(around: Surroundings, index: int, window: Requirement) -> bool:
    """Tell whether a part allows something on some days, whatever holds on others: 周末可以施工, but not 周末方可施工."""
    part = around.parts[index]
    text = around.plain[part.start : part.end]
    return clock.minutes_of_day(str(window.value)) is None and bool(_LEAVES.search(text) and not _ONLY.search(text))


def _left(around: Surroundings, key: str, found: list[tuple[Requirement, Topic, int]]) -> Iterator[Term]:
    """Yield the hours that a clause allows on some days: 周六9:00至12:00可以施工; whole days are an act that is allowed."""
    first, topic, index = found[0]
    week = None if _only_days(found) else clock.week_of([str(window.value) for window, _topic, _index in found])
    if week is not None:
        yield Term(
            Key(key, "hours"),
            Hours(week, Use.LEAVE),
            scope=around.scope(index),
            residue=topic.residue,
            words=first.span.of(around.clause.text),
            span=first.span,
        )


def _bound(around: Surroundings, attribute: str, found: list[tuple[Requirement, Topic, int]]) -> Bound | None:
    """Return what windows of one activity bound; None where they only place what the clause counts."""
    first, topic, index = found[0]
    if attribute == "month_day":
        day = _latest_day(str(first.value))
        # 12月1日前不得进行 names the first day, not the last.
        banned = day is not None and day.high is not None and _FORBIDDEN.match(around.plain, first.span.end)
        return replace(day, low=day.high, high=None) if day is not None and banned else day
    if attribute in {"by_time", "off_time"}:
        return _time_of_day(around, first)
    values = [str(window.value) for window, _topic, _index in found]
    if _only_days(found) and _counted(around):
        dated = [value for value in values if _DATED.search(value)]
        return Unread("、".join(dated)) if dated else None
    return _hours(values, _use(around, topic, index))


def _only_days(found: list[tuple[Requirement, Topic, int]]) -> bool:
    return all(clock.minutes_of_day(str(window.value)) is None for window, _topic, _index in found)


def _counted(around: Surroundings) -> bool:
    """Tell whether the clause counts how often too: the weekdays then only place the times."""
    return any(r.kind in {Kind.FREQUENCY, Kind.INTERVAL} for r in around.clause.requirements)


def _latest_day(value: str) -> Range | None:
    """Return the day of its month, quarter or year by which something is done, None where a window names none."""
    if (match := _BETWEEN_DAYS.search(value)) is not None:
        low, high = Fraction(int(match[2])), Fraction(int(match[3]))
        return Range(low, high, unit="day", per=_PER[match[1]]) if low < high else None
    if (match := _FROM_DAY.search(value)) is not None:
        return Range(Fraction(int(match[2])), None, low_open=True, unit="day", per=_PER.get(match[1], "year"))
    if (match := _BY_DAY.search(value)) is not None:
        return Range(None, Fraction(int(match[2])), unit="day", per=_PER.get(match[1], "year"))
    if (match := _ON_DAY.fullmatch(value)) is not None:
        day = Fraction(int(match[1]))
        return Range(day, day, unit="day", per="month")
    match = _BY_DATE.search(value)
    last = None if match is None else day_of_year(int(match[1]), int(match[2]) if match[2] else 0)
    if match is None or last is None:
        return None
    if match[3]:
        last += monthrange(_COMMON_YEAR, int(match[1]))[1]
    return Range(None, Fraction(last), unit="day", per="year")


def _hours(values: list[str], use: Use) -> Bound:
    week = clock.week_of(values)
    return Unread("、".join(values)) if week is None else Hours(week, use)


def _use(around: Surroundings, topic: Topic, index: int) -> Use:
    part = around.parts[index]
    text = around.plain[part.start : part.end]
    if index and around.plain.startswith(":", around.parts[index - 1].end):
        # 业主接待时间：每日8:00至20:00
        text = around.plain[around.parts[index - 1].start : part.end]
    if around.says_only_when(index) and index + 1 < len(around.parts):
        # 每日22:00至次日6:00，禁止施工 tells in its next part what the hours are for.
        text += around.plain[part.end : around.parts[index + 1].end]
    if _BAN.search(text):
        return Use.BAN
    if topic.better == "permission" and (_OPENS.search(text) or _ON_DUTY.search(text)):
        return Use.SERVICE
    if topic.better in {"service", "permission"}:
        return Use(topic.better)
    if _ALLOWED.search(text):
        return Use.PERMISSION
    return Use.SERVICE if _SERVES.search(text) else Use.UNKNOWN
