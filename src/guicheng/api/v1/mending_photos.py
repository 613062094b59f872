"""Photos of nonconformities, before and after the mending, sent by the hash of their bytes."""

from __future__ import annotations

from base64 import b64encode
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.adapters.photo_store import StoreFailedError
from guicheng.api.v1.bodies import body_named
from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.shapes import mending_photos as shapes
from guicheng.apps.improvement.models import NonconformityPhoto
from guicheng.apps.improvement.selectors.nonconformities import nonconformity_visible_to, photos_of
from guicheng.apps.improvement.services.mending import add_photo
from guicheng.apps.improvement.services.photos import mending_photos
from guicheng.apps.operations.services.photos import LARGEST
from guicheng.apps.organization.selectors.fetching import one

calls: Final = Calls("nonconformities")
_READ: Final = "improvement.read"


@calls.get(
    "/nonconformities/{key}/photos", needs=_READ, answer=shapes.MendingPhotos, summary="List photos of a nonconformity"
)
def list_mending_photos(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return the photos of a nonconformity in the order in which they came."""
    return {"items": [_photo(row) for row in photos_of(nonconformity_visible_to(actor_of(request), key))]}


@calls.write(
    "PUT",
    "/nonconformities/{key}/photos/{sha256}",
    needs=_READ,
    answer=shapes.MendingPhotoOut,
    summary="Keep a photo of a nonconformity",
    refuses=("nonconformity-refused", "not-a-nonconformity", "file-refused", "store-failed", "not-stored"),
)
def keep_mending_photo(
    request: HttpRequest, key: Path[str], sha256: Path[str], wanted: Query[shapes.MendingPhotoWanted]
) -> dict[str, Any]:
    """Keep a photo (JPEG, PNG) of at most 4 MB, sent as the body, as one before or after the mending.

    The address is the SHA-256 of the bytes, so that a call that was cut off is sent again without a second photo. What
    it tells of the phone and the place is taken out before it is kept.
    """
    # A nonconformity out of reach is absent, whatever is wrong with what was sent.
    nonconformity_visible_to(actor_of(request), key)
    data = body_named(request, sha256, LARGEST)
    moment = "after" if wanted.after else "before"
    made = add_photo(
        actor=actor_of(request), key=key, data=data, after=wanted.after, at=timezone.now(),
        write_key=f"{moment}:{sha256}",
    )  # fmt: skip
    return _photo(made)


@calls.get(
    "/nonconformities/{key}/photos/{photo}/file",
    needs=_READ,
    answer=shapes.MendingPhotoContent,
    summary="Fetch a photo of a nonconformity",
)
def fetch_mending_photo(request: HttpRequest, key: Path[str], photo: Path[str]) -> dict[str, Any]:
    """Return the bytes of a photo."""
    found = one(nonconformity_visible_to(actor_of(request), key).photos.all(), photo)
    try:
        content = mending_photos().read(found.kept)
    except StoreFailedError as error:
        raise NonconformityPhoto.DoesNotExist from error
    return {**_photo(found), "content": b64encode(content).decode()}


def _photo(row: NonconformityPhoto) -> dict[str, Any]:
    names = ("after", "turn", "media", "size", "at")
    return {"key": str(row.key), **{name: getattr(row, name) for name in names}, "by": row.by_name}
