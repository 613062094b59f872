"""What time brings about: alarms that ring, lateness that is told a level higher."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.db.models import QuerySet

from guicheng.apps.operations.models import Case, CaseOutcome
from guicheng.apps.operations.selectors.clocks import Clocks
from guicheng.apps.operations.selectors.duty import people_in_role
from guicheng.apps.operations.services.appointing import appointed
from guicheng.apps.operations.services.moving import move
from guicheng.apps.operations.services.taken import Moving, Stamp, take_up
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.permissions import Role
from guicheng.domain.process.running import Event, EventKind, Item
from guicheng.domain.values import GuichengError

_LOG: Final = logging.getLogger(__name__)
#: Whom lateness is told, by level.
_TOLD: Final = {1: Role.SUPERVISOR, 2: Role.ESTATE_MANAGER}
#: Rings of one case in one turn; a circle of alarms is refused when it is published, so this only bounds a turn.
_MOST_RINGS: Final = 50


def fire_due_timers(*, at: datetime, most: int = 200) -> int:
    """Let the alarms ring whose time has come, case by case, each in a transaction of its own.

    Several workers share the work: a case that another one has at hand is left to it, where the database can tell.

    Args:
        at: Now, with time zone.
        most: Cases that are looked at.

    Returns:
        How many cases were looked at.
    """
    seen = set[int]()
    # A look first: a transaction takes the lock of SQLite's only writer, though there is mostly nothing to write.
    while len(seen) < most and _due_cases(at, seen).exists():
        with transaction.atomic():
            case_id = _next_due(at, seen)
            if case_id is None:
                break
            seen.add(case_id)
            try:
                with transaction.atomic():
                    _ring(case_id, at)
            except GuichengError:
                # One case that can't go on must not keep the others waiting; it is tried again next time.
                _LOG.exception("timers of case %s", case_id)
    return len(seen)


def _due_cases(at: datetime, seen: set[int]) -> QuerySet[Case]:
    return Case.objects.filter(timer_at__lte=at, outcome=CaseOutcome.RUNNING).exclude(pk__in=seen)


def _next_due(at: datetime, seen: set[int]) -> int | None:
    rows = _due_cases(at, seen)
    skip = connection.features.has_select_for_update_skip_locked
    return rows.select_for_update(skip_locked=skip).order_by("timer_at", "pk").values_list("pk", flat=True).first()


def _ring(case_id: int, at: datetime) -> None:
    """Let what is due of one case happen."""
    moving = take_up(case_id)
    if moving is None:
        return
    clocks, stamp = Clocks(Unit.objects.get(pk=moving.unit_id)), Stamp(at)
    for _turn in range(_MOST_RINGS):
        events = _due(moving, clocks, stamp)
        if not events:
            break
        move(moving, events, stamp, clocks)
    timer = clocks.next_timer(moving.compiled, moving.state, moving.due)
    Case.objects.filter(pk=case_id).update(timer_at=timer)


def _due(moving: Moving, clocks: Clocks, stamp: Stamp) -> list[Event]:
    """Return what is due first; nothing where nothing is."""
    found: list[tuple[datetime, str, int]] = []
    for item in moving.state.items.values():
        clock = clocks.of(moving.compiled.about[item.step].post)
        alarms = clock.clock.alarms(moving.compiled.tokens, moving.state.marking, item)
        found += [(when, item.step, number) for number, when in alarms if when <= stamp.at]
        notice = clock.next_notice(moving.compiled.tokens, item)
        if notice is not None and notice <= stamp.at:
            found.append((notice, item.step, -1))
    if not found:
        return []
    _when, step, number = min(found)
    item = moving.state.items[step]
    if number < 0:
        return _told(clocks.unit, item, stamp)
    rung = stamp.event(EventKind.FIRED, step, number=number, begun=item.begun)
    return [appointed(moving, rung, clocks.unit, at=stamp.at)]


def _told(unit: Unit, item: Item, stamp: Stamp) -> list[Event]:
    """Return the events by which lateness is told a level higher; who is told follows the case from then on."""
    level = item.level + 1
    people = [str(each) for each in people_in_role(unit, _TOLD[level])]
    told = stamp.event(EventKind.ESCALATED, item.step, level=level, to=people, begun=item.begun)
    return [told, stamp.event(EventKind.COPIED, to=people)] if people else [told]
