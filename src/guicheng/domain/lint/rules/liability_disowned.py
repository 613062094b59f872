"""FL035: liability disowned beforehand"""

from __future__ import annotations

from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _


@rule("FL035", "liability-disowned", Severity.WARNING, told_by=())
def liability_disowned(clause: Clause) -> Iterator[Remark]:
    """Find liability for harm disowned beforehand.

    Why it matters:
        Nobody can free himself beforehand of liability for injuries, or for loss that he causes on purpose or by gross
        negligence. A sentence of that kind is void, and a court reads it as proof of carelessness.

    Example:
        因电梯故障造成的人身伤害，本公司概不负责。

    Use instead:
        因电梯故障造成人身伤害的，项目经理10分钟内到场救助，公司依法承担责任。

    References:
        Civil Code (民法典) art. 506: disclaimers of injury, intent and gross negligence are void.

        Civil Code (民法典) art. 497: standard terms that free their author of liability unreasonably are void.
    """
    for hit in beside(clause, "FL035", ()):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: liability for harm cannot be disowned beforehand. "
                "Say what is done to prevent it, and who helps when it happens.",
                act=hit[0],
            ),
        )
