"""Takes parts that are built in blocks together, until a graph is one block or what no block explains is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from guicheng.domain.process.blocks import Again, Beside, Block, Either, Piece, Series

FIRST, LAST = "", "."


@dataclass
class Shape:
    """Corners with blocks between them.

    Args:
        together: Corners that take and give all at once; the others pass one by one.
    """

    together: set[str] = field(default_factory=set)
    edges: dict[int, tuple[str, str, Block]] = field(default_factory=dict)
    into: dict[str, set[int]] = field(default_factory=dict)
    out: dict[str, set[int]] = field(default_factory=dict)
    count: int = 0

    def link(self, source: str, target: str, block: Block) -> None:
        """Draw a block from one corner to another."""
        self.count += 1
        self.edges[self.count] = (source, target, block)
        for corner in (source, target):
            self.into.setdefault(corner, set())
            self.out.setdefault(corner, set())
        self.out[source].add(self.count)
        self.into[target].add(self.count)

    def cut(self, key: int) -> tuple[str, str, Block]:
        """Take a block out and return it with its ends."""
        source, target, block = self.edges.pop(key)
        self.out[source].discard(key)
        self.into[target].discard(key)
        return source, target, block

    def near(self, corner: str) -> Iterable[str]:
        """Yield a corner and its neighbours; the last corner has too many to look at all of them each time."""
        yield corner
        if corner != LAST:
            for key in self.into[corner] | self.out[corner]:
                yield from self.edges[key][:2]


def shrink(shape: Shape) -> None:
    """Apply the rules until none fits; each keeps the time of every run and how often each step may run."""
    waiting = dict.fromkeys(shape.into)
    while waiting:
        corner, _nothing = waiting.popitem()
        touched = tuple(shape.near(corner))
        if any(rule(shape, corner) for rule in (_twins, _again, _line, _fused)):
            waiting |= dict.fromkeys((*touched, *shape.near(corner)))


def _line(shape: Shape, corner: str) -> bool:
    """Put what leads to a corner and what leaves it together, when there is one of each."""
    if corner in {FIRST, LAST} or len(shape.into[corner]) != 1 or len(shape.out[corner]) != 1:
        return False
    (before,), (after,) = shape.into[corner], shape.out[corner]
    source, _corner, first = shape.cut(before)
    _corner, target, second = shape.cut(after)
    shape.link(source, target, _series(first, second))
    return True


def _series(first: Block, second: Block) -> Block:
    parts = [*_parts(first), *_parts(second)]
    return Series(parts) if len(parts) > 1 else (parts or [first])[0]


def _parts(block: Block) -> Sequence[Block]:
    """Return what a block puts one after another, nothing for nothing."""
    if isinstance(block, Series):
        return block.parts
    return () if isinstance(block, Piece) and block.empty else (block,)


def _twins(shape: Shape, corner: str) -> bool:
    """Put blocks between the same two corners together: a choice, or branches that are joined."""
    by_target: dict[str, list[int]] = {}
    for key in sorted(shape.out[corner]):
        by_target.setdefault(shape.edges[key][1], []).append(key)
    for target, keys in by_target.items():
        all_at_once = corner in shape.together
        fits = target == LAST or all_at_once == (target in shape.together)
        if len(keys) < 2 or not fits:
            continue
        blocks = [shape.cut(key)[2] for key in keys]
        shape.link(corner, target, Beside(blocks) if all_at_once else Either(blocks))
        return True
    return False


def _again(shape: Shape, corner: str) -> bool:
    """Put a part and the one way back to its beginning together."""
    if corner in shape.together:
        return False
    for key in sorted(shape.out[corner]):
        source, target, back = shape.edges[key]
        if source == target:
            shape.cut(key)
            inner = f"{corner}>"
            while inner in shape.out:
                inner += ">"
            for other in sorted(shape.out[corner]):
                _corner, far, block = shape.cut(other)
                shape.link(inner, far, block)
            shape.link(corner, inner, Again(Piece(), back))
            return True
        head = shape.out[target]
        if len(head) != 1 or target in shape.together or len(shape.into[corner]) != 1 or target in {FIRST, LAST}:
            continue
        (body,) = head
        if shape.edges[body][1] == corner:
            shape.cut(key)
            _target, _corner, block = shape.cut(body)
            shape.link(target, corner, Again(block, back))
            return True
    return False


def _fused(shape: Shape, corner: str) -> bool:
    """Let two corners that pass one by one be one, when nothing stands between them and no other way leads apart."""
    if corner in shape.together or corner in {FIRST, LAST} or len(shape.out[corner]) != 1:
        return False
    (key,) = shape.out[corner]
    _corner, target, block = shape.edges[key]
    if target == corner or target in shape.together or not (isinstance(block, Piece) and block.empty):
        return False
    shape.cut(key)
    for other in sorted(shape.into[corner]):
        source, _corner, before = shape.cut(other)
        shape.link(source, target, before)
    return True
