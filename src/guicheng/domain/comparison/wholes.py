"""A whole of which only one of two clauses names a part: 所有绿地 beside 儿童游乐区的绿地, 任何车辆 beside 机动车."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guicheng.domain.comparison.facets import words
from guicheng.domain.comparison.listing import kept_of, some_of

#: What says that nothing of its kind is left out, with the kind.
_WHOLE = re.compile(
    "(?P<all>全部|所有|各类|各种|各个|各处|各|一切|任何|任一|每一?个|全园|全小区|全区)的?(?P<kind>[一-鿿]{2,10})"
)
_OF_KINDS = frozenset({"各类", "各种", "任何", "一切"})
_INCLUDING = re.compile(
    r"\((?:含|包括)[^()]{1,12}\)|,?(?:含|包括)[^,;。()]{1,8}(?=[,;。]|$)|,?(?:含|包括)[^,;。()]{1,8}在内的?"
)
#: A part that the clause itself tells of: 包括水泵房在内的各类设备机房.
_WITH = re.compile(
    "(?:含|包括)([^,;。()、和及]{2,8})在内的(?:所有|全部|各类|各种|各个|各处|各|一切)([一-鿿]{2,10}?)"
    "(?=[,;。内里中上均都应须每]|不得|禁止|严禁)"
)
_LEAST, _MOST = 2, 6
#: 主出入口绿地 is that of a place, as 主出入口的绿地 would be.
_AT = "(?<=出入口)|(?<=[东南西北]门)|(?<=[号栋]楼)|(?<=[东南西北]区)"
#: What stands before a kind and leaves nothing of it out.
_NO_LIMIT = re.compile(
    "不得|禁止|严禁|不准|不许|在|堆|停|须|应|[接收]到|受理|发现|处理|办理|全部|所有|各|一切|任何|每|小区|园区|项目|辖区|公共|公用|共用|物业|业主|住户|客户|本|其"
)
_ALONE = "仅"
#: Two ways of which either will do: 上门或电话回访.
_WAY = "上门|电话|书面|当面|口头|短信|微信|邮件|打卡|拍照|录像|签到|签字|盖章|扫码|刷卡|现场查看|视频"
_EITHER = re.compile(f"({_WAY})(?:或者?)({_WAY})")
_STOREY = "[0-9一二三四五六七八九十]{1,3}"
_STOREYS = re.compile(f"(?:{_STOREY}层?(?:至|到|-))?(?<![0-9第]){_STOREY}(?:层|楼)(?!以上|以下|及)|首层")
_EACH_STOREY = re.compile("(?:各|每|所有|全部)(?:个)?楼?层")
#: Places of which all others are parts, and a place within.
_PLACES = re.compile("(?<!非)(?:公共|室内|公用|共用)(?:区域|场所|部位)")
_WITHIN = re.compile(
    "(?:^|[,;。的在])((?:(?!的)[一-鿿]){1,6}(?:花园|广场|大堂|大厅|门厅|诊区|区|厅|室|间|道|廊|库|台))(?=[,;。内里中上的]|不得|禁止|严禁|不准|一律)"
)
_OUTDOORS, _INDOORS = re.compile("广场|花园|园区"), re.compile("楼内|室内")
#: Kinds of vehicles, by themselves a part of all vehicles.
_VEHICLES = re.compile("(?<!非)(?:非?机动车|电动自行车|电动车|自行车|摩托车|货车|外来车|访客车)辆?")


@dataclass(frozen=True, slots=True)
class Limited:
    """A clause as one on the whole that another one names, with what limits it to a part of that.

    Args:
        text: The clause without the limit, and without words that leave nothing out.
        limits: The limits in its own words, none where the clause speaks of the whole or the other one does not.
    """

    text: str
    limits: tuple[str, ...] = ()


def part_of(text: str, other: str) -> Limited:
    """Return a clause as one on the whole that another clause names, with what limits it.

    Args:
        text: A clause, rephrased.
        other: The clause beside it, rephrased.

    Example:
        >>> part_of("儿童游乐区的绿地内不得使用除草剂", "全部绿地禁止使用除草剂")
        Limited(text='绿地内不得使用除草剂', limits=('儿童游乐区',))
    """
    if (told := _WITH.search(other)) and told[1] in text and told[2] not in text:
        return Limited(text.replace(told[1], told[2], 1), (told[1],))
    if (some := some_of(text, other)) is not None:
        return Limited(text, (f"{_ALONE}{'、'.join(some)}",))
    if (kept := kept_of(text, other)) is not None:
        return Limited(kept)
    for limit, without in _limits(text, _INCLUDING.sub("", other)):
        if _is_new(limit, other):
            return Limited(without, (limit,))
    if _WITH.search(text) or any(True for _limit in _limits(other, _INCLUDING.sub("", text))):
        return Limited(_WHOLE.sub(_kind, _INCLUDING.sub("", text)))
    return Limited(text)


def _kind(whole: re.Match[str]) -> str:
    return whole["kind"]


def _limits(text: str, other: str) -> Iterator[tuple[str, str]]:
    """Yield each limit of a text to a part of what the other one names as a whole, with the text without it."""
    storeys = _STOREYS.search(text)
    if storeys and not _STOREYS.search(other) and (_EACH_STOREY.search(other) or _WHOLE.match(other)):
        yield storeys[0], text.replace(storeys[0], "", 1)
    yield from _within(text, other)
    for whole in _WHOLE.finditer(other):
        if whole["kind"].startswith("车辆") and (vehicle := _VEHICLES.search(text)) and vehicle[0] not in other:
            yield vehicle[0], text.replace(vehicle[0], "车辆", 1)
        if found := _named_before(text, whole):
            yield found
    yield from _ways(text, other)


def _within(text: str, other: str) -> Iterator[tuple[str, str]]:
    """Yield the place that a text names where the other one names all common places; what scopes know is theirs."""
    place, within = _PLACES.search(other), _WITHIN.search(text)
    if place is None or within is None or within[1] in other or _PLACES.search(text):
        return
    outdoors = _OUTDOORS.search(within[1]) and _INDOORS.search(other[: place.end()])
    spaces = (word for word, meant in words().items() if any(facet == "space" for facet, _name in meant))
    known = "公" in place[0] and any(word in within[1] for word in spaces)
    if not outdoors and not known:
        yield within[1], text.replace(within[1], place[0], 1)


def _named_before(text: str, whole: re.Match[str]) -> tuple[str, str] | None:
    """Return what stands in a text before the kind of a whole, and the text without it: 儿童游乐区的 of 绿地."""
    link = "(?:的|类)?" if whole["all"] in _OF_KINDS else "(?:的|类)"
    for length in range(min(len(whole["kind"]), _MOST), _LEAST - 1, -1):
        found = re.search(f"(?:^|[,;。])([^,;。\\d]{{2,8}}?)(?:{link}|{_AT}){whole['kind'][:length]}", text)
        if found and not _NO_LIMIT.search(found[1]):
            return found[1], text[: found.start(1)] + text[found.end() - length :]
    return None


def _ways(text: str, other: str) -> Iterator[tuple[str, str]]:
    """Yield the way that both name where the text leaves another one: whoever may do something else promises less."""
    for either in _EITHER.finditer(text):
        for way, instead in ((either[1], either[2]), (either[2], either[1])):
            if way in other and instead not in other:
                yield f"{_ALONE}{way}", text.replace(either[0], way, 1)


def _is_new(limit: str, other: str) -> bool:
    """Tell whether a limit says anything that the other clause does not say."""
    if limit.startswith(_ALONE) or _STOREYS.fullmatch(limit) or _VEHICLES.fullmatch(limit):
        return True
    return len({char for char in limit if char not in other}) >= _LEAST
