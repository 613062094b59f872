"""Lays a Word table out as a full grid, merged cells repeated where they reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guicheng.adapters.budget import Budget
from guicheng.adapters.docx.styles import number, switched_on, value
from guicheng.adapters.ooxml import W
from guicheng.adapters.xml import Element
from guicheng.domain.manual.blocks import Cell, Place, Table

_WRAPPERS = {W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo"}


@dataclass(frozen=True, slots=True)
class _Slot:
    """A cell of one row before vertical merges are applied."""

    element: Element | None
    start: int
    span: int
    goes_on: bool


def read_table(element: Element, place: Place, budget: Budget, text_of: Callable[[Element, Place], str]) -> Table:
    """Return a table as a grid.

    Args:
        element: A ``w:tbl``.
        place: Where the table stands; cells add row and column.
        budget: What may still be built.
        text_of: Gives the text of a ``w:tc`` at its place; called once a cell, in reading order.

    Raises:
        FileRefusedError: It is wider or larger than a table that people read.
    """
    rows: list[list[Cell]] = []
    for tr in _wrapped(element, W + "tr"):
        if _deleted(tr):
            continue
        slots = list(_slots(tr, budget))
        row = _row(slots, rows[-1] if rows else [], place, len(rows) + 1, text_of)
        budget.spend(cells=len(row) + 1)
        rows.append(row)
    return Table(_squared(rows, place, budget), place)


def _row(
    slots: list[_Slot], above: list[Cell], place: Place, row: int, text_of: Callable[[Element, Place], str]
) -> list[Cell]:
    cells: list[Cell] = []
    for slot in slots:
        own = Place(place.part, place.block, row, slot.start + 1, place.hidden)
        inherited = above[slot.start] if slot.goes_on and slot.start < len(above) else None
        text = text_of(slot.element, own) if slot.element is not None else ""
        if inherited is not None and not text.strip():
            cells.extend(Cell(inherited.text, inherited.place, merged=True) for _ in range(slot.span))
        else:
            cells.extend(Cell(text, own, merged=bool(offset)) for offset in range(slot.span))
    return cells


def _slots(tr: Element, budget: Budget) -> Iterator[_Slot]:
    """Yield the cells of a row; one that is too wide is refused before the rest of it is looked at."""
    properties = tr.find(W + "trPr")
    column = number(value(properties, "gridBefore")) or 0
    budget.check_columns(column)
    if column:
        yield _Slot(None, 0, column, goes_on=False)
    for tc in _wrapped(tr, W + "tc"):
        stated = tc.find(W + "tcPr")
        span = max(number(value(stated, "gridSpan")) or 1, 1)
        budget.check_columns(column + span)
        yield _Slot(tc, column, span, goes_on=_continues(stated))
        column += span


def _continues(properties: Element | None) -> bool:
    merge = properties.find(W + "vMerge") if properties is not None else None
    return merge is not None and merge.get(W + "val", "continue") != "restart"


def _deleted(tr: Element) -> bool:
    properties = tr.find(W + "trPr")
    return properties is not None and (
        properties.find(W + "del") is not None or bool(switched_on(properties, "hidden"))
    )


def _wrapped(parent: Element, tag: str) -> Iterator[Element]:
    """Yield children with this tag, looking through content controls and revision marks."""
    stack = [iter(parent)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            stack.append(iter(child))


def _squared(rows: list[list[Cell]], place: Place, budget: Budget) -> tuple[tuple[Cell, ...], ...]:
    width = max((len(row) for row in rows), default=0)
    budget.spend(cells=sum(width - len(row) for row in rows))
    return tuple(
        (
            *row,
            *(
                Cell("", Place(place.part, place.block, index, column + 1, place.hidden))
                for column in range(len(row), width)
            ),
        )
        for index, row in enumerate(rows, start=1)
    )
