"""FL029: couriers and deliverers kept out altogether"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_WHO = "(?:外卖|快递|送餐|骑手|配送|送货|快件)"
_KEPT_OUT = re.compile(
    f"{_WHO}[^。；;]{{0,14}}(?:不得|禁止|严禁|谢绝|拒绝|不准|不允许|不许|不予|不让)[^，。；,;]{{0,4}}(?:进入|入内|入园|进小区|进园|进楼|放行)"
    f"|{_WHO}[^。；;]{{0,10}}止步"
    f"|(?:禁止|严禁|谢绝|拒绝|不允许|不准|不让)[^，。；,;]{{0,6}}{_WHO}[^，。；,;]{{0,8}}(?:进入|入内|进小区|入园)"
    f"|{_WHO}[^。；;]{{0,16}}(?:缴纳|支付|交纳|收取)[^，。；,;]{{0,6}}(?:进场费|入场费|管理费)"
)
_ON_TERMS = re.compile(
    "登记|未经|核实|电动车|骑行|机动车|车辆进|无证|疫情|应急|客梯|电梯|机房|办公区|工作区|生产区|实验室|病区|酒后|不文明"
)


@rule("FL029", "couriers-kept-out", Severity.WARNING, told_by=(_KEPT_OUT,))
def couriers_kept_out(clause: Clause) -> Iterator[Remark]:
    """Find couriers and deliverers kept out altogether.

    Why it matters:
        Residents and tenants ordered what they bring. Whoever runs an estate gives deliveries the way in that
        they need; order is kept by registering people, keeping vehicles out and naming the lift.

    Example:
        外卖、快递人员一律不得进入小区。

    Use instead:
        外卖、快递人员登记后步行送至单元门口，电动车停放在指定区域。

    References:
        Interim regulation on express delivery (快递暂行条例, 2018): whoever manages an estate gives couriers the
        convenience they need.
    """
    for hit in beside(clause, "FL029", acts(clause, _KEPT_OUT, unless=_ON_TERMS, inside=False)):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}” keeps out what residents ordered. Register the "
                "deliverers, and say where vehicles stay and how they go up.",
                act=hit[0],
            ),
        )
