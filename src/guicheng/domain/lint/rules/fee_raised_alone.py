"""FL013: fees raised or added by the company alone"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_FEE = "(?:物业(?:服务|管理)?费|管理费|停车费|(?:停车)?月[卡租](?:价格|费)?|收费标准|收费项目|费用标准|服务费|能耗费|公摊费|(?:服务)?收费)"
_UP = "(?:上调|调高|提高|调整|涨价?|上浮|上涨|增收|加收|增设|新增|增加)"
_ALONE = re.compile(
    f"(?:可|有权|可以|自行|单方面?|直接|随时|自主|视情况?)[^，。；,;]{{0,12}}{_UP}[^，。；,;]{{0,8}}{_FEE}"
    f"|{_FEE}[^，。；,;]{{0,8}}(?:由[^，。；,;]{{0,8}}(?:公司|物业|项目|管理处)[^，。；,;]{{0,6}}|可|自行|自动|随时|每年[^，。；,;]{{0,8}})(?:随时"
    f"|自行|自动)?{_UP}"
    f"|{_FEE}[^，。；,;]{{0,6}}(?:涨价|上调|提高|调整)后?[^，。；,;]{{0,10}}(?:即可执行|即执行|直接执行|即生效)"
)
_DECIDED = re.compile(
    "业主大会|业主共同|业主同意(?<!无需业主同意)|经业主|表决|业委会同意|与业主协商|政府指导价|主管部门批准|合同约定的调价"
)


@rule("FL013", "fee-raised-alone", Severity.ERROR, told_by=(_ALONE,))
def fee_raised_alone(clause: Clause) -> Iterator[Remark]:
    """Find fees raised or added by the company alone.

    Why it matters:
        Fees are part of the contract with the owners. They change by audit, notice and a vote of the owners;
        what was taken beyond that must be paid back.

    Example:
        公司可根据成本变化自行上调物业费。

    Use instead:
        物业费标准需要调整的，经审计、公示30日并由业主大会决定。

    References:
        Supreme People's Court on property disputes (物业服务纠纷解释) art. 2: fees widened, raised or doubled on one's
        own are not owed.

        Civil Code (民法典) art. 278: the owners decide; local rules name notice and audit, such as Hangzhou art.
        53.
    """
    for hit in beside(clause, "FL013", acts(clause, _ALONE, unless=_DECIDED)):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: fees change only by a decision of the owners. Write audit, notice and vote into the clause.",
                act=hit[0],
            ),
        )
