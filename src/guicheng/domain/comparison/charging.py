"""What is free in one clause and paid for in another: 不收押金 beside 押金不超过2000元, 免费停放 beside 按小时收费."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.act_words import words_of_act
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.scope import ANYWHERE
from guicheng.domain.comparison.verdict import Verdict, Witness
from guicheng.domain.values.message import _

_FREE: Final = re.compile(
    "免费|无偿|免收|(?:不得|不再|不另|不)(?:以任何(?:形式|名义|方式|理由))?(?P<whom>向[^,;。]{1,8}?)?(?:收取|收)"
    "(?:任何|一切|各种)?(?:费用|(?=[^,;。]{0,6}(?:费|金)))|不收费"
)
_AMOUNT: Final = r"\d+(?:\.\d+)?元"
_CAPPED: Final = re.compile(
    f"(?:收费|收取|收|价格|费用)?(?:不得超过|不应超过|不超过|不得高于|不高于|最高|最多|至多)"
    f"(?:收取?|为)?(?:每[^,;。\\d]{{1,3}})?{_AMOUNT}|{_AMOUNT}(?:以内|以下|封顶|为上限)"
)
_DUE: Final = re.compile(
    f"(?:收费|收取|收|交|缴纳|付)?(?:为|按)?{_AMOUNT}|按(?:\\d{{0,2}}个?(?:小时|次|天|日|月|件|户))(?:收费|计费|收取)(?:费用)?|"
    "(?:须|应当?|需|必须|要)(?:交|缴|付|支付|收)(?:纳|取)?(?:费用|费)"
)
_EACH: Final = re.compile("[每按](?:户|次|张|页|度|小时|个?月|平方米|㎡|件|天|日|单|台|辆|车位|年|项|人|壶|位)")
#: Up to which time something is free, or from which it is not.
_WITHIN: Final = re.compile(
    r"(?:不足|未满|不满|不超过|少于)(?P<a>\d+)(?P<u>分钟|小时)的?|(?P<b>\d+)(?P<v>分钟|小时)(?:以内|之内|内|以下)的?"
)
_UNTOLD: Final = re.compile("除|但|例外|若|如|超过|超出|满|首|第|前|老|残|会员|成本|材料|另[有行]|[;。]|原则|一般|酌")
#: Verbs and names of charges that two authors put in or leave out.
_CHARGED: Final = re.compile(
    "向(?:物业公司|物业|业主|租户|商户|装修户|装修业主|住户)|以任何名义|一次性|进场前|开工前|领取|办理|(?:一律|均|都|全部)|收费|收取|费用|(?<=补办|停放|停车)费|费(?=$|,)|价格|不得"
)
#: What goes without saying of a charge.
_UNSAID: Final = frozenset({"业主", "物业", "本人", "用", "车辆"})


@dataclass(frozen=True, slots=True)
class _Charge:
    """What is charged for one thing.

    Args:
        free: Whether nothing is.
        capped: Whether something may be, up to an amount.
        things: The words of what it is for.
        minutes: Up to how many minutes that holds, 0 for any time.
    """

    free: bool
    capped: bool
    things: frozenset[str]
    minutes: int


def compared_as_charges(mine: str, theirs: str) -> Pairing | None:
    """Return how two clauses stand of which one gives for nothing what the other charges for, None for any others.

    Args:
        mine: The first clause as written.
        theirs: The second clause as written.
    """
    first, second = _charge_in(normalize(mine).strip(" 。")), _charge_in(normalize(theirs).strip(" 。"))
    if first is None or second is None or not (first.free or second.free):
        return None
    if first.free and second.free:
        return Pairing(Verdict.EQUAL) if first == second else None
    free, paid = (first, second) if first.free else (second, first)
    if not free.things or not free.things <= paid.things or (free.minutes and free.minutes != paid.minutes):
        return None
    if not paid.capped:
        example = _("One asks for what the other stops: “{a}”, “{b}”.", a=mine, b=theirs)
        return Pairing(Verdict.CONFLICT, Witness(ANYWHERE, example))
    if first.free:
        return Pairing(Verdict.TIGHTER)
    return Pairing(Verdict.LOOSER, Witness(ANYWHERE, _("Only the second clause promises “{b}”.", b=theirs)))


#: What goes without saying beside a charge that is due.
_ELSE: Final = re.compile(",?(?:否则|未交的?|未缴纳?的?|逾期未交)[^,;。]{0,4}不[^,;。]{2,14}$")


@lru_cache(maxsize=20_000)
def _charge_in(plain: str) -> _Charge | None:
    """Return the one charge of a clause, None where it has none, or cases of which not all is understood."""
    plain = _ELSE.sub("", plain)
    within = _WITHIN.search(plain) if not _CAPPED.search(plain) else None
    said = _WITHIN.sub("", plain) if within else plain
    free = _FREE.search(said)
    capped = None if free else _CAPPED.search(said)
    due = None if free or capped else _DUE.search(said)
    found = free or capped or due
    if found is None:
        return None
    rest = _EACH.sub("", said[: found.start()] + (free["whom"] or "" if free else "") + "," + said[found.end() :])
    if _UNTOLD.search(rest) or re.search(r"\d", rest) or (free and _DUE.search(rest)):
        return None
    things = frozenset(words_of_act(_CHARGED.sub("", rest))) - _UNSAID
    return _Charge(bool(free), bool(capped), things, _minutes(within) if within else 0)


def _minutes(within: re.Match[str]) -> int:
    number, unit = (within["a"], within["u"]) if within["a"] else (within["b"], within["v"])
    return int(number) * (60 if unit == "小时" else 1)
