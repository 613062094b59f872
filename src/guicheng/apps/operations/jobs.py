"""Work of operations that nobody waits for."""

from __future__ import annotations

from guicheng.apps.operations.services import small_photos
from guicheng.apps.platform.retries import RetryPolicy, job


@job(RetryPolicy(attempts=3))
def make_small_photo(kept: str) -> None:
    """Make the small photo of an original for lists; run again, it changes nothing."""
    small_photos.make_small(kept)
