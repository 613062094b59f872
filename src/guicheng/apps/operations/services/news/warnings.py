"""Steps of cases that will soon be late, told once to whoever has them while they are on duty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.timezone import get_default_timezone

from guicheng.apps.notices.services import tell
from guicheng.apps.operations.models import CaseOutcome, WorkItem, WorkState
from guicheng.apps.operations.selectors.clocks import Clocks
from guicheng.apps.operations.selectors.deadlines import compiled_for, item_in
from guicheng.apps.operations.services.news.cases import hands_of
from guicheng.apps.organization.models import Person
from guicheng.domain.values.message import _

_AT_ONCE: Final = 200


def tell_of_due_cases(*, at: datetime) -> int:
    """Tell of steps that near the end of their limits; return how many were told of.

    When a step warns is worked out after its due time was written, here and once: a completion pays nothing for it. A
    due time that moved, after a pause or another edition, is worked out again, and warns again.

    Args:
        at: Now, with time zone.
    """
    # A look first: a transaction takes the lock of SQLite's only writer, though there is mostly nothing to write.
    if _open().filter(_moved()).exists():
        with transaction.atomic():
            _work_out(list(_open().filter(_moved())[:_AT_ONCE]), at)
    if not _open().filter(warn_at__lte=at).exists():
        return 0
    with transaction.atomic():
        return _tell_all(at)


def _tell_all(at: datetime) -> int:
    rows = list(_open().filter(warn_at__lte=at).order_by("warn_at", "pk")[:_AT_ONCE])
    WorkItem.objects.filter(pk__in=[row.pk for row in rows]).update(warn_at=None)
    # A step that is late by now is told of as late.
    near = [row for row in rows if row.due_at is not None and row.due_at > at]
    people = Person.objects.in_bulk({pk for row in near for pk in hands_of(row.case, row)})
    for row in near:
        _tell(row, [people[pk] for pk in hands_of(row.case, row) if pk in people], at)
    return len(near)


def _open() -> QuerySet[WorkItem]:
    rows = WorkItem.objects.filter(
        state=WorkState.OPEN, due_at__isnull=False, paused_at=None, case__outcome=CaseOutcome.RUNNING
    )
    return rows.select_related("case__unit", "case__edition", "post")


def _moved() -> Q:
    """Return the filter for steps of whose due time nobody worked out yet when it warns."""
    return Q(warns_for=None) | ~Q(warns_for=F("due_at"))


def _work_out(rows: Sequence[WorkItem], at: datetime) -> None:
    """Work out when steps warn: in the last fifth of their limits, put off to when somebody is on duty."""
    clocks: dict[int, Clocks] = {}
    for row in rows:
        clock = clocks.setdefault(row.case.unit.pk, Clocks(row.case.unit))
        row.warn_at, row.warns_for = _warning(row, clock, at), row.due_at
    WorkItem.objects.bulk_update(rows, ["warn_at", "warns_for"])


def _warning(row: WorkItem, clocks: Clocks, at: datetime) -> datetime | None:
    compiled = compiled_for(row.case)
    post = clocks.of(compiled.about[row.step].post)
    state = post.clock.stands(compiled.tokens, item_in(row), at)
    if state is None or state.warns_at is None:
        return None
    owed = state.warns_at.replace(tzinfo=get_default_timezone())
    told = post.duty.opens(owed)
    # A warning that comes with the start says nothing, and one after the end is lateness.
    return told if owed > row.since and (row.due_at is None or told < row.due_at) else None


def _tell(row: WorkItem, people: list[Person], at: datetime) -> None:
    if row.due_at is None:
        return
    case, due = row.case, row.due_at.astimezone(get_default_timezone())
    tell(
        people,
        kind="case-warned",
        unit=case.unit,
        title=_("{step} of “{case}” has to be done by {due}", step=row.name, case=case.title, due=f"{due:%m-%d %H:%M}"),
        path=f"/cases/{case.key}/steps/{row.step}/" if row.holder_id else f"/cases/{case.key}/",
        at=at,
        key=f"warned:{case.key}:{row.step}:{row.begun}:{due:%Y%m%d%H%M}",
        on_duty=[person.pk for person in people],
    )
