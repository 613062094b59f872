"""Days where the company works: a survey closes and answers are counted by them, never by the hour."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import get_default_timezone


def day_of(at: datetime) -> date:
    """Return the day of a moment where the company works."""
    return at.astimezone(get_default_timezone()).date()
