"""What the columns of a table row say beside the sentence that is made of it."""

from __future__ import annotations

from guicheng.domain.manual.blocks import Cell
from guicheng.domain.manual.cells import limit_label, phrase, quantity
from guicheng.domain.manual.columns import Column
from guicheng.domain.manual.numbering import find_marker
from guicheng.domain.manual.rows import RowText

_ELEMENTS = (
    "content",
    "quality",
    "limit",
    "frequency",
    "hours",
    "retention",
    "price",
    "provider",
    "way",
    "assessment",
    "record",
    "next",
    "note",
)


def elements_of(row: RowText) -> dict[str, str]:
    """Return what each column says, by its role, or by its heading where that is none of the known ones."""
    elements = {"object": " ".join(row.texts("object"))} if row.cells.get("object") else {}
    for role in _ELEMENTS:
        cells = row.cells.get(role, [])
        labelled = role == "limit" and len(cells) > 1
        texts = [(limit_label(column) if labelled else "") + _unit_told(column, cell) for column, cell in cells]
        if texts:
            elements[role] = "；".join(texts)
    scores = [f"{phrase(column.heading)}：{cell.text.strip()}" for column, cell in row.cells.get("score", [])]
    if scores:
        elements["assessment"] = "；".join([*filter(None, [elements.get("assessment", "")]), *scores])
    for column, cell in [*row.cells.get("", []), *row.cells.get("heads", []), *row.cells.get("issue", [])]:
        key = phrase(column.heading) if column.heading.strip() else f"#{cell.place.column}"
        elements[key] = "；".join(filter(None, [elements.get(key, ""), cell.text.strip()]))
    return elements


def _unit_told(column: Column, cell: Cell) -> str:
    told = quantity(cell.text, column)
    return cell.text.strip() if told == phrase(cell.text) else told


def number_of(row: RowText) -> str:
    """Return the number of a row as it is shown, "" where it has none."""
    text = "".join(row.texts("number"))
    marker = find_marker(text)
    return marker.number if marker and marker.length >= len(text) else text
