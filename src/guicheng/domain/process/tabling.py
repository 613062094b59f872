"""Graph → rows of a step table, and which parts of it no table can express."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from guicheng.domain.clause.normalize import normalize
from guicheng.domain.process.finding import ProcessFinding
from guicheng.domain.process.graph import Edge, Flow, Graph, Kind, Node
from guicheng.domain.process.limits import read_limit
from guicheng.domain.process.table import END
from guicheng.domain.process.words import words
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

#: Marks of the small grammar, which an answer cannot hold.
_MARKS: Final = re.compile(r"[→;；。|\n]|-+>")
_NUMBER: Final = re.compile(r"[0-9A-Za-z]{1,6}(?:[.\-][0-9A-Za-z]{1,6}){0,3}")


class BeyondTableError(GuichengError):
    """A diagram is no step table.

    Args:
        findings: What no table can express; at least one.
    """

    code = "beyond-table"

    def __init__(self, findings: Sequence[ProcessFinding]) -> None:
        super().__init__(findings[0].message)
        self.findings = tuple(findings)


@dataclass(frozen=True)
class Tabled:
    """A graph as a table.

    Args:
        rows: Cells by column, one row a step, in order; empty when something is beyond a table.
        nodes: The node of each row.
        beyond: What no table can express, element by element.
    """

    rows: tuple[dict[str, str], ...]
    nodes: tuple[str, ...]
    beyond: tuple[ProcessFinding, ...] = ()


@dataclass
class _Tabler:
    graph: Graph
    numbers: Mapping[str, str]
    heads: Mapping[str, str]
    beyond: dict[str, ProcessFinding] = field(default_factory=dict)

    def refuse(self, node: Node) -> None:
        """Note that a table cannot hold a node."""
        message = _(
            "A step table cannot express {id} ({kind}). Draw it with steps, one choice after a step, and work side by "
            "side that joins in front of a step; until then the diagram alone holds it.",
            id=node.name or node.id,
            kind=node.kind.value,
        )
        self.beyond.setdefault(node.id, ProcessFinding("unsupported-element", (node.id,), message))

    def ways(self, task: Node) -> str:
        """Return the 去向 cell of a step."""
        edges = self.graph.ways(task.id)
        if len(edges) == 1:
            node = self._ahead(edges[0].target)
            if node.kind is Kind.CHOICE:
                return "；".join(self._way(edge) for edge in self.graph.ways(node.id))
            return self._way(edges[0])
        return "、".join(self._target(edge) for edge in edges) or END

    def _way(self, edge: Edge) -> str:
        """Return one way: a target, or several that start together, behind its answer."""
        node = self._ahead(edge.target)
        said = self._targets(node) if node.kind is Kind.ALL and not self._joins(node) else self._target(edge)
        answer = " ".join(_MARKS.sub(" ", edge.answer).split())
        return f"{answer}→{said}" if answer else said

    def _targets(self, node: Node) -> str:
        return "、".join(self._target(edge) for edge in self.graph.ways(node.id))

    def _target(self, edge: Edge) -> str:
        """Return the step or end that an edge leads to, past merges and one join."""
        node = self._ahead(edge.target)
        if node.kind is Kind.ALL and self._joins(node):
            node = self._ahead(self.graph.ways(node.id)[0].target)
        if node.kind is Kind.END:
            return END
        if node.kind is Kind.TASK:
            return self.numbers[node.id]
        self.refuse(node)
        return END

    def _ahead(self, name: str) -> Node:
        """Return the node that a case comes to, past merges."""
        seen: set[str] = set()
        node = self.graph.by_id[name]
        while node.kind is Kind.CHOICE and len(self.graph.ways(node.id)) == 1 and node.id not in seen:
            if self.graph.ways(node.id)[0].answer:
                break
            seen.add(node.id)
            node = self.graph.by_id[self.graph.ways(node.id)[0].target]
        return node

    def _joins(self, node: Node) -> bool:
        return len(self.graph.incoming[node.id]) > 1 and len(self.graph.ways(node.id)) == 1

    def alarms(self, task: Node) -> str:
        """Return the 超时 cell of a step, its alarms in the order in which they are drawn."""
        alarms = (edge for edge in self.graph.outgoing[task.id] if edge.flow is not Flow.NORMAL)
        return "；".join(f"{_head(edge, task, self.heads.get(edge.id, ''))}→{self._target(edge)}" for edge in alarms)

    def join(self, task: Node) -> str:
        """Return the 汇合 cell of a step."""
        for edge in self.graph.incoming[task.id]:
            node = self._behind(edge.source)
            if node.kind is Kind.ALL and self._joins(node):
                self._check_join(node)
                return "全部"
        return ""

    def _behind(self, name: str) -> Node:
        """Return the node that leads to a step, past merges with one way in."""
        node = self.graph.by_id[name]
        while node.kind is Kind.CHOICE and len(self.graph.incoming[node.id]) == 1 == len(self.graph.ways(node.id)):
            node = self.graph.by_id[self.graph.incoming[node.id][0].source]
        return node

    def _check_join(self, join: Node) -> None:
        """Refuse a join that does not wait for each step that leads to it just once."""
        owners = [self._owners(edge) for edge in self.graph.incoming[join.id]]
        everybody = [owner for group in owners for owner in group]
        if any(len(group) != 1 for group in owners) or len(everybody) != len(set(everybody)):
            self.refuse(join)

    def _owners(self, edge: Edge) -> set[str]:
        """Return the steps from which an edge comes without another step between."""
        found: set[str] = set()
        seen: set[str] = set()
        waiting = [edge]
        while waiting:
            node = self.graph.by_id[waiting.pop().source]
            if node.works:
                found.add(node.id)
            elif node.id not in seen:
                seen.add(node.id)
                waiting += self.graph.incoming[node.id]
        return found


def table_of(graph: Graph, facts: Mapping[str, Mapping[str, str]], heads: Mapping[str, str] | None = None) -> Tabled:
    """Return a graph as the rows of a step table.

    Args:
        graph: The graph.
        facts: What is known of each step beside the graph, by node and column; ``number`` is kept where it is free.
        heads: What stood before the arrow of an alarm, by edge.
    """
    tasks = _in_order(graph)
    numbers = _numbers(tasks, facts)
    tabler = _Tabler(graph, numbers, heads or {})
    for node in graph.nodes:
        if node.kind in {Kind.WAIT, Kind.ANY, Kind.TERMINATE} or node.times > 1:
            tabler.refuse(node)
    rows = tuple(
        {
            **{column: facts.get(task.id, {}).get(column, "") for column in ("inputs", "note", "clauses")},
            "number": numbers[task.id],
            "name": task.name,
            "post": task.post,
            "limit": facts.get(task.id, {}).get("limit", "") or (task.limit.text if task.limit else ""),
            "form": facts.get(task.id, {}).get("form", ""),
            "record": _record(task, facts.get(task.id, {})),
            "next": tabler.ways(task),
            "timeout": tabler.alarms(task),
            "join": tabler.join(task),
        }
        for task in tasks
    )
    nameless = [task for task in tasks if not task.name]
    for task in nameless:
        tabler.refuse(task)
    beyond = tuple(tabler.beyond.values())
    return Tabled(() if beyond else rows, () if beyond else tuple(task.id for task in tasks), beyond)


def _record(task: Node, facts: Mapping[str, str]) -> str:
    """Return the record of a step, that of its form left out where it has one apart."""
    return facts.get("record", "") if facts.get("form") else task.record


def _in_order(graph: Graph) -> list[Node]:
    """Return the steps, the one at which a case starts first."""
    start = {graph.start.id}
    waiting = [graph.start.id]
    first = None
    for name in waiting:
        if graph.by_id[name].works:
            first = name
            break
        new = [edge.target for edge in graph.outgoing[name] if edge.target not in start]
        start.update(new)
        waiting += new
    return sorted((node for node in graph.tasks if node.kind is Kind.TASK), key=lambda node: node.id != first)


def _numbers(tasks: Iterable[Node], facts: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return the number of each step: its own where nobody else has it, otherwise the next free one."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for task in tasks:
        own = facts.get(task.id, {}).get("number", "")
        if _NUMBER.fullmatch(own) and own not in taken:
            found[task.id] = own
            taken.add(own)
    free = (str(number) for number in range(1, 10_000) if str(number) not in taken)
    return {task.id: found.get(task.id) or next(free) for task in tasks}


def _head(edge: Edge, task: Node, named: str) -> str:
    """Return what stands before the arrow of an alarm: after how long, and that the step is taken away."""
    said = " ".join(_MARKS.sub(" ", named).split())
    if edge.limit and not read_limit(said) and edge.limit.minutes != task.minutes:
        said = edge.limit.text
    told = any(word in normalize(said) for word in words("interrupt"))
    if edge.flow is Flow.INTERRUPT and not told:
        return f"{said}改派"
    if edge.flow is Flow.ALARM and told:
        return edge.limit.text if edge.limit and edge.limit.text != said else "超时"
    return said or "超时"
