"""YS009: notice without lead time"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.rule import Remark, choose, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_LEAD = re.compile(
    r"(?:提前|事先|事前|预先)(?=[^，。；,;0-9０-９一二两三四五六七八九十半]{0,10}(?:通知|告知|公[示告布]|张贴|知会|申请|报备|预约|发布|书面|短信|电话|送达))"
    r"(?!不|告知义务)"
)


@rule("YS009", "notice-without-lead", Severity.WARNING, told_by=(_LEAD,))
def notice_without_lead(clause: Clause) -> Iterator[Remark]:
    """Find an advance notice that does not say how long in advance.

    Why it matters:
        提前通知 is kept by a notice one minute before the water stops.

    Example:
        计划停水应提前通知业主。

    Use instead:
        计划停水应提前24小时通知业主。

    References:
        Operability principle (可操作性): concrete and quantified, no vague wording.
    """
    for promise in clause.promises:
        hit = None if promise.bounded("time_limit") else _LEAD.search(clause.text, promise.span.start, promise.span.end)
        if hit is None or clause.text[max(0, hit.start() - 1) : hit.start()] in {"未", "不", "能", "法", "须", "必"}:
            continue
        yield Remark(
            Span(*hit.span()),
            _("It is not said how long in advance. State hours or days."),
            (choose(Span(*hit.span()), "提前【__】小时", _("… hours in advance")),),
        )
