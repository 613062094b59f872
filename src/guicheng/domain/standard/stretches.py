"""How soon something is done by the words of a clause, whether its measures were read or not: 验收后一个月退, 两天未取即退.

Promises are told by their measures. Departments name a time in words that are no measure, too; what they concern tells
that both name it for one thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.clause.numerals import split_number
from guicheng.domain.standard.concerns import concerns_of

_SENTENCE: Final = re.compile("[^;。\n]+")
_PART: Final = re.compile("[^,]+")
_NUMBER: Final = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]{1,3}|半)"
#: A time that is counted, but for how often, how long before, and from which on something is counted.
_STRETCH: Final = re.compile(
    f"(?<![每前隔第满逾过\\d.:])(?<!超过)(?P<number>{_NUMBER})个?(?P<unit>工作日|分钟|小时|星期|年|月|周|天|日)(?!(?:{_NUMBER})?[日号次遍回]|[前份])"
)
_EARLIER: Final = re.compile("提前|至少在|每|轮流|有效|扣|罚|次日")
#: Cases that are promised for by themselves: urgent ones, and small ones.
_CASES: Final = (
    re.compile("急|紧急|抢修|爆管|跑水|停电|断电|漏水"),
    re.compile("一般|普通|非急|小修|零修|简单|复杂|疑难"),
)
_MINUTES: Final = {"分钟": 1, "小时": 60, "天": 1440, "日": 1440, "周": 10080, "星期": 10080, "月": 43200, "年": 525600}
_WORKDAY: Final = "工作日"
_HALVES: Final = {"月": 21600, "年": 262800, "小时": 30, "天": 720, "日": 720}


@lru_cache(maxsize=20_000)
def stretches_of(text: str) -> dict[tuple[str, tuple[bool, ...]], frozenset[tuple[str, str]]]:
    """Return how soon something is done by a clause, by what it concerns and in which cases.

    Args:
        text: The clause.

    Returns:
        For each concern the times that are named for it, each as its count and what counts it.
    """
    found: dict[tuple[str, tuple[bool, ...]], set[tuple[str, str]]] = defaultdict(set)
    for sentence in _SENTENCE.findall(normalize(text)):
        cases = tuple(case.search(sentence) is not None for case in _CASES)
        for part in _PART.finditer(sentence):
            for concern in () if _EARLIER.search(part[0]) else concerns_of("deadline", sentence[: part.end()]):
                found[concern, cases] |= {_counted(hit) for hit in _STRETCH.finditer(part[0])}
    return {concern: frozenset(times) for concern, times in found.items() if times}


def are_done_in_other_times(mine: str, theirs: str) -> bool:
    """Tell whether two clauses name times for one thing, and none that both name.

    Example:
        >>> are_done_in_other_times("装修申请资料齐全,两个工作日批复", "装修申请五个工作日内审批")
        True
        >>> are_done_in_other_times("装修申请资料齐全,两个工作日批复", "装修申请2个工作日内审批")
        False
    """
    here, there = stretches_of(mine), stretches_of(theirs)
    return any(not here[concern] & there[concern] for concern in here.keys() & there.keys())


def _counted(hit: re.Match[str]) -> tuple[str, str]:
    number, unit = hit["number"], hit["unit"]
    if unit == _WORKDAY:
        return f"{split_number(number)[0]}", unit
    if number == "半":
        return f"{_HALVES.get(unit, 0)}", "minutes"
    return f"{(split_number(number)[0] or 0) * _MINUTES[unit]}", "minutes"
