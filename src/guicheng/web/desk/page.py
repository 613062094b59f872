"""The desk of one reader, gathered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from guicheng.apps.organization.actors import Actor
from guicheng.web.desk.count import Number, numbers_of
from guicheng.web.desk.stations import STATIONS, Standing, standings
from guicheng.web.desk.waiting import WAITING, WRONG


@dataclass(frozen=True, slots=True)
class Desk:
    """What somebody sees first.

    Args:
        waiting: What waits for them; what is not there is left out.
        wrong: What is wrong today, in the same way.
        watched: How many kinds of wrong they may see at all: nothing wrong differs from nothing seen.
        stations: How the stations stand.
    """

    waiting: Sequence[Number]
    wrong: Sequence[Number]
    watched: int
    stations: Sequence[Standing]


def desk_of(actor: Actor, at: datetime) -> Desk:
    """Gather the desk of a reader: one query, besides those of the posts that they fill.

    Args:
        actor: Somebody of a company.
        at: Now, in local time.
    """
    stations = [count for station in STATIONS for count in station.counts]
    numbers = numbers_of(actor, [*WAITING, *WRONG, *stations], at)
    watched = [numbers[each.key] for each in WRONG if each.key in numbers]
    return Desk(
        [numbers[each.key] for each in WAITING if each.key in numbers and numbers[each.key].amount],
        [each for each in watched if each.amount],
        len(watched),
        standings(actor, numbers),
    )
