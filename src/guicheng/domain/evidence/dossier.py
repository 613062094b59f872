"""What is given out for one dispute: statements in order, photos, and the records of the chain behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

#: The sheets of a dossier, in the order in which they stand in a pack.
SHEETS: Final = ("dispute", "standard", "deadlines", "events", "chain", "roots")


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of a sheet.

    Args:
        label: What people call it; a check names it so where it was altered.
        said: What it says; it has a canonical form.
    """

    label: str
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A photo or document.

    Args:
        kept: SHA-256 of its bytes.
        data: Its bytes.
        small: It as a small JPEG picture; None where there is none.
        label: What it shows, and when.
    """

    kept: str
    data: bytes
    small: bytes | None
    label: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is given out for one dispute.

    Args:
        name: What it is about.
        company: Whose it is.
        made: Moment of making, as it is printed.
        sheets: Statements by the names of ``SHEETS``.
        exhibits: Photos and documents, each once.
    """

    name: str
    company: str
    made: str
    sheets: Mapping[str, tuple[Statement, ...]]
    exhibits: tuple[Exhibit, ...] = ()

    def rows(self, sheet: str) -> tuple[Mapping[str, Any], ...]:
        """Return what a sheet says, line by line."""
        return tuple(each.said for each in self.sheets.get(sheet, ()))
