"""Two bounds with the events between which they count and the share of cases that keeps them."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from guicheng.domain.comparison import tables
from guicheng.domain.comparison.bounds import Limit, Notice, Unread
from guicheng.domain.comparison.facts import Facts
from guicheng.domain.comparison.periods import fewest_inside
from guicheng.domain.comparison.relating import relate
from guicheng.domain.comparison.relation import Relation, unknown
from guicheng.domain.comparison.saying import ALL_CASES, Measure
from guicheng.domain.comparison.stage_names import end_named, start_named
from guicheng.domain.values.message import Message, _

#: The end of a case, and what is behind everybody then.
_OVER: Final = "finished"
#: What is done once a case is over.
_REVIEWS: Final = frozenset({"visited", "closed", "rechecked"})
_BY_THE_END: Final = frozenset({"replied", "proposed", "handled", "dispatched", "controlled", "notified"})


@lru_cache(maxsize=1 << 16)
def related(a: Measure, b: Measure, facts: Facts) -> Relation:
    """Return how the bounds stand to one another, with triggers, endpoints and shares taken in.

    A library has few measures beside many promises.
    """
    relation = relate(a.bound, b.bound, facts)
    if isinstance(a.bound, Unread) or isinstance(b.bound, Unread):
        return relation
    if isinstance(a.bound, Limit) and isinstance(b.bound, Limit):
        relation = _with(relation, _stretches(a, b))
    elif isinstance(a.bound, Notice) and a.endpoint != b.endpoint and a.endpoint and b.endpoint:
        acts = _("Whether both acts come to the same: {a}, {b}.", a=end_named(a.endpoint), b=end_named(b.endpoint))
        relation = _with(relation, unknown(acts))
    if a.quota != b.quota:
        relation = _with(relation, Relation(a.quota >= b.quota, b.quota >= a.quota))
    if a.written != b.written:
        relation = _with(relation, Relation(a.written, b.written))
    if a.review != b.review:
        relation = _with(relation, _reviews(a, b, facts))
    return relation


def _with(relation: Relation, further: Relation) -> Relation:
    """Return the relation where a further part must agree as well."""
    same = further.forward is True and further.back is True
    return Relation(
        _and(relation.forward, further.forward),
        _and(relation.back, further.back),
        relation.apart if same else (False if further.apart is False else None if relation.apart else relation.apart),
        relation.missing or further.missing,
    )


def _and(a: bool | None, b: bool | None) -> bool | None:  # noqa: FBT001
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


def _stretches(a: Measure, b: Measure) -> Relation:
    """Return how the stretches between event and end stand that two limits bound.

    Where one begins with what the other ends with, neither says anything of the other: 接报后派单, 派单后联系报修人.
    """
    if _follows(a, b) or _follows(b, a):
        return Relation(forward=False, back=False)
    ends = _stages("endpoints", a.endpoint, b.endpoint, turned=True)
    if a.endpoint != b.endpoint and (_is_out_of_order(a) or _is_out_of_order(b)):
        ends = Relation(None, None, missing=_no_order(a.endpoint, b.endpoint))
    return _with(ends, _stages("triggers", a.trigger or "reported", b.trigger or "reported", turned=False))


def are_done_and_reviewed(a: Measure, b: Measure) -> bool:
    """Tell whether one limit is on a case and the other on what is done when it is over: 2日内答复, 结案后3日内回访."""
    limits = isinstance(a.bound, Limit) and isinstance(b.bound, Limit)
    return limits and any(
        later.trigger == _OVER != earlier.trigger and later.endpoint in _REVIEWS and _follows(later, earlier)
        for later, earlier in ((a, b), (b, a))
    )


def _follows(later: Measure, earlier: Measure) -> bool:
    """Tell whether the clock of one limit starts when or after that of the other has stopped."""
    return _is_reached(earlier.endpoint, later.trigger) and not _is_out_of_order(earlier)


def _is_out_of_order(measure: Measure) -> bool:
    """Tell whether a limit ends with what else comes before its beginning: 到场后2小时内响应."""
    return _is_reached(measure.endpoint, measure.trigger)


def _is_reached(stage: str, event: str) -> bool:
    """Tell whether a stage that ends a limit is reached when an event happens that is a stage as well: 派单, 派单后."""
    ends = {each.name: each for each in tables.stages("endpoints")}
    if stage not in ends or event not in ends:
        return False
    place, at = ends[stage].place, ends[event].place
    ordered = place is not None and at is not None and at >= place
    return stage == event or ordered or stage in ends[event].after or (event == _OVER and stage in _BY_THE_END)


def _no_order(a: str, b: str) -> Message:
    return _("Whether {a} comes before {b}: the two end with different acts.", a=end_named(a), b=end_named(b))


def _stages(table: str, a: str, b: str, *, turned: bool) -> Relation:
    """Return how two stages stand: the later endpoint binds more, the earlier trigger binds more."""
    if a == b:
        return Relation(forward=True, back=True)
    if turned and a and b and (ordered := _after(a, b)) is not None:
        return Relation(forward=ordered, back=not ordered)
    places = [tables.stage_named(table, name).place if name else None for name in (a, b)]
    if places[0] is None or places[1] is None:
        if turned:
            return unknown(_no_order(a, b))
        return unknown(_no_length(a, b))
    later = places[0] > places[1]
    if turned:
        return Relation(forward=later, back=not later)
    return Relation(None if later else True, True if later else None, missing=_no_length(a, b))


def _no_length(a: str, b: str) -> Message:
    return _(
        "How long it is from {a} to {b}: the clocks start with different events.", a=start_named(a), b=start_named(b)
    )


def _after(a: str, b: str) -> bool | None:
    """Tell whether endpoint ``a`` comes after ``b`` outside of the order of stages; None where neither does."""
    if b in tables.stage_named("endpoints", a).after:
        return True
    return False if a in tables.stage_named("endpoints", b).after else None


def _reviews(a: Measure, b: Measure, facts: Facts) -> Relation:
    """Return how periods of review stand: what holds in each month holds in the year; all cases are those of any."""
    if _is_of_all_cases(a) or _is_of_all_cases(b):
        return Relation(_is_of_all_cases(a), _is_of_all_cases(b))
    if not a.review or not b.review:
        return Relation(None, None, missing=_("Over which period the share is judged."))
    return Relation(bool(_nests(a.review, b.review, facts)), bool(_nests(b.review, a.review, facts)))


def _is_of_all_cases(measure: Measure) -> bool:
    """Tell whether a limit holds in each case, so that no period matters."""
    return isinstance(measure.bound, Limit) and measure.quota == ALL_CASES


def _nests(inner: str, outer: str, facts: Facts) -> bool:
    return inner != "week" and (fewest_inside(inner, outer, facts) or 0) >= 1
