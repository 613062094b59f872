"""Cases of a process: some far on their way, some just begun."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from guicheng.apps.operations import services as operations
from guicheng.apps.operations.models import Case, WorkItem
from guicheng.apps.operations.services.cases import have_compiled
from guicheng.apps.organization.actors import Actor
from guicheng.domain.process.forms import Field, FieldKind
from guicheng.usecases.demonstration.cast import Cast, moment, told

_DATED = {FieldKind.DATE: "%Y-%m-%d", FieldKind.TIME: "%Y-%m-%dT%H:%M"}


def run(cast: Cast) -> None:
    """Start cases and take each of them some steps."""
    said, chance = told("orders")["cases"], cast.chance("cases")
    estates = list(cast.estates.items())
    for number, title in enumerate(said["titles"]):
        estate, unit = estates[number % len(estates)]
        at = moment(cast.last - timedelta(days=1 + cast.length // 10 * (len(said["titles"]) - number)), 9.5)
        manager = cast.actors[f"demo-{estate}"]
        case = operations.start_case(actor=manager, unit_key=unit.key, process=said["process"], title=title, at=at)
        for _step in range(2 + number):
            at += timedelta(minutes=chance.randint(8, 90))
            _go_on(case, manager, at, chance, said["answer"])


def _go_on(case: Case, actor: Actor, at: datetime, chance: random.Random, words: str) -> None:
    """Finish the first step that waits; a case that has ended stays as it is."""
    item = WorkItem.objects.filter(case=case, ended_at=None).order_by("pk").first()
    if item is None:
        return
    form = have_compiled(case.edition).form(item.step)
    answers = {field.name: _answer(field, at, chance, words) for field in form if field.kind is not FieldKind.PHOTO}
    operations.complete(actor=actor, case_key=case.key, step=item.step, answers=answers, at=at)


def _answer(field: Field, at: datetime, chance: random.Random, words: str) -> Any:
    if field.answers:
        chosen = chance.choice(field.answers)
        return [chosen] if field.several else chosen
    if field.kind is FieldKind.NUMBER:
        return str(field.low if field.low is not None else 1)
    return at.strftime(_DATED[field.kind]) if field.kind in _DATED else words
