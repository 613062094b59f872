"""A document as a Word file."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final

from docx.shared import Mm

from guicheng.adapters.handouts.pdf.drawing import png_of
from guicheng.adapters.handouts.word.blocks import BlockWriter, Entry
from guicheng.adapters.handouts.word.elements import Element, field_runs, make, paragraph, text_runs
from guicheng.adapters.handouts.word.frame import new_file, set_lists
from guicheng.adapters.handouts.wording import clean, edge_words
from guicheng.domain.targets.document import Document, DocumentKind, Picture
from guicheng.domain.targets.imprint_words import day_words, edition_words, standing_words

_WIDEST_PICTURE: Final = Mm(165)
_CONTENTS_LEVELS: Final = 3
#: Contents name at most so many headings until Word makes them anew; more would fill a book of their own.
_MOST_ENTRIES: Final = 2_000
_COVER_TOP: Final = 2600


def write_docx(
    document: Document, *, printed_at: datetime, progress: Callable[[int, int], None] | None = None
) -> bytes:
    """Return a document as a .docx file with styles, automatic numbers, contents, header and footer.

    Args:
        document: What it holds.
        printed_at: Moment of printing, in the reader's zone.
        progress: Called after each block with how many are written and how many there are.
    """
    file = new_file(document, printed_at)
    writer = BlockWriter(lambda picture: _drawn(file, picture))
    body: list[Element] = []
    for done, block in enumerate(document.blocks, 1):
        body.extend(writer.write(block))
        if progress:
            progress(done, len(document.blocks))
    front = [
        *_cover(document),
        *(_contents(writer.entries, edge_words(document.language).contents) if document.contents else []),
    ]
    root = file.element.body
    last = root[-1]  # the properties of the section stand at the end
    for element in [*front, *body]:
        last.addprevious(element)
    set_lists(file, list(writer.lists.elements()))
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _cover(document: Document) -> Iterator[Element]:
    """Yield the title page of a manual or handbook, or the head of a notice, which goes on at once."""
    imprint, whole = document.imprint, document.kind is not DocumentKind.NOTICE
    if imprint.company:
        top = (make("spacing", before=_COVER_TOP),) if whole else ()
        yield paragraph("CoverLine", *text_runs(imprint.company), properties=top)
    yield paragraph("Title", *text_runs(" ".join(part for part in (imprint.code, imprint.title) if part)))
    if document.subtitle:
        yield paragraph("Subtitle", *text_runs(document.subtitle))
    effective = f"{day_words(imprint.effective)}起施行" if imprint.effective else ""
    told = [part for part in (imprint.grade, edition_words(imprint), effective) if part]
    if told:
        yield paragraph("CoverLine", *text_runs(" · ".join(told)))
    if words := standing_words(imprint):
        yield paragraph("Standing", *text_runs(words))
    if whole:
        yield _page_break()


def _contents(entries: list[Entry], title: str) -> Iterator[Element]:
    """Yield the contents: a field that Word fills in, with what it will say already in it."""
    shown = [entry for entry in entries if entry.level <= _CONTENTS_LEVELS][:_MOST_ENTRIES]
    lines = [_contents_line(entry) for entry in shown] or [paragraph("TOC1")]
    field = field_runs(f'TOC \\o "1-{_CONTENTS_LEVELS}" \\h \\z \\u')
    _put(lines[0], field[:3], first=True)
    _put(lines[-1], [field[-1]], first=False)
    gallery = make("docPartObj", make("docPartGallery", val="Table of Contents"), make("docPartUnique"))
    heading = paragraph("TOCHeading", *text_runs(title))
    yield make("sdt", make("sdtPr", gallery), make("sdtContent", heading, *lines))
    yield _page_break()


def _contents_line(entry: Entry) -> Element:
    page = field_runs(f"PAGEREF {entry.mark} \\h", "")
    link = make("hyperlink", *text_runs(entry.text), make("r", make("tab")), *page, anchor=entry.mark, history=1)
    return paragraph(f"TOC{entry.level}", link)


def _put(line: Element, runs: list[Element], *, first: bool) -> None:
    for index, run in enumerate(runs):
        if first:
            line.insert(index + 1, run)  # the properties of the paragraph stay in front
        else:
            line.append(run)


def _page_break() -> Element:
    return paragraph("Normal", make("r", make("br", type="page")))


def _drawn(file: Any, picture: Picture) -> Element:
    content = png_of(picture.content) if picture.kind == "svg" else picture.content
    run = file.add_paragraph().add_run()
    inline = run.add_picture(io.BytesIO(content))
    if inline.width > _WIDEST_PICTURE:
        inline.height, inline.width = int(inline.height * _WIDEST_PICTURE / inline.width), _WIDEST_PICTURE
    # No public name leads to the words for those who cannot see.
    inline._inline.docPr.set("descr", clean(picture.caption))  # noqa: SLF001
    made: Element = run._element.getparent()  # noqa: SLF001
    file.element.body.remove(made)
    return made
