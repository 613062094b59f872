"""Photos of before and after: in a folder of their own, so that they outlast the purge of the evidence log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from guicheng.adapters.photo_segments import clean_photo
from guicheng.adapters.photo_small import SmallPhotos, smaller
from guicheng.adapters.photo_store import PhotoStore, StoreFailedError
from guicheng.apps.improvement.models import Nonconformity, NonconformityPhoto
from guicheng.apps.operations.models import FieldPhoto
from guicheng.apps.operations.services.photos import LARGEST, photo_store
from guicheng.apps.platform.retries import follow
from guicheng.domain.attainment.mending import NotMendedError
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import _

#: Photos of one nonconformity.
MOST: Final = 20
_SMALLER: Final = "guicheng.apps.improvement.jobs.make_small_photo"


def mending_photos() -> PhotoStore:
    """Return where the bytes of photos of nonconformities lie."""
    return PhotoStore(Path(settings.MEDIA_ROOT) / "mending")


def small_mending_photos() -> SmallPhotos:
    """Return where their small ones lie."""
    return SmallPhotos(Path(settings.MEDIA_ROOT) / "mending-small")


def keep(row: Nonconformity, data: bytes, *, after: bool, at: datetime, by: str) -> NonconformityPhoto:
    """Keep a photo without what it tells of phone and place; sent again, it is the one that is there.

    Raises:
        FileRefusedError: It is no photo, or too large.
        NotMendedError: There are as many as there can be.
        StoreFailedError: The disk took it not.
    """
    if len(data) > LARGEST:
        raise FileRefusedError(_("The file is larger than {most} MB. Send a smaller one.", most=str(LARGEST // 2**20)))
    photo = clean_photo(data)
    if row.photos.count() >= MOST:
        raise NotMendedError(_("A nonconformity keeps at most {most} photos.", most=str(MOST)), field="photo")
    return _note(row, photo.data, photo.media, after=after, at=at, by=by)


def copy_photos(row: Nonconformity, sent: Sequence[str], *, at: datetime, by: str) -> None:
    """Copy photos that phones sent, as photos of before.

    Args:
        row: The nonconformity.
        sent: SHA-256 of each as it was sent.
        at: Now, with time zone.
        by: Who took them over.

    Raises:
        NotMendedError: One did not arrive, or was forgotten since.
    """
    wanted = list(dict.fromkeys(sent))[:MOST]
    rows = FieldPhoto.objects.filter(company=row.company_id, sent__in=wanted, gone_ms__isnull=True) if wanted else ()
    there = {photo.sent: photo for photo in rows}
    for each in wanted:
        photo = there.get(each)
        if photo is None:
            raise NotMendedError(
                _("A photo has not arrived, or was forgotten since. Take another one."), field="photos"
            )
        try:
            data = photo_store().read(photo.kept)
        except StoreFailedError as error:
            raise NotMendedError(error.message, field="photos") from error
        _note(row, data, photo.media, after=False, at=at, by=by)


def make_small(kept: str) -> bool:
    """Make the small photo of an original and return whether there is one; run again, it changes nothing."""
    small = small_mending_photos()
    if not small.has(kept):
        try:
            small.keep(kept, smaller(mending_photos().read(kept)))
        except (FileRefusedError, StoreFailedError):
            return False
    return True


def _note(row: Nonconformity, data: bytes, media: str, *, after: bool, at: datetime, by: str) -> NonconformityPhoto:
    kept = mending_photos().keep(data)
    made, new = NonconformityPhoto.objects.get_or_create(
        nonconformity=row,
        after=after,
        turn=row.turn,
        kept=kept,
        defaults={"media": media, "size": len(data), "at": at, "by_name": by[:80]},
    )
    if new:
        follow(_SMALLER, kept=kept)
    return made
