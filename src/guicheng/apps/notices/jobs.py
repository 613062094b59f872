"""Sending what waits."""

from __future__ import annotations

from datetime import UTC, datetime

from guicheng.apps.notices.services import letters
from guicheng.apps.platform.retries import RetryPolicy, job


@job(RetryPolicy(attempts=5))
def send_letter(person_id: int) -> None:
    """Send a person what is due to them as one letter; run again, it sends nothing twice."""
    letters.send_letter(person_id=person_id, at=_now())


def _now() -> datetime:
    # A job is its own door: nobody else could tell it the time at which it runs.
    return datetime.now(tz=UTC)  # noqa: TID251
