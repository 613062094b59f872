"""All markings of a case, as far as a bound allows, with the way to each."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from guicheng.domain.process.net import Net
from guicheng.domain.process.playing import Move, Player

#: Markings that are looked at before the search is given up.
MAX_STATES = 60_000
#: Once something runs twice, more markings only repeat it.
MAX_DOUBLED = 20_000


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
                if len(space.markings) >= (min(most, MAX_DOUBLED) if space.doubled else most):
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
    return [group for group in _components(bad, space) if _is_never_left(space, group)]


def _is_never_left(space: Space, group: list[int]) -> bool:
    inside = set(group)
    return all(target in inside for state in group for _move, target in space.following[state])


@dataclass
class _Search:
    """Tarjan's search for strongly connected components, without recursion.

    Args:
        space: The states and what follows them.
    """

    space: Space
    number: dict[int, int] = field(default_factory=dict)
    low: dict[int, int] = field(default_factory=dict)
    stack: list[int] = field(default_factory=list)
    on_stack: set[int] = field(default_factory=set)

    def components(self, root: int) -> Iterator[list[int]]:
        """Yield the components that are reached from a state not met before."""
        work = [(root, self._enter(root))]
        while work:
            state, targets = work[-1]
            target = next(targets, None)
            if target is None:
                work.pop()
                for before, _targets in work[-1:]:
                    self.low[before] = min(self.low[before], self.low[state])
                if self.low[state] == self.number[state]:
                    yield self._leave(state)
            elif target not in self.number:
                work.append((target, self._enter(target)))
            elif target in self.on_stack:
                self.low[state] = min(self.low[state], self.number[target])

    def _enter(self, state: int) -> Iterator[int]:
        self.number[state] = self.low[state] = len(self.number)
        self.stack.append(state)
        self.on_stack.add(state)
        return iter([target for _move, target in self.space.following[state]])

    def _leave(self, state: int) -> list[int]:
        """Take a finished component off the stack."""
        group: list[int] = []
        while state in self.on_stack:
            group.append(self.stack.pop())
            self.on_stack.discard(group[-1])
        return group


def _components(states: list[int], space: Space) -> list[list[int]]:
    """Return the strongly connected components among ``states``."""
    search = _Search(space)
    return [group for root in states if root not in search.number for group in search.components(root)]
