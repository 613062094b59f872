"""FL045: rescue, the call for help or the police hindered"""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _


@rule("FL045", "rescue-hindered", Severity.ERROR, told_by=())
def rescue_hindered(clause: Clause) -> Iterator[Remark]:
    """Find ambulances and fire engines held at the gate, calls for help held back, and the police kept waiting.

    Why it matters:
        Minutes decide. Nobody may hold up who comes to the rescue, forbid or delay a call for help, clear away the
        traces of a fire, or refuse the police what they may see.

    Example:
        救护车进园先扫码交费再抬杆。

    Use instead:
        救护车、消防车到门岗立即放行，门岗派人引导，事后登记。

    References:
        Fire law (消防法) art. 44, 47, 51: whoever sees a fire calls at once, nobody hinders it; the scene is left alone.

        Regulation on public security video (公共安全视频图像信息系统管理条例) art. 20: the police are given what they may see.
    """
    for hit in beside(clause, "FL045", ()):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: nobody holds up a rescue, a call for help or the police. "
                "Let them through at once, call at once, and write it down afterwards.",
                act=hit[0],
            ),
        )
