"""What only one of two promises about one thing says of its time: the event that starts it, its end, its review."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from guicheng.domain.comparison import tables
from guicheng.domain.comparison.bounds import Limit
from guicheng.domain.comparison.promises import REVIEW_WORDS
from guicheng.domain.comparison.side import Side
from guicheng.domain.comparison.term import Term
from guicheng.domain.comparison.unlikeness import done_in

#: Events with which a case begins, whether a clause says so or not: 车辆违停，10分钟内劝离.
_BEGINS = frozenset({"happened", "discovered"})
#: 4小时内清扫积雪 ends when that is done, as 4小时内清扫完毕 says.
_DONE = frozenset({"", "finished"})


def timed_alike(mine: Side, theirs: Side, term: Term, others: Sequence[Term]) -> Term:
    """Return a promise with what it leaves unsaid of its time as the other clause has it.

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
    if isinstance(term.bound, Limit):
        if _is_one_start(mine, other, theirs, term):
            term = replace(term, trigger=other.trigger)
        if {term.endpoint, other.endpoint} == _DONE and done_in(mine.text) & done_in(theirs.text):
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
