"""One door for a process in whatever file it comes."""

from __future__ import annotations

from dataclasses import dataclass

from guicheng.adapters.step_tables import read_step_table
from guicheng.domain.process import Graph, Process, Promise, Report, check_graph, check_table, compile_table


@dataclass(frozen=True, slots=True)
class ProcessFile:
    """A process read from a file.

    Args:
        name: File name.
        graph: What it compiles to.
        table: Its step table; None for a diagram that no table can express.
    """

    name: str
    graph: Graph
    table: Process | None = None

    def check(self, promise: Promise | None = None) -> Report:
        """Check it; raises as ``check_table`` does."""
        return check_table(self.table, promise) if self.table else check_graph(self.graph, promise)


def open_process(name: str, data: bytes) -> ProcessFile:
    """Read a process from a diagram or a step table.

    Args:
        name: File name with its ending.
        data: The whole file.

    Raises:
        FileRefusedError: It cannot or must not be read.
        TableRefusedError: It holds no step table.
        DiagramRefusedError: It is a diagram with elements outside the supported part, or it wants to harm.
    """
    from guicheng.adapters.bpmn.reading import is_diagram, read_diagram

    if is_diagram(name, data):
        return ProcessFile(name, read_diagram(name, data))
    table = read_step_table(name, data)
    return ProcessFile(name, compile_table(table), table)
