"""Everything that is said of a process before it is used."""

from __future__ import annotations

from dataclasses import dataclass

from guicheng.domain.process.compiling import compile_table
from guicheng.domain.process.coverage import cover, targets
from guicheng.domain.process.finding import ProcessFinding
from guicheng.domain.process.graph import Graph
from guicheng.domain.process.promise import Promise, broken, span_of, worst_of
from guicheng.domain.process.soundness import prove
from guicheng.domain.process.spans import Span, Worst
from guicheng.domain.process.table import Process

#: Columns that every table should have; without one, nothing can be said about it.
WANTED = ("post", "limit", "record")


@dataclass(frozen=True, slots=True)
class Report:
    """What checking found.

    Args:
        findings: Faults in the order of the steps.
        once: Worst case with each step at most once.
        twice: Worst case with each step at most twice.
        promise: What was promised, or None.
        graph: The compiled process.
        lacking: Columns that the source does not have, so that nothing is said about them.
    """

    findings: tuple[ProcessFinding, ...]
    once: Worst
    twice: Worst
    promise: Promise | None
    graph: Graph
    lacking: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


def check_table(process: Process, promise: Promise | None = None) -> Report:
    """Check a step table.

    Args:
        process: The table.
        promise: A time to set beside the limits.

    Raises:
        PromiseRefusedError: The promise does not fit the process.
        TooManyStatesError: Too much runs side by side to say anything.
    """
    graph = compile_table(process)
    lacking = tuple(column for column in WANTED if column not in process.columns)
    return _report(graph, tuple(targets(process)), promise, lacking)


def check_graph(graph: Graph, promise: Promise | None = None) -> Report:
    """Check a graph that was drawn as a diagram; raises as ``check_table`` does."""
    return _report(graph, (), promise, tuple(column for column in WANTED if column not in graph.checks))


def _report(
    graph: Graph, first: tuple[ProcessFinding, ...], promise: Promise | None, lacking: tuple[str, ...]
) -> Report:
    span = span_of(graph, promise) if promise else Span()
    found = [*first, *cover(graph), *prove(graph)]
    once, twice = worst_of(graph, span)
    if promise and (late := broken(graph, promise, once)) is not None:
        found.append(late)
    order = {node.step: index for index, node in reversed(list(enumerate(graph.nodes)))}
    found.sort(key=lambda finding: min((order.get(step, len(order)) for step in finding.steps), default=len(order)))
    return Report(tuple(dict.fromkeys(found)), once, twice, promise, graph, lacking)
