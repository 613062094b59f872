"""What is wrong with which row, collected so that all of it is told at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from guicheng.adapters.organization_sheet import SheetRow
from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import _

#: What Excel shows in place of a value that it could not calculate.
_FAILED: Final = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})


class Faults:
    """Sentences by sheet and row."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, int], list[Message]] = {}

    def add(self, row: SheetRow, message: Message) -> None:
        """Note a sentence, once."""
        said = self.found.setdefault((row.sheet, row.number), [])
        if message not in said:
            said.append(message)

    @contextmanager
    def at(self, row: SheetRow) -> Iterator[None]:
        """Note what stops the block as a fault of the row, and go on after the block."""
        try:
            yield
        except GuichengError as error:
            self.add(row, error.message)

    def check_cells(self, rows: Iterable[SheetRow]) -> None:
        """Note the cells that hold no value but a formula or the failure of one."""
        for row in rows:
            for text in row.values.values():
                if text.startswith("="):
                    self.add(row, _("“{start}” is a formula without a value. Write the value.", start=text[:20]))
                elif text in _FAILED:
                    self.add(row, _("A formula failed and shows {shown}. Write the value.", shown=text))
