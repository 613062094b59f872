"""FL004: passage refused over unpaid fees"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import banned, sentence_around
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_ARREARS = re.compile(
    "欠[费缴款交]|拖欠|未[交缴]清?|不[交缴]|逾期|催[缴收交]|拒[交缴]|未结清|缴清[^。；;]{0,6}(?:前|后方)"
)
_BARRED = re.compile(
    "(?:不予|不得|不准|不给|拒绝|禁止|暂不|不)(?:办理|开具)?(?:放行|搬[出运离迁]|出入|进[入出]|通行|开通|入场)|(?:停用|注销|冻结|取消|关闭|禁用|"
    "暂停)[^，。；,;]{0,6}(?:门禁|梯控|电梯卡|车牌|通行|蓝牙|一卡通)"
    "|(?:门禁卡?|梯控|电梯卡|车牌|通行证|一卡通)[^，。；,;]{0,6}(?:予以|将|应)?(?:停用|注销|冻结|取消|关闭)|扣[留押][^，。；,;]{0,6}(?:物品|"
    "车辆|家具|证件|钥匙)|锁[车门]|限制[^，。；,;]{0,6}(?:出入|进出|通行|乘梯|乘坐电梯)|拦[截停]"
)


@rule("FL004", "passage-as-pressure", Severity.HINT)
def passage_as_pressure(clause: Clause) -> Iterator[Remark]:
    """Find passage, goods or lift refused to collect fees.

    Why it matters:
        The law names water, power, heat and gas. Barring people or goods over unpaid fees interferes with ownership in
        the same way and is risky in court, though no article names it; therefore this is a hint, not an error.

    Example:
        欠费业主搬运家具的，不予放行。

    Use instead:
        欠费业主搬运家具的，核对身份和物品清单后放行，欠费另行书面催告。

    References:
        Civil Code (民法典) art. 944, by its purpose; no article names goods or passage.
    """
    for hit in _BARRED.finditer(clause.text):
        sentence = sentence_around(clause.text, hit.start())
        if not _ARREARS.search(sentence) or banned(clause.text, hit.start(), hit.end(), inside=False):
            continue
        yield Remark(
            Span(*hit.span()),
            _("Refusing passage to collect fees is risky in court. Let pass, and demand the fee in writing."),
        )
