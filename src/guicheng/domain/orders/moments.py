"""When an order came in, in the cells in which clauses speak of time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from guicheng.domain.comparison.facets import masks, months_mask
from guicheng.domain.worktime.legal import china

#: Night by the Noise Pollution Prevention Law (噪声污染防治法) art. 88: from 22:00 to 6:00.
_NIGHT_FROM, _NIGHT_UNTIL = 22, 6


def time_masks(at: datetime) -> Mapping[str, int]:
    """Return the cells of season, day and hour in which a moment lies.

    Whether it lies within a post's working time is left open, since that differs from post to post.

    Args:
        at: Of the local clock.
    """
    dark = at.hour >= _NIGHT_FROM or at.hour < _NIGHT_UNTIL
    return {
        "season": months_mask((at.month,)),
        "day": masks("day")[_day(at)],
        "hour": masks("hour")["dark" if dark else "light"],
    }


def _day(at: datetime) -> str:
    legal = china()
    if at.date() in legal.holidays:
        return "holiday"
    return "workday" if legal.is_workday(at.date()) else "weekend"
