"""Reads a table: its title rows, its head, and its rows as clauses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from guicheng.domain.manual.blocks import Cell, Paragraph, Table
from guicheng.domain.manual.cells import items_in, phrase
from guicheng.domain.manual.columns import Column
from guicheng.domain.manual.facts import told_by_cells
from guicheng.domain.manual.forms import is_form, row_to_sign
from guicheng.domain.manual.grid import (
    Row,
    cells_told,
    columns_of,
    distinct,
    groups_of,
    is_blank,
    is_double_head,
    is_head,
    second_head,
    spans_row,
    stands_on_side,
    turned,
)
from guicheng.domain.manual.numbering import find_marker
from guicheng.domain.manual.parts import SourceClause
from guicheng.domain.manual.rows import RowText, read_row
from guicheng.domain.manual.sections import SectionBuilder
from guicheng.domain.manual.sentences import clauses_of
from guicheng.domain.manual.wording import is_cover_data, is_sentence, is_title_like, states_duty

_TOTALS = {"合计", "总计", "小计", "总分", "平均", "共计", "得分合计"}
_MAX_HEADING = 10
_MIN_PLAIN_COLUMNS = 3
_MIN_PLAIN_ROWS = 3


@dataclass
class TableReader:
    """Reads one table into the sections.

    Args:
        table: The table.
        builder: Takes what is found.
        running: Takes a cell that is running text, such as a remark across the table.
    """

    table: Table
    builder: SectionBuilder
    running: Callable[[Paragraph], None]
    _columns: list[Column] | None = None
    _clauses: dict[str, SourceClause] = field(default_factory=dict)
    _objects: dict[int, Cell] = field(default_factory=dict)

    def read(self) -> None:
        """Read all rows; every cell ends in a clause, a title or a left-over."""
        rows = [row for row in self.table.rows if distinct(row)]
        if not rows:
            self.builder.leave("", "empty", self.table.place)
            return
        if stands_on_side(rows):
            rows = [row for row in turned(Table(tuple(rows), self.table.place)) if distinct(row)]
        if is_form(rows):
            for row in rows:
                self._leave(row, "form")
            return
        index = 0
        while index < len(rows):
            index += self._rows(rows, index)
        self._flush()
        self.builder.close_groups()

    def _rows(self, rows: list[Row], index: int) -> int:
        """Read the row at ``index`` and return how many rows that took."""
        row = rows[index]
        if self._across(row) or self._numbered_title(row, rows[index + 1 : index + 2]):
            return 1
        double = index + 1 < len(rows) and is_double_head(row, rows[index + 1])
        if is_head(row) or double or (self._columns is None and _plain_head(rows, index)):
            return self._head(rows, index)
        if row_to_sign(row):
            self._leave(row, "form")
        elif phrase(distinct(row)[0].text) in _TOTALS:
            self._leave(row, "note")
        elif self._columns is None:
            self._loose(row)
        elif _of_issue(self._columns):
            self._leave(row, "note")
        else:
            self._clauses_of(self._inherited(row))
        return 1

    def _head(self, rows: list[Row], index: int) -> int:
        head = rows[index]
        below = rows[index + 1] if index + 1 < len(rows) else None
        finer = below if below is not None and second_head(head, below) else None
        below_head = rows[index + (2 if finer else 1) :]
        self._columns = told_by_cells(columns_of(head, finer), below_head)
        self._objects.clear()
        self._leave(head, "table-head")
        self._leave(finer or (), "table-head")
        return 2 if finer else 1

    def _across(self, row: Row) -> bool:
        """Read a row that one cell fills: a title of what follows, or running text."""
        merged = spans_row(row, whole=True)
        if not merged and not spans_row(row):
            return False
        cell = distinct(row)[0]
        text = cell.text.strip()
        titled = "\n" not in text and is_title_like(text) and not is_cover_data(text)
        if not merged and not (titled and (self._columns is None or find_marker(text))):
            return False
        self._flush()
        if titled:
            self._group(text, cell)
        else:
            for line in filter(str.strip, text.split("\n")):
                self.running(Paragraph(line, cell.place))
        return True

    def _numbered_title(self, row: Row, below: list[Row]) -> bool:
        """Read a row of a number and a title above rows with finer numbers: 1 | 客户接待 above 1.1 | …."""
        cells = [cell for cell in distinct(row) if not is_blank(cell.text)]
        if len(cells) != 2 or not below or cells[0].place.column != row[0].place.column:
            return False
        number, title = cells[0].text.strip(), cells[1].text.strip()
        finer = next((cell.text.strip() for cell in distinct(below[0])), "")
        if not number.isdecimal() or not finer.startswith(f"{number}.") or not is_title_like(title):
            return False
        self._flush()
        self._leave_blanks(row)
        self.builder.open_group(title, f"{number} {title}", number, cells[1].place, 1)
        return True

    def _group(self, text: str, cell: Cell) -> None:
        marker = find_marker(text)
        title = text[marker.length :].strip() if marker else text
        # A title above the head names the whole table; one below it names a group of rows.
        depth = 0 if self._columns is None else 1 + (marker.rank if marker else 0)
        self.builder.open_group(title or text, text, marker.shown if marker and title else "", cell.place, depth)

    def _clauses_of(self, row: Row) -> None:
        if self._columns is None:
            return
        self._leave_blanks(row)
        if all(is_blank(cell.text) for cell in row):
            return
        groups = groups_of(self._columns)
        shared = set(groups[0]).intersection(*groups[1:])
        filled = [group for group in groups if any(not is_blank(row[index].text) for index in {*group} - shared)]
        for group in filled if len(groups) > 1 and filled else groups[:1]:
            self._group_of_cells([self._columns[index] for index in group], tuple(row[index] for index in group))

    def _group_of_cells(self, columns: list[Column], row: Row) -> None:
        read = read_row(columns, row)
        quiet = set(read.cells) <= {"number", "object", "score", "note"} and not _says_something(read)
        clauses = [] if quiet else [clause for clause in clauses_of(read) if clause.text]
        for clause in clauses:
            self._keep(clause)
        if not clauses:
            self._leave([cell for cell in row if not is_blank(cell.text)], "note")

    def _keep(self, clause: SourceClause) -> None:
        """Take a clause; one that a merged cell only says again adds its number and elements to the first."""
        first = self._clauses.get(clause.text)
        self._clauses[clause.text] = clause if first is None else _joined(first, clause)

    def _flush(self) -> None:
        for clause in self._clauses.values():
            self.builder.add(clause)
        self._clauses.clear()

    def _inherited(self, row: Row) -> Row:
        """Fill blank object cells from the row above: sheets leave them blank where Word would merge them."""
        columns = self._columns or []
        filled = list(row)
        for index, column in enumerate(columns):
            if column.role != "object":
                continue
            if row[index].text.strip():
                self._objects = {known: cell for known, cell in self._objects.items() if known < index}
                self._objects[index] = row[index]
            elif index in self._objects:
                filled[index] = replace(self._objects[index], merged=True)
        return tuple(filled)

    def _loose(self, row: Row) -> None:
        """Read a row of a table whose columns are not named: label and text, or all cells as one clause."""
        cells = [cell for cell in distinct(row) if not is_blank(cell.text)]
        self._leave_blanks(row)
        number, cells = _leading_number(cells)
        if not cells:
            self._leave(row, "note")
            return
        place = cells[0].place
        if len(cells) == 1:
            self._alone(number, cells[0])
        elif len(cells) == 2 and not is_sentence(cells[0].text):
            label = phrase(cells[0].text)
            for item in items_in(cells[1].text):
                printed = "-".join(part for part in (number, item.number) if part)
                text = item.text if item.text.startswith(label) else f"{label}：{item.text}"
                self._keep(SourceClause(text, printed, cells[1].place, {"object": cells[0].text.strip()}))
        else:
            text = "，".join(_on_one_line(cell.text) for cell in cells)
            self._keep(SourceClause(text, number, place))

    def _alone(self, number: str, cell: Cell) -> None:
        """Hand the only cell of a row on as running text, with the row's number before it."""
        self._flush()
        first, *rest = [line for line in cell.text.split("\n") if line.strip()]
        self.running(Paragraph(first, cell.place, number=number))
        for line in rest:
            self.running(Paragraph(line, cell.place))

    def _leave_blanks(self, row: Row) -> None:
        self._leave([cell for cell in row if is_blank(cell.text)], "empty")

    def _leave(self, row: Sequence[Cell], reason: str) -> None:
        """List the cells of a row together; a merged cell is told where it begins."""
        own = [cell for cell in distinct(row) if not cell.merged]
        if own:
            self.builder.leave(cells_told(own), reason, own[0].place)


def _plain_head(rows: list[Row], index: int) -> bool:
    """Tell whether a first row names columns in words of its own: short, all filled, no figures."""
    row = rows[index]
    cells = distinct(row)
    if len(row) < _MIN_PLAIN_COLUMNS or len(rows) - index < _MIN_PLAIN_ROWS or len(cells) < len(row):
        return False
    return all(
        len(cell.text.strip()) <= _MAX_HEADING and not states_duty(cell.text) and not is_blank(cell.text)
        for cell in row
    )


def _of_issue(columns: list[Column]) -> bool:
    roles = [column.role for column in columns if column.role]
    return bool(roles) and roles.count("issue") * 2 > len(roles)


def _says_something(read: RowText) -> bool:
    return any(states_duty(text) or is_sentence(text) for text in [*read.texts("object"), *read.texts("note")])


def _leading_number(cells: list[Cell]) -> tuple[str, list[Cell]]:
    if len(cells) < 2:
        return "", cells
    text = cells[0].text.strip()
    marker = find_marker(text)
    if text.isdecimal() and len(text) <= 3:
        return text, cells[1:]
    return (marker.number, cells[1:]) if marker and marker.length >= len(text) else ("", cells)


def _on_one_line(text: str) -> str:
    return "；".join(line.strip().rstrip("。；;") for line in text.split("\n") if line.strip())


def _joined(first: SourceClause, again: SourceClause) -> SourceClause:
    elements = dict(first.elements)
    for key, text in again.elements.items():
        known = elements.get(key, "")
        if text not in known.split("；"):
            elements[key] = f"{known}；{text}" if known else text
    numbers = dict.fromkeys(filter(None, [*first.number.split("、"), again.number]))
    return replace(first, number="、".join(numbers), elements=elements)
