"""Work orders of three months: reported, given away, done in time or late, paused, followed up and rated."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from guicheng.apps.operations.models import WorkOrder
from guicheng.apps.operations.selectors.places import places_of
from guicheng.apps.operations.services import orders
from guicheng.apps.operations.services.orders.reporting import Caller
from guicheng.apps.operations.services.orders.talking import attach_to_order, rate_order
from guicheng.apps.organization.actors import Actor
from guicheng.usecases.demonstration.cast import DAYS, Cast, moment, told
from guicheng.usecases.demonstration.pictures import picture

_NIGHT: Final = (22, 6)
#: Share of a hundred of the orders that begin at night, that are paused, followed up, rated.
_AT_NIGHT, _PAUSED, _FOLLOWED, _RATED = 18, 12, 92, 55


@dataclass(frozen=True, slots=True)
class _Hands:
    """Who deals with the orders of an estate."""

    desk: Actor
    lead: Actor
    fixer: Actor
    manager: Actor


def report(cast: Cast) -> Iterator[None]:
    """Tell the orders of each estate in the order in which they came; yield after each estate."""
    said, chance = told("orders"), cast.chance("orders")
    for estate, count in said["per_estate"].items():
        hands = _hands(cast, estate)
        places = [place for place in places_of(cast.estates[estate]) if place.depth]
        for at in sorted(_when(cast, chance) for _number in range(count * cast.length // DAYS)):
            problem = chance.choice(said["problems"])
            pace = _Pace.of(said["pace"][estate], at, chance)
            _tell(cast, hands, chance, problem=problem, place=chance.choice(places), at=at, pace=pace)
        _left_open(cast, hands, said["words"], estate)
        yield


@dataclass(frozen=True, slots=True)
class _Pace:
    """How long an order takes: minutes until it is given away and until somebody is there, hours until it is done."""

    dispatch: float
    arrive: float
    finish: float

    @classmethod
    def of(cls, said: Mapping[str, int], at: datetime, chance: random.Random) -> _Pace:
        at_night = at.hour >= _NIGHT[0] or at.hour < _NIGHT[1]
        slow = chance.random() * 100 < said["night_slow" if at_night else "slow"]
        by = chance.uniform(2.2, 4.5) if slow else chance.uniform(0.4, 1.25)
        return cls(said["dispatch"] * chance.uniform(0.3, 1.3), said["arrive"] * by, said["finish"] * by)


def _when(cast: Cast, chance: random.Random) -> datetime:
    day = cast.first + timedelta(days=chance.randrange(cast.length - 2))
    hour = chance.uniform(22, 30) if chance.random() * 100 < _AT_NIGHT else chance.triangular(7, 22, 10)
    return moment(day, hour)


def _hands(cast: Cast, estate: str) -> _Hands:
    actors, name = cast.actors, f"demo-{estate}"
    desk = actors[f"{name}-desk"]
    return _Hands(desk, actors.get(f"{name}-lead", desk), actors[f"{name}-fix"], actors[name])


def _reported(cast: Cast, hands: _Hands, text: str, kind: str, at: datetime, **more: Any) -> WorkOrder:
    unit = next(unit for unit in cast.estates.values() if hands.desk.may("orders.report", unit))
    return orders.report_order(unit=unit, kind=kind, problem=text, channel="phone", actor=hands.desk, at=at, **more)


def _tell(
    cast: Cast,
    hands: _Hands,
    chance: random.Random,
    *,
    problem: Mapping[str, str],
    place: Any,
    at: datetime,
    pace: _Pace,
) -> None:
    """Tell one order from its beginning to its end."""
    words = told("orders")["words"]
    caller = Caller(chance.choice(words["callers"]), f"1381234{chance.randrange(10_000):04}")
    order = _reported(cast, hands, problem["text"], problem["kind"], at, place=place, caller=caller)
    named: dict[str, Any] = {"order_key": order.key}
    repair = problem["kind"] == "repair"
    given = at + timedelta(minutes=pace.dispatch)
    doer = hands.fixer if repair else hands.lead
    to = str(doer.person.key) if doer.person else ""
    orders.dispatch_order(actor=hands.desk, mode="assign", to=to, at=given, **named)
    there = given + timedelta(minutes=pace.arrive)
    orders.step_order(actor=doer, act="arrive" if repair else "contact", at=there, **named)
    done = at + timedelta(hours=pace.finish)
    if chance.random() * 100 < _PAUSED:
        orders.pause_order(actor=doer, reason=told("orders")["words"]["pause"], at=there, **named)
        orders.comment_on_order(actor=doer, stream="internal", text=words["inside"], at=there, **named)
        orders.step_order(actor=doer, act="resume", at=there + timedelta(hours=20), **named)
        done += timedelta(hours=20)
    done = max(done, there + timedelta(minutes=10))
    orders.finish_order(actor=doer, words=chance.choice(words["finished"]), at=done, **named)
    _afterwards(hands, order, done, pace, chance)


def _afterwards(hands: _Hands, order: WorkOrder, done: datetime, pace: _Pace, chance: random.Random) -> None:
    words, slow = told("orders")["words"], pace.arrive > 30
    if chance.random() * 100 < _FOLLOWED:
        at = done + timedelta(hours=chance.uniform(4, 60))
        said = chance.choice(words["visited"])
        # Somebody who did not handle it.
        orders.follow_up_order(actor=hands.manager, order_key=order.key, words=said, satisfied=not slow, at=at)
    if chance.random() * 100 < _RATED:
        mark = chance.choice((2, 3, 3)) if slow else chance.choice((4, 4, 5, 5, 5, 3))
        said = chance.choice(words["blame"] if slow else words["thanks"])
        rate_order(link=order.link, mark=mark, words=said, at=done + timedelta(hours=2))


def _left_open(cast: Cast, hands: _Hands, words: Mapping[str, Any], estate: str) -> None:
    """Leave a few orders of the last day as they are: new, given away, under way."""
    number = list(cast.estates).index(estate)
    for step, text in enumerate(words["open"]):
        order = _reported(cast, hands, text, "", moment(cast.last, 16 + number * 0.4 + step))
        at = moment(cast.last, 16.2 + number * 0.4 + step)
        if step:
            person = hands.fixer.person
            orders.dispatch_order(
                actor=hands.desk, order_key=order.key, mode="assign", to=str(person.key) if person else "", at=at
            )
        if step == 1:
            orders.comment_on_order(
                actor=hands.desk, order_key=order.key, stream="resident", text=words["outside"], at=at
            )
            attach_to_order(
                actor=hands.desk, order_key=order.key, stream="internal", name=words["photo"],
                data=picture(cast.chance(f"photo {estate}")), at=at,
            )  # fmt: skip
