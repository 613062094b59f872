"""Waste that is gone on the day on which it comes up beside a limit on that: 日产日清, 产生后2日内清运.

The one is told as how often it is done and the other as how long it takes; both are read as a limit.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.pairing import Pairing

_COMES_UP: Final = "产生|修剪|投放|拆除|清扫|收集|堆放|出现"
_GONE: Final = "(?:全部|全数|及时|将其|予以)?(?:清运|清走|清理|运走|清除|外运|拉走|清完)(?:完毕|干净|完)?(?:出(?:场|园|小区|园区|现场))?"
#: Gone on the same day.
_DAILY: Final = re.compile(
    f"(?:应当?|须|必须|做到|实行|要)*(?:日产日清|(?:当[天日]|每[天日])(?P<event>{_COMES_UP})的?,?、?(?:应当?|须|必须|要)?(?:在|于)?"
    f"当[天日](?:之?内)?{_GONE})(?:出(?:场|园|小区|园区|现场))?(?:,(?:不得|禁止|严禁)[^,;。]{{0,4}}(?:隔夜|过夜)[^,;。]{{0,2}})?"
)
#: Gone within so long.
_WITHIN: Final = re.compile(
    f"(?:应当?|须|必须|要)?(?:自|从|在|于)?(?P<event>{_COMES_UP})(?:之[日时]|时)?(?:起|后)(?:的)?,?(?:应当?|须|必须|要)?(?:在|于)?"
    rf"(?P<span>(?:\d{{1,3}}|[一二两三四五六七八九十半]{{1,3}})个?(?:日|天|小时|工作日|周))(?:之|以)?内(?:应当?|须|必须)?{_GONE}"
)


def compared_by_same_day(first: str, second: str, compared: Callable[[str, str], Pairing]) -> Pairing | None:
    """Say how two clauses stand of which one clears on the same day and the other within a limit, None for others.

    Args:
        first: The first clause as written.
        second: The second clause as written.
        compared: Compares two texts.

    Example:
        >>> _WITHIN.search("装修垃圾应自产生之日起2日内清运出场")["span"]
        '2日'
    """
    mine, theirs = normalize(first), normalize(second)
    daily = [_DAILY.search(text) for text in (mine, theirs)]
    within = [_WITHIN.search(text) for text in (mine, theirs)]
    if not (daily[0] and within[1]) and not (daily[1] and within[0]):
        return None
    return compared(*(_WITHIN.sub(_limit, _DAILY.sub(_at_once, text)) for text in (mine, theirs)))


def _at_once(_daily: re.Match[str]) -> str:
    return "产生后当日内清运"


def _limit(within: re.Match[str]) -> str:
    return f"产生后{within['span']}内清运"
