"""FL010: guards sent to collect fees, or debtors frightened"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_GUARD = "(?:保安|安管|安保|秩序(?:部|员|维护)|护卫|巡逻)"
_COLLECT = "(?:催[缴收交款费]|收缴?(?:物业)?费|讨(?:债|要|还)|追[讨缴收债]|清欠|蹲守|堵门|收取(?:物业|管理|欠)费)"
_PRESSED = re.compile(
    f"{_GUARD}[^，。；,;]{{0,24}}{_COLLECT}"
    "|(?:欠[费缴款]|拖欠|未[交缴]费)[^。；;]{0,16}(?:通知|告知|通报|联系)其?[^，。；,;]{0,6}(?:工作单位|所在单位|单位领导|学校|亲友|邻居)"
    f"|(?:欠[费缴款]|拖欠|催[缴收]|老赖|不[交缴]费|未[交缴]费|债务)[^。；;]{{0,30}}(?:{_GUARD}[^，。；,;]{{0,16}}(?:追讨|催|蹲守|围堵|上门)|恐吓|威胁|骚扰"
    f"|轰炸|围堵|堵(?:门|锁)|施压|泼漆|喷漆|大字报|断其[^，。]{{0,4}}路)"
)
_LAWFUL = re.compile("律师函|提供服务|仲裁裁决|不参[与加]|不介入|不派|排队|现金|押款|解款|护款")


@rule("FL010", "collecting-by-pressure", Severity.ERROR, told_by=(_PRESSED,))
def collecting_by_pressure(clause: Clause) -> Iterator[Remark]:
    """Find guards sent to collect fees, or debtors frightened.

    Why it matters:
        Guards must not take part in collecting debts. Threats, noise, paint and glue in a lock break the law. A
        demand in writing and a claim in court get the fee.

    Example:
        由保安员上门催缴欠费。

    Use instead:
        由两名客服人员上门送达书面催告。

    References:
        Security guard regulation (保安服务管理条例) art. 26, 30: guards collect no debts and settle no quarrels by
        threats.

        Civil Code (民法典) art. 944: demand payment within a reasonable term, then sue.
    """
    for hit in beside(clause, "FL010", acts(clause, _PRESSED, unless=_LAWFUL)):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: guards and threats are no way to collect. Let the service desk demand in writing, then sue.",
                act=hit[0],
            ),
        )
