"""Rounds whose lines a later stage settles, such as those of inspections of quality."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from guicheng.apps.operations.models import Checklist, ChecklistVersion, Round
from guicheng.apps.operations.readings.checklists import Line, stored_line
from guicheng.apps.operations.services.rounds.folding import refresh_rounds
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.services.access import permit, person_of
from guicheng.domain.targets.checklist_line import Theme

_SEND: Final = "field.send"


@dataclass(frozen=True, slots=True)
class Walk:
    """A round with lines of its own.

    Args:
        unit: Where it stands: who may read tasks there sees it.
        title: What it is called, as its checklist is.
        occurrence: Its name, by which events name it.
        end: Until when.
        lines: What it asks.
    """

    unit: Unit
    title: str
    occurrence: str
    end: datetime
    lines: Sequence[Line]


@transaction.atomic
def open_inspection_round(*, actor: Actor, walk: Walk, at: datetime) -> Round:
    """Open a round with lines of its own, which ends with a signature.

    Its checklist is out of use from the beginning: nobody else walks by it, and nobody changes it.

    Args:
        actor: Who walks it, a person; needs ``field.send`` at the unit.
        walk: The round.
        at: Now, with time zone.

    Raises:
        NotAllowedError: The actor may not send evidence there.
    """
    permit(actor, _SEND, walk.unit)
    person = person_of(actor)
    checklist = Checklist.objects.create(
        unit=walk.unit, theme=Theme.SERVICE.value, title=walk.title, number=1, archived_at=at
    )
    version = ChecklistVersion.objects.create(
        checklist=checklist,
        number=1,
        lines=[stored_line(line) for line in walk.lines],
        signed=True,
        at=at,
        by=person,
    )
    row = Round.objects.create(
        company_id=int(actor.company_id or 0),
        occurrence=walk.occurrence,
        unit=walk.unit,
        version=version,
        title=walk.title,
        begin=at,
        end=walk.end,
        assignee=person,
    )
    refresh_rounds(row.company_id, [row.occurrence])
    return Round.objects.get(pk=row.pk)
