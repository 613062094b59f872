"""The bytes of photos and files whose company is about to go."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import QuerySet

from guicheng.apps.operations.models import FieldPhoto, OrderFile
from guicheng.apps.operations.services.photos import photo_store
from guicheng.apps.operations.services.small_photos import small_photos
from guicheng.apps.organization.models import Unit


def forget_photos_of(company: Unit) -> Callable[[], int]:
    """Return the act that deletes the bytes of photos and files of orders which no other company keeps.

    Args:
        company: The company, whose rows are about to go; the act is for when they are gone.
    """
    photos, files = FieldPhoto.objects.all(), OrderFile.objects.all()
    own = _kept(photos.filter(company=company)) | _kept(files.filter(order__company=company))
    others = _kept(photos.exclude(company=company)) | _kept(files.exclude(order__company=company))

    def forget() -> int:
        gone = own - others
        for kept in sorted(gone):
            photo_store().forget(kept)
            small_photos().forget(kept)
        return len(gone)

    return forget


def _kept(rows: QuerySet[FieldPhoto] | QuerySet[OrderFile]) -> set[str]:
    return set(rows.values_list("kept", flat=True))
