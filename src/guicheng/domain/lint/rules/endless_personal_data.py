"""FL006: personal data without end"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guicheng.domain.clause import Clause
from guicheng.domain.lint.rule import Remark, rule
from guicheng.domain.lint.wording import banned
from guicheng.domain.values import Severity, Span
from guicheng.domain.values.message import _

_ENDLESS = re.compile(
    "(?:个人信息|个人资料|人脸|身份证|指纹|照片|访客(?:信息|资料|登记)|住户(?:信息|资料)|业主(?:信息|资料|隐私)|联系方式|"
    "车牌信息)[^，。；,;]{0,14}?(?:永久|长期|无限期|一直|终身)[^，。；,;]{0,4}(?:保存|留存|保留|存储|存档|保管)"
)


@rule("FL006", "endless-personal-data", Severity.HINT, told_by=(_ENDLESS,))
def endless_personal_data(clause: Clause) -> Iterator[Remark]:
    """Find personal data kept for ever.

    Why it matters:
        Personal data are kept for the shortest time that their purpose needs. A face or an identity card kept for ever
        serves no purpose of the service and is a risk for the firm.

    Example:
        业主人脸信息永久保存。

    Use instead:
        业主人脸信息在其退租或要求删除后3日内删除。

    References:
        Personal Information Protection Law (个人信息保护法) art. 19: the shortest time necessary.
    """
    for hit in _ENDLESS.finditer(clause.text):
        if not banned(clause.text, hit.start(), hit.end()):
            yield Remark(
                Span(*hit.span()),
                _("Personal data may be kept only as long as their purpose needs. State a term and delete after it."),
            )
