"""Promises about one act that no verdict on two measures settles: what is stopped, what is measured in other ways."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from guicheng.domain.comparison import tables
from guicheng.domain.comparison.bounds import Act, Bound, Hours, Polarity, Range, Tally, Use
from guicheng.domain.comparison.term import Term

_STOP = re.compile("停止|暂停")
_CLOCKED = frozenset({"by_time", "month_day"})


def is_stopped_by(wanted: Term, stop: Term) -> bool:
    """Tell whether one promise ends what the other one asks for: 冬季停止开放 and 每日开放2小时.

    Args:
        wanted: A promise that something takes place.
        stop: A promise that nothing measures.
    """
    if not isinstance(stop.bound, Act) or stop.key.known or not wanted.scope.meets(stop.scope):
        return False
    said = stop.key.activity
    if stop.bound.polarity is Polarity.MUST:
        if not _STOP.search(said):
            return False
        said = _STOP.sub("", said, count=1)
    elif stop.bound.polarity is not Polarity.MUST_NOT:
        return False
    return said == wanted.key.activity and _takes_place(wanted.bound)


def _takes_place(bound: Bound) -> bool:
    """Tell whether whoever keeps a bound does something."""
    if isinstance(bound, Range | Tally):
        return bound.low is not None and bound.low > 0
    return isinstance(bound, Hours) and bound.use is Use.SERVICE


def are_measured_apart(a: Term, b: Term) -> bool:
    """Tell whether two promises bound one act in ways between which only a fact decides.

    A limit after an event of which no process tells the hour beside a time of day (闭店后30分钟内, 22:30前); a share of
    cases beside a number of them (抽查5%, 抽查30张).
    """
    if (a.subject or "company") != (b.subject or "company") or not a.scope.meets(b.scope):
        return False
    first, second = sorted((a, b), key=lambda term: term.key.attribute)
    kinds = (first.key.attribute, second.key.attribute)
    timed = kinds[0] in _CLOCKED and kinds[1] == "deadline" and not second.trigger
    shared = kinds[0].startswith("quantity.") and kinds[1] == "share"
    return (timed or shared) and _is_one_act(a, b)


def _is_one_act(a: Term, b: Term) -> bool:
    if a.key.known and b.key.known:
        return a.key.activity == b.key.activity and a.residue == b.residue
    if a.key.known or b.key.known:
        known, other = (a, b) if a.key.known else (b, a)
        words = (word for word in _words(known.key.activity) if word in other.residue)
        return any(other.residue.replace(word, "", 1) == known.residue for word in words)
    more, less = sorted((a.residue, b.residue), key=len, reverse=True)
    return bool(less) and not Counter(less) - Counter(more)


@cache
def _words(activity: str) -> frozenset[str]:
    return next((each.words for each in tables.activities() if each.key == activity), frozenset())
