"""What is charged for paying late, a share of one sum, as many authors tell it: 万分之三, 0.3‰, 以千分之一为上限."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.comparison.bounds import Range
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.phrasing import in_percent
from guicheng.domain.comparison.scope import ANYWHERE
from guicheng.domain.comparison.verdict import EITHER_WAY, Verdict, Witness
from guicheng.domain.values.message import _

_SHARE: Final = re.compile(r"(\d+(?:\.\d+)?)%")
_CHARGED: Final = re.compile("违约金|滞纳金")
_CAPPED: Final = re.compile(
    "不得?超过|不得逾|不应超过|不能超过|不得?高于|不应高于|不得?多于|不大于|最高|最多|至多|顶多|上限|为限|封顶|以[内下]|之内|≤"
)
_DAILY: Final = re.compile("按(?:天|日)|每(?:逾期)?[一1]?(?:天|日)|逾期[一1](?:天|日)|日(?=违约金|滞纳金|费率)|逐日")
_LEAST: Final = re.compile("不得?低于|不应低于|不得?少于|至少|最低|以上")
#: What a share is one of, by the words around it.
_UNPAID: Final = re.compile(
    "(?:所)?(?:拖|尚)?欠(?:交|缴|付|费|租|款|额)?|应[交缴付](?:而)?未[交缴付]|未(?:交|缴|付|清偿)|[迟延]付|逾期"
)
#: Of what the share is that the words name, where it is not what is unpaid.
_OF: Final = re.compile(r"([^,;。的按为超过高于]{2,10}?)(?:总额|金额)?的?(?=\d+(?:\.\d+)?%)")
#: What is owed; of two authors one mostly says no more than 费.
_OWED: Final = re.compile(
    "物业(?:管理|服务)?费|租金|房租|[欠缴交]租|车位费|停车费|水电费|水费|电费|装修押金|货款|服务费|能耗费|取暖费"
)
_NAMES: Final = {"房租": "租金", "欠租": "租金", "缴租": "租金", "交租": "租金", "停车费": "车位费"}
#: Words that leave a case open, take one out, or tell a second one.
_UNTOLD: Final = re.compile(
    r"除|但(?!(?:每[日天])?不得)|例外|若|如(?!实)|超出|首|第|前\d|另[有行]|[;。]|原则|一般|酌|经催|书面催|累计|合计|总计|不再|免|减|"
    r"\d+(?:\.\d+)?(?:天|日|个月|元|次)|[一二两三四五六七八九十]+(?:天|个月|次|日内)"
)


@dataclass(frozen=True, slots=True)
class _Arrears:
    """What is charged for paying late.

    Args:
        share: Percent of the sum that may be charged.
        daily: Whether it is charged for each day.
        of: The sum of which it is a share.
        owed: What is to be paid, "" where a clause says no more than 费.
    """

    share: Range
    daily: bool
    of: str
    owed: str


def compared_as_arrears(mine: str, theirs: str) -> Pairing | None:
    """Return how two clauses on what is charged for paying late stand, None for any others.

    Args:
        mine: The first clause as written.
        theirs: The second clause as written.
    """
    first, second = _arrears_in(mine), _arrears_in(theirs)
    if first is None or second is None or (first.daily, first.of) != (second.daily, second.of):
        return None
    if first.owed and second.owed and first.owed != second.owed:
        return Pairing(Verdict.DISJOINT)
    verdict = _verdict(first.share, second.share)
    if verdict is Verdict.CONFLICT:
        return Pairing(
            verdict, Witness(ANYWHERE, _("One asks for what the other stops: “{a}”, “{b}”.", a=mine, b=theirs))
        )
    if verdict is Verdict.LOOSER:
        return Pairing(verdict, Witness(ANYWHERE, _("Only the second clause promises “{b}”.", b=theirs)))
    return Pairing(verdict)


def _verdict(a: Range, b: Range) -> Verdict:
    if a.apart(b):
        return Verdict.CONFLICT
    return EITHER_WAY[a.within(b), b.within(a)]


@lru_cache(maxsize=20_000)
def _arrears_in(text: str) -> _Arrears | None:
    """Return the charge of a clause for paying late, None where it has none, or more than is understood."""
    plain = in_percent(normalize(text).strip(" 。"))
    shares = _SHARE.findall(plain)
    if len(shares) != 1 or not _CHARGED.search(plain) or _UNTOLD.search(_DAILY.sub("", plain)):
        return None
    owed = {_NAMES.get(name, name) for name in _OWED.findall(plain)}
    owed = {"物业费" if name.startswith("物业") else name for name in owed}
    of = _of(plain)
    if len(owed) > 1 or not of:
        return None
    daily = _DAILY.search(plain) is not None
    return _Arrears(_range(Fraction(shares[0]), plain), daily, of, next(iter(owed), ""))


def _range(share: Fraction, plain: str) -> Range:
    capped, least = (sign.search(plain) is not None for sign in (_CAPPED, _LEAST))
    return Range(None if capped else share, None if least else share, unit="%")


def _of(plain: str) -> str:
    """Return of what the share is one: "未付" of what is unpaid, the name of another sum, "" where that is not told."""
    named = _OF.search(plain)
    if named is None:
        return ""
    return "未付" if _UNPAID.search(named[1]) else named[1]
