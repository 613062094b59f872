"""How two promises stand as promises of one thing to the same people, whosever they are by their clauses."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from guicheng.domain.comparison import Comparison, Facts, Key, Term, Verdict, compare_in_common
from guicheng.domain.comparison.bounds import Bound, Clockwork, Limit, Notice, Range
from guicheng.domain.comparison.scope import ANYWHERE
from guicheng.domain.standard.level import are_at_odds

#: What happens, that somebody sees it, reports it and passes it on; the end of some work, and that it has been checked.
_FOUND: Final = frozenset(
    {"happened", "discovered", "dead", "reported", "received", "dispatched", "finished", "checked"}
)
#: Ends that say no more than that the work is done.
_DONE: Final = frozenset({"finished", "handled", "approved", "closed", "corrected"})
#: An answer that is on its way, or in hand.
_ANSWERED: Final = frozenset({"replied", "delivered"})
#: What promises of an attribute are counted by, whether they say so or not.
_LEFT_OUT: Final = {"headcount": ("shift",), "price": ("次", "件", "单", "户", "月"), "quantity": ("year",)}


def in_one_cell(first: Term, second: Term, facts: Facts) -> Comparison | None:
    """Return how two promises stand as promises of one thing to the same people, None where they agree."""
    key = Key("?", first.key.attribute)
    a, b = _of_one_period(*(_bare(term, key) for term in (first, second)))
    found = compare_in_common(a, b, replace(facts, same_activity=True))
    apart = {
        Verdict.COMPATIBLE: _end_apart(a.bound, b.bound),
        Verdict.CANNOT_COMPARE: "" != a.endpoint == b.endpoint
        and a.trigger == b.trigger
        and _are_of_other_clocks(a.bound, b.bound),
    }
    return found if are_at_odds(a, b, found.verdict) or apart.get(found.verdict) else None


def to_one_end(term: Term) -> Term:
    """Return a promise of which the table tells what it is about, without what its author calls its end."""
    return replace(term, endpoint="", trigger="")


def _are_of_other_clocks(mine: Bound, theirs: Bound) -> bool:
    """Tell whether two limits count other kinds of days: 3个工作日 and 7日 are never one promise, whichever is longer."""
    clocks = [each.latest.clockwork for each in (mine, theirs) if isinstance(each, Limit) and each.latest is not None]
    return len(clocks) > 1 and {*clocks} == {Clockwork.DAY, Clockwork.WORKDAY}


def _end_apart(mine: Bound, theirs: Bound) -> bool:
    """Tell whether two stretches that can both be kept have other ends on one side: 45岁以下, 18至50岁."""
    if (
        not isinstance(mine, Range)
        or not isinstance(theirs, Range)
        or (mine.unit, mine.per) != (theirs.unit, theirs.per)
    ):
        return False
    ends = ((mine.low, theirs.low), (mine.high, theirs.high))
    return any(None not in pair and pair[0] != pair[1] for pair in ends)


def _bare(term: Term, key: Key) -> Term:
    """Return a promise without whose it is, where, and in which of the words that say nothing else it begins and ends.

    A clock begins with what happens or with its being found (苗木死亡, 发现死株), with the end of work or its being checked;
    a notice ends with being given, and work with being done.
    """
    done = isinstance(term.bound, Notice) or term.endpoint in _DONE
    end = "" if done else "replied" if term.endpoint in _ANSWERED else term.endpoint
    trigger = "" if term.trigger in _FOUND else term.trigger
    return replace(term, key=key, scope=ANYWHERE, post="", subject="", trigger=trigger, endpoint=end, written=False)


def _of_one_period(first: Term, second: Term) -> tuple[Term, Term]:
    """Return two promises, of which one alone counts people by the shift, both counted so: 两人同行, 夜班设1人.

    A price is one of each time where the other one says so: 换水龙头30元, 换水龙头50元/次.
    """
    mine, theirs = first.bound, second.bound
    if not isinstance(mine, Range) or not isinstance(theirs, Range):
        return first, second
    attribute = first.key.attribute.partition(".")[0]
    per = next((per for per in _LEFT_OUT.get(attribute, ()) if {mine.per, theirs.per} == {None, per}), None)
    if per:
        return replace(first, bound=replace(mine, per=per)), replace(second, bound=replace(theirs, per=per))
    return first, second
