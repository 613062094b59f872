"""Counts what a file makes us build, and stops when it is more than any manual holds."""

from __future__ import annotations

from dataclasses import dataclass

from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import _

MAX_BLOCKS = 30_000
MAX_CELLS = 60_000
MAX_CHARACTERS = 3_000_000
MAX_COLUMNS = 256


@dataclass
class Budget:
    """What may still be built of one file.

    Args:
        name: File name, for messages.
    """

    name: str
    blocks: int = MAX_BLOCKS
    cells: int = MAX_CELLS
    characters: int = MAX_CHARACTERS
    columns: int = MAX_COLUMNS

    def spend(self, *, blocks: int = 0, cells: int = 0, characters: int = 0) -> None:
        """Take from what is left.

        Raises:
            FileRefusedError: Nothing is left.
        """
        self.blocks -= blocks
        self.cells -= cells
        self.characters -= characters
        if min(self.blocks, self.cells, self.characters) < 0:
            raise self.refusal()

    def refusal(self) -> FileRefusedError:
        """Return what is raised once nothing is left."""
        return FileRefusedError(
            _(
                "“{name}” is longer than {blocks} paragraphs, {cells} table cells or {characters} characters, "
                "the most that is read at once. Divide it into several files and give them one by one.",
                name=self.name,
                blocks=str(MAX_BLOCKS),
                cells=str(MAX_CELLS),
                characters=str(MAX_CHARACTERS),
            )
        )

    def check_columns(self, columns: int) -> None:
        """Refuse a table wider than any that people read.

        Raises:
            FileRefusedError: It is wider.
        """
        if columns > self.columns:
            raise FileRefusedError(
                _(
                    "“{name}” has a table of more than {limit} columns, which cannot be read as a standard. "
                    "Divide the table and try again.",
                    name=self.name,
                    limit=str(self.columns),
                )
            )

    def too_deep(self) -> FileRefusedError:
        """Return the refusal for tables or boxes inside one another without end."""
        return FileRefusedError(
            _(
                "“{name}” has tables or text boxes nested too deeply to be read in order. "
                "Take the inner tables out and try again.",
                name=self.name,
            )
        )
