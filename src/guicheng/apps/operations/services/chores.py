"""What time brings about in operations."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from guicheng.apps.operations.services.flagging import flag_new_events
from guicheng.apps.operations.services.horizon import fill_horizon
from guicheng.apps.operations.services.landing import land_what_waits
from guicheng.apps.operations.services.news import tell_of_missed_rounds, tell_of_plans
from guicheng.apps.operations.services.orders.privacy import forget_callers
from guicheng.apps.operations.services.purging import purge_evidence
from guicheng.apps.operations.services.sealing import seal_days
from guicheng.apps.operations.services.stamping import stamp_roots


def do_chores(*, at: datetime) -> None:
    """Seal the days that are over, and purge once a day; called every hour and when a worker starts.

    Args:
        at: Now, with time zone.
    """
    flag_new_events()
    while land_what_waits(day=localdate(at)):
        pass
    fill_horizon(at=at)
    tell_of_plans(at=at)
    tell_of_missed_rounds(at=at)
    seal_days(at=at)
    purge_evidence(at=at)
    forget_callers(at=at)
    # Last, since an authority may take its time.
    stamp_roots(at=at)
