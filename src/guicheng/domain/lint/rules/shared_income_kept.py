"""FL014: income from shared parts kept by the company, or hidden"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_INCOME = (
    "(?:公共(?:部位|区域|场地|收)?[^，。；,;]{0,6}(?:收益|收入|租金)|共[用有](?:部位|部分|场地)?[^，。；,;]{0,8}(?:收益|收入|租金)|(?:电梯|外墙|道闸|大堂"
    "|小区)?广告[费位]?(?:租金|收入|收益|费)|"
    "(?:地面|临时|路面|公共)停车[^，。；,;]{0,4}(?:收入|收益|费)|停车场?[^，。；,;]{0,4}(?:收入|"
    "收益)|(?:地库|地下|人防|公共)[^，。；,;]{0,4}车位[^，。；,;]{0,2}(?:收入|收益|租金)|"
    "(?:快递柜|充电桩|自动售货机|基站|摊位|场地(?:出租)?|场租)[^，。；,;]{0,4}(?:进场费|租金|收入|收益|管理费))"
)
_KEPT = re.compile(
    f"{_INCOME}[^，。；,;]{{0,8}}(?:全部|统一|均|一律)?(?:归[^，。；,;]{{0,8}}(?:公司|物业|项目|企业|管理处|我司|服务中心)|"
    "(?:纳入|计入|列入|作为|冲抵)[^，。；,;]{0,10}(?:公司|项目|管理处|物业|企业|营业|利润|收入|奖金)|由[^，。；,;]{0,8}(?:公司|物业|项目"
    "|管理处)[^，。；,;]{0,8}(?:享有|支配|使用|分配|处置|所有|留存)|"
    "由[^，。；,;]{0,8}(?:公司|物业|项目|管理处)[^，。；,;]{0,10}分成|[^。；;]{0,20}(?:无[需须]|不[必用再])[^，。；,;]{0,4}(?:告知|公[示开布]|征得)|"
    "上[缴交][^，。；,;]{0,4}(?:公司|总部)|用于[^，。；,;]{0,6}(?:员工|奖金|福利|团建|聚餐|招待|公司)|不[^，。；,;]{0,6}(?:公示|公开|公布))"
)
# Named farther off: 电梯广告、快递柜场租由公司签约，收益归公司.
_TAKEN = re.compile(
    "(?:广告|场租|场地|摊位|快递柜|充电桩|停车|架空|公共(?:部位|区域)|共[用有]部[位分])[^。；;]{0,30}(?:收益|收入|租金)"
    "(?:全部|均|一律|统一)?归(?:本|我|物业|管理)?(?:公司|企业|物业|项目部?|管理处|我司)"
)
_OWNERS = re.compile("归[^，。；,;]{0,6}业主|业主大会(?:决定|同意)|补充[^，。；,;]{0,4}维修资金|专户|单独列账")


@rule("FL014", "shared-income-kept", Severity.ERROR, told_by=(_KEPT, _TAKEN))
def shared_income_kept(clause: Clause) -> Iterator[Remark]:
    """Find income from shared parts kept by the company, or hidden.

    Why it matters:
        What lifts, walls, roads and squares earn belongs to the owners once reasonable costs are taken off.
        Keeping it is embezzlement; hiding it breaks the duty to disclose.

    Example:
        电梯广告收入归物业公司所有。

    Use instead:
        电梯广告收入扣除合理成本后归全体业主所有，单独列账，每季度公示。

    References:
        Civil Code (民法典) art. 282: the income belongs to the owners.

        Civil Code (民法典) art. 943: it is disclosed to them.
    """
    kept = [*acts(clause, _KEPT, unless=_OWNERS, inside=False)]
    for hit in beside(clause, "FL014", kept or acts(clause, _TAKEN, unless=_OWNERS, inside=False)):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: income from shared parts belongs to the owners. "
                "Give it an account of its own and publish it.",
                act=hit[0],
            ),
        )
