"""Diagrams as they are kept beside step tables: read, told apart from the table, given out."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from guicheng.apps.processes.readings import Drawn, Row, graph_of, process_of
from guicheng.domain.process.graph import Graph, Kind
from guicheng.domain.values import Message

#: Columns whose change moves shapes or flows.
_BONES: Final = ("number", "post", "next", "timeout", "join")

# Reading and writing XML is asked for seldom, and takes a while to load: each function loads what it needs.


def diagram_read(name: str, data: bytes) -> tuple[str, list[dict[str, str]], Drawn]:
    """Read a diagram as what is kept of it: title, table, and the diagram with what only it says.

    A step that no table can place has an empty 去向; ``only`` is empty where the table says everything.

    Args:
        name: File name.
        data: BPMN 2.0.

    Raises:
        DiagramRefusedError: It holds what is not supported, or what could do harm.
        FileRefusedError: It is damaged.
    """
    from guicheng.adapters.bpmn.tables import rows_of_diagram
    from guicheng.adapters.xml import text_of

    found = rows_of_diagram(name, data)
    drawn = {"xml": text_of(name, data), "only": sorted({step for fault in found.beyond for step in fault.steps})}
    return found.title, [dict(row) for row in found.rows] or _steps_of(found.graph), drawn


def told_numbers(title: str, drawn: Drawn, rows: Sequence[Row]) -> Drawn:
    """Return a diagram whose new steps have the numbers that their rows were given."""
    from guicheng.adapters.bpmn.identities import lasting_id
    from guicheng.adapters.bpmn.numbering import numbered

    if drawn is None:
        return None
    data, given = str(drawn["xml"]).encode(), {row["id"]: row["number"] for row in rows}
    numbers = {node.id: given.get(_known(node.id, lasting_id(node.id)), "") for node in graph_of(title, drawn).tasks}
    return {**drawn, "xml": numbered(title, data, numbers)}


def told_anew(title: str, drawn: Drawn, before: Sequence[Row], after: Sequence[Row]) -> Drawn:
    """Return a diagram that says what a changed table says, everything where it was drawn.

    Args:
        title: Title of the process.
        drawn: The diagram as somebody drew it.
        before: The table that it says.
        after: The table as it was changed, with lasting ids.

    Returns:
        None where there is no diagram, or the change touches how steps hang together, so that it has to be laid out
        anew.
    """
    from guicheng.adapters.bpmn.identities import lasting_id
    from guicheng.adapters.bpmn.retelling import TOLD, retold

    if drawn is None or drawn["only"] or _bones(before) != _bones(after):
        return None
    rows = {row["id"]: row for row in after}
    nodes = {node.id: _known(node.id, lasting_id(node.id)) for node in graph_of(title, drawn).tasks}
    cells = {node: rows[known] for node, known in nodes.items() if known in rows}
    text = retold(f"{title}.bpmn", str(drawn["xml"]).encode(), cells)
    _title, said, found = diagram_read(f"{title}.bpmn", text.encode())
    told = {row.get("number", ""): [row.get(column, "") for column in TOLD] for row in said}
    wanted = {row["number"]: [row.get(column, "") for column in TOLD] for row in after}
    return found if told == wanted else None


def _bones(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Return what of a table says how steps hang together and in which lane they stand."""
    return [tuple(row.get(column, "") for column in ("id", *_BONES)) for row in rows]


def _known(element: str, lasting: str) -> str:
    """Return the lasting id of a step; for one that others drew it is made of the id of its element."""
    return lasting or sha256(element.encode()).hexdigest()[:12]


def only_in_diagram(title: str, drawn: Drawn) -> list[tuple[str, Message]]:
    """Return what of a diagram no table can say: what stands on the element, or its id, and why."""
    from guicheng.adapters.bpmn.tables import rows_of_diagram

    if not drawn or not drawn["only"]:
        return []
    found = rows_of_diagram(f"{title}.bpmn", str(drawn["xml"]).encode())
    nodes = found.graph.by_id
    return [
        (" ".join(nodes[step].name or step if step in nodes else step for step in fault.steps), fault.message)
        for fault in found.beyond
    ]


def diagram_of(title: str, rows: Sequence[Row], drawn: Drawn = None) -> bytes:
    """Return a stored process as BPMN: as it was drawn, otherwise as the service draws its table.

    Raises:
        TableRefusedError: The table holds no step, or two of one number.
    """
    from guicheng.adapters.bpmn.writing import write_diagram

    if drawn:
        return str(drawn["xml"]).encode()
    process = process_of(title, rows)
    ids = {step.id: row["id"] for step, row in zip(process.steps, rows, strict=True) if row.get("id")}
    return write_diagram(process, ids=ids)


def _steps_of(graph: Graph) -> list[dict[str, str]]:
    """Return the steps of a graph as rows that say nothing of where they lead."""
    from guicheng.adapters.bpmn.identities import lasting_id

    return [
        {
            "id": _known(node.id, lasting_id(node.id)),
            "number": node.step if node.step != node.id and len(node.step) < 8 else "",
            "name": node.name or node.step,
            "post": node.post,
            "limit": node.limit.text if node.limit else "",
            "record": node.record,
            "clauses": "、".join(node.clauses),
        }
        for node in graph.nodes
        if node.kind is Kind.TASK
    ]
