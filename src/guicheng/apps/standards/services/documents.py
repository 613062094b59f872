"""Documents taken in, read, refused and forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Sum

from guicheng.apps.platform.retries import follow
from guicheng.apps.standards.models import (
    Document,
    DocumentFile,
    DocumentState,
)
from guicheng.apps.standards.readings import reader_version
from guicheng.apps.standards.selectors import document_visible_to, owner_digest
from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import _, bounded

#: Bytes of one file.
LARGEST_FILE: Final = 20 * 1024 * 1024
#: How long a document is kept where nobody signs in.
RETENTION: Final = timedelta(days=30)
#: Documents that one browser may keep at a time.
MOST_DOCUMENTS: Final = 100
#: Bytes of all stored files together; a full disk would stop every write.
MOST_BYTES: Final = 8 * 1024**3
#: Runs of one reading; a run that breaks off is tried again until then.
MOST_ATTEMPTS: Final = 3
_READ_JOB: Final = "guicheng.apps.standards.jobs.read_document"


class TooMuchStoredError(GuichengError):
    """A document was not taken because there is no room for it."""

    code = "too-much-stored"


@transaction.atomic
def receive_document(*, owner: str, name: str, data: bytes, at: datetime) -> Document:
    """Take a file in and have it read; the same file sent again by the same browser is the same document.

    Args:
        owner: Key of the browser, not empty.
        name: File name as sent; folders before it are dropped.
        data: The whole file, at most ``LARGEST_FILE`` bytes.
        at: Now, with time zone.

    Raises:
        TooMuchStoredError: The browser, or the service as a whole, keeps as much as it may; nothing is written.
    """
    if len(data) > LARGEST_FILE:
        raise TooMuchStoredError(
            _(
                "The file is larger than {limit} MB, the most that is read at once. Divide it.",
                limit=str(LARGEST_FILE >> 20),
            )
        )
    digest, whose = sha256(data).hexdigest(), owner_digest(owner)
    short = PurePosixPath(name.replace("\\", "/").replace("\0", "")).name[-255:] or "-"
    known = Document.objects.filter(owner=whose, digest=digest, name=short).first()
    if known is not None:
        return _again(known, data)
    _make_sure_of_room(whose, len(data))
    try:
        with transaction.atomic():
            document = Document.objects.create(
                owner=whose, name=short, size=len(data), digest=digest, received_at=at, state=DocumentState.WAITING
            )
            DocumentFile.objects.create(document=document, content=data)
            follow(_READ_JOB, document_id=document.pk)
    except IntegrityError:
        # Two sendings of one file at the same moment: the other one won.
        return Document.objects.get(owner=whose, digest=digest, name=short)
    return document


def _again(document: Document, data: bytes) -> Document:
    """Read a file once more that was refused or whose reading broke off; one that was read stays as it is."""
    if document.state in {DocumentState.FAILED, DocumentState.REFUSED}:
        DocumentFile.objects.filter(document=document).update(content=data)
        Document.objects.filter(pk=document.pk).update(
            state=DocumentState.WAITING,
            done=0,
            total=0,
            attempts=0,
            refusal_text="",
            refusal_fields={},
            refusal_reasons=[],
        )
        document.refresh_from_db()
        follow(_READ_JOB, document_id=document.pk)
    return document


def _make_sure_of_room(owner: str, size: int) -> None:
    if Document.objects.filter(owner=owner).count() >= MOST_DOCUMENTS:
        raise TooMuchStoredError(
            _(
                "This browser keeps {limit} documents, the most there may be. Delete some first.",
                limit=str(MOST_DOCUMENTS),
            )
        )
    stored = Document.objects.aggregate(total=Sum("size"))["total"] or 0
    if stored + size > MOST_BYTES:
        raise TooMuchStoredError(
            _("The service has no room for more documents. Delete some, or ask who runs it to make room.")
        )


def note_progress(*, document_id: int, done: int, total: int) -> None:
    """Say how many clauses are read; seen at once, since it is written outside the transaction of the reading."""
    Document.objects.filter(pk=document_id, state=DocumentState.READING).update(done=min(done, total), total=total)


@transaction.atomic
def begin_reading(*, document_id: int) -> tuple[str, bytes] | None:
    """Count a run of the reading and return the name and bytes of the file.

    Returns:
        None when there is nothing to read: the document is gone, read or refused, or ``MOST_ATTEMPTS`` runs ended
        without a result, which this call then says on the document.
    """
    waiting = Document.objects.select_for_update().filter(
        pk=document_id, state__in=[DocumentState.WAITING, DocumentState.READING]
    )
    document = waiting.first()
    if document is None:
        return None
    if document.attempts >= MOST_ATTEMPTS:
        _fail(document)
        return None
    document.state, document.done, document.total = DocumentState.READING, 0, 0
    document.attempts += 1
    document.save(update_fields=["state", "done", "total", "attempts"])
    return document.name, bytes(DocumentFile.objects.get(document=document).content)


def _fail(document: Document) -> None:
    """Say that reading broke off for a reason of ours; the file is kept, and sending it again reads it again."""
    message = _("Reading broke off through a fault of the service. Send the file again to try once more.")
    document.state, document.refusal_text, document.refusal_fields = DocumentState.FAILED, message.text, {}
    document.save(update_fields=["state", "refusal_text", "refusal_fields"])


def refuse_document(*, document_id: int, reasons: Sequence[Message]) -> None:
    """Keep why a file is not read, the first fifty reasons, and drop its bytes: nothing of it is needed any more.

    Args:
        document_id: The document.
        reasons: All that is wrong with it; at least one.
    """
    first, kept = reasons[0], [_kept(each) for each in bounded(reasons)]
    with transaction.atomic():
        Document.objects.filter(pk=document_id).update(
            state=DocumentState.REFUSED,
            refusal_text=first.text,
            refusal_fields=_plain(first),
            refusal_reasons=kept,
            done=0,
            total=0,
        )
        DocumentFile.objects.filter(document_id=document_id).update(content=b"")


def _kept(reason: Message) -> dict[str, object]:
    """Return a reason as the table keeps it, with the place in the file where it names one."""
    return {"text": reason.text, "fields": _plain(reason), "place": getattr(reason, "place", "")}


def _plain(reason: Message) -> dict[str, str]:
    return {name: value if isinstance(value, str) else value.render() for name, value in reason.fields.items()}


def delete_document(*, owner: str, key: str) -> None:
    """Delete a document of a browser with its file and all that was read of it.

    Raises:
        Document.DoesNotExist: The browser has none with this key.
    """
    document_visible_to(owner, key).delete()


def forget_documents(*, at: datetime) -> int:
    """Delete the documents that were kept as long as was promised; return how many.

    Args:
        at: Now, with time zone.
    """
    old = Document.objects.filter(received_at__lt=at - RETENTION)
    count = old.count()
    old.delete()
    return count


@transaction.atomic
def have_reread() -> int:
    """Have the documents read again that another version read; return how many."""
    stale = Document.objects.filter(state=DocumentState.READ).exclude(reader=reader_version())
    keys = list(stale.values_list("pk", flat=True))
    Document.objects.filter(pk__in=keys).update(state=DocumentState.WAITING, done=0, attempts=0)
    for key in keys:
        follow(_READ_JOB, document_id=key)
    return len(keys)
