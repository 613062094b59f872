"""FL004: passage refused over unpaid fees"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts, over_fees
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_BARRED = re.compile(
    "(?:不予|不得|不准|不给|拒绝|禁止|暂不|不)(?:办理|开具)?(?:放行|搬[出运离迁]|出入|进[入出]|通行|开通|入场)|(?:停用|注销|冻结|取消|关闭|禁用|删除|锁定|停止|"
    "暂停)[^，。；,;]{0,8}(?:门禁|梯控|电梯(?:卡|刷卡|权限|授权)|刷卡|车牌|通行|蓝牙|一卡通|人脸|授权)"
    "|(?:门禁卡?|人脸(?:识别)?(?:权限)?|梯控|电梯卡|车牌|通行证|一卡通)[^，。；,;]{0,6}(?:予以|将|应)?(?:停用|注销|冻结|取消|关闭|删除|拉入|列入|停止授权)"
    "|扣[留押][^，。；,;]{0,6}(?:物品|"
    "车辆|家具|证件|钥匙)|锁[车门]|限制[^，。；,;]{0,6}(?:出入|进出|通行|乘梯|乘坐电梯)|拦[截停在]|挡在|(?:不得|不准|不许)将?[^，"
    "。；,;]{0,10}搬[离出走]|取消[^，。；,;]{0,6}识别|(?:不得|禁止|不准|限制其?)(?:使用|享[受用])"
    "(?!停|断|暴力|威胁|强制|任何|不)|禁止其?[^，。；,;]{0,6}(?:入场|驶[入出]|进[入出]|通行|出入)|(?:不得"
    "|禁止|不准|不予)[^，。；,;]{0,4}(?:驶[入出]|离开小区)|[货物][^，。；,;]{0,4}扣[留押]|黑名单|禁入|(?:不予|"
    "不再|停止|暂停)[^，。；,;]{0,4}(?:授权|开通|续费|续办)|(?:电梯卡?|门禁)[^，。；,;]{0,6}(?:降级|限制|仅能)"
    "|(?:不给|不予|不)其?(?:开具|开)[^，。；,;]{0,6}(?:放行|出门)|(?:不予?|拒绝|暂不)办理[^，。；,;]{0,8}(?:装修|出入证|停车|门禁|通行证|搬家)"
)
# What a thing is made to hang on, whether or not anybody is said to owe.
_CONDITION = re.compile(
    "(?:装修|出入证|停车|月卡|月租|门禁|过户|搬[家迁入出]|入住|报修|维修)[^。；;]{0,14}(?:须|应|必须|需|先)[^，。；,;]{0,6}(?:结清|缴清|交清|补[缴交])"
    "[^，。；,;]{0,8}(?:物业|管理|欠|全部|所有)[^，。；,;]{0,4}[费款][^。；;]{0,6}(?:否则|未结清|未缴清|方可|后方)"
)
_DEPOSIT = re.compile("押金|保证金")


@rule("FL004", "passage-as-pressure", Severity.ERROR, told_by=(_BARRED, _CONDITION))
def passage_as_pressure(clause: Clause) -> Iterator[Remark]:
    """Find passage, goods or lift refused to collect fees.

    Why it matters:
        The law names water, power, heat and gas and goes on with "and the like". Barring people, cars or goods over
        unpaid fees interferes with ownership in the same way; courts order it stopped and the damage paid.

    Example:
        欠费业主搬运家具的，不予放行。

    Use instead:
        欠费业主搬运家具的，核对身份和物品清单后放行，欠费另行书面催告。

    References:
        Civil Code (民法典) art. 944: no stopping of power, water, heat, gas and the like to collect property fees.

        Weifang property regulation (潍坊市物业管理条例) art. 55: no barring of cars to collect fees.
    """
    own = (hit for hit in acts(clause, _BARRED, unless=_DEPOSIT, inside=False) if over_fees(clause, hit.start()))
    first = next(own, None) or next(acts(clause, _CONDITION, inside=False), None)
    yield from (_remark(hit) for hit in islice(beside(clause, "FL004", [first] if first else []), 1))


def _remark(hit: re.Match[str]) -> Remark:
    return Remark(
        Span(*hit.span()),
        _("Refusing passage to collect fees is unlawful pressure. Let pass, and demand the fee in writing."),
    )
