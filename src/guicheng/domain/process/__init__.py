"""Processes: written as a step table, compiled to one graph, proved, timed, played, drawn."""

from guicheng.domain.process.checking import Report, check_graph, check_table
from guicheng.domain.process.compiling import compile_table
from guicheng.domain.process.finding import Moment, ProcessFinding
from guicheng.domain.process.graph import Edge, Flow, Graph, Kind, Node
from guicheng.domain.process.promise import Promise, read_promise
from guicheng.domain.process.reading import TableRefusedError, choose_table, read_table
from guicheng.domain.process.table import END, Alarm, Choice, Limit, Process, Step, Way

__all__ = [
    "END",
    "Alarm",
    "Choice",
    "Edge",
    "Flow",
    "Graph",
    "Kind",
    "Limit",
    "Moment",
    "Node",
    "Process",
    "ProcessFinding",
    "Promise",
    "Report",
    "Step",
    "TableRefusedError",
    "Way",
    "check_graph",
    "check_table",
    "choose_table",
    "compile_table",
    "read_promise",
    "read_table",
]
