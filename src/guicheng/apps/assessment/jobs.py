"""Work of assessment that nobody waits for."""

from __future__ import annotations

from datetime import UTC, datetime

from guicheng.apps.assessment.services.counting import count_month
from guicheng.apps.organization.models import Unit
from guicheng.apps.platform.retries import RetryPolicy, job


@job(RetryPolicy(attempts=3))
def count_estate(unit_id: int, month: str) -> None:
    """Count a month of an estate anew; run again, it changes nothing."""
    count_month(unit=Unit.objects.get(pk=unit_id), month=month, at=datetime.now(tz=UTC))  # noqa: TID251
