"""Work on documents, drafts and letters that nobody waits for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from guicheng.adapters import open_file
from guicheng.adapters.standards_files import StandardsFileError, is_standard, manual_of, read_standard
from guicheng.apps.platform.retries import RetryPolicy, job
from guicheng.apps.standards import handouts, services
from guicheng.domain.manual import outline
from guicheng.domain.manual.reading import Checks, ManualReading, read_clauses
from guicheng.domain.values import FileRefusedError, GuichengError

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
    except StandardsFileError as refusal:
        services.refuse_document(document_id=document_id, reasons=refusal.reasons)
    except FileRefusedError as refusal:
        services.refuse_document(document_id=document_id, reasons=[refusal.message])
    else:
        services.store_reading(document_id=document_id, reading=reading)


def _read(document_id: int, name: str, data: bytes) -> ManualReading:
    kept = is_standard(name, data)
    manual = manual_of(name, read_standard(name, data)) if kept else outline(open_file(name, data))

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


def _now() -> datetime:
    # A job is its own door: nobody else could tell it the time at which it runs.
    return datetime.now(tz=UTC)  # noqa: TID251
