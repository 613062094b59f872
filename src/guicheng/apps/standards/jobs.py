"""Work on documents that nobody waits for."""

from __future__ import annotations

from typing import Final

from guicheng.adapters import open_file
from guicheng.apps.platform.retries import RetryPolicy, job
from guicheng.apps.standards import services
from guicheng.domain.manual import outline
from guicheng.domain.manual.reading import Checks, ManualReading, read_clauses
from guicheng.domain.values import FileRefusedError

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
