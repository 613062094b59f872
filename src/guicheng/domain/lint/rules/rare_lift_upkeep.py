"""FL023: lifts serviced too seldom"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.statute import statute
from guicheng.domain.lint.wording import after, before, sentence_around, sparser
from guicheng.domain.values import Severity
from guicheng.domain.values.message import _

_LIFT = re.compile("电梯|扶梯|[客货]梯|自动人行道")
_UPKEEP = re.compile("维保(?!合同|记录|单位的|资料|档案|单[^位独])|维护保养|保养|润滑")
# Parts of a lift, other tasks, and the tiers of the maintenance plan, which have their own intervals.
_OTHER = re.compile(
    "轿厢(?:内|地面)?(?:清|擦|保养|消毒)|检验|检测|自检|自行检查|巡[视查检]|合同|归档|(?<!每)(?:季度?|半年|年度?)(?:维保|保养)"
    "|大修|培训|演练|会议|抽查|评价|考核|汇总|装订|统计|提交|支付|付款|结算|维保费|钢丝绳|石材|不锈钢"
)
# The lift's room and car are swept; no upkeep of the lift.
_SWEPT = re.compile("清扫|打扫|卫生|保洁")
_PART = re.compile("[^，,。；;]{1,80}")


@rule("FL023", "rare-lift-upkeep", Severity.ERROR, told_by=(_LIFT,))
def rare_lift_upkeep(clause: Clause) -> Iterator[Remark]:
    """Find lifts serviced less often than the law asks.

    Why it matters:
        A lift is cleaned, oiled, adjusted and checked at least every 15 days. Once a month is half of what the law
        asks, and the first thing looked at after an accident.

    Example:
        电梯每月维保1次。

    Use instead:
        电梯每15日维保1次，安全管理员现场签字确认。

    References:
        Regulation on special equipment safety (特种设备安全监察条例) art. 31: at least every 15 days.
    """
    least = statute("lift-upkeep")
    for requirement in clause.requirements:
        place = requirement.span.start
        about = before(clause, place, 20) + after(clause, place, 20)
        if not (_LIFT.search(sentence_around(clause.text, place)) and _UPKEEP.search(about)) or _OTHER.search(about):
            continue
        if any(
            hit.start() <= place < hit.end() and _SWEPT.search(hit[0]) and not _UPKEEP.search(hit[0])
            for hit in _PART.finditer(clause.text)
        ):
            continue
        # Half-months and two times a month are taken as 15 days, as the trade does.
        if sparser(requirement, times=1, days=least.value + 1):
            yield Remark(
                requirement.span,
                _(
                    "Lifts must be serviced at least every {days} days ({law}, art. {article}).",
                    days=str(least.value),
                    law=least.law,
                    article=least.article,
                ),
            )
