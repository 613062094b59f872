"""All markings of a case, as far as a bound allows, with the way to each."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from guicheng.domain.process.net import Net
from guicheng.domain.process.playing import Move, Player

#: Markings that are looked at before the search is given up.
MAX_STATES = 60_000


@dataclass
class Space:
    """What a search found.

    Args:
        net: The net that was played.
        markings: In the order found; the first is the start.
        following: For each marking its moves and where they lead.
        parents: For each marking but the first: the marking before and the move.
        doubled: For each place that can hold two tokens: the marking before and the move, the shortest first.
        whole: Whether everything was seen.
    """

    net: Net
    markings: list[int] = field(default_factory=list)
    following: list[list[tuple[Move, int]]] = field(default_factory=list)
    parents: list[tuple[int, Move] | None] = field(default_factory=list)
    doubled: dict[int, tuple[int, Move]] = field(default_factory=dict)
    whole: bool = True

    def path(self, state: int) -> tuple[Move, ...]:
        """Return the moves from the start to a marking."""
        moves = []
        at = state
        while (parent := self.parents[at]) is not None:
            at, move = parent
            moves.append(move)
        return tuple(reversed(moves))

    def done(self, state: int) -> bool:
        """Tell whether nothing is left to do in a marking."""
        return not self.markings[state] & ~self.net.ends


def explore(net: Net, most: int = MAX_STATES) -> Space:
    """Search breadth first, so that each marking is reached by a shortest way.

    Args:
        net: What is played.
        most: Bound on the number of markings.
    """
    player = Player(net)
    first = player.start()
    space = Space(net, [first.marking], [[]], [None])
    index = {first.marking: 0}
    _note_doubled(space, 0, first)
    waiting = deque([0])
    while waiting:
        state = waiting.popleft()
        for move in player.moves(space.markings[state]):
            _note_doubled(space, state, move)
            target = index.get(move.marking)
            if target is None:
                if len(space.markings) >= most:
                    space.whole = False
                    return space
                target = index[move.marking] = len(space.markings)
                space.markings.append(move.marking)
                space.following.append([])
                space.parents.append((state, move))
                waiting.append(target)
            space.following[state].append((move, target))
    return space


def _note_doubled(space: Space, state: int, move: Move) -> None:
    rest = move.doubled
    while rest:
        low = rest & -rest
        rest ^= low
        space.doubled.setdefault(low, (state, move))


def can_finish(space: Space) -> set[int]:
    """Return the markings from which the case can still be finished."""
    leading: list[list[int]] = [[] for _marking in space.markings]
    for state, moves in enumerate(space.following):
        for _move, target in moves:
            leading[target].append(state)
    good = {state for state in range(len(space.markings)) if space.done(state)}
    waiting = list(good)
    while waiting:
        for before in leading[waiting.pop()]:
            if before not in good:
                good.add(before)
                waiting.append(before)
    return good


def traps(space: Space, good: set[int]) -> list[list[int]]:
    """Return the groups of markings that are never left again, without those that finish.

    Args:
        space: The search.
        good: Markings that can finish.
    """
    bad = [state for state in range(len(space.markings)) if state not in good]
    return [
        group
        for group in _components(bad, space)
        if all(target in set(group) for state in group for _move, target in space.following[state])
    ]


def _components(states: list[int], space: Space) -> list[list[int]]:
    """Return the strongly connected components among ``states``, by Tarjan's algorithm without recursion."""
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    found: list[list[int]] = []
    for root in states:
        if root in number:
            continue
        work = [(root, iter([target for _move, target in space.following[root]]))]
        number[root] = low[root] = len(number)
        stack.append(root)
        on_stack.add(root)
        while work:
            state, targets = work[-1]
            target = next(targets, None)
            if target is None:
                work.pop()
                found += _left(state, work, low=low, number=number[state], stack=stack, on_stack=on_stack)
            elif target not in number:
                number[target] = low[target] = len(number)
                stack.append(target)
                on_stack.add(target)
                work.append((target, iter([after for _move, after in space.following[target]])))
            elif target in on_stack:
                low[state] = min(low[state], number[target])
    return found


def _left(
    state: int,
    work: list[tuple[int, Iterator[int]]],
    *,
    low: dict[int, int],
    number: int,
    stack: list[int],
    on_stack: set[int],
) -> list[list[int]]:
    """Tell the state before what this one reaches; return the component that ends with it, if one does."""
    if work:
        before = work[-1][0]
        low[before] = min(low[before], low[state])
    return [_popped(stack, on_stack, state)] if low[state] == number else []


def _popped(stack: list[int], on_stack: set[int], state: int) -> list[int]:
    group = []
    while True:
        group.append(stack.pop())
        on_stack.discard(group[-1])
        if group[-1] == state:
            return group
