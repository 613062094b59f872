"""Words of place, season and hour that a clause only mentions: they do not say where or when it holds."""

from __future__ import annotations

import re
from itertools import pairwise

from guicheng.domain.comparison import facets
from guicheng.domain.comparison.parts import Part
from guicheng.domain.comparison.vocabulary import Hit

#: A board on which something is posted is no place for which it holds.
_POSTED = re.compile("[口处内上前旁里]?(?:等?(?:显著|醒目)(?:位置|处))?(?:张贴|公示|公布|发布|公告|粘贴|贴|挂|上墙)")
_UNPOSTED = re.compile("禁止|严禁|不得|不准|不许")
#: 水管爆裂等急修 gives an example of what is urgent, no limit to it.
_SUCH_AS = re.compile("[^,;。]{0,6}等(?:急修|紧急|应急|抢修)")
_EXAMPLES = re.compile(
    r"(?:急修|抢修|报修|维修|故障|事件)\([^()]{1,24}、[^()]{1,24}\)|(?:举例|示例|例如|比如|譬如|诸如)[:为]?[^,;。()]{1,40}"
)
#: What is named as included narrows nothing: 每天(含周末).
_INCLUDED = re.compile(r"\((?:含|包括|包含)[^()]{1,12}\)")
#: What makes of 商业 no building: 商业广告.
_OF_TRADE = ("广告", "保险", "秘密", "宣传")
#: What makes a tool of the thing before it: 绿篱机 is for cutting hedges, or anything else.
_TOOLS = ("机(", "机、", "机等", "机在", "机的", "机和")
#: 监控中心的录像 is kept there and shows what is elsewhere.
_CONTROL_ROOMS = frozenset({"监控中心", "监控室", "消控室", "中控室"})
_RECORDED = ("的录像", "录像", "的影像", "的监控录像")
#: By which people speak or watch; what they do is about something else: 通过对讲安抚乘客.
_MEANS = re.compile(r"(?:通过|借助|利用|(?<![使备占费选])用(?![户于途]))[^,;。]{0,4}$")
_SPOKEN_THROUGH = frozenset({"intercom", "cctv"})
_LISTING = frozenset("、和及与")
_BESIDE = frozenset("春夏秋冬、和")
_BEHIND = re.compile("[季天春夏秋冬、和各]|两季")
#: Facets that tell of things.
_THINGS = {"space", "facility"}


def owners_of(plain: str, part: Part) -> list[Hit]:
    """Return the words of place that only say whose thing the next word names: the 楼道 of 楼道扶手."""
    owners: list[Hit] = []
    for hit, following in reversed(list(pairwise(part.of("scope")))):
        between = plain[hit.end : following.start]
        if not _place(hit) or not _place(following) or _place(hit) & _place(following):
            continue
        # Of 楼道、电梯厅的照明灯 both are owners.
        if between in {"", "的"} or (between in _LISTING and following in owners):
            owners.append(hit)
    return owners


def kinds_of(plain: str, part: Part) -> set[tuple[Hit, str]]:
    """Return the words that only name the kind of the word beside them: the 设备 of 高压配电设备."""
    found: set[tuple[Hit, str]] = set()
    for hit, following in pairwise(part.of("scope")):
        between = plain[hit.end : following.start]
        if between in _LISTING:
            # Of 二次供水的水池、水箱 both are kinds of the same.
            found |= {(following, facet) for each, facet in found if each == hit}
        if between not in {"", "的"}:
            continue
        first, second = (
            {facet: facets.masks(facet)[name] for facet, name in facets.words()[each.word]} for each in (hit, following)
        )
        for facet in first.keys() & second.keys() - {"season"}:
            if first[facet] != second[facet] and not first[facet] & ~second[facet]:
                found.add((following, facet))
            elif first[facet] != second[facet] and not second[facet] & ~first[facet]:
                found.add((hit, facet))
    return found


def is_mentioned(plain: str, hit: Hit, facet: str) -> bool:
    """Tell whether a word of scope is part of another word (维修人员, 重大节假日) or of a thing that is only named."""
    if any(match.start() <= hit.start < match.end() for match in _INCLUDED.finditer(plain)):
        return True
    if facet == "season" and len(hit.word) == 1 and not _is_season(plain, hit):
        return True
    if facet == "building" and plain.startswith(_OF_TRADE, hit.end):
        return True
    # Where nothing may be posted, that is the place.
    if facet == "space" and _POSTED.match(plain, hit.end) and not _UNPOSTED.search(plain):
        return True
    if facet in _THINGS and plain.startswith(_RECORDED if hit.word in _CONTROL_ROOMS else _TOOLS, hit.end):
        return True
    if facet == "facility" and (_SUCH_AS.match(plain, hit.end) or _listed(plain, hit) or _is_means(plain, hit)):
        return True
    return facet == "hour" and plain.startswith("人员", hit.end)


def _is_means(plain: str, hit: Hit) -> bool:
    """Tell whether a word of facilities only tells how something is done: 通过对讲, 借助监控系统."""
    named = {name for facet, name in facets.words()[hit.word] if facet == "facility"}
    return named <= _SPOKEN_THROUGH and _MEANS.search(plain, 0, hit.start) is not None


def _listed(plain: str, hit: Hit) -> bool:
    """Tell whether a word stands among examples of what is urgent: 急修(停电、跑水), 例如停电."""
    return any(match.start() < hit.start < match.end() for match in _EXAMPLES.finditer(plain))


def _is_season(plain: str, hit: Hit) -> bool:
    """Tell whether one character names a season: the 秋 of 春秋两季, not that of 秋千."""
    return bool(_BEHIND.match(plain, hit.end)) or plain[hit.start - 1 : hit.start] in _BESIDE


def _place(hit: Hit) -> int:
    """Return the mask of the places that a word names, 0 where it names none."""
    mask = 0
    for facet, name in facets.words()[hit.word]:
        mask |= facets.masks(facet)[name] if facet == "space" else 0
    return mask
