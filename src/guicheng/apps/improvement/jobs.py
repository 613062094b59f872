"""Work of improvement that nobody waits for."""

from __future__ import annotations

from guicheng.apps.improvement.services import photos
from guicheng.apps.platform.retries import RetryPolicy, job


@job(RetryPolicy(attempts=3))
def make_small_photo(kept: str) -> None:
    """Make the small photo of an original for lists; run again, it changes nothing."""
    photos.make_small(kept)
