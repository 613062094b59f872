"""The cases in which a bound holds: a severity, a season, days, hours, a place, an amount, or what a part tells."""

from __future__ import annotations

import re

from guicheng.domain.clause.clause import Word
from guicheng.domain.clause.context import POSTS, STOPS, Parts, is_condition, topic_of
from guicheng.domain.clause.requirement import Kind
from guicheng.domain.clause.seasons import case_before, case_in_part, months_of
from guicheng.domain.values import Span

#: 急修、小修分别在: which of the cases it is stands in the order of the list.
_IN_ORDER = re.compile("(?:分别|依次)[^,;。:]{0,24}$")
#: Parts of the day and week, of which hours in the part behind speak for themselves.
_TIME = re.compile("白天|夜间|时间|时段|高峰|节假日")
#: 20分钟（白天），30分钟（夜间）: in which case the number before it holds.
_RIGHT_BEHIND = re.compile(r"\s?[(]([^(),;。]{1,16})[)]")
#: 每月1次（雨季每周1次）: what the bracket says has a bound of its own.
_BOUND_ASIDE = re.compile(r"每|(?:\d|[一二两三四五六七八九十半])\s?(?:分钟|个?小时|个?工作日|[天日次遍])")
_INSIDE = re.compile(r"[(]([^()]{1,24})[)]?$")
#: Days on which hours hold, said right before them: 为工作日8:00-12:00.
DAYS = "工作日|非工作日|法定节假日|节假日|双休日|休息日|周末"
_ON_DAYS = re.compile(rf"(?P<of>[为是在于]?)(?P<days>{DAYS})(?:的|为|是|仅?限于?|只限|只能在)?$")
_OBJECT = re.compile(rf"([^,;。:由自]{{2,40}})由[^,;。:由]{{0,12}}?(?:{POSTS})(?:[在自于从]|$)")
#: What is received starts the clock.
_RECEIVED = ("接到", "收到", "接报")
#: The amount for each of which a bound holds: 每百户, 每50平方米.
_EACH = re.compile(
    r"每\s?(?:\d[\d.]{0,8}|[一二两三四五六七八九十百千]{1,4}|(?=万))[百千万]{0,2}\s?(?:平方米|平米|㎡|m2|户|个?车位|亩|公顷|米|株|台|部|栋)"
)


def condition_of(
    parts: Parts, span: Span, words: tuple[Word, ...], kind: Kind, hours: Span | None = None
) -> str | None:
    """Return the severity, season, days, place, amount or cases to which a bound is limited, or None.

    Args:
        parts: The clause.
        span: Where the bound stands.
        words: The terms of severity and season in the clause, in order of place.
        kind: What is bounded; hours may hold on some days only, and what a limit is about stands before who acts.
        hours: Hours that stand before the bound in its part, None where none do.
    """
    start, head = span.start, parts.head(span.start)
    aside = _RIGHT_BEHIND.match(parts.plain, span.end)
    if (
        aside
        and _BOUND_ASIDE.search(aside.group(1)) is None
        and any(aside.start(1) <= word.span.start < aside.end(1) for word in words)
    ):
        return aside.group(1).strip()
    if "(" in head and (inside := _INSIDE.search(head)):
        return inside.group(1).strip() or None
    if kind is Kind.WINDOW and (days := _ON_DAYS.search(head)):
        return days["days"]
    index = parts.index(start)
    words = () if _IN_ORDER.search(head) else words
    case = _case_of(parts, span, words, kind, hours) or _EACH.search(head)
    if case:
        return case if isinstance(case, str) else case.group()
    return months_of(parts, start) or _cases(parts, index, head, kind)


def _case_of(parts: Parts, span: Span, words: tuple[Word, ...], kind: Kind, hours: Span | None) -> str | None:
    """Return the case that a part names, the hours in it, or the case of the part before it that still holds."""
    own = case_in_part(parts, span, words)
    if own is None and hours is not None:
        own = _with_days(parts, hours)
    # Of what is kept longer in another case, 重点部位90天, the part before tells nothing.
    if own or (kind is Kind.RETENTION and parts.head(span.start).strip()):
        return own
    carried = case_before(parts, span, words)
    return None if carried and kind is Kind.WINDOW and _TIME.search(carried) else carried


def _with_days(parts: Parts, hours: Span) -> str:
    """Return hours with the days of which they are, said right before them: 工作日8:30-17:30."""
    days = _ON_DAYS.search(parts.head(hours.start))
    return f"{days['days'] if days else ''}{hours.of(parts.plain)}"


def without_days(action: str | None) -> str | None:
    """Return what is done at some hours without the days on which they hold, which are a condition: 施工时间为工作日."""
    return _ON_DAYS.sub("", action) or action if action else action


def _cases(parts: Parts, index: int, head: str, kind: Kind) -> str | None:
    """Return the cases that are meant, said before who acts: 涉及人身安全的投诉; what only starts the clock is none."""
    if kind is Kind.TIME_LIMIT and (topic := _OBJECT.match(head.strip())):
        return topic.group(1)
    if index == 0 or parts.closes(index - 1) in STOPS:
        return None
    own = head.strip()
    words = topic_of(parts, index - 1, own)
    starts = words.endswith(("后", "起")) or words.startswith(_RECEIVED)
    about = kind is Kind.TIME_LIMIT or is_condition(words) or not own.startswith("由")
    return words if words and about and not starts else None
