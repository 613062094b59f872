"""FL016: hand-over or leaving refused at the end of a contract"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts, sentence_around
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_REFUSED = re.compile(
    "(?:拒绝|不予|不(?!影响|妨碍|耽误)|暂不|暂缓|延[后期迟]|拖延|推迟|停止)[^，。；,;]{0,4}(?:移交|交接|退出|撤场|退场|撤离|交出|交还|归还|办理[^，。；,;]{0,4}(?:移交"
    "|交接))[^，。；,;]{0,10}"
    "|(?:继续|仍可|照常)[^，。；,;]{0,4}(?:占用|使用)[^，。；,;]{0,6}(?:用房|办公室)"
    "|可?(?:留置|扣留|扣押|暂存)[^，。；,;]{0,8}(?:资料|图纸|档案|物业用房)"
    "|(?:资料|图纸|档案)[^，。；,;]{0,6}(?:延[后期迟]|暂缓|暂不|不予)[^，。；,;]{0,3}移交"
    "|(?:拒绝|阻[挠止拦]|抵制|不让)[^，。；,;]{0,6}新[^，。；,;]{0,6}(?:物业|公司|企业|服务人)"
)
_ENDING = re.compile("合同|选聘|新公司|解聘|终止|撤场|新聘|新物业|续聘|业委会|业主委员会|资料|档案|项目|图纸")
_SHIFT = re.compile("交接班|接班|当班|离职|离岗|原物业|前物业|前期物业公司未|建设单位|开发|供应商|施工单位")


@rule("FL016", "refused-handover", Severity.ERROR, told_by=(_REFUSED,))
def refused_handover(clause: Clause) -> Iterator[Remark]:
    """Find hand-over or leaving refused at the end of a contract.

    Why it matters:
        When the contract ends the firm leaves and hands back rooms, facilities and papers. Arrears and quarrels
        are no reason to stay: who stays loses the fee and pays the damage.

    Example:
        业主欠费未结清前，公司不移交项目资料。

    Use instead:
        合同终止后，公司在约定期限内退出并移交资料；欠费另行起诉。

    References:
        Civil Code (民法典) art. 949: leave, hand back, tell the truth about the property.

        Beijing art. 76, Qingdao art. 67, Zibo art. 49, Hangzhou art. 57: no refusing over arrears.
    """
    own = (
        hit
        for hit in acts(clause, _REFUSED, unless=_SHIFT, inside=False)
        if _ENDING.search(sentence_around(clause.text, hit.start()))
    )
    for hit in beside(clause, "FL016", own):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: at the end of the contract the firm leaves and hands back. Claim arrears in court.",
                act=hit[0],
            ),
        )
