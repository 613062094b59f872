"""A standard as it stands in print: who issued which edition, and its lines in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from guicheng.domain.standard.parameters import fill
from guicheng.domain.standard.text import PartKind, StandardText
from guicheng.domain.values import ClauseRef


class Standing(StrEnum):
    """Whether what is printed holds on the day of printing."""

    DRAFT = "draft"
    FUTURE = "future"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who issued what, in which edition, from which day on.

    Args:
        ref: The standard as a whole, or the collection.
        title: Its title.
        company: Who issued it, "" where nobody is named.
        code: Its code, "" for a collection.
        edition: Number of the edition, 0 for a draft or a collection.
        effective: First day on which it is in force, None where none is settled.
        standing: Whether it holds on the day of printing.
        ended: The day from which it no longer holds, None where it holds on.
        grade: The grade it is printed at, "" where it has none.
        as_of: Of a collection, the day whose editions in force it holds; None where it holds no editions.
    """

    ref: ClauseRef
    title: str
    company: str = ""
    code: str = ""
    edition: int = 0
    effective: date | None = None
    standing: Standing = Standing.IN_FORCE
    ended: date | None = None
    grade: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One paragraph of a standard.

    Args:
        ref: Where it stands.
        kind: Heading, clause or note.
        text: As written.
        number: Printed before it, "" for none.
        level: Rank of a heading from 1 on; 0 for others.
        elements: What is said of it beside the sentence, by the keys of ``standard.text``.
    """

    ref: ClauseRef
    kind: PartKind
    text: str
    number: str = ""
    level: int = 0
    elements: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceStandard:
    """A standard that documents are made of.

    Args:
        imprint: What its title page says; its ``ref`` is carried on.
        lines: In order, each with its ``ClauseRef``.
    """

    imprint: Imprint
    lines: tuple[SourceLine, ...]

    @property
    def ref(self) -> ClauseRef:
        """The standard as a whole."""
        return self.imprint.ref

    @property
    def clauses(self) -> tuple[SourceLine, ...]:
        """The lines that are clauses."""
        return tuple(line for line in self.lines if line.kind is PartKind.CLAUSE)


def source_of(standard: StandardText, imprint: Imprint, parameters: Mapping[str, str] | None = None) -> SourceStandard:
    """Return the text of a standard ready to be printed; values stand where it names parameters.

    Args:
        standard: The text, at one grade.
        imprint: What its title page says; its ``ref`` names the document of each line.
        parameters: Value of each named parameter; a name without one stays as written.
    """
    values, lines, section = parameters or {}, [], ""
    for index, part in enumerate(standard.parts):
        section = part.text if part.kind is PartKind.HEADING else section
        ref = ClauseRef(imprint.ref.document, section, part.number, index)
        elements = {name: fill(text, values).text for name, text in part.elements.items()}
        line = SourceLine(ref, part.kind, fill(part.text, values).text, part.number, part.level, elements)
        lines.append(line)
    return SourceStandard(imprint, tuple(lines))
