"""FL025: keys or the move-in held back until fees are paid"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import acts
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_KEYS = re.compile(
    "(?:[未不]预?[交缴]|欠[交缴费]|拒[交缴])[^。；;]{0,16}(?:费|[交缴]?清)[^。；"
    ";]{0,14}(?:不予?|不给|拒绝|暂不|暂缓|不得)[^，。；,;]{0,4}(?:交房|交付|收房|入住|入伙"
    "|发放[^，。；,;]{0,6}(?:钥匙|门禁|门卡)|领取钥匙|交?钥匙|办理(?:交房|收房|入住|入伙))"
    "|预[交缴][^。；;]{0,8}物业费[^。；;]{0,8}否则[^，。；,;]{0,4}(?:不予|不|拒绝)[^，。；,;]{0,4}(?:交房|收房|入住|钥匙)"
)


@rule("FL025", "withheld-keys", Severity.WARNING, told_by=(_KEYS,))
def withheld_keys(clause: Clause) -> Iterator[Remark]:
    """Find keys or the move-in held back until fees are paid.

    Why it matters:
        The home was bought from the developer; its delivery does not hang on the service fee. What is owed is
        claimed as a debt.

    Example:
        未缴清物业费的业主，不予交房。

    Use instead:
        业主凭身份证和购房合同领取钥匙，物业费按合同约定收取。

    References:
        Civil Code (民法典) art. 944: demand, then sue; no other pressure.

        Zibo property regulation (淄博市物业管理条例) art. 52: nobody is forced to pay ahead.
    """
    for hit in beside(clause, "FL025", acts(clause, _KEYS, inside=False)):
        yield Remark(
            Span(*hit.span()), _("“{act}”: keys do not hang on fees. Hand over, and claim what is owed.", act=hit[0])
        )
