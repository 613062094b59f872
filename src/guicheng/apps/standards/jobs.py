"""Work on documents, drafts and letters that nobody waits for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext, override

from guicheng.adapters import open_file
from guicheng.apps.organization.models import Person
from guicheng.apps.platform.retries import RetryPolicy, job
from guicheng.apps.standards import handouts, services
from guicheng.apps.standards.selectors import MOST_IN_A_LETTER, unsent_of
from guicheng.domain.manual import outline
from guicheng.domain.manual.reading import Checks, ManualReading, read_clauses
from guicheng.domain.values import FileRefusedError, GuichengError
from guicheng.domain.values.message import _

#: Progress is written at most so often in one reading.
_STEPS: Final = 50


# One run more than readings are tried: the last one finds the attempts used up and says so on the document.
@job(RetryPolicy(attempts=services.MOST_ATTEMPTS + 1))
def read_document(document_id: int) -> None:
    """Read a document that was taken in; run again, it leaves the same rows."""
    begun = services.begin_reading(document_id=document_id)
    if begun is None:
        return
    try:
        reading = _read(document_id, *begun)
    except FileRefusedError as refusal:
        services.refuse_document(document_id=document_id, message=refusal.message)
    else:
        services.store_reading(document_id=document_id, reading=reading)


def _read(document_id: int, name: str, data: bytes) -> ManualReading:
    manual = outline(open_file(name, data))

    def progress(done: int, total: int) -> None:
        if done == total or done % max(1, total // _STEPS) == 0:
            services.note_progress(document_id=document_id, done=done, total=total)

    return ManualReading(manual, tuple(read_clauses(manual, Checks(), progress)))


@job(RetryPolicy(attempts=services.MOST_ATTEMPTS + 1))
def make_handout(handout_id: int) -> None:
    """Make a document that was asked for; run again, it leaves the same rows."""
    handout = services.begin_handout(handout_id=handout_id)
    if handout is None:
        return

    def progress(done: int, total: int) -> None:
        if done == total or done % max(1, total // _STEPS) == 0:
            services.note_handout(handout_id=handout_id, done=done, total=total)

    try:
        content = handouts.made(handout, at=_now(), progress=progress)
    except GuichengError as refusal:
        services.refuse_handout(handout_id=handout_id, message=refusal.message)
    else:
        services.store_handout(handout_id=handout_id, content=content)


@job()
def reread_company(company_id: int) -> None:
    """Read the drafts of a company again, since its words changed; run again, it leaves the same rows."""
    for standard_id in services.standards_of(company_id):
        services.reread_standard(standard_id=standard_id, at=_now())


@job()
def reread_standard(standard_id: int) -> None:
    """Read the draft of a standard again; run again, it leaves the same rows."""
    services.reread_standard(standard_id=standard_id, at=_now())


@job()
def send_letter(person_id: int) -> None:
    """Send a person the notifications that they have neither read nor been sent, in their language."""
    with transaction.atomic():
        person = Person.objects.select_for_update().filter(pk=person_id, is_active=True).exclude(email="").first()
        rows = unsent_of(person) if person else []
        if person is None or not rows:
            return
        services.note_letter(person=person, rows=rows, at=_now())
        with override(person.language):
            lines = [row.message.render(gettext) for row in rows[:MOST_IN_A_LETTER]]
            if len(rows) > MOST_IN_A_LETTER:
                lines.append(_("And {count} more.", count=str(len(rows) - MOST_IN_A_LETTER)).render(gettext))
            subject = _("Standards: {count} messages", count=str(len(rows))).render(gettext)
        # Last, so that an error takes the note back and the letter is tried again.
        send_mail(subject, "\n".join(f"· {line}" for line in lines), None, [person.email])


def _now() -> datetime:
    # A job is its own door: nobody else could tell it the time at which it runs.
    return datetime.now(tz=UTC)  # noqa: TID251
