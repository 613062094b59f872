"""FL032: parking spaces only for sale, or cars kept out for not buying"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_SPACE = "(?:车位|车库|停车位)"
_FORCED = re.compile(
    f"{_SPACE}[^。；;]{{0,10}}(?:只售不租|仅供出售|只能购买|仅限购买|只卖不租|不予出租|拒绝出租|不对外出租)"
    f"|只(?:出售|卖)[^，。；,;]{{0,4}}{_SPACE}|{_SPACE}只(?:出售|卖)"
    f"|(?:未购买?|没有?购买|未买|不购买)[^，。；,;]{{0,6}}{_SPACE}[^。；;]{{0,14}}(?:不得|禁止|不予|不准|不能)[^，。；,;]{{0,6}}(?:驶入|进入|停[放车]|入内)"
    "|停车费[^，。；,;]{0,6}(?:须|必须|一律|只能|统一)[^，。；,;]{0,4}按年"
)
_FULL = re.compile("车位已满|无空余|产权人|业主优先|外来车|非业主")


@rule("FL032", "forced-parking-deal", Severity.WARNING, told_by=(_FORCED,))
def forced_parking_deal(clause: Clause) -> Iterator[Remark]:
    """Find parking spaces only for sale, or cars kept out for not buying.

    Why it matters:
        Spaces planned for cars meet the needs of the owners first. Several provinces forbid keeping them for
        sale alone, and a car is not kept out to make its owner buy.

    Example:
        车位只售不租，未购车位的车辆不得驶入小区。

    Use instead:
        未出售的车位向业主出租，月租和临时停车的收费标准在入口公示。

    References:
        Civil Code (民法典) art. 276: spaces meet the needs of the owners first.

        Shandong property regulation (山东省物业管理条例) art. 42: no refusal to let with the reason that spaces are for
        sale only.
    """
    for hit in beside(clause, "FL032", acts(clause, _FORCED, unless=_FULL, inside=False)):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: spaces serve the owners first, also those who rent. "
                "Offer monthly and short-term parking at published prices.",
                act=hit[0],
            ),
        )
