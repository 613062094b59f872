"""DU001: a number that no pattern consumed"""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _


@rule("DU001", "unread-quantity", Severity.WARNING)
def unread_quantity(clause: Clause) -> Iterator[Remark]:
    """Find a quantity that was not understood.

    Why it matters:
        A number that is read wrongly without anyone noticing is worse than none. Nothing is compiled from a clause
        with such a gap until a person writes it in another way.

    Example:
        设备房温度不高于25。

    Use instead:
        设备房温度不高于25℃。

    References:
        Coverage rule: every quantitative character is consumed by a reading or reported.
    """
    for span in _joined(clause):
        quoted = span.of(clause.text)
        yield Remark(
            span,
            _("“{quoted}” was not understood. Write number, unit and period, such as twice a day.", quoted=quoted),
        )


def _joined(clause: Clause) -> list[Span]:
    """Return the gaps; two ends of a range are one."""
    spans: list[Span] = []
    for gap in clause.gaps:
        if spans and clause.text[spans[-1].end : gap.span.start].strip() in {"", "-", "–", "~", "～", "—", "至", "到"}:
            spans[-1] = Span(spans[-1].start, gap.span.end)
        else:
            spans.append(gap.span)
    return spans
