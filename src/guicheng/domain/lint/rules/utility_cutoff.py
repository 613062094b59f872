"""FL001: cutting supply over unpaid fees"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import banned, sentence_around
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_ARREARS = re.compile("欠[费缴款交]|拖欠|未[交缴]|不[交缴]|逾期|催[缴收交]|拒[交缴]|滞纳|费用?未")
_CUT = re.compile(
    "(?:停|断|限|掐|切)(?:止|断)?(?:供应|供给|供)?其?(?:家中|住?户|户内)?(?:的)?[水电气暖热](?!梯|动|话|脑|器|磁|瓶)[、和及或]?(?:停|"
    "断|限)?(?:供)?[水电气暖热]?|(?:停止|中断|暂停|切断|限制)(?:向|对)?(?:其|该户|该住户|该业主)?(?:家中|室内)?(?:的)?(?:供应|供给|"
    "使用)?(?:生活)?[用供]?[水电气暖热](?!梯|动|话|脑|器|磁|瓶)|拉闸|停用水电"
)


@rule("FL001", "utility-cutoff", Severity.ERROR)
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
    for hit in _CUT.finditer(clause.text):
        sentence = sentence_around(clause.text, hit.start())
        if not _ARREARS.search(sentence) or banned(clause.text, hit.start(), hit.end()):
            continue
        yield Remark(
            Span(*hit.span()),
            _("“{act}” to collect fees is unlawful (Civil Code, art. 944). Send a demand, then sue.", act=hit[0]),
        )
