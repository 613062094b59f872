"""A document that was asked for, made: from rows to bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from django.utils.timezone import get_default_timezone

from guicheng.adapters.handouts import Paper, write_docx, write_pdf
from guicheng.adapters.process_pages import process_pages
from guicheng.apps.standards.models import Handout, HandoutForm
from guicheng.apps.standards.readings import day_of
from guicheng.apps.standards.selectors.handouts import handout_source
from guicheng.domain.process.cells import process_of
from guicheng.domain.targets.document import Document, DocumentKind
from guicheng.domain.targets.making import make_document
from guicheng.domain.targets.notice import Contact
from guicheng.domain.targets.process_chapter import SourceProcess, process_chapters, with_chapters
from guicheng.domain.values import ClauseRef

Progress = Callable[[int, int], None]
CONTENT_TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def made(handout: Handout, *, at: datetime, progress: Progress) -> bytes:
    """Return the bytes of a document.

    Args:
        handout: What was asked for.
        at: Now, with time zone; its day decides what is in force.
        progress: Called with how much is done and how much there is.

    Raises:
        GuichengError: There is nothing to make it of; the sentence says why.
    """
    document, local = _document(handout, at), at.astimezone(get_default_timezone())
    if handout.form == HandoutForm.DOCX:
        return write_docx(document, printed_at=local, progress=progress)
    return write_pdf(document, printed_at=local, paper=Paper(handout.wish["paper"]), progress=progress)


def _document(handout: Handout, at: datetime) -> Document:
    source, wish = handout_source(handout, day=day_of(at)), handout.wish
    contact = Contact(
        ClauseRef(handout.unit.name),
        phone=wish["phone"],
        complaints=wish["complaints"],
        hours=wish["hours"],
        place=wish["address"],
    )
    made = make_document(
        DocumentKind(handout.kind),
        source.standards,
        place=source.place,
        post=wish["post"],
        elements=wish["elements"],
        contact=contact,
        lexicon=source.words.lexicon,
    )
    return with_chapters(made, tuple(process_chapters(_processes(wish))))


def _processes(wish: Mapping[str, Any]) -> list[SourceProcess]:
    """Return the processes of a wish with their drawings; a document that was asked for earlier names none."""
    found = []
    for each in wish.get("processes", ()):
        process = process_of(each["title"], each["rows"])
        day = date.fromisoformat(each["effective"])
        found.append(SourceProcess(process, process_pages(process), each["code"], each["edition"], day))
    return found
