"""What only one of two promises about one thing says of its time: the event that starts it, its end, its review."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from guicheng.domain.comparison import tables
from guicheng.domain.comparison.bounds import Act, Kept, Limit, Notice, Range
from guicheng.domain.comparison.comparing import SOON
from guicheng.domain.comparison.likeness import plain_content
from guicheng.domain.comparison.promises import REVIEW_WORDS
from guicheng.domain.comparison.side import Side
from guicheng.domain.comparison.term import Term
from guicheng.domain.comparison.unlikeness import done_in

#: Events with which a case begins, whether a clause says so or not: 车辆违停，10分钟内劝离.
_BEGINS = frozenset({"happened", "discovered"})
#: 4小时内清扫积雪 ends when that is done, as 4小时内清扫完毕 says.
_DONE = frozenset({"", "finished"})
_DEPOSIT = re.compile("押金|保证金|定金")
_FIRM = re.compile("(?:单位|公司|企业|人员|机构|方)$")
_ENDED = re.compile("完毕|完成|就绪|到位")
#: What is done to things of many kinds, so that it counts for no task of its own.
_DOES = re.compile("清理|清除|清走|拆除|安装|布置|搬离|撤除|冲洗|铺设|扶正|封堵|转移|处理")

#: The act that a clause says is over: 完成指导书的修订, 修订完毕.
_OVER = re.compile(
    "(?:完成|办妥)(?:对)?[^,;。]{0,16}?的?([一-鿿]{2})(?:工作)?(?=[,;。]|$)|([一-鿿]{2})(?:工作)?(?:完毕|完成|到位)"
)


def said_alike(mine: Side, theirs: Side, term: Term, others: Sequence[Term]) -> Term:
    """Return a promise with what it leaves unsaid, of its time and of who owes it, as the other clause has it.

    Args:
        mine: The first clause.
        theirs: The second clause.
        term: A promise of the second clause.
        others: The promises of the first clause.
    """
    same = [other for other in others if other.key == term.key and type(other.bound) is type(term.bound)]
    if len(same) != 1:
        return term
    (other,) = same
    if term.key.attribute == "price" and len(_prices(mine)) == len(_prices(theirs)) == 1:
        term = _free_alike(term, other)
    return _timed_alike(mine, theirs, owed_alike(mine, theirs, term, other), other)


def _prices(side: Side) -> list[Term]:
    # A deposit is no price of what is lent.
    return [term for term in side.terms if term.key.attribute == "price" and not _DEPOSIT.search(side.text)]


def _free_alike(term: Term, other: Term) -> Term:
    """Return a price by the unit of the other one where one of them is none: what costs nothing does so by the hour."""
    mine, theirs = term.bound, other.bound
    if isinstance(mine, Range) and isinstance(theirs, Range) and 0 in {mine.high, theirs.high}:
        return replace(term, bound=replace(mine, per=theirs.per))
    return term


def _timed_alike(mine: Side, theirs: Side, term: Term, other: Term) -> Term:
    if isinstance(term.bound, Notice) and bool(term.trigger) != bool(other.trigger):
        # 提前3天贴通知 is before what the notice is about, whether that is said or not.
        term = replace(term, trigger=other.trigger)
    if isinstance(term.bound, Notice) and _ENDED.search(mine.text) and _ENDED.search(theirs.text):
        term = replace(term, endpoint=other.endpoint)
    if isinstance(term.bound, Limit):
        if {term.trigger, other.trigger} == SOON or _is_one_start(mine, other, theirs, term):
            term = replace(term, trigger=other.trigger)
        if {term.endpoint, other.endpoint} == _DONE and _does_one(mine, theirs):
            term = replace(term, endpoint=other.endpoint)
    if term.review != other.review and not (term.review and other.review):
        quiet, named = (theirs, other.review) if other.review else (mine, term.review)
        if re.search(REVIEW_WORDS.get(named, "$^"), quiet.text):
            term = replace(term, review=other.review)
    return term


def _is_one_start(mine: Side, a: Term, theirs: Side, b: Term) -> bool:
    """Tell whether the event that only one of two promises names goes without saying in the other clause."""
    if a.trigger == b.trigger or (a.trigger and b.trigger):
        return False
    quiet, named = (theirs, a.trigger) if a.trigger else (mine, b.trigger)
    return named in _BEGINS or any(word in quiet.text for word in tables.stage_named("triggers", named).words)


def _does_one(mine: Side, theirs: Side) -> bool:
    """Tell whether two clauses ask for one thing to be done."""
    return bool(
        done_in(mine.text) & done_in(theirs.text)
        or {*_DOES.findall(mine.text)} & {*_DOES.findall(theirs.text)}
        or _is_over(mine.text, theirs.text)
        or _is_over(theirs.text, mine.text)
    )


def _is_over(text: str, other: str) -> bool:
    """Tell whether an act that a clause says is over is one that the other names."""
    return any((found[1] or found[2]) in other for found in _OVER.finditer(text))


def owed_alike(mine: Side, theirs: Side, term: Term, other: Term) -> Term:
    """Return a promise as owed by whom the other clause names, where it names nobody or opens with them as well.

    What is forbidden is forbidden to owners too: 业主可在花园内遛狗, 花园内禁止遛狗.

    Args:
        mine: The first clause.
        theirs: The second clause.
        term: A promise of the second clause.
        other: The promise of the first clause with which it is paired.
    """
    if bool(term.subject) == bool(other.subject):
        return term
    quiet, named = (theirs, other.subject) if other.subject else (mine, term.subject)
    called = [word for word, party in tables.subjects() if party == named]
    opens = any(map(quiet.text.startswith, called)) or _act_in(mine, other, called) & _act_in(theirs, term, called)
    if opens or _keeps_its_own(quiet, called) or (isinstance(term.bound, Act) and isinstance(other.bound, Act)):
        return replace(term, subject=other.subject)
    return term


def _keeps_its_own(side: Side, called: Sequence[str]) -> bool:
    """Tell whether a clause only says how long a record is kept that is named after a party's work: 维保记录, 维保单位."""
    if not side.terms or not all(isinstance(term.bound, Kept) for term in side.terms):
        return False
    works = {plain_content(_FIRM.sub("", word)) for word in called} - {""}
    return any(work + plain_content("记录") in plain_content(side.text) for work in works)


def _act_in(side: Side, term: Term, called: Sequence[str]) -> set[str]:
    """Return the words for a party that act in the part of a promise: not the 业主委员会 of 3日内答复业主委员会."""
    part = side.part(term)
    return {word for word in called if re.search(f"(?<![^,;。:内后时由]){re.escape(word)}", part)}
