"""YS010: records kept for no stated term"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_KEPT = re.compile(
    r"(?:记录|档案|资料|[修保派工]单|录像|录音|台账|单据|凭证|底单|问卷|合同|票据|照片)[^，。；,;]{0,10}?(存档|归档|保存|留存|留档|备查|存查|建档)"
)
_TERM = re.compile(
    "永久|长期|期限|[0-9０-９一二两三四五六七八九十半][^，。；,;]{0,3}[年月天日周]|至.{1,12}(?:止|届满|撤管|终止)"
)


@rule("YS010", "record-without-retention", Severity.HINT, told_by=(_KEPT,))
def record_without_retention(clause: Clause) -> Iterator[Remark]:
    """Find records to be kept without a term.

    Why it matters:
        Records are thrown away when the shelf is full. The law sets terms for some (recordings of public cameras, lift
        files); the others need one from you.

    Example:
        巡查记录由客服部存档备查。

    Use instead:
        巡查记录由客服部存档2年。

    References:
        The seven elements of a service clause: customer, content, quality, time limit, provider, way, assessment.
    """
    if any(requirement.kind == "retention" for requirement in clause.requirements) or _TERM.search(clause.text):
        return
    for hit in _KEPT.finditer(clause.text):
        yield Remark(Span(*hit.span(1)), _("It is not said how long these records are kept. State months or years."))
