"""Whether a clause tells the party to act that a duty of law binds, or its neighbour."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import Final

from guicheng.domain.comparison.tables import subjects

#: Posts of the company that acts in a clause; whoever else is told to act has a name of their own.
_OWN_POST: Final = re.compile(
    "(?<!维保)(?:(?:管理|维护|服务|巡查|内勤|值班|监控|收费|保洁|绿化|巡逻|门岗|客服|养护|接待|安全|资料|秩序|档案)员|专员|"
    "主管(?!部门|机关|单位)|经理|班长|领班|管家|维修工|电工|内勤)"
)
#: What stands behind whoever is told to act: 建设单位应, 业主须.
_TOLD: Final = r"(?:应当?|须|需(?![要求])|要(?!求)|负责|不得|及时|按时|定期)"
#: Parties that the company hires for works, which texts do not tell apart.
HIRED: Final = frozenset({"maintainer", "fitter", "contractor"})
#: Who was called, and what is wanted of them: 拨打维保单位电话,要求其技工30分钟内到场.
_CALLED: Final = "(?:联系|拨打|呼叫|通知|致电|打电话给|电话|要求|催促|督促)[^,;。]{0,6}"
_SENT: Final = "派?(?:技工|技师|技术员|师傅|工程师|救援人员|人员|人)"
_WANTED: Final = (
    rf"[^;。]{{0,16}}?,并?(?:(?:要求|让|请|催促|督促)?(?:其|对方)(?:{_SENT})?|(?:要求|让|请|催促|督促)?{_SENT})"
    r"(?:应|须|在|于)*(?:\d{1,3}|[一二两三四五六七八九十半]{1,3})个?(?:分钟|小时|刻钟|钟头)"
)
#: Parties whose acts are no acts of the company, nor of those it hires.
_APART: Final = frozenset({"committee", "developer", "authority", "owner", "tenant", "supplier"})


def told_to(party: str, plain: str) -> bool:
    """Tell whether a clause may tell a party other than the company to act.

    It does not where posts of the company act and the party does not: 电梯安全管理员到场 is no act of the firm that
    maintains the lift, nor is what they do once that firm was changed. Whoever is given something does not act either:
    15日内向业主委员会移交.

    Args:
        party: Such as ``maintainer``.
        plain: Normalized text.
    """
    if _acting(party).search(plain):
        return True
    return not _OWN_POST.search(plain) and not _given(party).search(plain)


def names(party: str, plain: str) -> bool:
    """Tell whether a clause names a party at all.

    Args:
        party: Such as ``contractor``.
        plain: Normalized text.
    """
    return any(word in plain for word, named in subjects() if named == party)


def is_addressed(party: str, plain: str) -> bool:
    """Tell whether a row or sentence only ends with the name of a party: 项目经理报到,到岗后2日内,居委会.

    Args:
        party: Such as ``authority``.
        plain: Normalized text.
    """
    return re.search(rf"[,|:;、]\s?[^,|:;。、]{{0,4}}(?:{_words({party})})。?$", plain) is not None


def told_apart(plain: str) -> bool:
    """Tell whether a clause tells somebody to act who acts neither for nor as the company: 建设单位应修复."""
    return bool(_apart().search(plain)) and not _OWN_POST.search(plain)


@cache
def _acting(party: str) -> re.Pattern[str]:
    words = _words({party})
    called = f"|{_CALLED}(?:{words}){_WANTED}" if party in HIRED else ""
    return re.compile(f"(?:^|[,;。后由])(?:{words})(?!变更|更换|信息|的){called}")


@cache
def _given(party: str) -> re.Pattern[str]:
    return re.compile(f"(?:向|交给|移交给|报)(?:{_words({party})})")


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(f"(?:{_words(_APART)}){_TOLD}")


def _words(parties: Collection[str]) -> str:
    """Return the words for parties as choices of a pattern, the longest first."""
    words = sorted((word for word, party in subjects() if party in parties), key=len, reverse=True)
    return "|".join(map(re.escape, words))
