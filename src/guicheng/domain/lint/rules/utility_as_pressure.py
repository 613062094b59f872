"""FL026: water, power, heat or gas cut to make people obey"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts, sentence_around
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_CUT = re.compile(
    "停水(?:停电)?|停电(?![动瓶梯])|断[水电](?:断[水电])?|(?:停止|切断|中断|暂停)(?:其|该户)?(?:的)?(?:供应)?(?:供[水电气暖热]|用[水电]|[水电](?!梯))"
    "|拉闸(?:断电)?|限[水电]|关闭[^，。；,;]{0,4}(?:水阀|电闸)"
)
_FAULT = re.compile("违[规章建约]|私[拉搭接自]|拒不|不听|不[整]改|不配合|擅自|扰民|群租|清退|屡教|不服从|乱")
_OTHER = re.compile(
    "欠[费缴款]|拖欠|[未不][交缴]|催[缴收]|检修|抢修|施工停|故障|公告|提前|危及|漏电|起火|火灾|渗漏|跑水|爆|应急|市政|来电|台风|暴雨|通知业主|停水停电(?:通知|公告|信息)"
)


@rule("FL026", "utility-as-pressure", Severity.WARNING, told_by=(_CUT,))
def utility_as_pressure(clause: Clause) -> Iterator[Remark]:
    """Find water, power, heat or gas cut to make people obey.

    Why it matters:
        The company supplies neither water nor power and has no right to cut them, whatever an owner did. Danger
        is another matter: then the branch is switched off and the owner told at once.

    Example:
        违规装修拒不整改的，停水停电。

    Use instead:
        违规装修拒不整改的，24小时内报告主管部门。

    References:
        Civil Code (民法典) art. 942: the firm takes reasonable measures, reports and helps the authority.

        Regulation on property management (物业管理条例) art. 45: stop breaches and report them.
    """
    own = (hit for hit in acts(clause, _CUT, unless=_OTHER) if _FAULT.search(sentence_around(clause.text, hit.start())))
    for hit in beside(clause, "FL026", own):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}” to make people obey is not the company's right. Dissuade, tell in writing, report.",
                act=hit[0],
            ),
        )
