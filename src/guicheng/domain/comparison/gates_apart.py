"""Clauses of one rule each, in nearly the same words, that are two rules: others agree, or others come first."""

from __future__ import annotations

import re
from typing import Final

from guicheng.domain.comparison.barring import AGREES, NEEDING, PARTIES, are_crossed, beyond
from guicheng.domain.comparison.gates import Rule, Sort, rules_of, words_in

#: Two ways to agree are mostly one; who agrees is not.
_WAYS: Final = AGREES | {"签", "批", "书面", "签名", "本人", "记入"}
#: Of whom a clause may speak in the same words.
_OTHERS: Final = frozenset({"租户", "商户", "访客", "供应商", "施工单位", "外来人员", "快递员", "外卖员", "业主委员会"})
#: Somebody who agrees, but nobody knows who.
_WHOEVER: Final = re.compile(
    "(?:有关|相关)(?:部门|人员|领导|负责人|单位|各方|方面)[^,，;；。]{0,4}(?:同意|批准|许可|签字|确认|审批)"
)
_DENYING: Final = frozenset("不未无非没")


def are_rules_apart(mine: str, theirs: str) -> bool:
    """Tell whether two clauses with one rule each are on other people, or put first what the other puts last.

    Args:
        mine: The first clause as written.
        theirs: The second clause as written.
    """
    if bool(_WHOEVER.search(mine)) is not bool(_WHOEVER.search(theirs)):
        return True
    first, second = rules_of(mine), rules_of(theirs)
    if len(first) != 1 or len(second) != 1:
        return False
    (a,), (b,) = first, second
    return (
        are_crossed(a, b)
        or are_crossed(b, a)
        or _others_agree(a, b)
        or _are_on_others(a, b)
        or _are_on_others(b, a)
        or _is_barred_with(a, b)
        or _is_barred_with(b, a)
    )


def are_both_on_terms(mine: str, theirs: str) -> bool:
    """Tell whether two clauses have one rule each that lets something be done on terms, which never clash.

    Args:
        mine: The first clause as written.
        theirs: The second clause as written.
    """
    first, second = rules_of(mine), rules_of(theirs)
    sorts = {rule.sort for rule in (*first, *second)}
    return len(first) == len(second) == 1 and Sort.GATE in sorts and sorts <= NEEDING


def _others_agree(a: Rule, b: Rule) -> bool:
    """Tell whether somebody else agrees: 未经业主同意, 未经租户同意."""
    if not {a.sort, b.sort} <= NEEDING or not (words_in(a.need) & AGREES and words_in(b.need) & AGREES):
        return False
    return all(beyond(*sides) & words_in(sides[0].need) - _WAYS for sides in ((a, b), (b, a)))


def _are_on_others(a: Rule, b: Rule) -> bool:
    """Tell whether one rule names 业主 where the other names 商户."""
    return bool(PARTIES & (a.words - b.words) and _OTHERS & (b.words - a.words))


def _is_barred_with(ban: Rule, gate: Rule) -> bool:
    """Tell whether a ban is for those who have what the gate asks for: 持证的不得, 无证的不得."""
    need = words_in(gate.need)
    return (
        ban.sort is Sort.BAN
        and gate.sort is Sort.GATE
        and bool(need)
        and need <= ban.words
        and not _DENYING & ban.words
    )
