"""A graph of two kinds of nodes: those that pass tokens one by one, and those that take and give all at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

#: The node at which every token ends.
END_NODE = "end"


@dataclass
class TokenFlow:
    """Such a graph, changed in place.

    Args:
        every: Nodes that take and give all at once.
        edges: Source and target by number.
        nodes: All nodes.
    """

    every: set[str] = field(default_factory=set)
    edges: dict[int, tuple[str, str]] = field(default_factory=dict)
    nodes: set[str] = field(default_factory=set)
    _into: dict[str, dict[int, None]] = field(default_factory=dict)
    _out: dict[str, dict[int, None]] = field(default_factory=dict)
    _count: int = 0

    def link(self, source: str, target: str) -> None:
        """Draw a new edge, with its nodes where they are new."""
        self.nodes |= {source, target}
        self._put(self._count, (source, target))
        self._count += 1

    def _put(self, key: int, ends: tuple[str, str]) -> None:
        self.edges[key] = ends
        self._out.setdefault(ends[0], {})[key] = None
        self._into.setdefault(ends[1], {})[key] = None

    def cut(self, key: int) -> tuple[str, str]:
        """Take an edge out and return its ends."""
        source, target = self.edges.pop(key)
        del self._out[source][key]
        del self._into[target][key]
        return source, target

    def turn(self, key: int, ends: tuple[str, str]) -> None:
        """Lead an edge from and to other nodes."""
        self.cut(key)
        self._put(key, ends)

    def into(self, node: str) -> list[int]:
        """Return the edges that lead to a node."""
        return list(self._into.get(node, ()))

    def out(self, node: str) -> list[int]:
        """Return the edges that leave a node."""
        return list(self._out.get(node, ()))

    def following(self) -> dict[str, list[str]]:
        """Return the targets by source."""
        found: dict[str, list[str]] = {}
        for source, target in self.edges.values():
            found.setdefault(source, []).append(target)
        return found

    def near(self, nodes: Iterable[str]) -> set[str]:
        """Return nodes and their neighbours, without the end."""
        found = set(nodes)
        for node in tuple(found):
            found.update(self.edges[key][0] for key in self.into(node))
            found.update(self.edges[key][1] for key in self.out(node))
        return found - {END_NODE}

    def fuse(self, gone: str, kept: str) -> None:
        """Let one node take the place of another; edges between them vanish."""
        for key in {**self._into.get(gone, {}), **self._out.get(gone, {})}:
            source, target = self.edges[key]
            ends = (kept if source == gone else source, kept if target == gone else target)
            if ends[0] == ends[1]:
                self.cut(key)
            else:
                self.turn(key, ends)
        self.nodes.discard(gone)
        self.every.discard(gone)
