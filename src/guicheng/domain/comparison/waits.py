"""What may not be done before a time: 满三个月后退还, 不得早于12月1日进行, 8:00前不得开启."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

from guicheng.domain.comparison.amounts import stretch_of
from guicheng.domain.comparison.bounds import Bound, Clockwork, Kept, Limit, Range, Stretch
from guicheng.domain.comparison.stages import endpoints_of, trigger_of
from guicheng.domain.comparison.subjects import topic_of
from guicheng.domain.comparison.surroundings import Surroundings
from guicheng.domain.comparison.term import Key, Term
from guicheng.domain.values import Span

#: As late as anybody likes: longer than all limits.
_OPEN_END = Stretch(Fraction(12_000), Clockwork.MONTH)
_COMMON_YEAR = 2001
_DELETED = re.compile(
    "(?:后|的)?,?(?:即|应|须|立即|自动|统一|一律|予以|[由交送][^,;。]{1,8}?|[^,;。方才再不]{1,6}?可以?)*(?:删除|销毁|清除|覆盖|处理掉|毁掉)"
)
_GONE = re.compile("处理掉|毁掉|删除|销毁|清除|覆盖|自动|动")
_FULL = re.compile("满")
_AFTER = re.compile("(?:[且并][^,;。]{1,8})?(?:之?后|以后)(?:方可|才可?|再|可以?)?")
#: 24小时后方可, 30分钟再: what says so without 满.
_ONLY_THEN = re.compile("(?:之后|以后|后)?(?:方可|方能|才[能可]|再)")
_DATE = r"(\d{1,2})月(\d{1,2})[日号]"
_NOT_BEFORE = re.compile(f"不得?早于{_DATE}|{_DATE}(?:之|以)?后(?:方可|才)|{_DATE}(?:之|以)?前不(?:得|准|许|允许|可)")


def kept_until(around: Surroundings, index: int) -> Term | None:
    """Return how long something may be kept at most: 监控录像满30日即自动删除; None where a part says no such thing."""
    part = around.parts[index]
    for threshold in around.clause.thresholds:
        start, end = threshold.span.start, threshold.span.end
        if isinstance(threshold.value, str) or not (
            part.start <= start < part.end and _DELETED.match(around.plain, end)
        ):
            continue
        stretch = stretch_of(Fraction(threshold.value), threshold.unit or "")
        topic = topic_of(around, index, threshold.span, "retention")
        if stretch is not None:
            return Term(
                Key(topic.key, "retention"),
                Kept(most=stretch),
                scope=replace(around.scope(index), conditions=()),
                residue=_MODAL.sub("", _GONE.sub("", topic.residue)),
                words=threshold.span.of(around.clause.text),
                span=threshold.span,
            )
    return None


def waiting_at(around: Surroundings, index: int) -> Term | None:
    """Return the time before which a part allows nothing, None where it names none.

    Args:
        around: The clause.
        index: Number of the part.
    """
    return _after_a_stretch(around, index) or _after_a_date(around, index)


def _after_a_stretch(around: Surroundings, index: int) -> Term | None:
    part = around.parts[index]
    for threshold in around.clause.thresholds:
        start, end = threshold.span.start, threshold.span.end
        inside = part.start <= start < part.end and not isinstance(threshold.value, str)
        only_then = _ONLY_THEN.match(around.plain, end) is not None
        if not inside or not (only_then or _FULL.search(around.plain, max(start - 2, 0), end)):
            continue
        stretch = stretch_of(Fraction(threshold.value), threshold.unit or "")
        over = only_then or threshold.span.of(around.plain).endswith("后") or _AFTER.match(around.plain, end)
        if stretch is not None and over:
            endpoint = endpoints_of(around, index, threshold)[0]
            if around.plain.startswith("后,", part.end - 1) and index + 1 < len(around.parts):
                endpoint = next((hit.value for hit in around.parts[index + 1].of("endpoint")), endpoint)
            return replace(
                _term(around, index, "deadline", threshold.span, Limit(_OPEN_END, earliest=stretch)),
                trigger=trigger_of(around, index, threshold),
                endpoint=endpoint,
            )
    return None


def _after_a_date(around: Surroundings, index: int) -> Term | None:
    part = around.parts[index]
    match = _NOT_BEFORE.search(around.plain, part.start, part.end)
    if match is None:
        return None
    month, day = (number for number in match.groups() if number is not None)
    first = day_of_year(int(month), int(day))
    if first is None:
        return None
    return _term(around, index, "month_day", Span(*match.span()), Range(Fraction(first), None, unit="day", per="year"))


def day_of_year(month: int, day: int) -> int | None:
    """Return the number of a day in a common year; which year it is does not tell two days of one year apart.

    Args:
        month: 1 to 12; None comes back for any other.
        day: Day of the month, 0 for the eve of the month.
    """
    if not 1 <= month <= 12:
        return None
    return (date(_COMMON_YEAR, month, 1) - date(_COMMON_YEAR, 1, 1)).days + day


def _term(around: Surroundings, index: int, attribute: str, span: Span, bound: Bound) -> Term:
    topic = topic_of(around, index, span, "deadline" if attribute == "deadline" else "frequency")
    return Term(
        Key(topic.key, attribute),
        bound,
        scope=replace(around.scope(index), conditions=()),
        residue=_MODAL.sub("", topic.residue),
        words=span.of(around.clause.text),
        span=span,
    )


#: Words around such a time that the bound has taken in.
_MODAL = re.compile("早于|方[可能]|才[可能]?|[满年月日号之以前后再]")
