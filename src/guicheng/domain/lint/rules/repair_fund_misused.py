"""FL031: the repair fund used for daily costs"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_FUND = "(?:(?:专项)?维修(?:资金|基金)|公共维修[金基]金?|公维金)"
_DAILY = "(?:保洁|绿化|日常|物业(?:服务|管理)?费|工资|人员|办公|奖金|亏损|秩序|保安|加班|福利|过节|管理费|管理成本|理财|经营|垫付|能耗)"
_MISUSED = re.compile(
    f"{_FUND}[^。；;]{{0,16}}(?:支付|用于|用作|垫付|列支|发放|冲抵|弥补|购买|补贴|借给|抵扣)[^，。；,;]{{0,10}}{_DAILY}"
    f"|(?:动用|挪用|使用|从)[^，。；,;]{{0,4}}{_FUND}[^，。；,;]{{0,8}}(?:支付|发放|补贴|弥补|冲抵|列支)[^，。；,;]{{0,8}}{_DAILY}"
)
_REPAIR = re.compile("大修|更新|改造|不用于|归还")


@rule("FL031", "repair-fund-misused", Severity.ERROR, told_by=(_MISUSED,))
def repair_fund_misused(clause: Clause) -> Iterator[Remark]:
    """Find the repair fund used for daily costs.

    Why it matters:
        The fund belongs to the owners and pays for repair, renewal and alteration of shared parts. Daily
        service is paid by the fee; whatever is missing there is not to be taken from the fund.

    Example:
        维修资金可先用于支付日常保洁费用。

    Use instead:
        维修资金只用于共有部分的维修、更新和改造，使用前由业主共同决定并公布。

    References:
        Civil Code (民法典) art. 281: the fund is for shared parts, by a decision of the owners, and is published.
    """
    for hit in beside(clause, "FL031", acts(clause, _MISUSED, unless=_REPAIR)):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: the repair fund is for shared parts and needs "
                "a decision of the owners. Pay daily costs from the fee.",
                act=hit[0],
            ),
        )
