"""FL037: accidents hushed up or records forged"""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _


@rule("FL037", "hushed-up", Severity.ERROR, told_by=())
def hushed_up(clause: Clause) -> Iterator[Remark]:
    """Find accidents hushed up or records forged.

    Why it matters:
        Fires, injuries and dangers are reported at once, to whom the law names. A record filled in afterwards proves
        nothing, and after an accident it is an offence of its own.

    Example:
        发生安全事故的，由项目内部处理，不上报。

    Use instead:
        发生安全事故的，项目经理1小时内报告公司和主管部门。

    References:
        Work Safety Law (安全生产法, 2021) art. 83: accidents are reported at once, none is concealed.

        Regulation on property management (物业管理条例) art. 46: accidents are reported and helped with.

        Fire Protection Law (消防法) art. 44: whoever finds a fire reports it at once; nobody hinders that.
    """
    for hit in beside(clause, "FL037", ()):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: accidents are reported and records stay true. Name the minutes within which who tells whom.",
                act=hit[0],
            ),
        )
