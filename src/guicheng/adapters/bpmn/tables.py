"""BPMN 2.0 XML → the rows of a step table, where one can express it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from guicheng.adapters import xml
from guicheng.adapters.bpmn.facts import facts_of
from guicheng.adapters.bpmn.identities import lasting_id
from guicheng.adapters.bpmn.names import OURS, local
from guicheng.adapters.bpmn.reading import read_diagram
from guicheng.domain.process import Graph, Process, ProcessFinding
from guicheng.domain.process.cells import COLUMNS, process_of
from guicheng.domain.process.tabling import table_of

_STEPS: Final = frozenset({"task", "userTask", "manualTask"})


@dataclass(frozen=True)
class DiagramRows:
    """A diagram as a table.

    Args:
        title: Name of the process.
        graph: The diagram itself.
        rows: Cells by column, with ``id``, the lasting id of the step, "" for a step that others drew. Empty when
            something is beyond a table.
        beyond: What no table can express, element by element.
        columns: Columns that the table had from which the diagram was written; all for one that others drew.
    """

    title: str
    graph: Graph
    rows: tuple[dict[str, str], ...]
    beyond: tuple[ProcessFinding, ...] = ()
    columns: frozenset[str] = frozenset(COLUMNS)

    @property
    def process(self) -> Process | None:
        """The table as the domain reads it; None when something is beyond a table."""
        if not self.rows:
            return None
        columns = [name for name in COLUMNS if name in self.columns or any(row[name] for row in self.rows)]
        return process_of(self.title, self.rows, columns)


def rows_of_diagram(name: str, data: bytes) -> DiagramRows:
    """Read a diagram as a step table.

    Args:
        name: File name.
        data: The whole file.

    Raises:
        DiagramRefusedError: It holds elements outside the supported part, or wants to harm.
        FileRefusedError: It is empty, damaged or too large.
    """
    graph = read_diagram(name, data)
    root = xml.parse(name, data)
    facts, heads, columns = {}, {}, frozenset(COLUMNS)
    for element in root.iter():
        kind, identity = local(element.tag), str(element.get("id") or "")
        if kind in _STEPS:
            facts[identity] = facts_of(element)
        elif kind == "boundaryEvent":
            heads[identity] = str(element.get("name") or "")
        elif element.tag == f"{{{OURS}}}table":
            columns = frozenset(str(element.get("columns") or "").split())
    # Steps of called processes carry the call before their own id.
    known = {node.id: facts.get(node.id.rpartition("/")[2], {}) for node in graph.tasks}
    alarms = {edge.id: heads.get(edge.id.rpartition("/")[2], "") for edge in graph.edges}
    found = table_of(graph, known, alarms)
    rows = tuple({**row, "id": lasting_id(node)} for row, node in zip(found.rows, found.nodes, strict=True))
    return DiagramRows(graph.name, graph, rows, found.beyond, columns or frozenset(COLUMNS))
