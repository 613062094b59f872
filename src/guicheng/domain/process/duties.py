"""Who is there when a step can start, and to whom it goes when time runs out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guicheng.domain.process.coverage import task_behind
from guicheng.domain.process.finding import ProcessFinding
from guicheng.domain.process.graph import Edge, Flow, Graph, Node
from guicheng.domain.values import Severity
from guicheng.domain.values.message import _

#: Minutes of a week, the first of them on Monday at 00:00.
WEEK = 7 * 24 * 60
#: Minutes of the week as bits.
_Minutes = int
_ALWAYS: _Minutes = (1 << WEEK) - 1


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who is on duty when, and who stands above whom.

    Args:
        duty: For each post the times of the week at which it is on duty, as minutes from Monday 00:00, the first
            included and the last not; posts that are left out are not judged.
        rank: Rank of posts, a greater number being higher; posts that are left out are not judged.
    """

    duty: Mapping[str, tuple[tuple[int, int], ...]]
    rank: Mapping[str, int]

    def warnings(self, graph: Graph) -> tuple[ProcessFinding, ...]:
        """Return what a process asks of posts that are away or stand too low.

        A case starts while the post of its first step is on duty, at any time where its hours are not known.
        """
        first = next((node.post for node in graph.tasks if node.post), "")
        starts = self.duty.get(first, ((0, WEEK),))
        return (*off_duty(graph, self.duty, starts), *escalations_down(graph, self.rank))


def off_duty(
    graph: Graph, duty: Mapping[str, Iterable[tuple[int, int]]], starts: Iterable[tuple[int, int]]
) -> Iterator[ProcessFinding]:
    """Yield the steps that can start when their post is not on duty.

    A case starts at the given times. A step is finished while its post is on duty, and what follows can start then;
    an alarm rings as long after the start of its step as its limit says; what is awaited, and what a post does whose
    hours are not known, can be over at any time.

    Args:
        graph: The compiled process.
        duty: For each post the times of the week at which it is on duty, as minutes from Monday 00:00, the first
            included and the last not; posts that are left out are not judged.
        starts: Times of the week at which a case may start, in the same way.
    """
    hours = {post: _mask(times) for post, times in duty.items()}
    can_start = _can_start(graph, hours, _mask(starts))
    for node in graph.tasks:
        away = can_start.get(node.id, 0) & ~hours.get(node.post, _ALWAYS)
        if away:
            minute = (away & -away).bit_length() - 1
            message = _(
                "Step {step} can start on day {day} of the week at {time}, when {post} is not on duty. "
                "Name a post that is on duty then, or say who stands in.",
                step=node.step,
                day=str(minute // 1440 + 1),
                time=f"{minute % 1440 // 60:02d}:{minute % 60:02d}",
                post=node.post,
            )
            yield ProcessFinding("post-off-duty", (node.step,), message, severity=Severity.WARNING)


def _mask(times: Iterable[tuple[int, int]]) -> _Minutes:
    """Return times of the week as bits; a time that ends before it begins goes on into the next week."""
    mask = 0
    for begin, end in times:
        if begin < end:
            mask |= (1 << end) - (1 << begin)
        else:
            mask |= (1 << WEEK) - (1 << begin) | (1 << end) - 1
    return mask & _ALWAYS


def _can_start(graph: Graph, hours: Mapping[str, _Minutes], starts: _Minutes) -> dict[str, _Minutes]:
    """Return the minutes at which each node can start."""
    found = {graph.start.id: starts}
    waiting = [graph.start.id]
    while waiting:
        node = graph.by_id[waiting.pop()]
        for edge in graph.outgoing[node.id]:
            before = found.get(edge.target, 0)
            after = before | _left(graph, node, edge, found[node.id], hours)
            if after != before or edge.target not in found:
                found[edge.target] = after
                waiting.append(edge.target)
    return found


def _left(graph: Graph, node: Node, edge: Edge, begun: _Minutes, hours: Mapping[str, _Minutes]) -> _Minutes:
    """Return the minutes at which a node can be left by an edge."""
    if not node.works:
        return begun
    limit = edge.limit or node.limit
    if edge.flow is not Flow.NORMAL and limit is not None and not limit.workdays:
        return _later(begun, int(limit.minutes) % WEEK)
    return hours.get(node.post, _ALWAYS) if edge.flow is Flow.NORMAL else _ALWAYS


def _later(minutes: _Minutes, by: int) -> _Minutes:
    """Return minutes of the week moved, those past its end into the next one."""
    moved = minutes << by
    return (moved | moved >> WEEK) & _ALWAYS


def escalations_down(graph: Graph, rank: Mapping[str, int]) -> Iterator[ProcessFinding]:
    """Yield the alarms that go to a post of lower rank.

    Args:
        graph: The compiled process.
        rank: Rank of each post, a greater number being higher; alarms from or to a post without one are not judged.
    """
    for edge in graph.edges:
        here = graph.by_id[edge.source]
        there = graph.by_id[task_behind(graph, edge.target)]
        if edge.flow is Flow.NORMAL or here.post not in rank or there.post not in rank:
            continue
        if rank[there.post] < rank[here.post]:
            message = _(
                "When step {step} runs over, it goes from {post} down to {lower}, who can't decide more. "
                "Name a higher post.",
                step=here.step,
                post=here.post,
                lower=there.post,
            )
            yield ProcessFinding("escalation-down", (here.step, there.step), message, severity=Severity.WARNING)
