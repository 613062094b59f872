"""Two clauses that bound one deed each in another way: how often it is done, with how many people, with what, by whom.

夜间巡逻每2小时一次 and 夜间巡逻须两人同行 have no measure in common, and are of one round all the same: both can be kept, and
neither tells anything of the other. So are when people are told of an outage and what they are told, how often a survey
is held and how many of its papers come back. Two things of one place are not one deed: 机房室温, 机房噪声.
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

#: How often, with how many or how long ahead, and in which other ways: for how long, up to which height, with what.
_COUNTED: Final = frozenset({"frequency", "headcount", "notice"})
_WAYS: Final = frozenset(
    {"frequency", "headcount", "notice", "quantity.time", "quantity.m", "quantity.户", "hours", "act", "share"}
)
#: What whoever does it has with him, who that is, with what it is done, and what a paper tells.
_HELD: Final = "携带|佩戴|穿戴|穿着|配戴|手持"
_BY_WHOM: Final = (
    "(?:必须|应当?|须|均)?由[^,;。]{2,24}?(?:人员|单位|公司|机构|厂家|企业|员工|师傅|厂商|电工|员)"
    "(?:进行|实施|承担|负责|完成|执行|操作|开展|承接|担任|[来去])?(?=[,;。]|$)"
)
_WITH: Final = "(?:应当?|须|必须|均)(?:使用|采用|选用|更换为)[^,;。]{2,20}(?=[,;。]|$)"
_TELLING: Final = (
    "(?:中|上|里|内)?(?:应当?|须|必须|均)?(?:写明|载明|注明|列明|标明|写清|说明|注清|明确|包括|包含|附上?)[^,;。]{2,40}"
)
#: A share of those to whom a survey, a drill or a course goes, and of the papers that come back.
_SHARE: Final = (
    "[,的]?(?:问卷|样本|调查表|答卷|抽样|人员|业主|租户|住户|员工)?的?"
    "(?:回收|发放|收回|覆盖|抽样|样本|有效|应答|参与|参加|参训|参会|出勤|到课|到会|签到|合格|通过)(?:业主|人员|员工|人)?"
    "(?:[应须]?覆盖|问卷(?=[不≥至])|有效|率|比例|占比|面|户数|人数)[^,;。]{0,24}"
)
#: Words that only go with the way in which a deed is bounded.
_MANNER: Final = re.compile(
    f"(?:(?:时|中|期间)?,[^,;。]{{0,6}}?|人员|时)?(?:应当?|须|必须|均)?(?:随身|全程)?(?:{_HELD})[^,;。]{{1,20}}"
    f"|{_BY_WHOM}|{_WITH}|{_TELLING}|{_SHARE}"
    "|(?<=通知|公告|公示|告知)(?:受影响的)?(?:全体|相关)?(?:业主|住户|用户|租户|商户|客户|患者|师生)|(?:张贴|发布|发出|粘贴)(?=通知|公告|告示)"
    "|后?的?(?:留草|留茬)?高度|(?:住户|业主|租户|商户)(?=[不至]?[少多低]?于?\\d)|的(?:住户|业主|租户|商户)|"
    r"由?(?:\d{1,3}|[一二两三四五六七八九十])[名人位](?:[一-鿿]{1,5}?(?:员|工|师傅|保安)(?:人员)?)?|"
    "(?:参加|参与|到场)(?:的?(?:人数|人员|员工))?|人数|(?:结伴|结对|同时|一同|共同|一起)?(?:同行|进行|完成|开展|组织|举行|召开|执行|实施)|全员|结伴|一同|共同"
    "|(?:持续|停留|逗留|所用|花费|耗费)?的?(?:时间|时长)|持续|历时|用时|每[次趟回轮遍班]|单次|[一1]次|待|频次|频率|次数|间隔|配备|安排|派出?|出动"
)
#: Of an act, and of a share, what tells that it is a way of doing the deed.
_ACT: Final = re.compile(f"{_HELD}|{_BY_WHOM}|{_WITH}|{_TELLING}")
_SHARED: Final = re.compile(_SHARE)
#: A notice that tells something, of which no other act is the deed.
_NOTICE: Final = re.compile("通知|公告|公示|告知|告示")
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
    if not all(_are_ways(attributes, side) for attributes, side in ((first, mine), (second, theirs))):
        return False
    if "notice" in first | second and not all(_NOTICE.search(side.text) for side in (mine, theirs)):
        return False
    here, there = (_MANNER.sub("", side.text) for side in (mine, theirs))
    said, other = Counter(plain_content(here)), Counter(plain_content(there))
    over = [rest for rest in (said - other, other - said) if rest]
    if (said & other).total() < _FEWEST or any(rest.total() > _OVER or TELLING & rest.keys() for rest in over):
        return False
    return not named_apart(here, there, vocabulary)


def _are_ways(attributes: set[str], side: Side) -> bool:
    """Tell whether the acts and shares of a clause are ways of doing what another one counts."""
    if "act" in attributes and not _ACT.search(side.text):
        return False
    return "share" not in attributes or _SHARED.search(side.text) is not None
