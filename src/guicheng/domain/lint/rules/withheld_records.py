"""FL019: owners kept from accounts and contracts that are theirs to see"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_RECORD = "(?:账目|账簿|收支|公共收益|共有收益|维修资金|财务(?!人员)|审计|物业服务合同|服务合同|收费依据|中标文件)"
_DENY = "(?:拒绝|不予|不提供|不接受|谢绝|不对|不向|无权|不得|不作|不公开|保密|商业秘密)"
_WITHHELD = re.compile(
    f"(?:业主|业委会|业主委员会|住户)[^。；;]{{0,14}}{_RECORD}[^。；;]{{0,20}}{_DENY}"
    f"|(?:业主|业委会|业主委员会|住户)[^，。；,;]{{0,4}}(?:无权|不得|不能|不允许|不可以?)[^，。；,;]{{0,4}}(?:查|看|过问|了解|知悉"
    f"|询问)[^，。；,;]{{0,12}}{_RECORD}"
    f"|{_RECORD}[^。；;]{{0,12}}{_DENY}[^。；;]{{0,10}}(?:业主|公开|公布|公示|查阅|查询|提供|住户)"
)
_KEPT_RIGHTLY = re.compile(
    "不得(?:拒绝|隐瞒|挪用|侵占|虚报|擅自|截留|私自|用于)|不予?拒绝|他人|员工不得|财务人员不得|未经业主|归[^，。；,;]{0,6}业主|不得向(?:外|第三|无关|他)"
)


@rule("FL019", "withheld-records", Severity.ERROR, told_by=(_WITHHELD,))
def withheld_records(clause: Clause) -> Iterator[Remark]:
    """Find owners kept from accounts and contracts that are theirs to see.

    Why it matters:
        Owners may see what was earned and spent in their name. Fees, repair fund, shared income and the
        contract are disclosed to them regularly and shown when they ask.

    Example:
        业主要求查阅收支账目的，一律拒绝。

    Use instead:
        业主要求查阅收支账目的，客服在5个工作日内安排查阅。

    References:
        Civil Code (民法典) art. 943: the firm discloses fees, performance, repair fund and shared income.

        Civil Code (民法典) art. 285: it answers the owners' questions and is watched by them.
    """
    for hit in beside(clause, "FL019", acts(clause, _WITHHELD, unless=_KEPT_RIGHTLY, inside=False)):
        yield Remark(
            Span(*hit.span()),
            _("“{act}”: owners may see accounts and contracts. Name the days within which they are shown.", act=hit[0]),
        )
