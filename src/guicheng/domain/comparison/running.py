"""All of some machines or ways in that run around the clock, beside a few of them that are stopped: 夜间只保留一台.

Whoever stops one of two lifts by night has not all of them running, so that nobody keeps both; whoever keeps at least
one running has less than all. Which machines they are is told by the name of what runs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.scope import ANYWHERE
from guicheng.domain.comparison.verdict import Verdict, Witness
from guicheng.domain.values.message import _

_NUMBER: Final = r"(?:[一二两三四五六七八九十1-9]\d?|半数|一半|部分|多余|其余|其他)"
_PIECE: Final = "(?:台|部|个|条|扇|盏|组|座|根|套|处)"
_RUNS: Final = "(?:运行|运转|开放|开启|开通|开着|通行|可用|使用|启用|投用|投运|服务)"
#: What runs around the clock.
_ALWAYS: Final = re.compile(f"(?:24小时|全天候?|昼夜|全时段)[^,;。]{{0,6}}?{_RUNS}|{_RUNS}24小时")
_EVERY: Final = re.compile("(?:全部|所有|各|每一?[台部个条扇]|均|都)")
#: What leaves a few of them running, and what stops some.
_FEW: Final = re.compile(
    rf"[只仅](?:保留|留|开放?|运行|启用|开启|使用)[^,;。]{{0,4}}?{_NUMBER}{_PIECE}?|[只仅][留开][^,;。]{{0,4}}{_NUMBER}{_PIECE}|"
    rf"(?:停用|停运|停开|关停|关闭|停止运行|关掉|停)[^,;。]{{0,4}}?{_NUMBER}|"
    rf"{_NUMBER}{_PIECE}?[^,;。]{{0,6}}?(?<!不)(?:停用|停运|停开|关停|关闭|停机|停止运行|关掉)"
)
#: What keeps at least some of them running.
_LEAST: Final = re.compile(f"(?:至少|不少于|最少)[^,;。]{{0,6}}?{_NUMBER}{_PIECE}")
#: Machines that stand still so that they can be mended run at all other times.
_ASIDE: Final = re.compile("检修|维修|保养|维保|故障|停电|年检|检验|火灾|应急|改造|清洗|不得|禁止|严禁")
#: What runs, by the words before it is said that it must.
_THING: Final = re.compile(
    "(?!全部|所有|保持|实行|保证|必须|全天|昼夜)(?=([一-鿿]{2}))..(?:的)?(?:应|须|均|都|全部|必须|要|保持|实行|全天|昼夜|24小时|至少|不间断)"
)
_KIND: Final = re.compile("[客货电扶]梯")
_LIFT: Final = "电梯"


@dataclass(frozen=True, slots=True)
class Running:
    """How many of some machines run.

    Args:
        sort: ``all``, ``least`` or ``few``.
        thing: The last two characters of what runs, "" where a few are stopped.
    """

    sort: str
    thing: str


def compared_as_running(mine: str, theirs: str) -> Pairing | None:
    """Return how two clauses stand of which one has all machines running and the other only a few, None for others.

    Args:
        mine: The first clause as written.
        theirs: The second clause as written.

    Example:
        >>> compared_as_running("夜间只保留一台客梯运行。", "全部客梯应24小时运行。").verdict.name
        'CONFLICT'
    """
    a, b = running_in(mine), running_in(theirs)
    if a is None or b is None or a.sort == b.sort or not _are_of_one_kind(a, b, mine, theirs):
        return None
    sorts = {a.sort, b.sort}
    if sorts == {"all", "few"}:
        example = _("One asks for what the other stops: “{a}”, “{b}”.", a=mine, b=theirs)
        return Pairing(Verdict.CONFLICT, Witness(ANYWHERE, example))
    if "few" in sorts:
        return Pairing(Verdict.COMPATIBLE)
    if a.sort == "all":
        return Pairing(Verdict.TIGHTER)
    return Pairing(Verdict.LOOSER, Witness(ANYWHERE, _("Only the second clause promises “{b}”.", b=theirs)))


@lru_cache(maxsize=20_000)
def running_in(text: str) -> Running | None:
    """Return how many machines a clause has running, None where it says nothing of that.

    Args:
        text: The clause as written.
    """
    plain = normalize(text)
    if _ASIDE.search(plain.replace("不得停", "")):
        return None
    always, things = _ALWAYS.search(plain), _THING.findall(plain)
    if not always:
        return Running("few", "") if _FEW.search(plain) else None
    if not things or _FEW.search(plain):
        return None
    sort = "least" if _LEAST.search(plain) else "all" if _EVERY.search(plain) else ""
    return Running(sort, things[-1]) if sort else None


def _are_of_one_kind(a: Running, b: Running, mine: str, theirs: str) -> bool:
    """Tell whether two clauses speak of one kind of machine; all lifts are those for people and for goods."""
    if a.thing and b.thing:
        return a.thing == b.thing
    thing, other = (a.thing, theirs) if a.thing else (b.thing, mine)
    return thing in other or (thing == _LIFT and _KIND.search(other) is not None)
