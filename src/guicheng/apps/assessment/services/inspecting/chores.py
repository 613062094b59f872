"""What time brings about in inspections."""

from __future__ import annotations

from datetime import datetime

from guicheng.apps.assessment.services.inspecting.generating import plan_inspections
from guicheng.apps.assessment.services.inspecting.settling import settle_finished


def do_chores(*, at: datetime) -> None:
    """Keep what finished rounds came to, and make the inspections of the next days; called every hour.

    Args:
        at: Now, with time zone.
    """
    settle_finished(at=at)
    plan_inspections(at=at)
