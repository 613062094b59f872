"""Prices, fees and deposits of a clause: 装修押金每户不超过2000元, 停车费每小时5元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from guicheng.domain.clause import Kind, Requirement
from guicheng.domain.clause.numerals import split_number
from guicheng.domain.comparison.bounds import Bound, Range, Unread
from guicheng.domain.comparison.subjects import topic_of
from guicheng.domain.comparison.surroundings import Surroundings
from guicheng.domain.comparison.term import Key, Term
from guicheng.domain.values import Span

_PRICE = re.compile(
    r"(?:([每一])(?P<each>户|次|张|页|度|小时|个?月|平方米|㎡|件|天|日|单|台|辆|车位|年|项|人)[^,;。元]{0,8}?)?"
    r"(?P<op>不得少于|不应少于|不得超出|不应超出|不超出|不得多于|顶多|起码|"
    r"不得超过|不应超过|不超过|不得高于|不应高于|不高于|至多|最多|最高|不大于|≤|<=|至少为?|不得低于|不应低于|不低于|不少于|最低|≥|>=|低于|高于|超过|为|收取?)?"
    r"(?P<number>\d+(?:\.\d+)?[百千万亿]{0,2}|[一二两三四五六七八九十百千万亿]+)元"
    r"(?:/(?P<behind>户|次|张|页|度|小时|个?月|平方米|㎡|件|天|日|单|台|辆|年|人))?(?P<suffix>以[内下上]|为上限|封顶)?"
)
_FLOOR = re.compile("至少|起码|不得少于|不应少于|不得低于|不应低于|不低于|不少于|最低|≥|>=|高于|超过$|以上")
_CEILING = re.compile(
    "不得?应?超[过出]|不得多于|顶多|不得高于|不应高于|不高于|至多|最多|最高|不大于|≤|<=|^低于|以[内下]|上限|封顶"
)
#: 费用500元以下的，… says of which sums something holds.
_CASE = re.compile("(?:\\(含[^()]{0,6}\\))?的(?!标准|价格|费用|押金|定金|保证金|收|租金)")
_UNITS = {"个月": "月", "㎡": "平方米", "天": "日"}
#: A fine or a reward for staff is no price that anybody is promised.
_STAFF = re.compile("罚款|处罚|扣[罚减除]?|奖励|奖金|工资|绩效|赔偿(?!限额)|超过[^,;。]{0,6}元的|以上的|(?<!保险)金额")
#: A price that stands in another paper: 人工费按公司价目表收取.
_ELSEWHERE = re.compile(
    "(?:费用?|价格|收费|租金|价款)[^,;。元]{0,4}?(按照?[^,;。元]{0,10}(?:价目表|价格表|收费表|报价单?|收费标准|价格标准))[^,;。元]{0,6}"
)
_WORDS = re.compile("不得超过|超过|高于|低于|收费|收取|元|上限|费用|[每按户次张小时月平方米件天日单台辆收为]")


def terms(around: Surroundings) -> Iterator[Term]:
    """Yield the prices of a clause, each with what it is paid for; none of those taken from the staff."""
    if _STAFF.search(around.plain):
        return
    if (elsewhere := _ELSEWHERE.search(around.plain)) is not None:
        span = Span(*elsewhere.span(1))
        index = around.part_at(span.start)
        residue = _WORDS.sub("", around.residue(index, frozenset(), span)).replace(_WORDS.sub("", elsewhere[1]), "")
        yield _price(around, topic_of(around, index, span, "quantity").key, Unread(elsewhere[1]), residue, span)
    for match in _PRICE.finditer(around.plain):
        if _CASE.match(around.plain, match.end()):
            continue
        value = Fraction(split_number(match["number"])[0] or 0)
        sign = f"{match['op'] or ''}{match['suffix'] or ''}"
        floor, ceiling = bool(_FLOOR.search(sign)) and not _CEILING.search(sign), bool(_CEILING.search(sign))
        bound = Range(
            None if ceiling else value,
            None if floor else value,
            high_open=sign.startswith("低于"),
            unit="元",
            per=_paid_for(around, match),
        )
        index = around.part_at(match.start())
        span = Span(match.start("op") if match["op"] else match.start("number"), match.end())
        topic = topic_of(around, index, span, "quantity")
        residue = _WORDS.sub("", around.residue(index, frozenset(), span))
        if index and not residue:
            residue = _WORDS.sub("", around.residue(index - 1, frozenset()))
        yield _price(around, topic.key, bound, residue, span)


def _price(around: Surroundings, key: str, bound: Bound, residue: str, span: Span) -> Term:
    return Term(
        Key(key if not key.startswith("?") else f"?{residue}", "price"),
        bound,
        scope=around.scope(around.part_at(span.start)),
        residue=residue,
        words=span.of(around.clause.text),
        span=span,
    )


def is_period(around: Surroundings, requirement: Requirement) -> bool:
    """Tell whether 每月 is what one price is paid for (每月收费不超过300元) and counts nothing.

    Args:
        around: The clause.
        requirement: One of its measures.
    """
    if requirement.kind is not Kind.FREQUENCY or "元" not in around.plain or _STAFF.search(around.plain):
        return False
    return any(match["each"] and match.start() == requirement.span.start for match in _PRICE.finditer(around.plain))


def _paid_for(around: Surroundings, match: re.Match[str]) -> str | None:
    """Return what one price is paid for: 户, 次, 小时; also where an earlier part says it (按户收取)."""
    each = match["each"] or match["behind"]
    if each is None:
        index = around.part_at(match.start())
        text = around.plain[around.parts[max(index - 1, 0)].start : match.start()]
        named = re.findall("[每按](户|次|张|页|度|小时|个?月|平方米|㎡|件|天|日|单|台|辆|年|人)", text)
        each = named[-1] if named else None
    return _UNITS.get(each, each) if each else None
