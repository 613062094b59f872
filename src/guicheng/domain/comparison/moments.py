"""A moment of the local clock in the cells in which clauses speak of time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from guicheng.domain.comparison.facets import masks, months_mask
from guicheng.domain.worktime.legal import china

#: Night by the Noise Pollution Prevention Law (噪声污染防治法) art. 88: from 22:00 to 6:00.
_NIGHT_FROM, _NIGHT_UNTIL = 22, 6
_DAY: Final = 24 * 60


def time_masks(at: datetime) -> Mapping[str, int]:
    """Return the cells of season, day and hour in which a moment lies.

    Whether it lies within a post's working time is left open, since that differs from post to post.

    Args:
        at: Of the local clock.
    """
    dark = at.hour >= _NIGHT_FROM or at.hour < _NIGHT_UNTIL
    return {**day_masks(at.date()), "hour": masks("hour")["dark" if dark else "light"]}


def day_masks(day: date) -> Mapping[str, int]:
    """Return the cells of season and day in which a day lies."""
    return {"season": months_mask((day.month,)), "day": masks("day")[_kind(day)]}


def minute_of_week(at: datetime) -> int:
    """Return the bit of a moment among the minutes of a week, from Monday 00:00 on."""
    return 1 << at.weekday() * _DAY + at.hour * 60 + at.minute


def minutes_of_weekday(day: date) -> int:
    """Return the bits of all minutes of a day among those of a week."""
    return ((1 << _DAY) - 1) << day.weekday() * _DAY


def _kind(day: date) -> str:
    legal = china()
    if day in legal.holidays:
        return "holiday"
    return "workday" if legal.is_workday(day) else "weekend"
