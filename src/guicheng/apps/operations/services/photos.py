"""Taking photos in: without what tells of phone and place, on the disk before they are acknowledged."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from guicheng.adapters.photo_segments import CleanPhoto, clean_photo
from guicheng.adapters.photo_store import PhotoStore
from guicheng.apps.operations.models import FieldPhoto
from guicheng.apps.operations.services.chaining import lengthen, lock_chain, receipt_ms
from guicheng.apps.operations.services.devices import milliseconds
from guicheng.apps.operations.services.rounds.folding import refresh_awaiting
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.platform.retries import follow
from guicheng.domain.evidence import photo_record
from guicheng.domain.values import FileRefusedError, NotAllowedError
from guicheng.domain.values.message import _

#: Bytes of a photo: the app sends 120–250 kB.
LARGEST: Final = 4 * 1024 * 1024
#: The job that makes a photo small for lists.
SMALLER: Final = "guicheng.apps.operations.jobs.make_small_photo"
#: Cameras write the time of where they are, without a zone.
_HERE: Final = timezone(timedelta(hours=8))


def photo_store() -> PhotoStore:
    """Return where the bytes of photos lie."""
    return PhotoStore(Path(settings.MEDIA_ROOT) / "field")


def keep_photo(*, actor: Actor, sent: str, data: bytes, at: datetime) -> FieldPhoto:
    """Keep a photo; it and its row are on the disk when this returns. Sent again, it changes nothing.

    Args:
        actor: Who sends; needs ``field.send`` somewhere.
        sent: SHA-256 of the bytes in small hexadecimal figures, as events name it.
        data: The bytes.
        at: Now, with time zone.

    Raises:
        FileRefusedError: The bytes are not those of the hash, or no photo that can be kept.
        StoreFailedError: The disk took it not.
        NotAllowedError: The actor may send nowhere.
    """
    unit = _home(actor)
    earlier = FieldPhoto.objects.filter(company=actor.company_id, sent=sent).first()
    if earlier is not None:
        return earlier
    if hashlib.sha256(data).hexdigest() != sent:
        raise FileRefusedError(
            _("The bytes do not have the hash of the address: the photo was cut off. Send it again.")
        )
    photo = clean_photo(data)
    # First the bytes, then the row: a cut between the two leaves bytes that the next sending finds.
    kept = photo_store().keep(photo.data)
    return _note(actor, unit, hashes=(sent, kept), photo=photo, at=at)


@transaction.atomic
def _note(actor: Actor, unit: Unit, *, hashes: tuple[str, str], photo: CleanPhoto, at: datetime) -> FieldPhoto:
    sent, kept = hashes
    company_id = int(actor.company_id or 0)
    chain = lock_chain(company_id)
    earlier = FieldPhoto.objects.filter(company=company_id, sent=sent).first()
    if earlier is not None:  # another call was faster
        return earlier
    received = receipt_ms(chain, at)
    [link] = lengthen(chain, [photo_record(sent=sent, kept=kept, received_ms=received)])
    made = FieldPhoto.objects.create(
        company_id=company_id,
        unit=unit,
        seq=link.seq,
        sent=sent,
        kept=kept,
        media=photo.media,
        size=len(photo.data),
        width=photo.width,
        height=photo.height,
        taken_ms=_moment(photo.taken),
        received_ms=received,
        link=link.link,
    )
    refresh_awaiting(company_id, sent, at=at)
    follow(SMALLER, kept=kept)
    return made


def _moment(taken: str) -> int | None:
    try:
        found = datetime.strptime(taken, "%Y:%m:%d %H:%M:%S").replace(tzinfo=_HERE)
    except ValueError:
        return None
    return milliseconds(found.astimezone(UTC))


def _home(actor: Actor) -> Unit:
    """Return the highest unit at which an actor may send.

    Raises:
        NotAllowedError: There is none.
    """
    paths = actor.paths("field.send")
    found: Unit | None = Unit.objects.filter(path__in=paths).order_by("path").first()
    if found is None:
        raise NotAllowedError(_("Your roles do not include sending photos of work."))
    return found
