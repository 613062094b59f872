"""Days and times that belong to a count: 每周三清洗1次 is one promise, and the day no second one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from guicheng.domain.attainment.deadlines import windows_beside
from guicheng.domain.clause import Clause, Kind, Requirement
from guicheng.domain.comparison.clock import weekdays
from guicheng.domain.targets.binding import Binding, Source
from guicheng.domain.values import Message, Span
from guicheng.domain.values.message import _


def shadows_in(clause: Clause, bindings: Sequence[Binding], counts: Collection[int]) -> dict[int, Message]:
    """Return the places of the days and times that are measured with a count, each with a sentence that says so.

    Of a count that is not measured they stay lines that somebody looks at.

    Args:
        clause: As it was read.
        bindings: Its promises.
        counts: Places of the counts that are measured.
    """
    found: dict[int, Message] = {}
    windows = {each.span: each for each in clause.requirements if each.kind is Kind.WINDOW}
    for count in counts:
        span = bindings[count].span
        beside = {each.span for each in windows_beside(clause, span)}
        for place, binding in enumerate(bindings):
            window = windows.get(binding.span)
            if window is None or place == count or binding.source not in {Source.CHECKLIST, None}:
                continue
            if window.span in beside or _is_within(window.span, span) or _says_days(clause, window, span):
                found[place] = _("It is measured together with {words}.", words=span.of(clause.text))
    return found


def _is_within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _says_days(clause: Clause, window: Requirement, span: Span) -> bool:
    """Tell whether a window says on which days the count behind it is due: 周一至周五每日巡视1次."""
    between = clause.text[window.span.end : span.start]
    return weekdays(str(window.value)) is not None and window.span.end <= span.start and not set("。；;") & set(between)
