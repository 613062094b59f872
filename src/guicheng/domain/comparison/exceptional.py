"""What a clause promises in general, without the cases for which it promises less: 30分钟内到场，夜间45分钟."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from guicheng.domain.comparison.bounds import Act, Limit, Tally
from guicheng.domain.comparison.facts import UNKNOWN
from guicheng.domain.comparison.relating import relate
from guicheng.domain.comparison.scope import EVERY, Condition, Scope
from guicheng.domain.comparison.taken_out import BUT
from guicheng.domain.comparison.term import Term

#: 其中1人持证 is one of those counted before.
_NEAR: Final = 8
#: Ends that say no more than that somebody answers or deals with it.
_PLAIN: Final = frozenset({"", "replied", "handled"})
#: 周日1次 behind 每日2次 counts that day.
_OWN_DAY: Final = re.compile("周[一二三四五六日天]|星期[一二三四五六日天]|礼拜[一二三四五六日天]")
#: 或电话答复, behind what is to be done.
_OR: Final = re.compile("或者?是?([^,;。]{2,10})")
_ACT: Final = re.compile(
    "答复|回复|联系|响应|转交|转办|移交|转派|报告|上报|说明|采取|安排|提供|预约|通知|告知|电话|派单|登记|处理|更换|恢复"
)
#: 书面催缴通知送达后 is what happens before, 书面申请 what somebody else hands in.
_WRITTEN: Final = re.compile(
    "(?<!或)书面(?!申请|材料|资料|委托|合同|协议|催|授权|同意|承诺|报修|投诉|或)(?![^,;。]{0,8}(?:后|之日|起|时(?![间限长])))"
)
_WAYS: Final = "电话|口头|当面|短信|微信|邮件|上门|面谈"
_OTHERWISE: Final = re.compile(f"(?:{_WAYS})(?:或者?|、|/)书面|书面(?:或者?|、|/)(?:{_WAYS})")


def without_exceptions(terms: Sequence[Term], plain: str) -> list[Term]:
    """Return the promises of a clause, each without the cases for which a later one of the same thing asks less.

    Whoever keeps 30分钟内到场，夜间45分钟 need not be there in 30 minutes at night. A narrower promise that asks for
    more changes nothing: both are to be kept.

    Args:
        terms: The promises, in order of place.
        plain: The normalized text of the clause.
    """
    found = list(terms)
    for place, term in enumerate(found):
        for other in terms[place + 1 :]:
            of_those = "其中" in plain[max(0, other.span.start - _NEAR) : other.span.start]
            if not of_those and _is_exception(other, found[place]):
                found[place] = replace(found[place], scope=_left(term.scope, found[place].scope, other))
    return found


def alternative_in(words: str, endpoint_ends: Collection[int]) -> str:
    """Return what may be done instead of the act that ends a limit, "" for nothing: the 电话答复 of 到场或电话答复.

    Args:
        words: The part of the clause from its limit on.
        endpoint_ends: Where in it words end that name such acts.
    """
    for either in _OR.finditer(words):
        if either.start() in endpoint_ends and _ACT.search(either[1]):
            return either[1]
    return ""


def is_in_writing(words: str) -> bool:
    """Tell whether a part asks for an answer or a notice in writing, and leaves no other way."""
    return _WRITTEN.search(words) is not None and _OTHERWISE.search(words) is None


def _is_exception(narrow: Term, general: Term) -> bool:
    if isinstance(general.bound, Act) or isinstance(narrow.bound, Act) or narrow.key != general.key:
        return False
    if not _begin_and_end_alike(narrow, general):
        return False
    inside = general.scope.covers(narrow.scope) and not narrow.scope.covers(general.scope)
    return (inside or _is_of_a_day(narrow, general)) and relate(
        narrow.bound, general.bound, UNKNOWN
    ).forward is not True


def _is_of_a_day(narrow: Term, general: Term) -> bool:
    """Tell whether a count is that of one weekday, behind the count of each day."""
    a_day = isinstance(general.bound, Tally) and general.bound.per == "day"
    return a_day and general.scope.covers(narrow.scope) and _OWN_DAY.search(narrow.words) is not None


def _begin_and_end_alike(narrow: Term, general: Term) -> bool:
    """Tell whether two limits are between the same events; the narrower one may leave them out."""
    if not isinstance(general.bound, Limit):
        return isinstance(general.bound, Tally) or type(narrow.bound) is type(general.bound)
    return narrow.trigger in {"", general.trigger} and narrow.endpoint in {general.endpoint, *_PLAIN}


def _left(whole: Scope, box: Scope, other: Term) -> Scope:
    """Return what is left of a box: cut where one facet tells the cases, otherwise under a condition of its own."""
    differing = [
        index for index, (mine, theirs) in enumerate(zip(whole.masks, other.scope.masks, strict=True)) if mine != theirs
    ]
    alike = other.scope.conditions == whole.conditions and other.scope.window == whole.window
    if len(differing) == 1 and alike:
        masks = list(box.masks)
        masks[differing[0]] &= EVERY & ~other.scope.masks[differing[0]]
        return replace(box, masks=tuple(masks))
    return replace(box, conditions=(*box.conditions, Condition(f"{BUT}{other.words}")))
