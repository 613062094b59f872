"""YS002: a rate over no period"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause, Kind
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity
from guicheng.domain.values.message import _

_RATE = re.compile("率|满意度")
# States of a thing, not shares of events in a period.
_STATE = re.compile("覆盖率|绿[化地]率|空置率|容积率|[成存]活率|含水率|含氧|湿度|使用率|坡度|浓度|比例")
_PERIOD = re.compile(
    "年检|每[次日天周月季半年班]|[月季年周日]度|全年|当[月年季日]|[上下]半年|年[内终底末均]|[一半]年|月[内末均]|季末|本[月年]|期内|期末|周期|次"
)


@rule("YS002", "ratio-without-period", Severity.HINT, kinds=(Kind.RATIO,), element="assessment")
def ratio_without_period(clause: Clause) -> Iterator[Remark]:
    """Find a rate without the period over which it is counted.

    Why it matters:
        95% in every month is another promise than 95% over the year: one bad month breaks the first and vanishes in
        the second.

    Example:
        维修及时率不低于98%。

    Use instead:
        每月维修及时率不低于98%。

    References:
        Measurability principle (可衡量性): a metric states formula, period and source.
    """
    if _PERIOD.search(clause.text):
        return
    for requirement in clause.requirements:
        name = requirement.action or ""
        if requirement.kind is Kind.RATIO and not requirement.per and _RATE.search(name) and not _STATE.search(name):
            yield Remark(
                requirement.span, _("The period of this rate is missing. Say over which period it is counted.")
            )
