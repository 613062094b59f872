"""FL033: fees paid ahead or deposits kept without a reason"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_MONEY = "(?:预[收缴交](?:的)?[^，。；,;]{0,8}费|押金|保证金)"
_KEPT = re.compile(
    f"{_MONEY}[^。；;]{{0,26}}(?:不予退还?|概不退还?|一律不退|不再退还?|不予返还|予以没收|不退(?!还期|换))"
)
_DAMAGE = re.compile("损坏|损失|赔偿|破坏|拆改|承重|未通过验收|验收不合格|全额退还|无息退还")


@rule("FL033", "money-kept-back", Severity.WARNING, told_by=(_KEPT,))
def money_kept_back(clause: Clause) -> Iterator[Remark]:
    """Find fees paid ahead or deposits kept without a reason.

    Why it matters:
        Money paid ahead for months that are not served, and a deposit against damage that did not happen,
        belong to whoever paid them.

    Example:
        预收的物业费在合同终止时不予退还。

    Use instead:
        合同终止时，未提供服务期间的预收物业费在15日内退还业主。

    References:
        Supreme People's Court on property disputes (物业服务纠纷解释) art. 3: fees paid ahead for time not served are
        paid back.
    """
    for hit in beside(clause, "FL033", acts(clause, _KEPT, unless=_DAMAGE, inside=False)):
        yield Remark(
            Span(*hit.span()),
            _("“{act}”: what was not served and not damaged is paid back. Say within how many days.", act=hit[0]),
        )
