"""Doors that one clause keeps shut, or open, or never locked, and the other does not.

防火门应保持关闭 is broken by 白天将防火门固定在开启位置, and 疏散门不得上锁 by 夜间疏散门锁闭, in whichever hours: a state
that is asked for always is asked for in each of them.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize

_DOOR: Final = re.compile("[一-鿿]{1,16}?门(?![岗禁卫口诊牌店厅前面])")
#: What the words before a door tell of no door: 为通风,白天将常闭式防火门.
_AHEAD: Final = re.compile("^.*?(?:将|把|对|通往|通向|打开|关闭)|各[楼栋]?|所有|全部|的")
_OPENED: Final = (
    "(?:敞开|撑开|顶开|支开|垫开|抵住|开着|保持(?:常开|打开|开启)|(?:固定|处|停)(?:在|于)?(?:开启|打开|敞开)|"
    "(?:开启|打开)(?:状态|位置))"
)
_SHUT: Final = "(?:关闭|关好|关严|闭合|常闭(?!式|型|防|的?门))"
_LOCKED: Final = "(?:上锁|锁闭|落锁|锁上|锁住|加锁|锁死)"
_BANNED: Final = "(?:不得|禁止|严禁|不准|不许|不可|不应)"
_BETWEEN: Final = "[^,;。]{0,16}?"
#: What makes a lasting state of 关闭.
_LASTING: Final = re.compile("保持|始终|随手|随时|随即|时刻|平时|常闭|一直|全天|任何时候|通过后|使用后|状态")
_HOURS: Final = re.compile(r"\d:\d\d|\d[时点]|夜间|白天|夜里|日间|期间|每[日晚天]")
#: Doors of two kinds, of which one stands open until it burns.
_KINDS: Final = ("常开", "常闭")
#: Characters that two clauses share of the name of one door, but for 门.
_ONE_DOOR: Final = 2


class _State(Enum):
    """What is asked of a door."""

    SHUT = "shut"
    OPEN = "open"
    LOCKED = "locked"
    UNLOCKED = "unlocked"


#: States of which one undoes the other.
_APART: Final = (frozenset({_State.SHUT, _State.OPEN}), frozenset({_State.LOCKED, _State.UNLOCKED}))


def are_doors_turned(mine: str, theirs: str) -> bool:
    """Tell whether one clause asks of a door what the other one always forbids of it.

    Args:
        mine: The first clause as written.
        theirs: The second clause as written.

    Example:
        >>> are_doors_turned("防火门应保持关闭。", "夏季将防火门敞开通风。")
        True
    """
    first, second = normalize(mine), normalize(theirs)
    if any(kind in first + second for kind in _KINDS[:1]) and _KINDS[1] in first + second:
        return False
    a, b = _state_in(first), _state_in(second)
    if a is None or b is None or {a, b} not in _APART:
        return False
    lasting = (_is_lasting(first, a), _is_lasting(second, b))
    return any(lasting) and len(_door_in(first) & _door_in(second)) >= _ONE_DOOR


@lru_cache(maxsize=20_000)
def _state_in(text: str) -> _State | None:
    """Return the one state that a clause asks of a door, None where it asks none or several."""
    if _DOOR.search(text) is None:
        return None
    found = set()
    for words, asked, other in (
        (_OPENED, _State.OPEN, _State.SHUT),
        (_SHUT, _State.SHUT, _State.OPEN),
        (_LOCKED, _State.LOCKED, _State.UNLOCKED),
    ):
        rest = re.sub(f"{_BANNED}{_BETWEEN}{words}", "", text)
        if rest != text:
            found.add(other)
        if re.search(words, rest):
            found.add(asked)
    return found.pop() if len(found) == 1 else None


def _is_lasting(text: str, state: _State) -> bool:
    """Tell whether a clause asks for its state at all times."""
    if state is _State.UNLOCKED or re.search(_BANNED, text):
        return not re.search(r"\d:\d\d|夜间|白天|期间", text)
    return bool(_LASTING.search(text)) and not _HOURS.search(text.replace("每日24小时", ""))


def _door_in(text: str) -> frozenset[str]:
    found = _DOOR.search(text)
    return frozenset(_AHEAD.sub("", found[0])) - frozenset("门") if found else frozenset()
