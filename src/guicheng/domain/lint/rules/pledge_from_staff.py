"""FL034: deposits or identity papers taken from staff"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_PLEDGE = re.compile(
    "(?:员工|入职|新员工|新人|试用|录用|保安员|保洁员)[^。；;]{0,16}(?:交纳?|缴纳?|收取|交付|扣押|上交|扣留|押)[^，。；,;]{0,10}"
    "(?:押金|保证金|风险金|培训费|身份证(?!复印|号)|毕业证|证件原件)"
    "|(?:员工|新人)[^，。；,;]{0,6}(?:身份证|证件)[^，。；,;]{0,4}(?:上交|交由|交|由)[^，。；,;]{0,6}(?:公司|人事|项目)[^，。；,;]{0,4}(?:保管|收存|扣)"
)
_COPY = re.compile("复印|核验|查验|退还业主|装修|业主|住户|商户|施工")


@rule("FL034", "pledge-from-staff", Severity.ERROR, told_by=(_PLEDGE,))
def pledge_from_staff(clause: Clause) -> Iterator[Remark]:
    """Find deposits or identity papers taken from staff.

    Why it matters:
        An employer takes no deposit and keeps no papers, whatever the reason. Both are fined, and a bad start
        for people who are to keep other people's things.

    Example:
        员工入职须交纳服装押金500元。

    Use instead:
        员工服装由公司免费配发，离职时交回。

    References:
        Labour contract law (劳动合同法) art. 9: no keeping of papers, no security and no money under any other name.
    """
    for hit in beside(clause, "FL034", acts(clause, _PLEDGE, unless=_COPY)):
        yield Remark(
            Span(*hit.span()),
            _(
                "“{act}”: an employer takes no deposit and keeps no papers. Lend the clothes and tools, and list them.",
                act=hit[0],
            ),
        )
