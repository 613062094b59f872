"""FL020: owners forced to buy from the company or a firm of its choice"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_BUYER = "(?:业主|住户|租户|商户|使用人|装修|封阳台|搬家|沙[子石]|水泥|建材|空调|宽带|防盗[门窗]|空调安装|门窗|铝合金|窗帘|家具|家电|全屋定制)"
_MUST = "(?:必须|一律|须|应当?|强制|只能|统一|均由|限定)"
_SELLER = "(?:物业(?!服务区域|管理区域|费)|管理处|公司|服务中心|我司|项目部?|指定|推荐|合作)"
_FORCED = re.compile(
    f"{_BUYER}[^。；;]{{0,16}}{_MUST}[^，。；,;]{{0,10}}(?:购买|采购|选用|使用|委托|聘请|选择|请|找|从|由"
    f"|向)[^，。；,;]{{0,6}}{_SELLER}[^，。；,;]{{0,12}}"
    "(?:单位|购买|安装队|公司|商家|队伍?|材料|水泥|沙石|产品|商品|服务|运营商|品牌|购买|采购|施工|安装|统一购买|统一采购)"
    f"|{_BUYER}[^。；;]{{0,10}}{_MUST}(?:购买|选购|订购)[^，。；,;]{{0,4}}(?:物业|公司|管理处|项目)[^，。；,;]{{0,6}}(?:统一|指定|提供|配置|销售)"
)
_FREE = re.compile("自行选择|移交|担任|选举|自主选择|可选|任选|员工|仓库|原厂|资质|清运|押金|登记|申请|审批|报备|办理")


@rule("FL020", "forced-purchase", Severity.ERROR, told_by=(_FORCED,))
def forced_purchase(clause: Clause) -> Iterator[Remark]:
    """Find owners forced to buy from the company or a firm of its choice.

    Why it matters:
        Owners choose who works for them. The company may recommend, keep a list, and ask for registration; it
        may not make a purchase the price of a permit.

    Example:
        业主装修必须购买物业公司指定的沙石水泥。

    Use instead:
        业主自行选择装修材料和单位，到前台登记。

    References:
        Consumer protection law (消费者权益保护法) art. 9, 16: consumers choose freely, nobody forces a deal on them.

        Hangzhou property regulation (杭州市物业管理条例) art. 50: no forcing to buy goods or services.
    """
    for hit in beside(clause, "FL020", acts(clause, _FORCED, unless=_FREE)):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: owners choose for themselves. Recommend, keep a list, and leave the choice to them.",
                act=hit[0],
            ),
        )
