"""How often or how much is left to a paper beside a number: 拖洗次数执行公司A类标准, 每日拖洗不少于3次.

Whether the paper asks for more than the number only the paper tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.likeness import plain_content
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.verdict import Verdict
from guicheng.domain.values.message import _

#: A measure that a paper sets.
_LEFT: Final = re.compile(
    "^(?P<thing>[^,;。]{2,20}?)的?(?:次数|频次|频率|周期|间隔|遍数|高度|厚度|浓度|温度|时限|期限|时长|数量|人数|面积|比例|用量)"
    "(?:应当?|须|均|一律|统一)?(?P<words>(?:执行|按照?|依照|依据|根据|参照|遵照|以|见|同)[^,;。\\d]{2,28})[。;]?$"
)
#: A number, told or counted.
_NUMBER: Final = re.compile(r"\d|[一二两三四五六七八九十半](?:次|遍|个|厘米|米|小时|天|日|人|名|年|月)")
#: Share of the words for the thing that the other clause has to have.
_ALIKE: Final = 0.7


def compared_by_paper(first: str, second: str, _compared: Callable[[str, str], Pairing]) -> Pairing | None:
    """Say that two clauses on one thing cannot be compared of which one leaves the measure to a paper, None for others.

    Args:
        first: The first clause as written.
        second: The second clause as written.
    """
    for text, other in ((first, second), (second, first)):
        left = _LEFT.match(normalize(text).strip())
        if left is None or not _NUMBER.search(normalize(other)) or _LEFT.match(normalize(other).strip()):
            continue
        named, known = plain_content(left["thing"]), set(plain_content(other))
        if named and sum(char in known for char in named) >= _ALIKE * len(named):
            words = left["words"]
            missing = _("“{words}” sets no bound that was understood; write a number.", words=words)
            return Pairing(Verdict.CANNOT_COMPARE, missing=missing)
    return None
