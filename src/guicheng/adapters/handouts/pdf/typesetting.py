"""A document as a PDF file: the data go to typst as data, never as markup."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from importlib.resources import files
from typing import Any, Final

import typst

from guicheng.adapters.handouts.pdf.fonts import fonts
from guicheng.adapters.handouts.wording import breakable, edge_words, head_of_pages, printed_words
from guicheng.domain.targets.document import (
    Block,
    ClauseBlock,
    Document,
    DocumentKind,
    Facts,
    Heading,
    Note,
    Picture,
    Signatures,
    Table,
)
from guicheng.domain.targets.imprint_words import day_words, edition_words, standing_words

_STEPS: Final = 3


class Paper(StrEnum):
    """Sizes of paper; A3 is a poster with large type."""

    A3 = "a3"
    A4 = "a4"
    A5 = "a5"


def write_pdf(
    document: Document,
    *,
    printed_at: datetime,
    paper: Paper = Paper.A4,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Return a document as a PDF file with contents, bookmarks, header and footer.

    Args:
        document: What it holds.
        printed_at: Moment of printing, in the reader's zone.
        paper: Size of the pages.
        progress: Called after each of three steps: words put ready, pages set, file written.
    """
    tell = progress or (lambda _done, _total: None)
    data = _data(document, printed_at, paper)
    tell(1, _STEPS)
    template = "poster.typ" if paper is Paper.A3 else "pages.typ"
    made: bytes = typst.compile(
        files(__package__).joinpath(template).read_bytes(),
        font_paths=fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(printed_at.timestamp()),
    )
    tell(2, _STEPS)
    tell(_STEPS, _STEPS)
    return made


def _data(document: Document, at: datetime, paper: Paper) -> dict[str, Any]:
    imprint = document.imprint
    return {
        "paper": paper.value,
        "notice": document.kind is DocumentKind.NOTICE,
        "contents": document.contents,
        "company": breakable(imprint.company),
        "title": breakable(" ".join(part for part in (imprint.code, imprint.title) if part)),
        "subtitle": breakable(document.subtitle),
        "told": [
            breakable(part)
            for part in (
                imprint.grade,
                edition_words(imprint),
                f"{day_words(imprint.effective)}起施行" if imprint.effective else "",
            )
            if part
        ],
        "standing": standing_words(imprint),
        "header": breakable(head_of_pages(document)),
        "printed": printed_words(at, document.language, lasting=document.lasting),
        "edge": edge_words(document.language)._asdict(),
        "blocks": [_block(block) for block in document.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            words = breakable(f"{block.number}　{block.text}".strip())
            return {"kind": "heading", "level": block.level, "text": words, "fresh": block.fresh}
        case ClauseBlock():
            details = [[breakable(name), breakable(value)] for name, value in block.details]
            return {
                "kind": "clause",
                "number": breakable(block.number),
                "text": breakable(block.text),
                "details": details,
            }
        case Note():
            return {"kind": "note", "text": breakable(block.text), "lead": block.lead}
        case Table():
            rows = [[breakable(cell) for cell in row.cells] for row in block.rows]
            return {
                "kind": "table",
                "head": [breakable(cell) for cell in block.head],
                "rows": rows,
                "widths": block.widths,
                "figures": sorted(block.figures),
            }
        case Facts():
            return {"kind": "facts", "facts": [[breakable(name), breakable(value)] for name, value in block.facts]}
        case Signatures():
            return {"kind": "signatures", "names": [breakable(name) for name in block.names]}
        case Picture():
            return _picture(block)


def _picture(block: Picture) -> dict[str, Any]:
    # JSON holds no bytes; an SVG is text, a PNG goes as its bytes in numbers.
    return {
        "kind": "picture",
        "format": block.kind,
        "caption": breakable(block.caption),
        "small": block.small,
        "content": block.content.decode("utf-8") if block.kind == "svg" else list(block.content),
    }
