"""The frame of a Word file: styles, page, header and footer, properties."""

from __future__ import annotations

from datetime import datetime
from importlib.resources import files
from typing import Any, Final

import docx
from docx.shared import Mm
from lxml import etree

from guicheng.adapters.handouts.word.elements import Element, field_runs, make, paragraph, q, text_runs
from guicheng.adapters.handouts.wording import clean, edge_words, head_of_pages, printed_words
from guicheng.domain.targets.document import Document
from guicheng.domain.targets.imprint_words import header_words

_STYLES: Final = "styles.xml"
#: Core properties hold at most so many characters each.
_LONGEST_PROPERTY: Final = 255
_REPLACED: Final = ("styles.xml",)


def new_file(document: Document, at: datetime) -> Any:
    """Return an empty Word file of A4 pages with our styles, headers, footers and properties.

    Args:
        document: What it will hold; gives header and properties.
        at: Moment of printing, in the reader's zone.
    """
    file = docx.Document()
    _set_styles(file)
    _set_page(file.sections[0])
    _set_edges(file.sections[0], document, at)
    _set_properties(file.core_properties, document, at)
    # Word asks once whether to fill in the contents and the number of pages.
    file.settings.element.append(make("updateFields", val="true"))
    return file


def set_lists(file: Any, elements: list[Element]) -> None:
    """Put the lists into the numbering part in place of those of the template."""
    root = file.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    root.extend(elements)


def _set_styles(file: Any) -> None:
    wanted = etree.fromstring(files(__package__).joinpath(_STYLES).read_bytes())
    root = file.styles.element
    for child in list(root):
        root.remove(child)
    root.extend(list(wanted))


def _set_page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(18)
    section.left_margin = section.right_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(9)
    # The title page says in large letters what the header says in small ones.
    section.different_first_page_header_footer = True


def _set_edges(section: Any, document: Document, at: datetime) -> None:
    _fill(section.header, paragraph("Header", *text_runs(head_of_pages(document))))
    _fill(section.first_page_header, paragraph("Normal"))
    edge, printed = edge_words(document.language), printed_words(at, document.language, lasting=document.lasting)
    counted = [
        *text_runs(edge.before),
        *field_runs("PAGE", "1"),
        *text_runs(edge.between),
        *field_runs("NUMPAGES", "1"),
    ]
    tab = make("r", make("tab"))
    _fill(
        section.footer,
        paragraph("Footer", *text_runs(printed), tab, *counted, *(text_runs(edge.after) if edge.after else ())),
    )
    _fill(section.first_page_footer, paragraph("Footer", *text_runs(printed)))


def _fill(edge: Any, content: Element) -> None:
    edge.is_linked_to_previous = False
    root = edge._element  # noqa: SLF001 - python-docx offers the element under this name only
    for child in list(root.iterchildren(q("p"))):
        root.remove(child)
    root.append(content)


def _set_properties(properties: Any, document: Document, at: datetime) -> None:
    imprint = document.imprint
    title = " ".join(part for part in (imprint.code, imprint.title, document.subtitle) if part)
    properties.title = clean(title)[:_LONGEST_PROPERTY]
    properties.author = clean(imprint.company)[:_LONGEST_PROPERTY]
    properties.last_modified_by = properties.author
    properties.subject = clean(header_words(imprint))[:_LONGEST_PROPERTY]
    properties.version = str(imprint.edition or "")
    properties.language = "zh-CN" if document.language == "zh" else "en"
    properties.comments = properties.keywords = properties.category = ""
    properties.created = properties.modified = at
    properties.revision = 1
