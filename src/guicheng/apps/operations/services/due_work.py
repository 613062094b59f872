"""Work that plans make due, as one row: taken, handed over, and said to be done."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from guicheng.apps.operations.models import DueWork
from guicheng.apps.operations.selectors.cases import colleagues_at, fills
from guicheng.apps.operations.selectors.plans import due_work_visible_to
from guicheng.apps.operations.services.estate_access import ROSTER, note
from guicheng.apps.operations.services.plans import finish_at_desk
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.organization.services.access import NotAsWantedError, permit, person_of
from guicheng.domain.values import NotAllowedError, StaleError
from guicheng.domain.values.message import _


@transaction.atomic
def take_due_work(*, actor: Actor, occurrence: str, at: datetime) -> DueWork:
    """Take due work that nobody has; of two who take it at once the first one gets it.

    Args:
        actor: Who takes it, a person; needs ``field.send``, and fills the post of the plan.
        occurrence: The work.
        at: Now, with time zone.

    Raises:
        DueWork.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not work there, or it lies with another post.
        StaleError: Somebody else has it.
    """
    row, person = due_work_visible_to(actor, occurrence), person_of(actor)
    permit(actor, "field.send", row.unit)
    post = row.plan.post
    if post and not (fills(actor, post, row.unit) or actor.may(ROSTER, row.unit)):
        raise NotAllowedError(_("This work lies with another post: {post}.", post=post))
    if not DueWork.objects.filter(pk=row.pk, assignee=None).update(assignee=person):
        holder = DueWork.objects.select_related("assignee").get(pk=row.pk).assignee
        if holder != person:
            raise StaleError(_("{name} was faster and has this work.", name=str(holder)), revision=0)
        return row
    return _given(row, person, actor, at, "take_due_work")


@transaction.atomic
def give_due_work(*, actor: Actor, occurrence: str, to: str, at: datetime) -> DueWork:
    """Hand due work over to somebody.

    Args:
        actor: Who does; needs ``rosters.manage`` at the estate.
        occurrence: The work.
        to: Key of whoever gets it, somebody of the estate.
        at: Now, with time zone.

    Raises:
        DueWork.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not.
        NotAsWantedError: Nobody of that key works there.
    """
    row = due_work_visible_to(actor, occurrence)
    permit(actor, ROSTER, row.unit)
    person = next((each for each in colleagues_at(row.unit) if str(each.key) == to), None)
    if person is None:
        raise NotAsWantedError(_("Choose somebody who works at this estate."), field="to")
    DueWork.objects.filter(pk=row.pk).update(assignee=person)
    return _given(row, person, actor, at, "give_due_work")


def finish_due_work(*, actor: Actor, occurrence: str, at: datetime) -> None:
    """Say at a desk that due work was done now, as ``finish_at_desk`` does.

    Args:
        actor: Who says it, a person; needs ``field.send`` at the estate.
        occurrence: The work.
        at: Now, with time zone.

    Raises:
        DueWork.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not.
        NotAsWantedError: Its time has not come, or it has a checklist, which is walked.
    """
    row = due_work_visible_to(actor, occurrence)
    walk = finish_at_desk(actor=actor, plan_key=row.plan.key, occurrence=occurrence, due=row.begin, at=at)
    if walk is not None:
        raise NotAsWantedError(_("This work has a checklist. Open its round and walk it."), field="occurrence")


def _given(row: DueWork, person: Person, actor: Actor, at: datetime, act: str) -> DueWork:
    before = row.assignee.name if row.assignee else ""
    row.assignee = person
    label = f"{row.plan.source.clause.number} {row.begin:%Y-%m-%d %H:%M}"
    told = {"before": before, "person": person.name}
    note(row.unit, act, actor, at, subject="due_work", key=row.occurrence, label=label, after=told)
    return row
