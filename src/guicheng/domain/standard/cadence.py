"""What piles up until it is dealt with: by when at the latest, and how often: 48小时内清走 beside 每周五外运一趟.

A limit and a frequency are of other kinds, and no measure sets them beside one another. Of what comes up at any time
and is dealt with only every so often, something waits as long as that. Such things are named in
``library/consistency/concerns_piles.tsv``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.standard.concerns import concerns_named
from guicheng.domain.standard.lengths import NUMBER, days_of, value_of

_SENTENCE: Final = re.compile("[^;。\n]+")
_NUMBER: Final = f"(?P<number>{NUMBER})"
_UNIT: Final = "(?P<unit>工作日|分钟|小时|星期|礼拜|季度|季|年|月|周|天|日)"
#: By when at the latest.
_WITHIN: Final = (
    re.compile(f"(?<![\\d.每满]){_NUMBER}个?{_UNIT}(?:以内|之内|内)"),
    re.compile(f"(?:不得超过|不超过|不得超|不超|最长|最多|至多|不过){_NUMBER}个?{_UNIT}"),
    re.compile(f"满{_NUMBER}个?{_UNIT}(?:之)?前"),
)
_SAME_DAY: Final = re.compile("当[天日](?!值|班)|即日|日产日清|不(?:得|准|许)?(?:留|放)?过夜|不隔夜")
#: Every so often; what is left until the end of a stretch waits as long.
_EACH: Final = re.compile(
    f"每隔?(?:逢|个)?{_NUMBER}?个?{_UNIT}(?:[一二三四五六日天末底初])?(?:[^,;。\\d]{{0,12}}?(?P<times>\\d|[一二两三四五六七八九])[次遍趟回])?"
)
_GAP: Final = re.compile(f"隔{_NUMBER}个?{_UNIT}")
_ROUND: Final = re.compile(f"(?<![\\d.每第]){_NUMBER}?个?{_UNIT}(?:才|只)?[^,;。\\d]{{0,4}}?(?P<times>[一1])[次遍趟回]")
_LEFT: Final = re.compile(
    "(?:攒|积|存|留|等|集中|统一|汇总|待|拖)[^,;。]{0,8}?(?P<left>周|月|季度?|年)[末底]"
    "|(?P<at>周|月|季度?|年)[末底][^,;。]{0,4}(?:集中|统一|一并|一次性|汇总)"
)
#: Where no longest wait follows: cases that are dealt with at once, besides.
_AT_ONCE: Final = re.compile("随时|随满随|及时|加急|紧急|急需|另行|临时加|至少|不少于|满溢|超过")
_ONCE_A_DAY: Final = Fraction(1)


@lru_cache(maxsize=20_000)
def waits_of(text: str) -> dict[str, tuple[frozenset[Fraction], frozenset[Fraction]]]:
    """Return how long what piles up may wait by a clause, and how long it waits until the next time.

    Args:
        text: The clause.

    Returns:
        For each thing the days within which it is dealt with, and the days after which it is each time.
    """
    found: dict[str, tuple[set[Fraction], set[Fraction]]] = defaultdict(lambda: (set(), set()))
    for sentence in _SENTENCE.findall(normalize(text)):
        soon, often = set(_within(sentence)), set(_each(sentence))
        for concern in concerns_named("pile", sentence) if soon or often else ():
            found[concern][0].update(soon)
            found[concern][1].update(often)
    return {concern: (frozenset(soon), frozenset(often)) for concern, (soon, often) in found.items()}


def is_left_too_long(mine: str, theirs: str) -> bool:
    """Tell whether one clause deals with a thing so seldom that it waits longer than the other one allows.

    Example:
        >>> is_left_too_long("装修垃圾24小时内清走", "装修渣土每周五外运一趟")
        True
        >>> is_left_too_long("装修垃圾24小时内清走", "装修渣土每天外运一趟")
        False
    """
    here, there = waits_of(mine), waits_of(theirs)
    return any(
        bool(soon and often and not also_soon and not also_often and max(soon) < min(often))
        for concern in here.keys() & there.keys()
        for (soon, also_often), (also_soon, often) in (
            (here[concern], there[concern]),
            (there[concern], here[concern]),
        )
    )


def _within(sentence: str) -> Iterator[Fraction]:
    for pattern in _WITHIN:
        for hit in pattern.finditer(sentence):
            yield days_of(hit["number"], hit["unit"])
    if _SAME_DAY.search(sentence):
        yield _ONCE_A_DAY


def _each(sentence: str) -> Iterator[Fraction]:
    if _AT_ONCE.search(sentence):
        return
    for hit in _EACH.finditer(sentence):
        yield days_of(hit["number"] or "一", hit["unit"]) / value_of(hit["times"] or "一")
    for hit in _GAP.finditer(_EACH.sub("", sentence)):
        yield days_of(hit["number"], hit["unit"])
    for hit in _ROUND.finditer(_GAP.sub("", _EACH.sub("", sentence))):
        yield days_of(hit["number"] or "一", hit["unit"])
    for hit in _LEFT.finditer(sentence):
        yield days_of("一", hit["left"] or hit["at"])
