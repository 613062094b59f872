"""What narrows a clause, as only another clause beside it shows: 业主和租户 beside 业主, 未经批准 beside a plain ban."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from guicheng.domain.comparison.bounds import Act, Hours, Tally, Use
from guicheng.domain.comparison.facets import masks
from guicheng.domain.comparison.modified import modifiers_beyond
from guicheng.domain.comparison.named_cells import named_cells
from guicheng.domain.comparison.scope import Condition
from guicheng.domain.comparison.surplus import cases_beyond
from guicheng.domain.comparison.taken_out import BUT, EXCEPTED, LIMITED
from guicheng.domain.comparison.term import Term
from guicheng.domain.comparison.vocabulary import shipped_vocabulary

#: 业主和租户 are more than 业主, which alone mostly stands for all who live there.
_BOTH = re.compile("业主(?:和|及|与|、|或)(?:其?他?)(?:租户|承租人|商户|使用人|物业使用人)")
#: What only stands in buildings of one kind, whether a clause names the kind or not.
_INDOORS = {
    "hospital": re.compile("门诊|住院|病[房区床]|护士|手术|导诊|急诊|诊区"),
    "industrial": re.compile("厂房|车间|厂区|产业"),
    "mall": re.compile("商铺|铺位|中庭|商户|收银"),
}
_EXCEPT = re.compile("除|例外|另行|另有")
_LEAVE = re.compile("(?<!未)经[^,;。]{0,14}?(?:批准|同意|许可|授权|允许)")
_UNLESS = re.compile("未经[^,;。]{0,14}?(?:批准|同意|许可|授权|允许),?")
_WRITTEN = re.compile("书面(?:的)?(投诉|意见|申请|建议|报修)")
_AWAY = re.compile(r"外(\d+)米处")
#: Half days that no hours stand with; those become hours.
_HALF_DAY = re.compile(r"[上下]午(?!\d|各|[、和及与]?下午(?:应|须|分别)?各)")
#: When a case comes in: 22:00以后接到报修的.
_COMES_IN = re.compile(
    r"(\d\d?:\d\d(?:-(?:次日)?\d\d?:\d\d|[以之]?[前后]))[^,;。]{0,4}?"
    "(?:接到|收到|接报|报修|发生|来电|投诉|[^,;。]{2,10}的(?=[,;]))"
)
_CLOCK = re.compile(r"\d:\d\d|夜")
#: While something runs or is open: 运行季每月清洗, 开放期间每日检测.
_WHILE = re.compile(
    "(运行|开放|供冷|制冷|供暖|采暖|供热|灌溉|生长|开花)(?:季节?|期间?)(?:内|里)?,?(?=每|至少|不少于|应|须)"
)
_CUSTOMER, _BUILDING = "customer", "building"
_BY_NAME = ("space", _BUILDING, _CUSTOMER, "facility")


def without_leave(text: str, other: str) -> str:
    """Return a text without 未经批准, which ``narrowed`` takes in, unless the other one speaks of leave as well."""
    plain = text if _LEAVE.search(other) else _UNLESS.sub("", text)
    # How far off something is measured tells nothing where both measure as far off.
    away = _AWAY.search(plain)
    return _AWAY.sub("外", plain) if away and away[1] in _AWAY.findall(other) else plain


def narrowed(terms: Sequence[Term], text: str, other: str, limits: Sequence[str] = ()) -> tuple[Term, ...]:
    """Return the promises of a clause with what another clause shows to narrow them.

    Args:
        terms: Its promises.
        text: Its text, rephrased, with 未经批准.
        other: The rephrased text of the other clause.
        limits: What else limits it to a part of what the other clause names.
    """
    found = _named_alike(_in_one_building(_in_hours(terms), text, other), text, other)
    if _BOTH.search(text):
        found = [replace(term, scope=term.scope.without(_CUSTOMER)) for term in found]
    elif _BOTH.search(other) and "业主" in text:
        owner = masks(_CUSTOMER)["owner"]
        found = [replace(term, scope=term.scope.narrowed(_CUSTOMER, owner)) for term in found]
    if not _EXCEPT.search(other):
        found = [_excepted(term) for term in found]
    cases = (*limits, *cases_beyond(text, other), *_half_days(text, other), *_written(text, other), *_late(text, other))
    cases = (*cases, *_while(text, other), *modifiers_beyond(text, other))
    named = [f"{LIMITED}{case}" for case in cases]
    if _UNLESS.search(text) and not _UNLESS.search(other) and not _LEAVE.search(other):
        named.append("未经批准")
    return tuple(_limited(term, named) for term in found)


def _half_days(text: str, other: str) -> tuple[str, ...]:
    """Return the one half of the day to which a text limits itself and of which the other one says nothing."""
    said, heard = {*_HALF_DAY.findall(text)}, {*_HALF_DAY.findall(other)}
    return tuple(said) if len(said) == 1 and said != heard else ()


def _late(text: str, other: str) -> tuple[str, ...]:
    """Return the hours in which a case must come in for a text to hold, where the other one names none."""
    named = _COMES_IN.search(text)
    return (named[1],) if named and not _CLOCK.search(other) else ()


def _while(text: str, other: str) -> tuple[str, ...]:
    """Return what runs or is open while a text holds, where the other one says nothing of that."""
    named = _WHILE.search(text)
    return (named[1],) if named and named[1] not in other else ()


def _written(text: str, other: str) -> tuple[str, ...]:
    """Return 书面 where a text speaks of written complaints only, and the other one of complaints."""
    named = _WRITTEN.search(text)
    return ("书面",) if named and named[1] in other and named[0] not in other else ()


def _excepted(term: Term) -> Term:
    """Return a promise whose exceptions narrow it, since the other clause makes none."""
    conditions = tuple(
        replace(condition, what=condition.what.replace(EXCEPTED, BUT, 1)) for condition in term.scope.conditions
    )
    return replace(term, scope=replace(term.scope, conditions=conditions))


def _in_hours(terms: Sequence[Term]) -> list[Term]:
    """Return promises cut down to the hours of their clause where nothing tells what else those hours are for."""
    hours = [term for term in terms if isinstance(term.bound, Hours)]
    others = [term for term in terms if not isinstance(term.bound, Hours)]
    bound = hours[0].bound if len(hours) == 1 else None
    if not isinstance(bound, Hours) or bound.use is not Use.UNKNOWN or not others:
        return list(terms)
    if any(isinstance(term.bound, Tally) for term in others):
        # Hours only place what is counted by the day: 每日清运1次，须在5:00至7:00进行 binds more than 每日清运1次.
        return list(terms)
    return [
        term
        if term.scope.window or isinstance(term.bound, Act)
        else replace(term, scope=replace(term.scope.without("hour"), window=bound.minutes))
        for term in others
    ]


def _in_one_building(terms: list[Term], text: str, other: str) -> list[Term]:
    """Return promises without a kind of building that goes without saying in both clauses: the 医院 of 医院病房."""
    for kind, told in _INDOORS.items():
        if told.search(text) and told.search(other):
            mask = masks(_BUILDING)[kind]
            terms = [
                replace(term, scope=term.scope.without(_BUILDING))
                if dict(term.scope.named()).get(_BUILDING) == mask
                else term
                for term in terms
            ]
    return terms


def _named_alike(terms: list[Term], text: str, other: str) -> list[Term]:
    """Return promises without the one place, building or group of people that both clauses name by the same word.

    Of 商场营业时间内 one part of a clause is read to be about malls, of 商场内 all of it.
    """
    if _EXCEPT.search(text + other):
        return terms
    for facet in _BY_NAME:
        named = _names_of(facet, text)
        if len(named) == 1 and named == _names_of(facet, other):
            terms = [replace(term, scope=term.scope.without(facet)) for term in terms]
    return terms


def _names_of(facet: str, text: str) -> set[str]:
    """Return the words by which a text names cells of a facet."""
    cells = named_cells(text, shipped_vocabulary())
    return {word for (named, _value), said in cells.items() if named == facet for word in said}


def _limited(term: Term, cases: Sequence[str]) -> Term:
    """Return a promise that holds only in cases that the other clause does not name."""
    if not cases:
        return term
    conditions = (*term.scope.conditions, *(Condition(case) for case in cases))
    return replace(term, residue=_UNLESS.sub("", term.residue), scope=replace(term.scope, conditions=conditions))
