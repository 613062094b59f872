"""What a dispute is about: a work order, a case, a round, or any other task that events name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q

from guicheng.apps.operations.models import Case, DueWork, FieldEvent, Round, WorkOrder
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors.fetching import clean, one

READ: Final = "evidence.read"


class SubjectKind(StrEnum):
    """What a dispute can be about."""

    ORDER = "order"
    CASE = "case"
    ROUND = "round"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a dispute is about.

    Args:
        kind: What it is.
        key: By which its address names it.
        name: What people call it.
        unit: Where it is.
        occurrence: The task that events of phones name.
        row: The order, case or round; None for another task.
    """

    kind: SubjectKind
    key: str
    name: str
    unit: Unit
    occurrence: str
    row: Any = None


def subject_visible_to(actor: Actor, kind: str, key: str) -> Subject:
    """Return what a dispute is about, where the actor reads evidence.

    Raises:
        ObjectDoesNotExist: There is no such kind, or none of it within reach.
    """
    return _found(kind, key, actor.within(READ))


def subject_at(unit: Unit, kind: str, key: str) -> Subject:
    """Return what a dispute at a unit is about.

    Raises:
        ObjectDoesNotExist: It is not there any more.
    """
    return _found(kind, key, Q(unit=unit))


def _found(kind: str, key: str, within: Q) -> Subject:
    look = {"order": _order, "case": _case, "round": _round, "task": _task}.get(kind)
    if look is None:
        raise FieldEvent.DoesNotExist
    return look(clean(key)[:64], within)


def _order(key: str, within: Q) -> Subject:
    rows = WorkOrder.objects.filter(within).select_related("unit", "place", "holder", "post", "reported_by")
    row = one(rows, key)
    return Subject(SubjectKind.ORDER, str(row.key), row.number, row.unit, str(row.key), row)


def _case(key: str, within: Q) -> Subject:
    row = one(Case.objects.filter(within).select_related("unit", "edition__process"), key)
    return Subject(SubjectKind.CASE, str(row.key), row.title, row.unit, str(row.key), row)


def _round(key: str, within: Q) -> Subject:
    rows = Round.objects.filter(within, occurrence=key)
    row = rows.select_related("unit", "version__edition__standard", "version__checklist", "assignee", "plan").get()
    return Subject(SubjectKind.ROUND, row.occurrence, row.title, row.unit, row.occurrence, row)


def _task(key: str, within: Q) -> Subject:
    """Return a task: an order, a case or a round where it is one, since it may be named by its occurrence alone."""
    for look in (_order, _case) if _is_key(key) else (_round,):
        try:
            return look(key, within)
        except ObjectDoesNotExist:
            continue
    due = DueWork.objects.filter(within, occurrence=key).select_related("unit", "plan").first()
    event = FieldEvent.objects.filter(within, occurrence=key).select_related("unit").first() if due is None else None
    unit = due.unit if due else event.unit if event else None
    if unit is None:
        raise FieldEvent.DoesNotExist
    return Subject(SubjectKind.TASK, key, key, unit, key, due)


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
