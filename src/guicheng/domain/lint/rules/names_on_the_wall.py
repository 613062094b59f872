"""FL012: names, rooms, numbers or pictures of owners shown in public"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_WHO = "(?:逾期未[缴交]费?|欠[费缴][^，。；,;]{0,4}(?:业主|户|人|名单)|拖欠|拒不?[缴交]|恶意欠|老赖|违规(?:业主|住户|人)|业主|住户|租户|当事人)"
_SHOW = "(?:公布|公示|张贴|曝光|公开|贴出|通报|登报|(?:滚动)?(?:显示|播放)(?=在?[^，。；,;]{0,8}(?:屏|大堂|单元门|公告|电梯)))"
_PERSON = "(?:姓名|房号|门牌|电话|手机号?|身份证号?|住址|照片|人脸|名单|个人信息)"
_SHOWN = re.compile(
    f"{_SHOW}[^，。；,;]{{0,8}}{_WHO}[^，。；,;]{{0,10}}{_PERSON}"
    f"|{_WHO}[^。；;]{{0,16}}{_PERSON}[^。；,;]{{0,16}}{_SHOW}"
    f"|(?:拒不?[缴交]费?|恶意欠费|欠费)[^。；;]{{0,10}}{_SHOW}其?[^，。；,;]{{0,4}}{_PERSON}"
    f"|欠费名单[^，。；,;]{{0,12}}{_SHOW}"
)
_FINE_TO_SHOW = re.compile(
    "不列|不写|不带|不在[^，。；,;]{0,8}(?:公开|公布|张贴|发布|曝光)|不含|隐去|员工|项目经理|服务电话|投诉电话|业委会委员|业主委员会|候选人|同意|中奖|表彰"
)


@rule("FL012", "names-on-the-wall", Severity.WARNING, told_by=(_SHOWN,))
def names_on_the_wall(clause: Clause) -> Iterator[Remark]:
    """Find names, rooms, numbers or pictures of owners shown in public.

    Why it matters:
        Showing who owes or who broke a rule publishes personal data, and needs the person's own consent. The
        sum that is outstanding and the rate collected may be shown; people may not.

    Example:
        每月在公告栏公布欠费业主姓名和房号。

    Use instead:
        每月在公告栏公布欠费总额和收缴率，不列姓名。

    References:
        Personal Information Protection Law (个人信息保护法) art. 25: no publishing without separate consent.

        Civil Code (民法典) art. 1032, 1034: privacy and personal information are protected.
    """
    for hit in beside(clause, "FL012", acts(clause, _SHOWN, unless=_FINE_TO_SHOW)):
        yield Remark(
            Span(*hit.span()), _("“{act}” publishes personal data. Show sums and rates, not people.", act=hit[0])
        )
