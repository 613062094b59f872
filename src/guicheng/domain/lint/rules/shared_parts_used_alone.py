"""FL015: shared parts let, changed or used for business without the owners' consent"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_PART = (
    "(?:共用部位|共有部[位分]|公共(?:部位|区域|场地|绿地|走廊|通道)|绿地|架空(?:层|空间)?|(?:物业|管理|服务)(?:管理|服务)?用房"
    "|外墙|电梯轿厢|轿厢|屋[顶面](?:平台)?|天台|大堂|小区(?:内)?道路|小区广场|会所|地下室|公共[^，。；,;]{0,2}车库(?:通道)?)"
)
_USE = (
    "(?:出租(?!收[入益支]|所得|的?情况|合同|台账)|租给|租赁给|招租|招商|设摊|摆摊|经营(?!范围|收支|收益|所得|管理|性|与收益|用房|方式|资料)|发布广告|投放广告|做广告"
    "|设(?:置|立)?(?:广告|摊位|收费|商铺|停车)|改(?:建|造|作|成)?(?:为|成)|架设基站|划设[^，。；,;]{0,6}车位)"
)
_USED = re.compile(
    f"{_PART}[^，。；,;]{{0,18}}{_USE}|(?:利用|将|把|占用|出租)[^，。；,;]{{0,6}}{_PART}[^，。；,;]{{0,18}}(?:{_USE}|对外)"
    f"|(?:变更|改变)[^，。；,;]{{0,4}}{_PART}[^，。；,;]{{0,4}}(?:的)?(?:用途|性质)"
    f"|出租[^，。；,;]{{0,4}}{_PART}"
)
_CONSENT = re.compile(
    "业主[^，。；,;]{0,8}(?:同意|决定|授权|表决|约定)|业主大会(?:成立|召开)之?[日时后前]"
    "|(?:征得|经)[^，。；,;]{0,10}业主|产生的收入|收益归[^，。；,;]{0,4}业主|业主共有|属于业主|公共收益|获取的|代管|发现"
    "|制止|劝阻|[业租]主[^，。；,;]{0,4}擅自|报告|巡[查视]"
)


@rule("FL015", "shared-parts-used-alone", Severity.ERROR, told_by=(_USED,))
def shared_parts_used_alone(clause: Clause) -> Iterator[Remark]:
    """Find shared parts let, changed or used for business without the owners' consent.

    Why it matters:
        Roads, greens, halls, walls, roofs and service rooms belong to the owners together. Letting or changing
        them needs three quarters of those who vote.

    Example:
        架空层由公司出租给商户作仓库。

    Use instead:
        利用架空层经营的，须经业主大会同意，收益归业主所有。

    References:
        Civil Code (民法典) art. 278: the owners decide on new uses of shared parts and on business with them.

        Regulation on property management (物业管理条例) art. 37, 54: no new use of management rooms, no business on
        shared parts without consent.
    """
    for hit in beside(clause, "FL015", acts(clause, _USED, unless=_CONSENT)):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: new uses of shared parts need the owners' consent. Say that they decide and get the income.",
                act=hit[0],
            ),
        )
