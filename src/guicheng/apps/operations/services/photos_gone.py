"""The bytes of photos whose company is about to go."""

from __future__ import annotations

from collections.abc import Callable

from guicheng.apps.operations.models import FieldPhoto
from guicheng.apps.operations.services.photos import photo_store
from guicheng.apps.operations.services.small_photos import small_photos
from guicheng.apps.organization.models import Unit


def forget_photos_of(company: Unit) -> Callable[[], int]:
    """Return the act that deletes the bytes of photos of a company which no other company keeps.

    Args:
        company: The company, whose rows are about to go; the act is for when they are gone.
    """
    own = set(FieldPhoto.objects.filter(company=company).values_list("kept", flat=True))
    others = set(FieldPhoto.objects.exclude(company=company).values_list("kept", flat=True)) & own

    def forget() -> int:
        for kept in sorted(own - others):
            photo_store().forget(kept)
            small_photos().forget(kept)
        return len(own - others)

    return forget
