"""FL040: lifts and other special equipment run without inspection"""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _


@rule("FL040", "uninspected-equipment", Severity.ERROR, told_by=())
def uninspected_equipment(clause: Clause) -> Iterator[Remark]:
    """Find lifts and other special equipment run though their inspection is missing or failed.

    Why it matters:
        A lift whose inspection ran out or failed stands still until it has passed. Whoever lets it run is fined, and
        answers for everybody in it.

    Example:
        电梯检验不合格的，边整改边运行。

    Use instead:
        电梯检验不合格的，立即停用，复检合格后恢复运行。

    References:
        Special Equipment Safety Law (特种设备安全法) art. 40: nothing runs uninspected or after a failed inspection.
    """
    for hit in beside(clause, "FL040", ()):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: what was not inspected or has failed stands still. Say who stops it until it passes.",
                act=hit[0],
            ),
        )
