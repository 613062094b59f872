"""Windows of a clause as the minutes of a week, and days of the month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from guicheng.domain.clause import Kind, Requirement
from guicheng.domain.comparison import clock
from guicheng.domain.comparison.bounds import Act, Bound, Hours, Polarity, Unread, Use
from guicheng.domain.comparison.due_times import FORBIDDEN, is_turned_off, latest_day, time_of_day
from guicheng.domain.comparison.facets import masks
from guicheng.domain.comparison.hour_uses import BAN, as_used, use_of
from guicheng.domain.comparison.scope import EVERY, FACETS
from guicheng.domain.comparison.subjects import Topic, topic_of
from guicheng.domain.comparison.surroundings import Surroundings
from guicheng.domain.comparison.term import Key, Term
from guicheng.domain.comparison.windows import narrowing
from guicheng.domain.values import Span

#: A day of a month, a quarter or a year that sets no latest day: 每月5日后, 每季度末.
_DATED = re.compile("(?:月|季|年).*(?:[日号底初末旬前后]|工作日)")
_SWITCHED = re.compile("开启|关闭|关门|锁门|开放|[开关]灯|熄灭|熄灯|关停|亮")
_DAY_FACET = FACETS.index("day")
_COMPARED = re.compile("不得?[晚迟早]于")
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
            bound, scope, residue = as_used(around, bound, scope, residue)
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
    for window in around.clause.requirements:
        if window.kind is not Kind.WINDOW:
            continue
        index = around.part_at(window.span.start)
        topic = topic_of(around, _where(around, index), window.span, "hours")
        attribute = _attribute(around, window, index, topic.better)
        if attribute not in {"hours", "off_time"}:
            topic = topic_of(around, index, window.span, "frequency")
        if window.span.start not in elsewhere or topic.better in {"service", "permission"}:
            groups.setdefault((topic.key, attribute), []).append((window, topic, index))
    return groups


def banned_days(around: Surroundings, index: int) -> Term | None:
    """Return the hours of a weekend on which a part forbids what else has hours of its own: 双休日不得施工.

    None where it forbids nothing, names other days, or speaks of nothing that is allowed by the hour.
    """
    part, scope = around.parts[index], around.scope(index)
    weekend = masks("day")["weekend"]
    if not BAN.search(around.plain, part.start, part.end) or weekend & ~scope.masks[_DAY_FACET]:
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
        residue=BAN.sub("", topic.residue),
        words=span.of(around.clause.text),
        span=span,
    )


def _attribute(around: Surroundings, window: Requirement, index: int, better: str) -> str:
    """Return what a window bounds: the day or the time by which something is done, or the hours of it."""
    if latest_day(str(window.value)):
        return "month_day"
    part = around.parts[index]
    if (time := time_of_day(around, window)) is None:
        return "hours"
    if is_turned_off(around, window):
        return "off_time"
    is_order = not BAN.search(_COMPARED.sub("", around.plain[part.start : part.end]))
    return "by_time" if is_order or (time.low is not None and better != "permission") else "hours"


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
        day = latest_day(str(first.value))
        # 12月1日前不得进行 names the first day, not the last.
        banned = day is not None and day.high is not None and FORBIDDEN.match(around.plain, first.span.end)
        return replace(day, low=day.high, high=None) if day is not None and banned else day
    if attribute in {"by_time", "off_time"}:
        return time_of_day(around, first)
    values = [str(window.value) for window, _topic, _index in found]
    if _only_days(found) and _counted(around):
        dated = [value for value in values if _DATED.search(value)]
        return Unread("、".join(dated)) if dated else None
    return _hours(values, use_of(around, topic, index))


def _only_days(found: list[tuple[Requirement, Topic, int]]) -> bool:
    return all(clock.minutes_of_day(str(window.value)) is None for window, _topic, _index in found)


def _counted(around: Surroundings) -> bool:
    """Tell whether the clause counts how often too: the weekdays then only place the times."""
    return any(r.kind in {Kind.FREQUENCY, Kind.INTERVAL} for r in around.clause.requirements)


def _hours(values: list[str], use: Use) -> Bound:
    week = clock.week_of(values)
    return Unread("、".join(values)) if week is None else Hours(week, use)
