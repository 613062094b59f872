"""What is to be told of the clocks of an order, and when the order has to be looked at for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.timezone import get_default_timezone

from guicheng.apps.operations.models import WorkOrder
from guicheng.apps.operations.selectors.clocks import clock_on
from guicheng.apps.operations.selectors.duty import DAYTIME, ROUND_THE_CLOCK, hours_at
from guicheng.apps.operations.selectors.orders.clocks import StageLine
from guicheng.domain.orders import StageName
from guicheng.domain.worktime import Opening, Stage, notices

#: The highest level at which somebody is told: 1 the supervisors, 2 the managers of the estate.
HIGHEST: Final = 2


@dataclass(frozen=True, slots=True)
class OrderNotice:
    """Something to be told of an order.

    Args:
        stage: The stage whose limit nears its end or is over.
        level: 0 that it nears its end; 1 and 2 that it is over, and how far up that is told.
        at: When, with time zone.
        due: When the stage is or was due, None where that was not worked out.
        key: Names it, so that it is told once.
    """

    stage: StageName
    level: int
    at: datetime
    due: datetime | None
    key: str


def notices_of(order: WorkOrder, lines: Iterable[StageLine]) -> list[OrderNotice]:
    """Return what is to be told of an order inside the duty hours of its post, by time: four queries at most.

    Args:
        order: The order, with unit and post.
        lines: Its stages.
    """
    duty = hours_at(order.unit)(order.post.name).duty if order.post else DAYTIME
    return _notices(lines, clock_on(duty).opening)


def first_look(lines: Sequence[StageLine]) -> datetime | None:
    """Return when an order has to be looked at first to tell of it, whoever is on duty then; None for never."""
    return min((each.at for each in _notices(lines, clock_on(ROUND_THE_CLOCK).opening)), default=None)


def _notices(lines: Iterable[StageLine], duty: Opening) -> list[OrderNotice]:
    zone, found = get_default_timezone(), list[OrderNotice]()
    for line in lines:
        if line.clock.course is None or line.clock.finished is not None:
            continue
        for each in notices(Stage(line.stage.value, line.clock.course), line.opening, duty):
            at = each.at.replace(tzinfo=zone)
            found.append(OrderNotice(line.stage, each.level, at, line.due, each.key))
    return sorted(found, key=lambda each: (each.at, each.level))
