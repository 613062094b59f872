"""FL028: money taken for the first key, card or pass, or for a visit"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_CARD = "(?:门禁卡|出入证|通行证|电梯卡|梯控卡|单元门?钥匙|门钥匙|门卡|放行条|业主卡)"
_PAID = (
    "(?:收取|收费|须?支付|须?缴纳|交纳|另付|另行[^，。；,;]{0,4}(?:支付|付)|购买)[^，。；,;]{0,8}"
    "(?:工本费|押金|钥匙费|制卡费|卡费|费用|[0-9]{1,4}元)"
)
_CHARGED = re.compile(
    f"(?:首张|第一张|领取|每张|办理)?{_CARD}[^。；;]{{0,10}}{_PAID}"
    f"|{_CARD}(?:工本费|押金|费)[^，。；,;]{{0,4}}[0-9]{{1,4}}元"
    "|(?:访客|来访人?|探访)[^。；;]{0,14}(?:支付|收取|缴纳|交纳)[^，。；,;]{0,8}(?:登记费|进门费|管理费|[0-9]{1,4}元)"
)
_EXTRA = re.compile(
    "补[办领发]|遗失|丢失|损坏|增[办配]|加[办配]|额外|超出|复制|第[二三四五]张|停车|车辆|免费(?:发放|领取|提供|配发)|洽谈|会议"
)


@rule("FL028", "charged-passes", Severity.WARNING, told_by=(_CHARGED,))
def charged_passes(clause: Clause) -> Iterator[Remark]:
    """Find money taken for the first key, card or pass, or for a visit.

    Why it matters:
        A way into one's own home is part of the service that the fee pays for. What is taken for it beyond the
        contract must be paid back; only cards lost or wanted on top may be charged at cost.

    Example:
        每户首张门禁卡收取工本费30元。

    Use instead:
        每户免费发放门禁卡2张，遗失补办收取工本费20元。

    References:
        Supreme People's Court on property disputes (物业服务纠纷解释) art. 2: fees widened on one's own are not owed.
    """
    for hit in beside(clause, "FL028", acts(clause, _CHARGED, unless=_EXTRA)):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: the first keys and cards, and visits, cost "
                "nothing. Charge what is lost or wanted on top, at cost.",
                act=hit[0],
            ),
        )
