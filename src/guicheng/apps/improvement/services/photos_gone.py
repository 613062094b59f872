"""The bytes of photos of nonconformities whose company is about to go."""

from __future__ import annotations

from collections.abc import Callable

from guicheng.apps.improvement.models import NonconformityPhoto
from guicheng.apps.improvement.services.photos import mending_photos, small_mending_photos
from guicheng.apps.organization.models import Unit


def forget_mending_photos_of(company: Unit) -> Callable[[], int]:
    """Return the act that deletes the bytes of photos of a company's nonconformities which no other company keeps.

    Args:
        company: The company, whose rows are about to go; the act is for when they are gone.
    """
    rows = NonconformityPhoto.objects.values_list("kept", flat=True)
    own = set(rows.filter(nonconformity__company=company))
    gone = own - set(rows.exclude(nonconformity__company=company))

    def forget() -> int:
        for kept in sorted(gone):
            mending_photos().forget(kept)
            small_mending_photos().forget(kept)
        return len(gone)

    return forget
