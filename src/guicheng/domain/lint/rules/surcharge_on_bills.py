"""FL021: a charge on top of water, power, gas or other bills that are only passed on"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_BILL = "(?:代[收缴][^，。；,;]{0,12}费|水电费|[水电气]费|燃气费|有线电视费|暖气费|[水电]价|购(?:买)?(?:充值)?[水电](?:量|费)?|充值[水电]量?|购买充值[水电]量)"
_MORE = "(?:加收|另收|另[付交缴]|收取|加价|上浮|加成|含物业加价|额外收取|再收)"
_CHARGE = "(?:手续费|服务费|管理费|损耗费?|代[办收]费|周转金|保证金|差价|\\d{1,3}(?:\\.\\d{1,2})?[%％]|\\d{1,2}(?:\\.\\d{1,3})?元)"
_SURCHARGE = re.compile(
    f"{_BILL}[^。；;]{{0,24}}(?<!不得)(?<!不){_MORE}[^。；;]{{0,12}}{_CHARGE}|(?:高于|超出)[^，。；,;]{{0,12}}(?:部分|差额"
    f"|差价)[^，。；,;]{{0,6}}(?:作为|归|计入)"
)
_NONE = re.compile(
    "向(?:供|专业|委托|自来水|电力|燃气)[^，。；,;]{0,8}收取|不(?:得|再|予)?[^，。；,;]{0,6}(?:加价|加收|另收|收取)|不加|免收|违约金|滞纳金|逾期"
)


@rule("FL021", "surcharge-on-bills", Severity.ERROR, told_by=(_SURCHARGE,))
def surcharge_on_bills(clause: Clause) -> Iterator[Remark]:
    """Find a charge on top of water, power, gas or other bills that are only passed on.

    Why it matters:
        Who collects for a utility may be paid by the utility, not by the owners. The price is the utility's.

    Example:
        代收水电费，加收3%手续费。

    Use instead:
        代收水电费按供水供电单位的价格收取，不加价；报酬由委托单位支付。

    References:
        Regulation on property management (物业管理条例) art. 44: no extra charge to owners when collecting for
        others.

        Shandong art. 64, Hangzhou art. 59: no handling fee, float or deposit.
    """
    for hit in beside(clause, "FL021", acts(clause, _SURCHARGE, unless=_NONE)):
        yield Remark(
            Span(*hit.span()),
            _("“{act}”: nothing is added to bills that are only passed on. Take the utility's price.", act=hit[0]),
        )
