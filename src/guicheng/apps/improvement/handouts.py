"""A nonconformity told on paper: the notice to mend as a Word file or PDF."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext, override

from guicheng.adapters.handouts import write_docx, write_pdf
from guicheng.adapters.mending_notice import NoticeFacts, notice_document
from guicheng.adapters.photo_small import smaller
from guicheng.adapters.photo_store import StoreFailedError
from guicheng.apps.improvement.models import Nonconformity, NonconformityPhoto
from guicheng.apps.improvement.selectors.deadlines import last_day_of
from guicheng.apps.improvement.selectors.nonconformities import photos_of
from guicheng.apps.improvement.services.photos import mending_photos, small_mending_photos
from guicheng.domain.values import FileRefusedError, Message

#: Photos of before, and of after, that a notice shows; the page has all of them.
_MOST: Final = 4


def made_notice(row: Nonconformity, *, form: str, language: str, at: datetime) -> bytes:
    """Return the notice of a nonconformity: one query.

    Args:
        row: With its unit, company, owner and post.
        form: ``docx`` or ``pdf``.
        language: A language of the site.
        at: Now, with time zone.
    """

    def say(message: Message) -> str:
        return message.render(gettext)

    with override(language):
        document = notice_document(_facts(row), say, language="en" if language == "en" else "zh")
    write = write_docx if form == "docx" else write_pdf
    return write(document, printed_at=at.astimezone(get_default_timezone()))


def _facts(row: Nonconformity) -> NoticeFacts:
    photos = photos_of(row)
    edition = f" 第{row.edition}版" if row.edition else ""
    return NoticeFacts(
        number=row.called,
        company=row.company.name,
        place=row.unit.name,
        severity=row.severity,
        citation=f"{row.citation}{edition}",
        sentence=row.sentence,
        found=row.found,
        found_at=f"{row.found_at.astimezone(get_default_timezone()):%Y-%m-%d %H:%M}",
        found_by=row.found_by_name,
        mends=row.owner.name if row.owner else row.post.name if row.post else "",
        due=f"{last_day_of(row):%Y-%m-%d}",
        recurs=row.recurs.called if row.recurs else "",
        whys=[(each["text"], each["evidence"]) for each in row.whys],
        root=row.root,
        correction=row.correction,
        action=row.action,
        before=_small([each for each in photos if not each.after]),
        after=_small([each for each in photos if each.after and each.turn == row.turn]),
    )


def _small(photos: list[NonconformityPhoto]) -> list[bytes]:
    """Return small photos, the latest; one whose bytes cannot be read or decoded is left out."""
    found = []
    for photo in photos[-_MOST:]:
        try:
            found.append(small_mending_photos().read(photo.kept) or smaller(mending_photos().read(photo.kept)))
        except (FileRefusedError, StoreFailedError):
            continue
    return found
