"""In which cases and at which times a choice holds, by the words that name them."""

from __future__ import annotations

import re
from typing import Final

from guicheng.domain.standard.daytime import without_ratios

_CASES: Final = re.compile(
    "[夜晚]|节假日|期间|其余时间|其他时间|高峰|故障|停电|停水|检修|紧急|应急(?![库物箱柜队灯])|特殊|临时(?!车|堆|出)|雨天|雨后|雪"
    "|[冬夏][季天]|高温|火灾|火警|周末|备用(?!金)|副本|复印|离职|(?<!出)入场前|下班后|非工作时间|满后|(?<!逐班)移交(?!下|他人|别人)|补办|丢失"
    r"|遗失(?!物)|\d:\d\d(?![以之]?前)"
)
#: Seasons have two names each, and so has the night.
_ONE_NAME: Final = str.maketrans({"天": "季", "晚": "夜"})
#: A fire has more.
_FIRE: Final = re.compile("着火|起火|失火|火警|火情")
_ALWAYS: Final = re.compile(
    "任何(?:时[段间候刻]|情况|情形|场合)|何时|无论什么时候|不论时[段间]|不分(?:时段|昼夜)|全天|24小时"
)


def cases_in(sentence: str) -> frozenset[str]:
    """Return the words for the cases and times to which a sentence is limited.

    Example:
        >>> sorted(cases_in("夏天夜间由秩序部开启")), cases_in("兑水1:20使用")
        (['夏季', '夜'], frozenset())
    """
    return frozenset(word.translate(_ONE_NAME) for word in _CASES.findall(without_ratios(_FIRE.sub("火灾", sentence))))


def holds_always(text: str) -> bool:
    """Tell whether a text says that it holds at any time, so that no case is left out."""
    return _ALWAYS.search(text) is not None
