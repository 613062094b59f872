"""What a manual consists of once its titles and clauses are found."""

from __future__ import annotations

from dataclasses import dataclass, field

from guicheng.domain.manual.blocks import Place


@dataclass(frozen=True, slots=True)
class SourceClause:
    """The text of one clause and where it came from.

    Args:
        text: One paragraph, list item or line, as written; for a table row the sentence made of its content cells.
        number: Number printed before it, full-width digits narrowed, without the closing mark ("3.1", "(二)", "①");
            for an item inside a table cell the row's number and the item's, joined by "-".
        place: Where it stands in the file.
        elements: From table columns, by the seven elements: object, content, quality, limit, provider, way, assessment
            (also frequency, retention, price, grade, record, next, note, and any other column under its own heading),
            each as written; empty for running text.
    """

    text: str
    number: str
    place: Place
    elements: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A text that became no clause.

    Args:
        text: As written; the name or "" for a picture.
        reason: ``"title"`` (a title without clauses of its own), ``"contents"``, ``"note"`` (cover data, remarks,
            footnotes), ``"lead-in"`` (a line ending in a colon that only opens a list), ``"form"`` (a table or row to
            be filled in), ``"empty"`` (nothing but a dash or a blank table), ``"picture"``, ``"header"`` (page header
            or footer), ``"comment"``, ``"hidden"`` (hidden text) or ``"table-head"``.
        place: Where it stands.
    """

    text: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the manual that is offered as one standard.

    Args:
        title: Title without its number; the file's name where the text has none.
        number: The number of the title as printed.
        level: 1 for the highest rank that occurs.
        path: Titles of the sections above, outermost first.
        clauses: In reading order; never empty.
    """

    title: str
    number: str
    level: int
    path: tuple[str, ...]
    clauses: tuple[SourceClause, ...]


@dataclass(frozen=True, slots=True)
class Manual:
    """A whole file: every character of it is in a clause, a title or a left-over."""

    name: str
    kind: str
    sections: tuple[Section, ...]
    leftovers: tuple[LeftOver, ...]
