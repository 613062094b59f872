"""How soon or how long something is done by a clause, whether its measures were read or not: 验收后一个月退, 录像按十五日循环.

Promises are told by their measures. Departments name a time in words that are no measure, too; what they concern tells
that both name it for one thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.standard.concerns import concerns_of
from guicheng.domain.standard.lengths import NUMBER, minutes_of, value_of

_SENTENCE: Final = re.compile("[^;。\n]+")
_PART: Final = re.compile("[^,]+")
_UNIT: Final = "工作日|分钟|刻钟|小时|星期|年|月|周|天|日"
_STRETCH: Final = f"(?P<number>{NUMBER})个?(?P<unit>{_UNIT})(?!(?:{NUMBER})?[日号次遍回]|份)"
#: What bounds a time from below, before or behind it, and from above.
_LEAST: Final = re.compile("至少|不少于|不低于|不短于|最少|起码|以上")
_MOST: Final = re.compile("不超过|最长|最多|至多|不得超|以内|之内|以下")
#: How far from a time such words stand.
_NEAR: Final = 6


#: It is given back, or holds, on the same day only.
_SAME_DAY: Final = re.compile(
    "当[天日](?=[^,;。]{0,4}(?:归还|还(?=[,;。回]|$)|交还|送还|有效|作废|失效|用完))"
    "|(?:过夜|隔夜|隔日|次日)(?=[^,;。]{0,3}(?:作废|无效|失效|不认))"
)


class _Kind(NamedTuple):
    """What is counted in times.

    Args:
        attribute: What the table of concerns calls it.
        times: How such times are written.
        told: What a part of a sentence says that names one; None for anything.
        but: What it says otherwise.
        exact: Whether a longer time is another one, though only the least is named.
        ahead: Whether what is done may stand in the part behind.
    """

    attribute: str
    times: re.Pattern[str]
    told: re.Pattern[str] | None
    but: re.Pattern[str] | None
    exact: bool = False
    ahead: bool = False


_OF_OTHERS: Final = re.compile("提前|至少在|每|轮流|有效|扣|罚|次日")
_KINDS: Final = (
    # A time that is counted, but for how often, how long before, and from which on something is counted.
    _Kind("deadline", re.compile(f"(?<![每前隔第满逾过\\d.:])(?<!超过){_STRETCH}(?!前)"), None, _OF_OTHERS, exact=True),
    # 第五个工作日通知本人
    _Kind(
        "deadline",
        re.compile("第(?P<number>\\d+|[一二三四五六七八九十]{1,3})个(?P<unit>工作日)(?!前|起)"),
        None,
        _OF_OTHERS,
        exact=True,
    ),
    # 三天有效, 48小时内都认
    _Kind(
        "quantity.time",
        re.compile(f"(?<![每前隔第满逾过\\d.:])(?<!超过){_STRETCH}"),
        re.compile("有效|作废|失效|过期|都?认(?=[,;。]|$)|凭[单条证]"),
        re.compile("每|提前"),
    ),
    # 硬盘按十五日循环录制
    _Kind(
        "retention",
        re.compile(f"(?<![每前隔第过\\d.:]){_STRETCH}(?![之以]?[前内]|后(?![方才再可即就自]|覆盖|删|销))"),
        re.compile("保存|留存|保留|存|循环|覆盖|滚动|留(?!意|心)|保管"),
        re.compile("每|提前|检查|归档|移交"),
    ),
    # 集中学一天规章制度
    _Kind("quantity.time", re.compile(f"(?<![每前隔第满逾过\\d.:])(?<!超过){_STRETCH}(?![前后内])"), None, _OF_OTHERS),
    # 至少早三天贴出告示
    _Kind(
        "notice",
        re.compile(f"(?<![每隔第满逾过\\d.:]){_STRETCH}"),
        re.compile("提前|早|预先|[天日时月周]之?前|前(?=[一二三两\\d])"),
        None,
    ),
    # 超过三个月才寄书面催款函
    _Kind(
        "after",
        re.compile(f"(?:满|超过|逾期|逾|超|长达|达到?|欠费|拖欠[^,;。\\d]{{0,6}}){_STRETCH}(?![前内])"),
        None,
        re.compile("每|不超过|不得超过|提前"),
        ahead=True,
    ),
)
#: Cases that are promised for by themselves: urgent ones, and small ones.
_CASES: Final = (
    re.compile("急|紧急|抢修|爆管|跑水|停电|断电|漏水"),
    re.compile("一般|普通|非急|小修|零修|简单|复杂|疑难"),
)
_WORKDAY: Final = "工作日"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time that a clause names.

    Args:
        count: How much.
        unit: Of what.
        least: Whether a longer one keeps it.
        most: Whether a shorter one does.
    """

    count: float
    unit: str
    least: bool = False
    most: bool = False

    def keeps(self, other: Stretch) -> bool:
        """Tell whether one time is the other one, or lies on the side that it leaves open."""
        if self.unit != other.unit:
            return False
        longer, shorter = self.count > other.count, self.count < other.count
        return not (longer or shorter) or (other.least and longer) or (other.most and shorter)


@lru_cache(maxsize=20_000)
def stretches_of(text: str) -> dict[tuple[str, tuple[bool, ...]], frozenset[Stretch]]:
    """Return how soon, how long before or for how long something is done by a clause, by what it concerns and when.

    Args:
        text: The clause.

    Returns:
        For each concern and its cases the times that are named for it.
    """
    found: dict[tuple[str, tuple[bool, ...]], set[Stretch]] = defaultdict(set)
    for sentence in _SENTENCE.findall(_SAME_DAY.sub("1天", normalize(text))):
        cases = tuple(case.search(sentence) is not None for case in _CASES)
        for part in _PART.finditer(sentence):
            for kind in _KINDS:
                times = _times_in(part[0], kind)
                for concern in _concerns(kind, sentence, part.end()) if times else ():
                    found[concern, cases] |= times
    return {concern: frozenset(times) for concern, times in found.items()}


def are_done_in_other_times(mine: str, theirs: str) -> bool:
    """Tell whether two clauses name times for one thing, and none that both name.

    Example:
        >>> are_done_in_other_times("装修申请资料齐全,两个工作日批复", "装修申请五个工作日内审批")
        True
        >>> are_done_in_other_times("装修申请资料齐全,两个工作日批复", "装修申请2个工作日内审批")
        False
    """
    here, there = stretches_of(mine), stretches_of(theirs)
    return any(
        not any(one.keeps(other) or other.keeps(one) for one in here[concern] for other in there[concern])
        for concern in here.keys() & there.keys()
    )


def _times_in(part: str, kind: _Kind) -> set[Stretch]:
    """Return the times of one kind that a part of a sentence names."""
    if (kind.told is not None and not kind.told.search(part)) or (kind.but is not None and kind.but.search(part)):
        return set()
    return {_counted(hit, kind) for hit in kind.times.finditer(part)}


def _concerns(kind: _Kind, sentence: str, end: int) -> frozenset[str]:
    """Return what the times of a part of a sentence are for, by the part behind where that says what is done."""
    found = concerns_of(kind.attribute, sentence[:end])
    if found or not kind.ahead:
        return found
    following = _PART.match(sentence, end + 1)
    return concerns_of(kind.attribute, sentence[: following.end()]) if following else found


def _counted(hit: re.Match[str], kind: _Kind) -> Stretch:
    number, unit = hit["number"], hit["unit"]
    ahead, behind = hit.string[max(hit.start() - _NEAR, 0) : hit.start()], hit.string[hit.end() : hit.end() + 2]
    sides = () if kind.exact else tuple(bool(side.search(f"{ahead}|{behind}")) for side in (_LEAST, _MOST))
    if unit == _WORKDAY:
        return Stretch(float(value_of(number)), unit, *sides)
    return Stretch(float(minutes_of(number, unit)), "minutes", *sides)
