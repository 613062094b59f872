"""Short ways to outline a few lines or a small table."""

from __future__ import annotations

from guicheng.domain.manual import Cell, Manual, Paragraph, Place, SourceClause, SourceFile, Table, outline

Merge = tuple[int, int, int, int]


def outlined(text: str) -> Manual:
    """Outline lines of plain text."""
    lines = enumerate(text.strip("\n").split("\n"), 1)
    blocks = tuple(Paragraph(line, Place("body", number)) for number, line in lines if line.strip())
    return outline(SourceFile("手册.txt", "txt", blocks))


def table(*rows: str, merges: tuple[Merge, ...] = (), block: int = 1) -> Table:
    """Build a table from rows with | between cells; a merge names its first and last row and column from 0."""
    grid = [
        [
            Cell(text.replace("\\n", "\n"), Place("body", block, row, column))
            for column, text in enumerate(line.split("|"), 1)
        ]
        for row, line in enumerate(rows, 1)
    ]
    for top, left, bottom, right in merges:
        origin = grid[top][left]
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    grid[row][column] = Cell(origin.text, origin.place, merged=True)
    return Table(tuple(map(tuple, grid)), Place("body", block))


def read_table(*rows: str, merges: tuple[Merge, ...] = ()) -> Manual:
    """Outline a file that holds one table."""
    return outline(SourceFile("表.docx", "docx", (table(*rows, merges=merges),)))


def clauses(manual: Manual) -> list[SourceClause]:
    """Return all clauses in order."""
    return [clause for section in manual.sections for clause in section.clauses]


def texts(manual: Manual) -> list[str]:
    """Return the texts of all clauses in order."""
    return [clause.text for clause in clauses(manual)]


def numbered(manual: Manual) -> list[tuple[str, str]]:
    """Return number and text of all clauses in order."""
    return [(clause.number, clause.text) for clause in clauses(manual)]


def titles(manual: Manual) -> list[str]:
    """Return path and title of each section, > between them."""
    return [" > ".join((*section.path, section.title)) for section in manual.sections]


def left(manual: Manual, reason: str) -> list[str]:
    """Return the texts that were left for this reason."""
    return [item.text for item in manual.leftovers if item.reason == reason]
