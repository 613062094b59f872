"""Two clauses in nearly the same words for two parties, two kinds of customers or two fees: 物业费收缴率, 停车费收缴率."""

from __future__ import annotations

import re
from typing import Final

#: Who opens a clause, by what the unit does.
_UNIT: Final = re.compile(
    "^(?:由)?[^,;。]{0,6}?(使用|维保|维护保养|建设|产权|供水|供电|供热|供暖|燃气|施工|设计|监理|检测|检验|租赁|承租|出租|开发|安装|制造|总包|分包)(?:单位|企业|公司)"
)
_COMPANY: Final = re.compile(
    "^(?:由)?(?:物业服务企业|物业服务人|物业公司|物业管理处|物业服务中心|物业)(?!费|服务费|管理费|用房|合同)"
)
#: Parties that one clause may mean by the word for the other.
_MAYBE_ONE: Final = (
    frozenset({"维保", "维护保养", "检测", "检验"}),
    frozenset({"建设", "开发"}),
    frozenset({"供热", "供暖"}),
    frozenset({"租赁", "承租", "出租"}),
    frozenset({"施工", "总包", "分包", "安装"}),
)
#: Whose case it is.
_TRADE: Final = re.compile("商铺|商户|写字楼|办公楼|商场|厂房|底商")
_HOME: Final = re.compile("住宅|居民楼|住户")
#: Fees, by the name by which they are known again.
_FEES: Final = (
    ("estate", re.compile("物业(?:服务|管理)?费")),
    ("parking", re.compile("停车(?:服务|管理)?费|车位(?:使用|管理|服务|租赁)?费|车位租金")),
    ("water", re.compile("水电?费")),
    ("power", re.compile("(?:水|(?<![充发]))电费")),
    ("heat", re.compile("[取供采]暖费|供热费")),
    ("gas", re.compile("[燃煤]气费")),
    ("rent", re.compile("(?<!车位)租金|房租")),
)
_OF_FEE: Final = re.compile("收[缴取费]率|收费率|缴费率|清欠率|开票|发票|票据|账单|对账|催[缴收交]")


def are_of_other_parties(mine: str, theirs: str) -> bool:
    """Tell whether two clauses are for other parties or customers, or about other fees.

    Args:
        mine: The first clause in one way of writing.
        theirs: The second clause in one way of writing.

    Example:
        >>> are_of_other_parties("物业服务费收缴率不低于95%", "停车服务费收缴率不低于98%")
        True
    """
    return _are_owed_by_others(mine, theirs) or _are_for_others(mine, theirs) or _are_of_other_fees(mine, theirs)


def _are_owed_by_others(mine: str, theirs: str) -> bool:
    first, second = _UNIT.search(mine), _UNIT.search(theirs)
    if first is not None and second is not None:
        units = {first[1], second[1]}
        return len(units) > 1 and not any(units <= each for each in _MAYBE_ONE)
    unit, other = (first, theirs) if first is not None else (second, mine)
    # Who uses a lift, or has it mended, is mostly the company itself.
    return unit is not None and unit[1] not in {"使用", "维保", "维护保养"} and _COMPANY.search(other) is not None


def _are_for_others(mine: str, theirs: str) -> bool:
    """Tell whether one clause is for shops and offices and the other for homes."""
    return any(
        _TRADE.search(one) and not _HOME.search(one) and _HOME.search(other) and not _TRADE.search(other)
        for one, other in ((mine, theirs), (theirs, mine))
    )


def _are_of_other_fees(mine: str, theirs: str) -> bool:
    if not (_OF_FEE.search(mine) and _OF_FEE.search(theirs)):
        return False
    first, second = ({name for name, words in _FEES if words.search(text)} for text in (mine, theirs))
    return bool(first and second and not first & second)
