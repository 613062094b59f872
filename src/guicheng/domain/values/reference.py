"""Where a clause stands, carried by everything that is derived from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class ClauseRef:
    """The address of a clause; never dropped once given.

    Args:
        document: Name of the standard or file.
        section: Title of the section, "" where the text has none.
        number: Number printed before the clause, "" where it has none.
        index: Position among the clauses of the document, counted from 0.
    """

    document: str = ""
    section: str = ""
    number: str = ""
    index: int = 0
