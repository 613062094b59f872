"""The promises of one clause named as those of another, where both speak of one thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from guicheng.domain.comparison.bounds import Act, Hours, Kept, Notice, Polarity, Range, Use
from guicheng.domain.comparison.clock import ALL_WEEK
from guicheng.domain.comparison.likeness import plain_content
from guicheng.domain.comparison.side import NOTHING_MORE, Side, nearness
from guicheng.domain.comparison.term import Term
from guicheng.domain.comparison.unlikeness import done_in
from guicheng.domain.comparison.unsaid import owed_alike, said_alike

_PLACING = frozenset({Use.UNKNOWN, Use.PERMISSION})
_TOLD = frozenset({"notified", "published"})
#: Periods that a number may leave out where the other clause names them.
_LEFT_OUT = frozenset({"shift", "year"})
#: Share of the shorter part's characters from which an order and a ban speak of one act.
_NEAR = 0.5
#: What is to be done before something else, which itself is not asked for.
_FIRST = re.compile("前,?(?:应当?|须|必须|要|先)")
_DAYS = re.compile("工作日|周末|节假日|双休日")
#: From when a record is kept, where that is not when it is made: 保存至合同终止后5年.
_EVENT = re.compile("[至到自](?!登记|形成|产生|生成|录制|发现)[^,;。至到自]{2,14}?(?:之日)?(?:起|后)")
#: Until something has ended: 保管到合同终止之后满二年.
UNTIL_END = re.compile("[至到][^,;。]{2,14}?(?:终止|届满|期满|结束|解除|离职|退场)")


def renamed(mine: Side, theirs: Side) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """Return the promises of both clauses, each of the second named as the promise of the first that is most like it.

    Args:
        mine: The first clause.
        theirs: The second clause.
    """
    settled = {(term.key, term.residue) for term in mine.terms} & {(term.key, term.residue) for term in theirs.terms}
    ours = _banned_alike(_placed_alike(mine, theirs), theirs.terms)
    free = [term for term in ours if (term.key, term.residue) not in settled]
    found = [_measured_alike(term, ours) for term in _banned_alike(_placed_alike(theirs, mine), mine.terms)]
    pairs = sorted(
        (-_closeness(mine, a, theirs, b), i, j)
        for i, a in enumerate(free)
        for j, b in enumerate(found)
        if (b.key, b.residue) not in settled and _are_of_one_kind(a, b) and _can_be_one(mine, a, theirs, b)
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    for _near, i, j in pairs:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            key = replace(free[i].key, attribute=found[j].key.attribute)
            term = replace(found[j], key=key, residue=free[i].residue)
            found[j] = owed_alike(mine, theirs, _measured_alike(term, [free[i]]), free[i])
    return ours, tuple(said_alike(mine, theirs, term, ours) for term in found)


def _banned_alike(terms: Sequence[Term], others: Sequence[Term]) -> tuple[Term, ...]:
    """Return promises with a ban that names no hours as one for all hours, where the other clause bans by the hour."""
    if not any(isinstance(other.bound, Hours) and other.bound.use is Use.BAN for other in others):
        return tuple(terms)
    by_hour = tuple(
        replace(term, key=replace(term.key, attribute="hours"), bound=Hours(ALL_WEEK, Use.BAN))
        if term.bound == Act(Polarity.MUST_NOT)
        else term
        for term in terms
    )
    if not any(other.bound == Act(Polarity.MUST_NOT) for other in others):
        return by_hour
    # The other clause says its ban of some days both ways.
    return (*by_hour, *(term for term in terms if term.bound == Act(Polarity.MUST_NOT)))


def _placed_alike(side: Side, other: Side) -> tuple[Term, ...]:
    """Return the promises of a clause with hours that place a task which the other clause places as well.

    Of 每日6:00至7:00清运 nobody but the same task beside it tells that it may be done at no other time.
    """
    if not done_in(side.text) & done_in(other.text) or not all(map(_places, (side, other))):
        return tuple(_open_by_hours(term, other) for term in side.terms)
    return tuple(
        replace(term, bound=replace(term.bound, use=Use.PERMISSION))
        if isinstance(term.bound, Hours) and term.bound.use is Use.UNKNOWN
        else term
        for term in side.terms
    )


def _open_by_hours(term: Term, other: Side) -> Term:
    """Return hours a day as such where the other clause tells which hours: 每日开放不少于8小时, 8:00至20:00开放."""
    bound = term.bound
    if not isinstance(bound, Range) or (bound.unit, bound.per) != ("hour", "day"):
        return term
    hours = any(isinstance(each.bound, Hours) for each in other.terms)
    return replace(term, key=replace(term.key, attribute="hours")) if hours else term


def _places(side: Side) -> bool:
    return any(isinstance(term.bound, Hours) and term.bound.use in _PLACING for term in side.terms)


def _are_of_one_kind(a: Term, b: Term) -> bool:
    """Tell whether two promises bound one attribute; of 定期 nobody knows which it is."""
    return a.key.attribute == b.key.attribute or "?" in {a.key.attribute, b.key.attribute}


def _can_be_one(mine: Side, a: Term, theirs: Side, b: Term) -> bool:
    """Tell whether what two promises leave over may be other words for one thing: not the days that they name."""
    if a.key.attribute == "placed" or (a.key.attribute == "share" and _are_two_shares(a, b)):
        return False
    if isinstance(a.bound, Act) and a.bound != b.bound:
        ban, of, other = (a, mine, theirs) if a.bound.polarity is Polarity.MUST_NOT else (b, theirs, mine)
        if _FIRST.search(other.part(b if ban is a else a)):
            # 进入客梯前须登记 asks nobody to go in.
            return False
        return nearness(mine, a, theirs, b) > _NEAR and _says_no_more(of.part(ban), other.text)
    if isinstance(a.bound, Hours) and isinstance(b.bound, Hours):
        return _DAYS.findall(a.residue) == _DAYS.findall(b.residue)
    if isinstance(a.bound, Kept):
        return all(bool(sign.search(mine.text)) == bool(sign.search(theirs.text)) for sign in (_EVENT, UNTIL_END))
    return True


def _are_two_shares(a: Term, b: Term) -> bool:
    """Tell whether two shares of the satisfied are those with two things: 报修的满意率, 综合满意率."""
    return a.key.activity != b.key.activity and all(key.activity.endswith("satisfaction") for key in (a.key, b.key))


def _says_no_more(part: str, other: str) -> bool:
    """Tell whether a ban speaks of nothing but what another clause names: not of 疏散通道 where that says 车棚."""
    known = plain_content(other)
    return len([char for char in plain_content(part) if char not in known]) <= NOTHING_MORE


def _measured_alike(term: Term, others: Sequence[Term]) -> Term:
    """Return a promise counted over the period, and told in the way, that the other clause alone names."""
    for other in others:
        if other.key.attribute != term.key.attribute:
            continue
        mine, theirs = term.bound, other.bound
        if isinstance(mine, Range) and isinstance(theirs, Range) and mine.unit == theirs.unit:
            if {mine.per, theirs.per} - _LEFT_OUT == {None} and mine.per != theirs.per:
                return replace(term, bound=replace(mine, per=theirs.per))
        elif isinstance(mine, Notice) and {term.endpoint, other.endpoint} == _TOLD:
            return replace(term, endpoint=other.endpoint)
    return term


def _closeness(mine: Side, a: Term, theirs: Side, b: Term) -> float:
    """Return how like two promises are: how they are bounded, how they end, the words around them."""
    return nearness(mine, a, theirs, b) + (a.endpoint == b.endpoint) + (type(a.bound) is type(b.bound))
