"""The service manual: one standard, or several bound as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from guicheng.domain.standard.text import ELEMENTS, MORE_ELEMENTS, PartKind
from guicheng.domain.targets.document import Block, ClauseBlock, Document, DocumentKind, Heading, Note, Signatures
from guicheng.domain.targets.imprint_words import day_words, edition_words, standing_words
from guicheng.domain.targets.source import Imprint, SourceLine, SourceStandard, Standing

#: What is told below a clause, in this order; what an act costs the company is nobody else's business.
ELEMENT_NAMES: Final = {
    name: words for name, words in {**ELEMENTS, **MORE_ELEMENTS}.items() if name not in {"grade", "effort", "material"}
}
_LEVELS: Final = 9
_SIGNED_BY: Final = ("编制", "审核", "批准")


def manual(standards: Sequence[SourceStandard], imprint: Imprint | None = None, *, elements: bool = False) -> Document:
    """Return the manual of one standard, or of several under a common title.

    Args:
        standards: In the order in which they are bound; at least one.
        imprint: Title page of the whole; that of the only standard where None.
        elements: Whether the elements of each clause are told below it.

    Raises:
        ValueError: Several standards have no common title.
    """
    if imprint is None:
        if len(standards) != 1:
            raise ValueError("several standards need a common title page")
        imprint = standards[0].imprint
        blocks = list(_lines(standards[0], 0, elements=elements))
    else:
        blocks = [block for standard in standards for block in _chapter(standard, elements=elements)]
    blocks.append(Signatures(imprint.ref, _SIGNED_BY))
    return Document(DocumentKind.MANUAL, imprint, "", tuple(blocks))


def chapter_title(standard: SourceStandard) -> str:
    """Return code and title of a standard."""
    return f"{standard.imprint.code} {standard.imprint.title}".strip()


def chapter_note(standard: SourceStandard) -> str:
    """Return grade, edition, first day and standing of a standard, "" where none is known."""
    since = standard.imprint.effective
    grade = f"等级：{standard.imprint.grade}" if standard.imprint.grade else ""
    parts = (
        edition_words(standard.imprint) if standard.imprint.standing is not Standing.DRAFT else "",
        f"{day_words(since)}起施行" if since else "",
        standing_words(standard.imprint),
    )
    told = " · ".join(part for part in parts if part)
    # Named as cover data are, so that whoever reads the paper back takes it for none of the clauses.
    return " · ".join(part for part in (grade, f"版本：{told}" if told else "") if part)


def element_details(line: SourceLine, *names: str) -> tuple[tuple[str, str], ...]:
    """Return the elements of a clause as name and value, all where none is named; the order is always the same.

    Columns that a company named itself stand behind the known ones, under their own names.
    """
    known = [name for name in ELEMENT_NAMES if not names or name in names]
    own = [] if names else [name for name in line.elements if name not in ELEMENT_NAMES and not name.isascii()]
    found = [(ELEMENT_NAMES.get(name, name), line.elements.get(name, "")) for name in [*known, *own]]
    return tuple((name, value.strip()) for name, value in found if value.strip())


def _chapter(standard: SourceStandard, *, elements: bool) -> Iterator[Block]:
    yield Heading(standard.ref, chapter_title(standard), 1, fresh=True)
    if note := chapter_note(standard):
        yield Note(standard.ref, note, lead=True)
    yield from _lines(standard, 1, elements=elements)


def _lines(standard: SourceStandard, deeper: int, *, elements: bool) -> Iterator[Block]:
    for line in numbered(standard.lines):
        if line.kind is PartKind.HEADING:
            yield Heading(line.ref, line.text, min(max(line.level, 1) + deeper, _LEVELS), line.number)
        elif line.kind is PartKind.NOTE:
            yield Note(line.ref, line.text)
        else:
            yield ClauseBlock(line.ref, line.text, line.number, element_details(line) if elements else ())


def numbered(lines: Sequence[SourceLine]) -> tuple[SourceLine, ...]:
    """Return lines with decimal numbers where no line of the standard has a number of its own.

    A reader refers to a clause by its number; where the text has numbers they are kept as they are.
    """
    if any(line.number for line in lines):
        return tuple(lines)
    counts: dict[tuple[int, ...], int] = {}
    section: tuple[int, ...] = ()
    found = []
    for line in lines:
        if line.kind is PartKind.HEADING:
            level = min(max(line.level, 1), len(section) + 1)
            section = _next(counts, section[: level - 1])
            found.append(_with_number(line, section))
        elif line.kind is PartKind.CLAUSE:
            found.append(_with_number(line, _next(counts, section)))
        else:
            found.append(line)
    return tuple(found)


def _next(counts: dict[tuple[int, ...], int], above: tuple[int, ...]) -> tuple[int, ...]:
    counts[above] = counts.get(above, 0) + 1
    return (*above, counts[above])


def _with_number(line: SourceLine, counters: Sequence[int]) -> SourceLine:
    number = ".".join(map(str, counters))
    return replace(line, number=number, ref=replace(line.ref, number=number))
