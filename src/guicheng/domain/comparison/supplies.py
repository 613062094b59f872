"""Water, power, heat and gas that one may not cut, or cuts, so that fees get paid.

The law names each supply (不得采取停止供电、供水、供热、供燃气等方式催交物业费), and everybody who repeats it puts it in words
of their own: 严禁断水断电催费. What is banned is told by the supplies, not by the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.both_kept import kept_in_both
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.scope import ANYWHERE
from guicheng.domain.comparison.verdict import ONE_SIDED, Verdict, Witness
from guicheng.domain.values.message import _

_OWING: Final = re.compile("催[交缴收讨要费]|追[缴收讨]|欠[费交缴]|拖欠|[未不](?:按时|按期)?[交缴]|逾期")
_FEES: Final = re.compile("停车费|物业(?:服务)?费|水费|电费|燃气费|维修费|租金")
#: One supply after another that is cut: 停止供电、供水, 断水断电, 停水、停电、停暖.
_CUT: Final = re.compile(
    "(?:停止?|断|中断|切断|限制?|暂停)(?:[向对其该][^,;。]{1,6}?)?(?:供应|供给|供)?(?:水|电|热|暖|燃气|煤气|天然气|气)"
)
_SUPPLY: Final = re.compile("(?<![户用])(水|电(?![梯动话])|热|暖|燃气|煤气|天然气|气)")
_RUN: Final = re.compile(
    "(?:停|断|切|限|暂|中)[停断切限暂中止制供应给水电热暖燃煤天然气、和及与或者,户内其业主向对该]*"
)
_NAMES: Final = {"热": "heat", "暖": "heat", "水": "water", "电": "power"}
#: Other ways to press for fees.
_OTHERS: Final = re.compile("门禁|进出|出入|通行|电梯|锁车|车辆|上门骚扰|骚扰|威胁|公布姓名|曝光")
_OPEN: Final = re.compile("等(?:方式|手段|办法|措施|形式|行为|四|三|两)?")
_BANNED: Final = re.compile("不得|严禁|禁止|不准|不许|不允许|不可|杜绝|切勿")
_WITHOUT_FAIL: Final = re.compile("除非|除外|经[^,;。]{1,10}(?:同意|批准)|未经")

#: For how long fees are unpaid, up to or from when a clause holds.
_SO_LONG: Final = re.compile(
    "(?:未满|不足|不满|未达|未超过|不超过|少于|满|达到?|超过|逾期)(?:[0-9一二两三四五六七八九十]{1,3}个?|半个?)(?:月|天|日|年|周)"
)


@dataclass(frozen=True, slots=True)
class _Pressing:
    """Ways to press for fees that a clause bans or uses.

    Args:
        banned: Whether it bans them.
        ways: The supplies that are cut, and other ways as they are written.
        more: Whether there are others that it does not name: 等方式.
        fees: The fees it is about, none where it names none.
        case: For how long they are unpaid where it holds, "" where it holds however long that is.
    """

    banned: bool
    ways: frozenset[str]
    more: bool
    fees: frozenset[str]
    case: str


def compared_as_pressing(mine: str, theirs: str) -> Pairing | None:
    """Return how two clauses stand that speak of cutting supplies so that fees get paid, None for any others.

    Args:
        mine: The first clause as written.
        theirs: The second clause as written.

    Example:
        >>> compared_as_pressing("严禁断水断电催收物业费。", "不得采取停止供电的方式催交物业费。").verdict.name
        'TIGHTER'
    """
    a, b = _pressing_in(mine), _pressing_in(theirs)
    if a is None or b is None:
        return None
    if a.fees and b.fees and a.fees != b.fees:
        return Pairing(Verdict.DISJOINT)
    if a.case and b.case and a.case != b.case:
        return Pairing(Verdict.CANNOT_COMPARE, missing=_("What the two have in common."))
    if a.banned is not b.banned:
        if not a.ways & b.ways:
            return None if a.more or b.more else Pairing(Verdict.DISJOINT)
        example = _("One asks for what the other stops: “{a}”, “{b}”.", a=mine, b=theirs)
        return Pairing(Verdict.CONFLICT, Witness(ANYWHERE, example))
    if not a.banned:
        return None
    found = _of_bans(a, b, theirs)
    if a.case == b.case or found.verdict not in ONE_SIDED:
        return found
    respect = Verdict.TIGHTER if b.case else Verdict.LOOSER
    return kept_in_both(found, respect, _("Only the second clause promises “{b}”.", b=theirs))


def _of_bans(a: _Pressing, b: _Pressing, theirs: str) -> Pairing:
    """Return how two bans stand: the one of more ways is tighter; nobody knows which ways an open list adds."""
    if a.ways == b.ways and a.more is b.more:
        return Pairing(Verdict.EQUAL)
    if b.ways < a.ways and not b.more:
        return Pairing(Verdict.TIGHTER)
    if a.ways < b.ways and not a.more:
        return Pairing(Verdict.LOOSER, Witness(ANYWHERE, _("Only the second clause promises “{b}”.", b=theirs)))
    if a.more or b.more:
        return Pairing(Verdict.CANNOT_COMPARE, missing=_("What the two have in common."))
    return Pairing(Verdict.COMPATIBLE)


@lru_cache(maxsize=20_000)
def _pressing_in(text: str) -> _Pressing | None:
    plain = normalize(text)
    if not _CUT.search(plain) or not _OWING.search(plain) or _WITHOUT_FAIL.search(plain):
        return None
    named = {supply for run in _RUN.findall(plain) for supply in _SUPPLY.findall(run)}
    ways = {_NAMES.get(supply, "gas") for supply in named} | set(_OTHERS.findall(plain))
    fees = frozenset(fee.replace("服务", "") for fee in _FEES.findall(plain))
    so_long = _SO_LONG.search(plain)
    return _Pressing(
        _BANNED.search(plain) is not None,
        frozenset(ways),
        _OPEN.search(plain) is not None,
        fees,
        so_long[0] if so_long else "",
    )
