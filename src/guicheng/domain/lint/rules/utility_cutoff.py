"""FL001: cutting supply over unpaid fees"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts, over_fees
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_CUT = re.compile(
    "(?:停|断|限|掐|切)(?:止|断)?(?:供应|供给|供)?其?(?:家中|住?户|户内|室内)?(?:的)?(?:生活|"
    "日常|生产|办公|经营|商业|店内)?(?:用|热)?[水电气暖热](?!梯|动|话|脑|器|磁|瓶)[、和及或]?(?:停|"
    "断|限)?(?:供)?[水电气暖热]?|(?:停止|中断|暂停|切断|限制)(?:向|对)?(?:其|该户|该住户|该业主)?(?:家中|室内)?(?:的)?(?:供应|供给|"
    "使用)?(?:生活)?[用供]?[水电气暖热](?!梯|动|话|脑|器|磁|瓶)|(?:停|断|切断|停供|中断|关停)[^，。；,;]{0,6}(?:燃气|煤气|天然气|电源|水源|气源)|(?:停止|中止|中断"
    "|暂停|终止)[^，。；,;]{0,6}(?:水电|水、电|供水|供电)|仅供[应水电]|限量供|拉(?:电)?闸|停用水电|停供|断供|限时[^，。；,;]{0,4}供[水电气热]|(?:关闭|关停|锁[闭住]?"
    "|拆除|拆[卸走]?|贴封)[^，。；,;]{0,8}(?:水阀|"
    "阀门|水表|电表|电闸|空开|气阀|入户阀)|(?:水[表阀]|电[表闸]|气[表阀])[^，。；,;]{0,6}(?:拆除|关闭|锁闭|封停|予以拆)|(?:不予|停止|暂停|拒绝)(?:其)?(?:售|购"
    "|充值?)[^，。；,;]{0,4}[水电气]|"
    "暂停其?购[水电]|室内用[水电][^，。；,;]{0,6}限制|(?:不为|不给|不予|停止|暂停|拒绝)[^，。；,;]{0,8}(?:充值|购[水电]|售[水电])|(?:拉[下掉开]|断开|关掉|关上)[^，"
    "。；,;]{0,6}(?:空开|电闸|闸刀|开关|水阀|阀门)|(?:停止|中止|中断|暂停|终止|关闭|关停|切断)[^，。；,;]{0,12}(?:空调|照明|用电|冷气|供冷|采暖|电源|水源|气源)|(?:控制"
    "|限制)[^，。；,;]{0,4}用[水电]|剪断?电?线"
    "|(?:停用|切断|断开|关停|关闭|停止)[^，。；,;]{0,10}(?:水表|电表|远程阀|供电|供水|回路|热水|供暖)"
)
_OTHER_CAUSE = re.compile(
    "供水公司处理|供电公司处理|拒绝执行|由(?:供水|供电)|不影响|检修|抢修|市政|提前[^，。；,;]{0,8}公告"
)


@rule("FL001", "utility-cutoff", Severity.ERROR, told_by=(_CUT,))
def utility_cutoff(clause: Clause) -> Iterator[Remark]:
    """Find cutting water, power, heat or gas to collect fees.

    Why it matters:
        The firm must not do it, whatever the contract says; it is liable for the damage, and the fee is not paid
        sooner. A clause that forbids it is right and is not reported.

    Example:
        欠费三个月以上的业主，停止供水供电直至缴清。

    Use instead:
        欠费三个月以上的业主，由两名客服人员上门催缴并送达书面催告，仍不缴纳的依法起诉或申请仲裁。
        不得以停水停电的方式催缴物业费。

    References:
        Civil Code (民法典) art. 944: no stopping of power, water, heat or gas to collect property fees.
    """
    own = (hit for hit in acts(clause, _CUT, unless=_OTHER_CAUSE) if over_fees(clause, hit.start()))
    for hit in beside(clause, "FL001", own):
        yield Remark(
            Span(*hit.span()),
            _("“{act}” to collect fees is unlawful (Civil Code, art. 944). Send a demand, then sue.", act=hit[0]),
        )
