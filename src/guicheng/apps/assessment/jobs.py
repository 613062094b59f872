"""Work of assessment that nobody waits for."""

from __future__ import annotations

from datetime import UTC, datetime

from guicheng.apps.assessment.services.counting import count_month, note_failure
from guicheng.apps.organization.models import Unit
from guicheng.apps.platform.retries import RetryPolicy, job


@job(RetryPolicy(attempts=3))
def count_estate(unit_id: int, month: str) -> None:
    """Count a month of an estate anew; run again, it changes nothing.

    What went wrong is kept beside the figures that stand, so that a board says “not counted” and not 0.
    """
    unit, at = Unit.objects.get(pk=unit_id), datetime.now(tz=UTC)  # noqa: TID251
    try:
        count_month(unit=unit, month=month, at=at)
    except Exception as error:
        note_failure(unit=unit, month=month, reason=repr(error), at=at)
        raise
