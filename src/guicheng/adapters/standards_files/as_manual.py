"""A standard's file as a manual, so that all that reads and checks manuals takes it too."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from guicheng.adapters.standards_files.reading import PlacedStandard
from guicheng.domain.manual import LeftOver, Manual, Place, Section, SourceClause
from guicheng.domain.standard.grades import at_grade, kept_at
from guicheng.domain.standard.parameters import fill
from guicheng.domain.standard.text import ClauseText, PartKind, StandardText


def placed_at(placed: PlacedStandard, grade: str) -> PlacedStandard:
    """Return a standard as one of its grades has it, with the lines of its parts; see ``at_grade``."""
    standard = placed.standard
    lines = tuple(placed.lines[index] for index in kept_at(standard, grade))
    return PlacedStandard(at_grade(standard, grade), lines)


def manual_of(name: str, placed: PlacedStandard, parameters: Mapping[str, str] | None = None) -> Manual:
    """Return a manual with a section a heading.

    Args:
        name: The file.
        placed: The standard; of one with grades, the best one is taken.
        parameters: Values that are filled in for 【…】.
    """
    if placed.standard.grades:
        placed = placed_at(placed, placed.standard.grades[0])
    standard = placed.standard
    lines = dict(zip(map(id, standard.parts), placed.lines, strict=True))

    def source(part: ClauseText) -> SourceClause:
        text = fill(part.text, parameters or {}).text
        return SourceClause(text, part.number, Place("body", lines[id(part)]), dict(part.elements))

    notes = [part for part in standard.parts if part.kind is PartKind.NOTE]
    leftovers = tuple(LeftOver(part.text, "note", Place("body", lines[id(part)])) for part in notes)
    return Manual(name, "md", tuple(_sections(standard, source)), leftovers)


def _sections(standard: StandardText, source: Callable[[ClauseText], SourceClause]) -> list[Section]:
    found = []
    for heading, clauses in standard.sections():
        title = heading.text if heading else standard.title
        number, level = (heading.number, heading.level) if heading else ("", 1)
        path = (standard.title,) if heading else ()
        found.append(Section(title, number, level, path, tuple(map(source, clauses))))
    return found
