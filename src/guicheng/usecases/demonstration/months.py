"""What was kept: the months that are over are sealed, the one that runs is counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from guicheng.apps.assessment.services.counting import count_month
from guicheng.apps.assessment.services.sealing_months import seal_month
from guicheng.usecases.demonstration.cast import Cast, moment

#: Hours at which the office does such things, and at which the last day is told to its end.
_MORNING: Final = 9.0
_EVENING: Final = 23.9


def count(cast: Cast) -> Iterator[None]:
    """Seal each month that the story covers to its end; count the last one where it still runs; yield after each."""
    first = cast.last - timedelta(days=cast.length - 1)
    day = first.replace(day=1)
    while day <= cast.last:
        following = (day + timedelta(days=31)).replace(day=1)
        month = f"{day:%Y-%m}"
        if following <= cast.last:
            at = moment(following + timedelta(days=1), _MORNING)
            seal_month(company=cast.company, month=month, actor=cast.actors["demo-quality"], at=at)
        else:
            for unit in cast.estates.values():
                count_month(unit=unit, month=month, at=moment(cast.last, _EVENING))
        day = following
        yield
