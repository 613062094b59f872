"""Clauses against a chart as a simple temporal network: which limits and promises cannot all be kept together.

Each step has a moment at which it starts and one at which it ends. Its limit says how far these are apart when it
uses its whole limit; a way says that what follows starts no earlier than the step before it ends, and at once where
nothing else leads to it; a clause says that two moments are at most or at least so far apart. All of them are bounds
on the difference of two moments, so they can be kept together exactly when no circle of bounds adds up to less than
nothing, and such a circle is the explanation: without any one of its bounds it could be kept.

Source: Dechter, Meiri, Pearl, “Temporal constraint networks”, Artificial Intelligence 49 (1991).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from guicheng.domain.process.graph import Graph, Kind, reachable
from guicheng.domain.process.limits import plain_number
from guicheng.domain.process.spans import forward, normal_flow
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: A step and whether its end is meant.
_Moment = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class ClausePromise:
    """What a clause says of the time between the start of one step and the end of another.

    Args:
        clause: Its number.
        first: Step at whose start time begins.
        last: Step at whose end time stops.
        at_most: Minutes that may pass, or None.
        at_least: Minutes that must pass, or None.
    """

    clause: str
    first: str
    last: str
    at_most: Fraction | None = None
    at_least: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A least set of steps and clauses that cannot be kept together.

    Args:
        steps: Steps whose limits take part, in the order of the process.
        clauses: Numbers of the clauses that take part.
        short: By how many minutes they miss one another.
        message: All of it in words.
    """

    steps: tuple[str, ...]
    clauses: tuple[str, ...]
    short: Fraction
    message: Message


@dataclass(frozen=True, slots=True)
class _Bound:
    """``later`` comes at most ``minutes`` after ``earlier`` (at least their amount before it, when below 0)."""

    earlier: _Moment
    later: _Moment
    minutes: Fraction
    step: str = ""
    promise: ClausePromise | None = None


def find_conflict(
    graph: Graph, promises: Iterable[ClausePromise], answers: Mapping[str, str] | None = None
) -> Conflict | None:
    """Return a least set of limits and clauses that cannot all be kept, or None when all can.

    Args:
        graph: The compiled process; each step stands once, way backs are not taken, no timer goes off.
        promises: What clauses say; those about steps that are not there, or are not reached, are left aside.
        answers: Answers by step, which close the other ways.
    """
    reached = reachable([graph.start.id], normal_flow(graph, answers or {}))
    bounds = list(_chart(graph, reached, answers or {}))
    names = {node.step: node.id for node in graph.tasks if node.id in reached}
    for promise in promises:
        if promise.first in names and promise.last in names:
            bounds += _of_clause(promise, names)
    circle = _negative_circle(bounds)
    return _conflict(graph, circle) if circle else None


def _of_clause(promise: ClausePromise, names: Mapping[str, str]) -> Iterable[_Bound]:
    first, last = (names[promise.first], False), (names[promise.last], True)
    if promise.at_most is not None:
        yield _Bound(first, last, promise.at_most, promise=promise)
    if promise.at_least is not None:
        yield _Bound(last, first, -promise.at_least, promise=promise)


def _chart(graph: Graph, reached: set[str], answers: Mapping[str, str]) -> Iterable[_Bound]:
    """Yield the bounds of steps and ways."""
    following = forward(graph, normal_flow(graph, answers))
    leading: dict[str, list[str]] = {}
    for source, targets in following.items():
        for target in targets:
            leading.setdefault(target, []).append(source)
    for node in graph.nodes:
        if node.id not in reached or node.kind in {Kind.END, Kind.TERMINATE}:
            continue
        begin, end = (node.id, False), (node.id, True)
        length = node.minutes if node.works else Fraction(0)
        named = node.step if length else ""
        if length is not None:
            yield _Bound(begin, end, length, named)
        yield _Bound(end, begin, -(length or Fraction(0)), named)
        for before in leading.get(node.id, ()):
            yield _Bound(begin, (before, True), Fraction(0))
            if len(leading[node.id]) == 1:
                yield _Bound((before, True), begin, Fraction(0))


def _negative_circle(bounds: Sequence[_Bound]) -> list[_Bound]:
    """Return bounds that lead round to where they begin and add up to less than nothing; none when there are none."""
    distance = {moment: Fraction(0) for bound in bounds for moment in (bound.earlier, bound.later)}
    by: dict[_Moment, _Bound] = {}
    moved: _Moment | None = None
    for _round in range(len(distance) + 1):
        moved = None
        for bound in bounds:
            reach = distance[bound.earlier] + bound.minutes
            if reach < distance[bound.later]:
                distance[bound.later], by[bound.later], moved = reach, bound, bound.later
        if moved is None:
            return []
    at = moved
    for _step in range(len(distance)):
        at = by[at].earlier if at is not None else None
    circle: list[_Bound] = []
    while at is not None and (not circle or at != circle[0].later):
        circle.append(by[at])
        at = by[at].earlier
    return list(reversed(circle))


def _conflict(graph: Graph, circle: list[_Bound]) -> Conflict:
    steps = graph.order(bound.step for bound in circle if bound.step)
    promises = list(dict.fromkeys(bound.promise for bound in circle if bound.promise))
    told = [bound for bound in circle if bound.step or bound.promise]
    short = -sum((bound.minutes for bound in circle), Fraction(0))
    return Conflict(
        steps,
        tuple(dict.fromkeys(promise.clause for promise in promises)),
        short,
        _(
            "Clauses {clauses} and the limits of steps {steps} can't all be kept: {parts}. They miss one another by "
            "{short} minutes. Change a limit, or what a clause promises.",
            clauses="、".join(dict.fromkeys(promise.clause for promise in promises)),
            steps="、".join(steps),
            parts="；".join(_in_words(bound) for bound in sorted(told, key=lambda bound: _place(bound, steps))),
            short=str(plain_number(short)),
        ),
    )


def _place(bound: _Bound, steps: Sequence[str]) -> int:
    """Return where a bound is told: limits in the order of the steps, then clauses."""
    return steps.index(bound.step) if bound.step else len(steps)


def _in_words(bound: _Bound) -> str:
    """Return a bound in signs that need no language: 1→4 ≤ 30 (5.2), 3 = 20."""
    minutes = plain_number(abs(bound.minutes))
    if bound.promise is None:
        return f"{bound.step} = {minutes}"
    sign = "≤" if bound.minutes >= 0 and not bound.earlier[1] else "≥"
    return f"{bound.promise.first}→{bound.promise.last} {sign} {minutes} ({bound.promise.clause})"
