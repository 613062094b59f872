"""What a process leaves open: answers without a way, steps without a post, a record or a limit, circling alarms."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from guicheng.domain.process.answers import Answer, comparable, folded, gaps, overlap, read_answer, unanswered
from guicheng.domain.process.finding import ProcessFinding
from guicheng.domain.process.graph import Edge, Flow, Graph, Kind, Node, reachable
from guicheng.domain.process.table import Process
from guicheng.domain.values.message import Message, _


def cover(graph: Graph) -> Iterator[ProcessFinding]:
    """Yield what a graph leaves open, one step after the other.

    Args:
        graph: The compiled process.
    """
    for node in graph.nodes:
        if node.kind is Kind.CHOICE or node.works:
            yield from _routes(graph, node)
        if node.kind is Kind.TASK:
            yield from _gaps(graph, node)
    yield from _loops(graph)


def targets(process: Process) -> Iterator[ProcessFinding]:
    """Yield the steps of a table that lead to a step which is not there, or nowhere at all.

    Args:
        process: The step table.
    """
    for step in process.steps:
        unknown = [name for way in step.ways for name in way.unknown]
        unknown += [alarm.text.rpartition("→")[2] for alarm in step.alarms if not alarm.target]
        for name in dict.fromkeys(unknown):
            message = _(
                "Step {step} leads to “{target}”, and no step has that number. Write the number of a step, or 结束.",
                step=step.id,
                target=name,
            )
            yield ProcessFinding("unknown-target", (step.id,), message)
        if not step.ways:
            yield ProcessFinding("no-route", (step.id,), _nowhere(step.id))
        always = [way for way in step.ways if not way.answer]
        if len(always) > 1:
            yield ProcessFinding("overlapping-routes", (step.id,), _always(step.id))


def _nowhere(step: str) -> Message:
    return _("Step {step} leads nowhere, so a case stays there. Write in its 去向 what follows, or 结束.", step=step)


def _always(step: str) -> Message:
    return _(
        "Step {step} has two ways that are always open. Write the answer before each, or 并行 when both shall start.",
        step=step,
    )


def _routes(graph: Graph, node: Node) -> Iterator[ProcessFinding]:
    """Yield the faults of the ways out of one decision."""
    ways = graph.ways(node.id)
    if not ways:
        yield ProcessFinding("no-route", (node.step,), _nowhere(node.step))
        return
    if node.works or not any(edge.answer for edge in ways):
        return
    answers = [_answer(edge) for edge in ways]
    if (missing := _missing(graph, node, ways, answers)) is not None:
        yield ProcessFinding("no-route", (node.step,), missing)
    for (one, first), (other, second) in combinations(zip(ways, answers, strict=True), 2):
        if (same := overlap(first, second)) is not None:
            yield ProcessFinding("overlapping-routes", (node.step,), _overlapping(node, one, other, same))


def _answer(edge: Edge) -> Answer:
    return Answer(frozenset(), otherwise=True) if edge.otherwise else read_answer(edge.answer)


def _overlapping(node: Node, one: Edge, other: Edge, same: str) -> Message:
    return _(
        "At step {step}, “{same}” opens two ways, “{one}” and “{other}”, so nobody knows which. "
        "Let every answer open one way.",
        step=node.step,
        same=same or one.answer,
        one=one.answer,
        other=other.answer,
    )


def _missing(graph: Graph, node: Node, ways: tuple[Edge, ...], answers: list[Answer]) -> Message | None:
    """Return the complaint about an answer that opens no way."""
    if any(answer.otherwise for answer in answers):
        return None
    if listed := _listed_without_way(graph, node, answers):
        return _(
            "At step {step} the answer “{answer}”, which its record lists, has no way. Write where it leads.",
            step=node.step,
            answer="、".join(listed),
        )
    if hole := _number_without_way(answers):
        return _("At step {step} the answer {answer} has no way. Write where it leads.", step=node.step, answer=hole)
    if len(ways) == 1 and not _all_listed(graph, node, answers[0]):
        return _(
            "Step {step} says only where “{answer}” leads; every other answer has no way. "
            "Write where the other answer leads, or leave the condition away.",
            step=node.step,
            answer=ways[0].answer,
        )
    return None


def _choices(graph: Graph, node: Node, answers: list[Answer]) -> Iterator[tuple[str, ...]]:
    """Yield the listed answers of each field that this decision is about."""
    said = frozenset().union(*(answer.words for answer in answers))
    for edge in graph.incoming[node.id]:
        for choice in graph.by_id[edge.source].choices:
            if said & {folded(answer) for answer in choice.answers}:
                yield choice.answers


def _listed_without_way(graph: Graph, node: Node, answers: list[Answer]) -> list[str]:
    return [answer for listed in _choices(graph, node, answers) for answer in unanswered(listed, answers)]


def _all_listed(graph: Graph, node: Node, answer: Answer) -> bool:
    return any(not unanswered(listed, [answer]) for listed in _choices(graph, node, [answer]))


def _number_without_way(answers: list[Answer]) -> str | None:
    ranges = [one for answer in answers for one in answer.ranges]
    if not ranges or any(answer.words for answer in answers):
        return None
    alike = all(comparable(one, other) for one, other in combinations(ranges, 2))
    return gaps(ranges) if alike and len(answers) > 1 else None


def _gaps(graph: Graph, node: Node) -> Iterator[ProcessFinding]:
    """Yield what a step lacks of the things that its source can hold."""
    if "post" in graph.checks and not node.post:
        message = _("Step {step} names no post, so nobody is charged with it. Write the post.", step=node.step)
        yield ProcessFinding("no-post", (node.step,), message)
    if "record" in graph.checks and not node.record:
        message = _(
            "Step {step} leaves no record, so nobody can prove that it was done. Name the form that is filled in.",
            step=node.step,
        )
        yield ProcessFinding("no-record", (node.step,), message)
    if "limit" in graph.checks and node.limit is None:
        message = _(
            "Step {step} has no limit that can be counted. Write a length of time, such as 30分钟 or 2个工作日.",
            step=node.step,
        )
        yield ProcessFinding("no-limit", (node.step,), message)


def _loops(graph: Graph) -> Iterator[ProcessFinding]:
    """Yield the steps that take a case away from one another in a circle."""
    taking: dict[str, list[str]] = {}
    for edge in graph.edges:
        if edge.flow is Flow.INTERRUPT:
            taking.setdefault(edge.source, []).append(task_behind(graph, edge.target))
    seen: set[str] = set()
    for node in graph.tasks:
        ahead = reachable(taking.get(node.id, ()), taking)
        if node.id in seen or node.id not in ahead:
            continue
        circle = [other for other in ahead if node.id in reachable(taking.get(other, ()), taking)]
        seen.update(circle)
        steps = graph.order(graph.by_id[other].step for other in circle)
        yield ProcessFinding("escalation-loop", steps, _loop_message(steps))


def task_behind(graph: Graph, node: str) -> str:
    """Return the step that a merge or join before it stands for."""
    passed: set[str] = set()
    while node not in passed and not graph.by_id[node].works and len(graph.ways(node)) == 1:
        passed.add(node)
        node = graph.ways(node)[0].target
    return node


def _loop_message(steps: tuple[str, ...]) -> Message:
    return _(
        "When time runs out, steps {steps} hand the case to one another in a circle, and it stays undone. "
        "Let the last of them hand it to a higher post.",
        steps="、".join(steps),
    )
