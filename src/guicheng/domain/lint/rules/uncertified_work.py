"""FL039: work that needs a certificate done without one"""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _


@rule("FL039", "uncertified-work", Severity.ERROR, told_by=())
def uncertified_work(clause: Clause) -> Iterator[Remark]:
    """Find work that needs a certificate allowed without one.

    Why it matters:
        Electricity, lifts, boilers, pools and the fire control room are left to people with a certificate. Whoever
        lets others do it answers for the accident.

    Example:
        未取得操作证的人员可先上岗操作消防设施。

    Use instead:
        未取得操作证的人员不得操作消防设施。

    References:
        Work Safety Law (安全生产法, 2021) art. 30: special work only with the certificate for it.

        Special Equipment Safety Law (特种设备安全法) art. 14: lifts and boilers are left to the qualified.

        Fire Protection Law (消防法) art. 21: operators of automatic fire systems hold a certificate.
    """
    for hit in beside(clause, "FL039", ()):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: this work is for people with the certificate. Say who stands in until it is there.",
                act=hit[0],
            ),
        )
