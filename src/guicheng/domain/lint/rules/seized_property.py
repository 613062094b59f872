"""FL009: papers or property seized, clamped or confiscated by staff"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_THING = "(?:证件|身份证|驾驶证|行驶证|工具|器具|材料|车辆?|电动车|自行车|电瓶|电池|物品|财物|货物|手机|钥匙|行李|家具|家电|设备|宠物|犬只|狗|包裹|杂物)"
_SEIZED = re.compile(
    f"(?:扣押|扣留|暂扣|没收|扣下|扣存|罚没|收缴|查扣)[^，。；,;]{{0,10}}{_THING}"
    f"|{_THING}[^，。；,;]{{0,12}}(?:扣押|扣留|暂扣|没收|扣下|扣存|罚没|收缴|查扣|押在|抵押)"
    "|(?:有权|予以|一律|直接|当场)(?:没收|扣押|扣留|暂扣)|没收处理|锁车|锁轮|车轮锁|上地锁|[车轮][^，。；,;]{0,6}上锁"
    "|(?:身份证|证件)[^，。；,;]{0,4}抵?押|押[下存]?(?:身份证|证件)"
)
_EXCUSED = re.compile(
    "员工|离职|公安|交警|城管|法院|执法|行政|监管部门|主管部门依法|拾[得到获]|失物|工牌|停车卡|门岗钥匙|业主同意|本人同意|欠[费缴]|拖欠|缴费用?未|(?:无[需须]|不[需必用])[^，。；,;]{0,4}押"
)


@rule("FL009", "seized-property", Severity.ERROR, told_by=(_SEIZED,))
def seized_property(clause: Clause) -> Iterator[Remark]:
    """Find papers or property seized, clamped or confiscated by staff.

    Why it matters:
        Nobody but an authority may take away what belongs to others. A tool, a car or an identity card held to
        press its owner is an infringement, and the company answers for damage to it.

    Example:
        违规装修的，扣押施工工具。

    Use instead:
        违规装修的，书面劝阻并报告主管部门；工具由施工人员自行带走。

    References:
        Security guard regulation (保安服务管理条例) art. 30: no seizing and no confiscating.

        Civil Code (民法典) art. 207: private property must not be infringed.
    """
    for hit in beside(clause, "FL009", acts(clause, _SEIZED, unless=_EXCUSED)):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: property of others must not be seized or locked. "
                "Dissuade, put up a notice, report to the authority.",
                act=hit[0],
            ),
        )
