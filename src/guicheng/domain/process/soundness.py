"""Proof that every case can end properly, or the step and the way that show why it cannot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from guicheng.domain.process.circles import endless, going_round
from guicheng.domain.process.finding import Moment, ProcessFinding
from guicheng.domain.process.graph import Graph, Kind, reachable
from guicheng.domain.process.net import Net, build
from guicheng.domain.process.playing import Move
from guicheng.domain.process.reduction import is_plainly_sound
from guicheng.domain.process.statespace import MAX_STATES, Space, can_finish, explore, traps
from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import _


class TooManyStatesError(GuichengError):
    """A process has so many steps side by side that not everything that can happen was looked at."""

    code = "too-many-states"


def prove(graph: Graph, most: int = MAX_STATES) -> tuple[ProcessFinding, ...]:
    """Return why a process is not sound; nothing when every case can always end properly.

    Reduction proves most processes at once; what it leaves open is searched marking by marking, where each form
    answer and each alarm counts as possible.

    Args:
        graph: The compiled process.
        most: Bound on the markings that are looked at.

    Raises:
        TooManyStatesError: The bound was met, so nothing can be said.
    """
    return () if is_plainly_sound(graph) else tuple(search(graph, most))


def search(graph: Graph, most: int = MAX_STATES) -> list[ProcessFinding]:
    """Return the faults that a search of all markings finds.

    Args:
        graph: The compiled process.
        most: Bound on the markings that are looked at.

    Raises:
        TooManyStatesError: The bound was met before anything could be said.
    """
    if rounds := list(endless(graph)):
        return rounds
    net = build(graph)
    space = explore(net, most)
    if not space.whole and not space.doubled:
        raise TooManyStatesError(
            _(
                "“{name}” can stand in more than {most} ways at once, more than are looked at. "
                "Put the steps that run side by side into processes of their own.",
                name=graph.name,
                most=str(most),
            )
        )
    doubled = list(_doubled(space))
    stuck = list(_stuck(space)) if space.whole else []
    found = [*stuck, *_dead(space, stuck), *doubled]
    return sorted(found, key=lambda finding: _place(graph, finding))


def _place(graph: Graph, finding: ProcessFinding) -> int:
    steps = [node.step for node in graph.nodes]
    return min((steps.index(step) for step in finding.steps), default=0)


def words_of(graph: Graph, moves: Iterable[Move]) -> tuple[Moment, ...]:
    """Return moves as moments of steps."""
    return tuple(
        Moment(graph.by_id[move.transition.node].step, move.transition.answer, move.transition.flow.value)
        for move in moves
        if graph.by_id[move.transition.node].step
    )


def _stuck(space: Space) -> Iterator[ProcessFinding]:
    """Yield deadlocks and livelocks: the groups of markings from which no case can end."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    alike: dict[tuple[frozenset[tuple[str, tuple[str, ...]]], frozenset[str]], list[int]] = {}
    for group in traps(space, can_finish(space)):
        rests = group if len(group) > 1 or space.following[group[0]] else []
        alike.setdefault((frozenset(_held(space, group).items()), _moved(space, rests)), group)
    for (held, moved), group in alike.items():
        path = words_of(space.net.graph, space.path(min(group)))
        for finding in (*_waiting(space, dict(held), path), *_circling(space, moved, path)):
            if (finding.code, finding.steps) not in seen:
                seen.add((finding.code, finding.steps))
                yield finding


def _held(space: Space, group: list[int]) -> dict[str, tuple[str, ...]]:
    """Return the joins that wait in vain in every marking of a group, with the ways in that they wait for."""
    partly = [
        {node: missing for node in space.net.waiting if (missing := _missing(space.net, node, space.markings[state]))}
        for state in group
    ]
    return {node: edges for node, edges in partly[0].items() if all(node in other for other in partly)}


def _waiting(space: Space, always: dict[str, tuple[str, ...]], path: tuple[Moment, ...]) -> Iterator[ProcessFinding]:
    """Yield the joins that wait in vain for ever, those left out that only wait for another one of them."""
    graph = space.net.graph
    for node in _roots(graph, always):
        missing = graph.order(_behind(graph, always[node]))
        yield ProcessFinding(
            "deadlock",
            (graph.by_id[node].step,),
            _(
                "Step {step} waits for ever: {missing} never arrives any more. Let it wait only for steps that all "
                "run, or start those side by side.",
                step=graph.by_id[node].step,
                missing=_listed(missing),
            ),
            path,
        )


def _missing(net: Net, node: str, marking: int) -> tuple[str, ...]:
    """Return the ways in that a join still waits for, nothing when none has arrived."""
    arrivals = net.waiting[node]
    if not any(marking & arrival for arrival in arrivals):
        return ()
    return tuple(
        edge.id for edge, arrival in zip(net.graph.incoming[node], arrivals, strict=True) if not marking & arrival
    )


def _behind(graph: Graph, edges: Iterable[str]) -> set[str]:
    """Return the steps at which the given ways begin."""
    sources = {edge.source for edge in graph.edges if edge.id in set(edges)}
    found: set[str] = set()
    seen = set(sources)
    waiting = list(sources)
    while waiting:
        node = graph.by_id[waiting.pop()]
        if node.works or node.kind is Kind.START:
            found.add(node.step)
            continue
        for edge in graph.incoming[node.id]:
            if edge.source not in seen:
                seen.add(edge.source)
                waiting.append(edge.source)
    return found


def _roots(graph: Graph, waiting: dict[str, tuple[str, ...]]) -> list[str]:
    """Return the joins that do not wait only because another one does."""
    following = {node.id: [edge.target for edge in graph.outgoing[node.id]] for node in graph.nodes}
    behind = {node: reachable([node], following) for node in waiting}

    def caused(node: str) -> bool:
        sources = [edge.source for edge in graph.edges if edge.id in set(waiting[node])]
        return any(
            other != node
            and node not in _sources_reach(graph, waiting[other], behind[node])
            and any(source in behind[other] for source in sources)
            for other in waiting
        )

    roots = [node for node in waiting if not caused(node)]
    return roots or list(waiting)


def _sources_reach(graph: Graph, edges: Iterable[str], behind: set[str]) -> set[str]:
    """Return all that lies behind a join when one of the given ways begins there."""
    wanted = set(edges)
    return behind if any(edge.id in wanted and edge.source in behind for edge in graph.edges) else set()


def _moved(space: Space, group: list[int]) -> frozenset[str]:
    """Return the nodes at which something still happens in a group of markings."""
    return frozenset(move.transition.node for state in group for move, _target in space.following[state])


def _circling(space: Space, moved: frozenset[str], path: tuple[Moment, ...]) -> Iterator[ProcessFinding]:
    """Yield the endless round that a group of markings is."""
    graph = space.net.graph
    if steps := graph.order({graph.by_id[node].step for node in moved} - {""}):
        yield going_round(steps, path)


def _dead(space: Space, stuck: list[ProcessFinding]) -> Iterator[ProcessFinding]:
    """Yield the steps that never start, unless a join before them is already named."""
    graph = space.net.graph
    following = {node.id: [edge.target for edge in graph.outgoing[node.id]] for node in graph.nodes}
    told = reachable([edge.target for edge in graph.edges if edge.id in space.net.quiet], following)
    held = {
        node.id
        for node in graph.nodes
        for finding in stuck
        if finding.code == "deadlock" and node.step in finding.steps
    }
    reached = {place.node for marking in space.markings for place in space.net.marked(marking)}
    explained = reachable(held, following) | (told if space.whole else reachable([graph.start.id], following))
    for node in graph.tasks:
        if node.id in reached or node.id in explained or _passed(space, node.id):
            continue
        before = graph.order(_behind(graph, [edge.id for edge in graph.incoming[node.id]]) - {node.step})
        yield ProcessFinding("dead-step", (node.step,), _dead_message(node.step, before))


def _passed(space: Space, node: str) -> bool:
    return any(move.transition.node == node for moves in space.following for move, _target in moves)


def _dead_message(step: str, before: tuple[str, ...]) -> Message:
    if not before:
        return _(
            "Step {step} never starts: no step leads to it. Name it in the 去向 of a step, or delete it.", step=step
        )
    return _(
        "Step {step} never starts: it is reached only from {before}, and never from there. "
        "Lead a step that runs to it, or delete it.",
        step=step,
        before=_listed(before),
    )


def _doubled(space: Space) -> Iterator[ProcessFinding]:
    """Yield the steps that can run twice at the same time, and ends that are reached twice, first causes only."""
    graph, net = space.net.graph, space.net
    places = {bit: net.places[bit.bit_length() - 1].node for bit in space.doubled}
    following = {node.id: [edge.target for edge in graph.outgoing[node.id]] for node in graph.nodes}
    named: set[str] = set()
    roots: set[str] = set()
    for bit, (state, move) in sorted(space.doubled.items(), key=lambda item: item[1][0]):
        node = places[bit]
        step = graph.by_id[node].step
        others = set(places.values()) - {node}
        moves = (*space.path(state), move)
        if step in named or _follows(graph, node, others, following) or _repeated(moves) & roots:
            continue
        named.add(step)
        roots.add(node)
        path = words_of(graph, moves)
        if graph.by_id[node].kind in {Kind.END, Kind.TERMINATE}:
            yield ProcessFinding("improper-end", (step,), _end_message(step), path)
        else:
            yield ProcessFinding("doubled-step", (step,), _doubled_message(step), path)


def _repeated(moves: Iterable[Move]) -> set[str]:
    """Return the nodes that are done twice on a way: what is doubled behind a doubled step is so because of it."""
    counts = Counter(move.transition.node for move in moves)
    return {node for node, count in counts.items() if count > 1}


def _follows(graph: Graph, node: str, others: set[str], following: dict[str, list[str]]) -> bool:
    """Tell whether a node can only be reached through another one that is doubled itself."""
    for other in others:
        without = {key: [to for to in targets if to != other] for key, targets in following.items()}
        if other != graph.start.id and node not in reachable([graph.start.id], without):
            return True
    return False


def _doubled_message(step: str) -> Message:
    return _(
        "Step {step} can run twice at the same time, because branches side by side both start it. "
        "Set its 汇合 to 全部, or let only one branch lead to it.",
        step=step,
    )


def _end_message(step: str) -> Message:
    return _(
        "The end {step} can be reached twice in one case, because branches side by side both lead to it. "
        "Join them before it.",
        step=step,
    )


def _listed(steps: Iterable[str]) -> str:
    return "、".join(steps)
