"""FL027: homes entered by force, things torn down or people put out by staff"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_ENTRY = re.compile(
    "(?:强行|强制|破门|撬锁|撬门|翻窗|砸[门锁])[^，。；,;]{0,4}(?:进入|入户|入室|开[门锁]|检查|维修)|(?:强制|强行)(?:拆除|清退|清理|清除|清场|搬离|驱离)"
    "|(?:不在家|无人|未在)[^。；;]{0,16}(?:备用钥匙|自行开|直接)[^，。；,;]{0,6}(?:入|进)|换锁[^，。；,;]{0,4}(?:清退|清场|收房)|强拆"
)
_RIGHTLY = re.compile(
    "公安|民警|消防(?:救援|人员|队)|119|110|执法|城管|法院|业主同意|见证|主管部门|街道|扒门|紧急情况下报警|冒烟|起火|火灾|着火|呼救|救人|燃气泄漏|漏气"
)


@rule("FL027", "forced-entry", Severity.WARNING, told_by=(_ENTRY,))
def forced_entry(clause: Clause) -> Iterator[Remark]:
    """Find homes entered by force, things torn down or people put out by staff.

    Why it matters:
        Entering against the will of the resident, tearing down and clearing out are for courts and authorities.
        In an emergency the police or the fire brigade is called, and the owner told.

    Example:
        业主不在家的，可撬锁进入户内维修。

    Use instead:
        户内漏水而业主不在的，联系业主；联系不上且危急的，在民警见证下进入并全程录像。

    References:
        Civil Code (民法典) art. 207, 1032: property and home are protected.

        Regulation on property management (物业管理条例) art. 45: stop breaches and report them.
    """
    for hit in beside(clause, "FL027", acts(clause, _ENTRY, unless=_RIGHTLY)):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}” is for courts and authorities. Call the owner; in danger call the police, and record it.",
                act=hit[0],
            ),
        )
