"""What a clause tells beyond its bound: its characters without who does it and without words that tell nothing.

A character that tells places and cases apart elsewhere tells nothing in many words, such as the 上 of 装上 and the 除 of
清除: ``library/likeness/harmless.tsv``. All ways to deny something are one.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final

from guicheng.domain.comparison import tables
from guicheng.domain.comparison.likeness import plain_content
from guicheng.domain.comparison.surplus import who

#: Words with which a clause makes an exception.
EXCEPT: Final = re.compile(
    "除外|例外|不在此限|不受此限|不适用|另说|另算|不计入?|不算|除[^,;。]{1,16}外|不包括|不含|无需|无须|非(?=[一-鿿])|剔除|扣除"
)
#: Words that only tell an exception.
_LIFTED: Final = re.compile(
    "除外|例外|不在此限|不受此限|不适用(?:[本前上][述款]?(?:时限|期限|规定|要求))?|另说|另算|不计入?|不算|不包括|不含|无[需须]|不是|非|剔除|"
    "扣除|除|之?外|情形|情况|但是?"
)
#: 没有预约, 未经预约 and 无预约 deny one thing.
_DENIED: Final = re.compile("没有|没|[未不][能经曾]|无法|[未无不非]")
_UNABLE: Final = re.compile("[取拿领开用]不[了出到]来?|没法")
_DENIAL: Final = "不"
#: What says that it is so.
_AFFIRMED: Final = frozenset("已有设经")
#: Characters that stand for nothing, whatever they are left over of.
_EMPTY: Final = frozenset("了着来去把给叫让使就都也还其他她它咱们这那儿则者所将于与被说里头阵些之得跟")


def told(text: str) -> str:
    """Return the characters of what a clause tells, in order of place.

    Args:
        text: A clause in one way of writing.

    Example:
        >>> told("没有预约的访客3分钟内联系上业主") == told("未经预约的访客3分钟内联系业主")
        True
    """
    content = _harmless().sub("", plain_content(_written(text)))
    return "".join(char for char in _DENIED.sub(_DENIAL, content) if char not in _EMPTY)


def characters(text: str) -> frozenset[str]:
    """Return the characters of the same words as they are written, without synonyms.

    Args:
        text: A clause in one way of writing.
    """
    return frozenset(_DENIED.sub(_DENIAL, _written(text)))


def _written(text: str) -> str:
    """Return the words of a clause that may tell it from another one."""
    text = _staff().sub("", text)
    if EXCEPT.search(text):
        text = _LIFTED.sub("", text)
    return _harmless().sub("", _UNABLE.sub("不能", text))


def are_denied_apart(text: str, other: str) -> bool:
    """Tell whether one clause speaks of what the other denies, in the same words: 预约的访客, 没有预约的访客.

    Args:
        text: A clause in one way of writing.
        other: The clause beside it.
    """
    mine, theirs = (Counter(told(each)) for each in (text, other))
    if mine[_DENIAL] == theirs[_DENIAL]:
        return False
    over = (mine - theirs) + (theirs - mine)
    return over.keys() <= {_DENIAL, *_AFFIRMED}


@cache
def _staff() -> re.Pattern[str]:
    """Return the words for posts, and for people who are there for what is to be done."""
    return re.compile(
        f"{who().pattern}员?|(?:话务|值守|值班|相关|有关|工作|服务|管理|财务|收费|在岗|当班|维修|保洁|绿化)人员"
    )


@cache
def _harmless() -> re.Pattern[str]:
    """Return words in which a character that tells cases apart tells none."""
    return re.compile("|".join(row[0] for row in tables.rows_of("likeness", "harmless")))
