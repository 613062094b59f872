"""How long content is kept, holds while a dispute lasts, and forgetting a person; the chain stays valid throughout."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from guicheng.apps.operations.models import EvidenceHold, FieldEvent, RetentionRule
from guicheng.apps.operations.selectors.events import events_visible_to
from guicheng.apps.operations.selectors.keeping import held_occurrences, hold_visible_to
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors import clean, person_visible_to
from guicheng.apps.organization.services import NotAsWantedError
from guicheng.apps.organization.services.access import managed_company, permit
from guicheng.apps.platform.services import record
from guicheng.domain.evidence import Retention
from guicheng.domain.values.message import _

_KEEP: Final = "evidence.keep"
#: Days: a month at least, since a complaint comes in that time; ten years at most.
FEWEST, MOST = 30, 3_660
_CASE, _REASON = 60, 500


@transaction.atomic
def set_retention(*, actor: Actor, retention: str, days: int, at: datetime) -> RetentionRule:
    """Say for how many days content of a class is kept in the actor's company.

    Args:
        actor: Who says so; needs ``evidence.keep`` at the company.
        retention: The class.
        days: From the day on which something happened.
        at: Now, with time zone.

    Raises:
        NotAsWantedError: There is no such class, or the days are too few or too many.
    """
    company = managed_company(actor, _KEEP)
    if retention not in {each.value for each in Retention}:
        raise NotAsWantedError(_("Choose a class of evidence."), field="retention")
    if not FEWEST <= days <= MOST:
        sentence = _("Enter {least} to {most} days.", least=str(FEWEST), most=str(MOST))
        raise NotAsWantedError(sentence, field="days")
    earlier = RetentionRule.objects.filter(company=company, retention=retention).first()
    rule, _made = RetentionRule.objects.update_or_create(company=company, retention=retention, defaults={"days": days})
    before = {"days": earlier.days} if earlier else {}
    _note(actor, "set_retention", company, retention, at, before=before, after={"days": days})
    return rule


@transaction.atomic
def place_hold(*, actor: Actor, occurrence: str, case: str, reason: str, at: datetime) -> EvidenceHold:
    """Keep everything of a task until the hold is lifted, whatever its days.

    Args:
        actor: Who holds; needs ``evidence.keep`` at the unit of the task.
        occurrence: Id of the task; an event names it.
        case: What the dispute is called, such as the number of a complaint.
        reason: Why.
        at: Now, with time zone.

    Raises:
        NotAsWantedError: No event names the task, the case or the reason is missing, or it is held already.
    """
    named, said = clean(case)[:_CASE], clean(reason)[:_REASON]
    first = events_visible_to(actor).filter(occurrence=clean(occurrence)[:64]).first()
    if first is None:
        raise NotAsWantedError(
            _("No event names this task. Copy its number from the evidence log."), field="occurrence"
        )
    permit(actor, _KEEP, first.unit)
    if not named:
        raise NotAsWantedError(_("Name the case, such as the number of the complaint."), field="case")
    if not said:
        raise NotAsWantedError(_("Say why this has to be kept."), field="reason")
    return hold_task(actor=actor, unit=first.unit, occurrence=first.occurrence, case=named, reason=said, at=at)


def hold_task(*, actor: Actor, unit: Unit, occurrence: str, case: str, reason: str, at: datetime) -> EvidenceHold:
    """Hold a task that was looked up and for which the actor has the permission.

    Args:
        actor: Who holds.
        unit: Where the task is.
        occurrence: Id of the task.
        case: What the dispute is called.
        reason: Why.
        at: Now, with time zone.

    Raises:
        NotAsWantedError: It is held for this case already.
    """
    try:
        with transaction.atomic():
            made = EvidenceHold.objects.create(
                unit=unit,
                company_id=int(actor.company_id or 0),
                occurrence=occurrence,
                case=case,
                reason=reason,
                placed_at=at,
                placed_by=actor.person,
            )
    except IntegrityError as error:
        raise NotAsWantedError(_("This task is held for this case already."), field="case") from error
    _note(actor, "place_hold", unit, str(made), at, after={"reason": reason})
    return made


@transaction.atomic
def lift_hold(*, actor: Actor, key: str | UUID, at: datetime) -> EvidenceHold:
    """End a hold; lifting it again changes nothing.

    Raises:
        EvidenceHold.DoesNotExist: There is none within reach.
        NotAllowedError: It is visible, and the actor may not.
    """
    found = hold_visible_to(actor, key)
    permit(actor, _KEEP, found.unit)
    if found.lifted_at is None:
        found.lifted_at, found.lifted_by = at, actor.person
        found.save(update_fields=["lifted_at", "lifted_by"])
        _note(actor, "lift_hold", found.unit, str(found), at)
    return found


@transaction.atomic
def forget_person(*, actor: Actor, person_key: str | UUID, at: datetime) -> tuple[int, int]:
    """Forget the personal fields of everything that a person did, but what is held; commitments stay in the chain.

    Args:
        actor: Who forgets; needs ``evidence.keep`` at the company.
        person_key: Whom.
        at: Now, with time zone.

    Returns:
        How many events were forgotten, and how many are held.

    Raises:
        Person.DoesNotExist: There is none within reach.
    """
    person = person_visible_to(actor, person_key)
    company = managed_company(actor, _KEEP)
    mine = FieldEvent.objects.filter(company=company, subject=person)
    held = mine.filter(occurrence__in=held_occurrences(company.pk)).count()
    forgotten = mine.exclude(occurrence__in=held_occurrences(company.pk)).update(personal=None, subject=None)
    _note(actor, "forget_person", company, str(person.key), at, after={"events": forgotten, "held": held})
    return forgotten, held


def _note(actor: Actor, act: str, unit: Unit, label: str, at: datetime, **changes: Any) -> None:
    record(
        actor=actor,
        act=f"operations.{act}",
        subject="evidence",
        key=label[:60],
        label=label,
        at=at,
        unit_path=str(unit.path),
        **changes,
    )
