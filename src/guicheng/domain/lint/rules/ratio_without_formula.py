"""YS003: a rate without formula"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause, Kind
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.values import Severity
from guicheng.domain.values.message import _

_RATE = re.compile("率|满意度")
_FORMULA = re.compile("[=＝÷/／]|户数|份数|总[数量]|占|之比|除以|公式|分[子母]|计算|按.{1,12}计")


@rule("YS003", "ratio-without-formula", Severity.HINT, kinds=(Kind.RATIO,), element="assessment")
def ratio_without_formula(clause: Clause) -> Iterator[Remark]:
    """Find a rate without the formula that says what is divided by what.

    Why it matters:
        满意率 is counted in at least two ways: satisfied answers by returned forms, or points by full points. The same
        year passes by one and fails by the other.

    Example:
        业主满意率不低于90%。

    Use instead:
        业主满意率（满意和基本满意的问卷数÷收回的问卷数）不低于90%。

    References:
        Measurability principle (可衡量性): a metric states formula, period and source.
    """
    if _FORMULA.search(clause.text):
        return
    for requirement in clause.requirements:
        if requirement.kind is Kind.RATIO and _RATE.search(requirement.action or ""):
            yield Remark(requirement.span, _("The formula of this rate is missing. Say what is divided by what."))
