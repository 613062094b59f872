"""Parts of a process and their longest times: one after another, one of several, side by side, again and again.

A part may run several times in one case, and its steps only so often in all of them together. So a part does not have
one longest time but, for each number of runs, the sets of times that its runs can have together; of these only those
are kept that no other set reaches or passes in every run.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise, product
from math import prod
from typing import Final

#: So often may something run that has no step in it.
BOUNDLESS: Final = 1_000_000
#: Combinations of runs that are looked at in one part before the search is given up.
MAX_COMBINATIONS: Final = 20_000
#: Parts within parts, more than which are not looked into.
MAX_DEPTH: Final = 150

#: A node and the answer that it gave.
Step = tuple[str, str]
#: Steps in the order of a run, as a tree of halves.
Path = Step | tuple["Path", "Path"] | None
#: One run: how long it takes, in whole parts of a minute, and what is done in it.
Run = tuple[int, Path]


class TooManyWalksError(Exception):
    """A bound on what is looked at was met."""


class Block(ABC):
    """A part of a process.

    Args:
        most: How often it can run at most in one case.
        useful: After how many runs a further one adds nothing.
        parts: What it is made of.
    """

    def __init__(self, most: int, useful: int, parts: Sequence[Block] = ()) -> None:
        self.most = min(most, BOUNDLESS)
        self.useful = min(self.most, useful)
        self.parts = parts
        self.depth: int = 1 + max((part.depth for part in parts), default=0)
        self._known: dict[int, list[tuple[Run, ...]]] = {}

    def runs(self, count: int) -> list[tuple[Run, ...]]:
        """Return the longest times of ``count`` runs taken together, none when it cannot run so often.

        Raises:
            TooManyWalksError: There are too many combinations to look at.
        """
        if self.depth > MAX_DEPTH:
            raise TooManyWalksError
        if count not in self._known:
            possible = self._runs(count) if 0 < count <= self.most else ()
            self._known[count] = [()] if not count else _undominated(possible)
        return self._known[count]

    def longest(self, count: int) -> tuple[int, tuple[Run, ...]]:
        """Return the greatest sum of ``count`` runs, with these; it must be able to run so often."""
        sums = [(sum(length for length, _path in runs), runs) for runs in self.runs(count)]
        return max(sums, key=lambda found: found[0])

    @abstractmethod
    def _runs(self, count: int) -> Iterable[tuple[Run, ...]]:
        """Return the times of so many runs together, among them the longest; ``count`` is possible."""


class Piece(Block):
    """A step, or an answer, or nothing at all.

    Args:
        length: How long each run takes.
        path: What is done.
        most: How often it can run.
    """

    def __init__(self, length: int = 0, path: Path = None, most: int = BOUNDLESS) -> None:
        super().__init__(most, most if most < BOUNDLESS else 0)
        self.length, self.path = length, path

    @property
    def empty(self) -> bool:
        """Whether it is nothing at all."""
        return self.path is None

    def _runs(self, count: int) -> Iterable[tuple[Run, ...]]:
        return [((self.length, self.path),) * count]


class Series(Block):
    """Parts one after another."""

    def __init__(self, parts: Sequence[Block]) -> None:
        super().__init__(min(part.most for part in parts), sum(part.useful for part in parts), parts)

    def _runs(self, count: int) -> Iterable[tuple[Run, ...]]:
        found = self.parts[0].runs(count)
        for part in self.parts[1:]:
            found = _undominated(tuple(map(_after, first, second)) for first, second in _pairs(found, part.runs(count)))
        return found


class Either(Block):
    """One of several parts, each time anew."""

    def __init__(self, parts: Sequence[Block]) -> None:
        super().__init__(sum(part.most for part in parts), sum(part.useful for part in parts), parts)

    def _runs(self, count: int) -> Iterator[tuple[Run, ...]]:
        if len(self.parts) ** count > MAX_COMBINATIONS:
            raise TooManyWalksError
        for taken in product(range(len(self.parts)), repeat=count):
            yield from self._mixed(taken)

    def _mixed(self, taken: tuple[int, ...]) -> Iterator[tuple[Run, ...]]:
        """Yield the runs in which each time the named part is taken."""
        used = sorted(set(taken))
        choices = [self.parts[part].runs(taken.count(part)) for part in used]
        if prod(map(len, choices)) > MAX_COMBINATIONS:
            raise TooManyWalksError
        for chosen in product(*choices):
            waiting = {part: iter(runs) for part, runs in zip(used, chosen, strict=True)}
            yield tuple(next(waiting[part]) for part in taken)


class Beside(Block):
    """Parts side by side; what follows waits for the longest."""

    def __init__(self, parts: Sequence[Block]) -> None:
        super().__init__(min(part.most for part in parts), sum(part.useful for part in parts), parts)

    def _runs(self, count: int) -> Iterable[tuple[Run, ...]]:
        found = self.parts[0].runs(count)
        for part in self.parts[1:]:
            found = _undominated(
                tuple(one if one[0] >= other[0] else other for one, other in zip(first, second, strict=True))
                for first, second in _pairs(found, part.runs(count))
            )
        return found


class Again(Block):
    """A part that is run again after a way back, as often as its steps allow."""

    def __init__(self, body: Block, back: Block) -> None:
        super().__init__(body.most, body.useful + back.useful, (body, back))
        self.body, self.back = body, back

    def _runs(self, count: int) -> Iterator[tuple[Run, ...]]:
        for repeats in range(min(self.back.most, self.body.most - count, self.useful) + 1):
            for body, back in _pairs(self.body.runs(count + repeats), self.back.runs(repeats)):
                yield from (_grouped(body, back, sizes) for sizes in _compositions(repeats, count))


def _pairs(
    first: list[tuple[Run, ...]], second: list[tuple[Run, ...]]
) -> Iterator[tuple[tuple[Run, ...], tuple[Run, ...]]]:
    if len(first) * len(second) > MAX_COMBINATIONS:
        raise TooManyWalksError
    return product(first, second)


def _after(first: Run, second: Run) -> Run:
    if first[1] is None or second[1] is None:
        return first[0] + second[0], first[1] or second[1]
    return first[0] + second[0], (first[1], second[1])


def _compositions(total: int, groups: int) -> Iterator[tuple[int, ...]]:
    """Yield the ways to share a number among groups, each of which may get nothing."""
    for bars in combinations(range(total + groups - 1), groups - 1):
        edges = (-1, *bars, total + groups - 1)
        yield tuple(right - left - 1 for left, right in pairwise(edges))


def _grouped(body: tuple[Run, ...], back: tuple[Run, ...], repeats: tuple[int, ...]) -> tuple[Run, ...]:
    """Put runs of a body and of its way back together: body, then back and body for each repeat."""
    bodies, backs = iter(body), iter(back)
    found = []
    for count in repeats:
        run = next(bodies)
        for _repeat in range(count):
            run = _after(_after(run, next(backs)), next(bodies))
        found.append(run)
    return tuple(found)


def _undominated(possible: Iterable[tuple[Run, ...]]) -> list[tuple[Run, ...]]:
    """Return the sets of runs of which no other set is as long in every run."""
    lengths: dict[tuple[int, ...], tuple[Run, ...]] = {}
    for runs in possible:
        lengths.setdefault(tuple(length for length, _path in runs), runs)
    kept: list[tuple[int, ...]] = []
    for found in sorted(lengths, key=sum, reverse=True):
        if not any(all(a >= b for a, b in zip(other, found, strict=True)) for other in kept):
            kept.append(found)
    return [lengths[found] for found in kept]


def steps_of(path: Path) -> list[Step]:
    """Return the steps of a path in their order."""
    found: list[Step] = []
    waiting = [path]
    while waiting:
        here = waiting.pop()
        if here is None:
            continue
        if isinstance(here[0], str):
            found.append(here)
        else:
            waiting += [here[1], here[0]]
    return found
