"""Small photos for lists, made after the original was kept and gone with it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from guicheng.adapters.photo_small import SmallPhotos, smaller
from guicheng.adapters.photo_store import StoreFailedError
from guicheng.apps.operations.services.photos import photo_store
from guicheng.domain.values import FileRefusedError


def small_photos() -> SmallPhotos:
    """Return where small photos lie."""
    return SmallPhotos(Path(settings.MEDIA_ROOT) / "small")


def make_small(kept: str) -> bool:
    """Make the small photo of an original and return whether there is one; run again, it changes nothing.

    Args:
        kept: SHA-256 of the original as it is kept.
    """
    store, small = photo_store(), small_photos()
    if small.has(kept):
        return True
    try:
        small.keep(kept, smaller(store.read(kept)))
        # It may have been forgotten while the small one was made, which then must not outlast it.
        store.read(kept)
    except FileRefusedError:
        return False
    except StoreFailedError:
        small.forget(kept)
        return False
    return True
