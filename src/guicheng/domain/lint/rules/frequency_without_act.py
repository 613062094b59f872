"""YS007: a frequency without act"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause, Kind
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity
from guicheng.domain.values.message import _

_ACT = re.compile(
    "[^每各隔间至少多低于不应须要得约共计0-9０-９一二两三四五六七八九十百半全次遍趟回日天周月季年度班小时分钟个工作以上下内为每, 、≥≤~～-]{2}"
)


@rule("YS007", "frequency-without-act", Severity.WARNING, kinds=(Kind.FREQUENCY, Kind.INTERVAL), element="content")
def frequency_without_act(clause: Clause) -> Iterator[Remark]:
    """Find a frequency that does not say what is done so often.

    Why it matters:
        每日2次 alone makes a plan without content. It happens when a table is taken apart into sentences.

    Example:
        每日2次。

    Use instead:
        大堂地面每日清扫2次。

    References:
        The seven elements of a service clause: customer, content, quality, time limit, provider, way, assessment.
    """
    for requirement in clause.requirements:
        regular = requirement.kind in {Kind.FREQUENCY, Kind.INTERVAL}
        if regular and requirement.action is None and not _ACT.search(requirement.span.of(clause.text)):
            yield Remark(requirement.span, _("It is not said what is done so often. Name the act and its object."))
