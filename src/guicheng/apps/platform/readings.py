"""What columns mean that several stages have: the month of a moment."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import get_default_timezone


def begin_of_month(at: datetime) -> datetime:
    """Return when the month of a moment began, by the clock of the service.

    Args:
        at: With time zone.
    """
    return at.astimezone(get_default_timezone()).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
