"""FL007: fines that the company takes from owners, tenants or contractors"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts, sentence_around
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_FINE = re.compile(
    "(?<!受)罚款|罚金|罚单|扣罚|处罚[^，。；,;]{0,4}\\d{1,6}元|罚[^，。；,;款]{0,4}\\d{1,6}(?:元|块)"
    "|处以?[^，。；,;]{0,6}\\d{1,6}元[^，。；,;]{0,10}(?:罚|处罚)"
)
_OTHERS = re.compile(
    "业主|住户|住客|租户|租客|使用人|商户|商家|访客|来访|装修|施工|车主|车辆|停车|电动车|电瓶车|乱停|占[用道]|堵塞|养犬|遛狗|宠物|犬|违[者规章停建]|[扔放抛堆搭踏折吸]"
    "|折花|摘[花果]|攀折|采摘|居民|家属|顾客|高空"
)
_OWN_OR_LAWFUL = re.compile(
    "员工|迟到|早退|旷工|脱岗|睡岗|当班|在岗|离岗|当值|绩效|工资|奖金|考核"
    "|班长(?!(?:当场|负责|统一)?(?:收取|收缴|收(?=[，。；,;])|开单|开票|开具))|保安员[^，。；,;]{0,4}(?:罚款|扣)|保洁员|维保单位|外包单位|供应商|乙方|承包商|分包|部门|机关|公安"
    "|交警|城管|执法|消防救援|行政|依法(?!有权)|万元以上"
)


@rule("FL007", "company-fine", Severity.ERROR, told_by=(_FINE,))
def company_fine(clause: Clause) -> Iterator[Remark]:
    """Find fines that the company takes from owners, tenants or contractors.

    Why it matters:
        Only authorities may fine, and only by law. A company that takes a fine has no right to the money and
        must give it back. Dissuade, tell in writing, report to the authority, and claim damage that was done.

    Example:
        业主违规装修的，罚款500元。

    Use instead:
        业主违规装修的，由工程主管书面劝阻，并在24小时内报告主管部门。

    References:
        Law on administrative penalties (行政处罚法) art. 17: penalties are for authorities within their power.

        Regulation on property management (物业管理条例) art. 45: the firm stops breaches and reports them.
    """
    own = (
        hit
        for hit in acts(clause, _FINE, unless=_OWN_OR_LAWFUL)
        if _OTHERS.search(sentence_around(clause.text, hit.start()))
    )
    for hit in beside(clause, "FL007", own):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: only authorities may fine. "
                "Stop the breach, tell in writing, report it, and claim real damage.",
                act=hit[0],
            ),
        )
