"""FL011: owners' data sold or passed to others"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_DATA = "(?:(?:业主|住户|客户|租户|居民|访客|个人|入住)[^，。；,;]{0,6}(?:信息|资料|通讯录|电话|联系方式|名单|手机号码?|号码|隐私|名册|数据|档案)|手机号码?|电话名单|客户资料库?)"
_OUT = "(?:出售|售卖|卖给|倒卖|有偿提供|授权给|提供给|转让|共享|透露|泄露给|转交|发给|交给|开放|推送|出租给|交由|给予|用于[^，。；,;]{0,10}(?:营销|推销|推广|其他业务|商业))"
_THIRD = "(?:公司|中介|商家|单位|合作|第三方|广告|企业|银行|机构|运营商|商业|营销|推销|推广|业务|他人)"
_PASSED = re.compile(
    f"{_DATA}[^，。；,;]{{0,14}}{_OUT}[^，。；,;]{{0,14}}{_THIRD}?"
    f"|{_DATA}[^，。；,;]{{0,6}}[与同和][^，。；,;]{{0,12}}{_THIRD}[^，。；,;]{{0,12}}共享"
    f"|(?:出售|代售|转卖|贩卖|售卖|倒卖|打包卖)[^，。；,;]{{0,4}}{_DATA}"
    f"|(?:向|给|对)[^，。；,;]{{0,10}}{_THIRD}[^。；;]{{0,8}}(?:提供|透露|推送|出售|共享|开放)[^，。；,;]{{0,8}}{_DATA}"
)
_ALLOWED = re.compile("公安|司法|法院|检察|监察|政府|街道|居委会|主管部门|同意|授权|依法|急救|消防救援")


@rule("FL011", "personal-data-passed-on", Severity.ERROR, told_by=(_PASSED,))
def personal_data_passed_on(clause: Clause) -> Iterator[Remark]:
    """Find owners' data sold or passed to others.

    Why it matters:
        Names, numbers and addresses were given for the service. Passing them to shops, agents or advertisers
        without the person's own consent is unlawful, and selling them a crime.

    Example:
        将业主联系方式提供给装修公司。

    Use instead:
        经业主本人书面同意，方可将其联系方式提供给装修公司。

    References:
        Personal Information Protection Law (个人信息保护法) art. 10, 23: no unlawful selling or passing on; consent
        for each receiver.

        Hangzhou property regulation (杭州市物业管理条例) art. 50: what the service learns must not leak.
    """
    for hit in beside(clause, "FL011", acts(clause, _PASSED, unless=_ALLOWED)):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: personal data must not be passed on without the person's own consent. "
                "Ask first, or leave it out.",
                act=hit[0],
            ),
        )
