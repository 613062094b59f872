"""Telling people of nonconformities to mend or to verify whose time nears its end or is over, level by level."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.db.models import QuerySet

from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.improvement.selectors.deadlines import HIGHEST, last_day_of, notices_for, verified_by_day
from guicheng.apps.improvement.services.news import VERIFY_KIND, verifiers_of
from guicheng.apps.notices.services import tell
from guicheng.apps.operations.selectors.duty import on_duty, people_in_role
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.organization.permissions import Role
from guicheng.domain.attainment.mending import Stand
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

_SHORT: Final = 30
_LOG: Final = logging.getLogger(__name__)


def tell_of_due_nonconformities(*, at: datetime, most: int = 200) -> int:
    """Tell of the nonconformities whose time has come, each in a transaction of its own; return how many there were.

    Args:
        at: Now, with time zone.
        most: How many are looked at.
    """
    seen = set[int]()
    # A look first: a transaction takes the lock of SQLite's only writer, though there is mostly nothing to write.
    while len(seen) < most and _waiting(at, seen).exists():
        with transaction.atomic():
            row = _next(at, seen)
            if row is None:
                break
            seen.add(row.pk)
            try:
                with transaction.atomic():
                    _look_at(row, at)
            except GuichengError:
                # One that cannot be timed must not keep the others waiting; it is tried again next time.
                _LOG.exception("notices of nonconformity %s", row.pk)
    return len(seen)


def _waiting(at: datetime, seen: set[int]) -> QuerySet[Nonconformity]:
    return Nonconformity.objects.filter(notice_at__lte=at).exclude(pk__in=seen)


def _next(at: datetime, seen: set[int]) -> Nonconformity | None:
    skip = connection.features.has_select_for_update_skip_locked
    rows = _waiting(at, seen).select_for_update(skip_locked=skip, of=("self",)).order_by("notice_at", "pk")
    return rows.select_related("unit", "owner", "post").first()


def _look_at(row: Nonconformity, at: datetime) -> None:
    """Tell the highest level whose time has come, and note when it is looked at next."""
    found = notices_for(row)
    come = [each for when, each in found if when <= at]
    if come:
        highest = max(come, key=lambda each: each.level)
        (_tell_verifiers if row.stand == Stand.FINISHED else _tell)(row, highest.level, highest.key, at)
    following = min((when for when, _notice in found if when > at), default=None)
    Nonconformity.objects.filter(pk=row.pk).update(notice_at=following)


def _tell(row: Nonconformity, level: int, key: str, at: datetime) -> None:
    hands = [row.owner.pk] if row.owner else on_duty(row.unit, row.post.name, at=at) if row.post else []
    named = {
        "number": row.called,
        "due": f"{last_day_of(row):%m-%d}",
        "what": row.found[:_SHORT],
    }
    soon = _("{number} has to be mended by {due}: {what}", **named)
    tell(
        Person.objects.filter(pk__in={*hands, *_above(row.unit, level, taken=bool(hands))}),
        kind="nonconformity-late",
        unit=row.unit,
        title=_("{number} was to be mended by {due}: {what}", **named) if level else soon,
        path=f"/improvement/{row.key}/",
        at=at,
        key=f"nonconformity:{row.key}:{key}",
        urgent=level >= HIGHEST,
        on_duty=hands,
    )


def _tell_verifiers(row: Nonconformity, level: int, key: str, at: datetime) -> None:
    """Tell those who can verify it, in the end those of the unit above too."""
    people = verifiers_of(row)
    if level >= HIGHEST:
        people |= verifiers_of(row, Unit.objects.get_parent(row.unit))
    named = {"number": row.called, "due": f"{verified_by_day(row):%m-%d}", "what": row.found[:_SHORT]}
    soon = _("{number} is said to be mended and has to be looked at by {due}: {what}", **named)
    tell(
        Person.objects.filter(pk__in=people),
        kind=VERIFY_KIND,
        unit=row.unit,
        title=_("{number} is said to be mended and was to be looked at by {due}: {what}", **named) if level else soon,
        path=f"/improvement/{row.key}/",
        at=at,
        key=f"nonconformity:{row.key}:{key}",
        urgent=level >= HIGHEST,
    )


def _above(unit: Unit, level: int, *, taken: bool) -> set[int]:
    """Return who is told beside whoever has to mend it: the managers there, then those of the unit above.

    Where nobody has to mend it yet, the managers there hear already that its end is near: they say who does.
    """
    found = set[int]()
    if level >= 1 or not taken:
        found |= {*people_in_role(unit, Role.ESTATE_MANAGER), *people_in_role(unit, Role.SUPERVISOR)}
    if level >= HIGHEST:
        parent = Unit.objects.get_parent(unit) or unit
        found |= {*people_in_role(parent, Role.ESTATE_MANAGER), *people_in_role(parent, Role.QUALITY_MANAGER)}
    return found
