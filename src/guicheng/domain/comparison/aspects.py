"""Two clauses that bound one deed each in another way: how often it is done, with how many people, with what.

夜间巡逻每2小时一次 and 夜间巡逻须两人同行 have no measure in common, and are of one round all the same: both can be kept, and
neither tells anything of the other. Two things of one place are not one deed: 机房室温, 机房噪声.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from guicheng.domain.comparison.likeness import plain_content
from guicheng.domain.comparison.named_cells import named_apart
from guicheng.domain.comparison.same_words import TELLING
from guicheng.domain.comparison.side import Side
from guicheng.domain.comparison.vocabulary import Vocabulary

#: How often or with how many, and in which other ways: for how long, up to which height, with what in hand.
_COUNTED: Final = frozenset({"frequency", "headcount"})
_WAYS: Final = frozenset({"frequency", "headcount", "quantity.time", "quantity.m", "quantity.户", "hours", "act"})
#: Words that only go with the way in which a deed is bounded.
_MANNER: Final = re.compile(
    "(?:(?:时|中|期间)?,[^,;。]{0,6}?|人员|时)?(?:应当?|须|必须|均)?(?:随身|全程)?(?:携带|佩戴|穿戴|穿着|配戴|手持)[^,;。]{1,20}"
    "|后?的?(?:留草|留茬)?高度|(?:住户|业主|租户|商户)(?=[不至]?[少多低]?于?\\d)|的(?:住户|业主|租户|商户)|"
    r"由?(?:\d{1,3}|[一二两三四五六七八九十])[名人位](?:[一-鿿]{1,5}?(?:员|工|师傅|保安)(?:人员)?)?|"
    "(?:参加|参与|到场)(?:的?(?:人数|人员|员工))?|人数|(?:结伴|结对|同时|一同|共同|一起)?(?:同行|进行|完成|开展|组织|举行|执行|实施)|结伴|一同|共同"
    "|(?:持续|停留|逗留|所用|花费|耗费)?的?(?:时间|时长)|持续|历时|用时|每[次趟回轮遍班]|单次|[一1]次|待|频次|频率|次数|间隔|配备|安排|派出?|出动"
)
#: What whoever does it has with him.
_HELD: Final = re.compile("携带|佩戴|穿戴|穿着|配戴|手持")
#: Characters that a deed is told by at least.
_FEWEST: Final = 3
#: Characters of either clause that may be left over.
_OVER: Final = 1


def are_of_one_deed(mine: Side, theirs: Side, vocabulary: Vocabulary) -> bool:
    """Tell whether two clauses bound one deed, the one by how often it is done, the other in another way.

    Args:
        mine: The first clause.
        theirs: The second clause.
        vocabulary: The words that name places and cases.
    """
    first, second = ({term.key.attribute for term in side.terms} for side in (mine, theirs))
    if first & second or not first | second <= _WAYS or not (first & _COUNTED or second & _COUNTED):
        return False
    if any(
        "act" in attributes and not _HELD.search(side.text) for attributes, side in ((first, mine), (second, theirs))
    ):
        return False
    here, there = (_MANNER.sub("", side.text) for side in (mine, theirs))
    said, other = Counter(plain_content(here)), Counter(plain_content(there))
    over = [rest for rest in (said - other, other - said) if rest]
    if (said & other).total() < _FEWEST or any(rest.total() > _OVER or TELLING & rest.keys() for rest in over):
        return False
    return not named_apart(here, there, vocabulary)
