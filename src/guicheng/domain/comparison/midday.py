"""A break at midday beside none: 客服前台12:00至13:30午休, 客服前台中午不休息."""

from __future__ import annotations

import re
from typing import Final

from guicheng.domain.comparison.likeness import likeness, plain_content
from guicheng.domain.comparison.phrasing import clocked

_NOON: Final = "(?:中午|午间|午休时间|午休|正午)"
_NONE: Final = re.compile(
    f"(?:实行|做到|提供)?无午休(?:服务|制)?|{_NOON}(?:时段|期间)?(?:均|也|都)?(?:不(?:休息?|间断|打烊|关[门窗闭]|停|闭)|照常|无休|连续)[一-鿿]{{0,4}}"
)
_BREAK: Final = re.compile(
    r"(?:1[1-4]:\d\d(?:-|至|到|—)1[2-5]:\d\d)(?:为)?(?:午休|休息|停止[一-鿿]{2}|不办理?[一-鿿]{0,4}|闭[馆店门]|关[门闭])(?:时间)?|"
    "(?<!无)(?<!不)午休(?:时间)?(?=[,;。]|$)|中午休息(?=[,;。]|$)"
)
_HOURS: Final = re.compile(r"\d\d?:\d\d|工作时间|服务时间|办公时间|开放时间|不?办理业务|每[日天]")
_ALIKE: Final = 0.6
#: Characters that name a place which likeness passes over: 客服前台.
_HEAD: Final = 4


def is_midday_broken(mine: str, theirs: str) -> bool:
    """Tell whether one clause rests at midday and the other one does not.

    Args:
        mine: The first clause as written.
        theirs: The second clause as written.

    Example:
        >>> is_midday_broken("客服前台实行无午休服务。", "客服前台12:00-13:30午休。")
        True
    """
    first, second = clocked(mine), clocked(theirs)
    return _is_broken(first, second) or _is_broken(second, first)


def _is_broken(works: str, rests: str) -> bool:
    if not _NONE.search(works) or not _BREAK.search(rests) or _NONE.search(rests):
        return False
    place, other = (
        plain_content(_HOURS.sub("", sign.sub("", text))) for sign, text in ((_NONE, works), (_BREAK, rests))
    )
    return likeness(place, other).share >= _ALIKE or works[:_HEAD] == rests[:_HEAD]
