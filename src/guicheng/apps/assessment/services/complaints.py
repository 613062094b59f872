"""What complaints are related to, and which of them are valid."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from guicheng.apps.assessment.models import ComplaintJudgement, HouseholdCount
from guicheng.apps.assessment.readings.months import wanted_month
from guicheng.apps.assessment.selectors.reach import MANAGE
from guicheng.apps.assessment.services.scored_access import note, unit_for_scores, wanted_words
from guicheng.apps.operations.models import WorkOrder
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors.fetching import one
from guicheng.apps.organization.services.access import NotAsWantedError, permit, person_of
from guicheng.apps.research.models import Feedback, FeedbackKind
from guicheng.domain.orders import OrderKind
from guicheng.domain.values.message import _

_MOST = 1_000_000


@transaction.atomic
def set_households(
    *, actor: Actor, unit_key: str | UUID, households: str | int, since: str, at: datetime
) -> HouseholdCount:
    """Say how many households an estate has from a month on.

    Args:
        actor: Who says it, a person; needs ``scorecards.manage`` at the estate.
        unit_key: The estate.
        households: A whole number from 1 on.
        since: First month, such as 2026-10.
        at: Now, with time zone.

    Raises:
        Unit.DoesNotExist: There is none within reach.
        NotAllowedError: The actor may not.
        NotAsWantedError: The number is none.
        NoMonthError: The month is none.
    """
    unit = unit_for_scores(actor, MANAGE, unit_key)
    person = person_of(actor)
    said = str(households).strip()
    if not (said.isascii() and said.isdigit() and 1 <= int(said[:9]) <= _MOST):
        raise NotAsWantedError(_("Write how many households there are, in digits."), field="households")
    row = HouseholdCount.objects.create(
        unit=unit, households=int(said), since=wanted_month(since, "since"), at=at, by=person
    )
    told = {"households": row.households, "begins": row.since}
    note(unit, "set_households", actor, at, subject="unit", key=unit.key, label=unit.name, after=told)
    return row


@transaction.atomic
def judge_complaint(*, actor: Actor, source: str, valid: bool, reason: str, at: datetime) -> ComplaintJudgement:
    """Say whether a complaint is valid; saying it again puts another judgement beside the first.

    Args:
        actor: Who says it, a person; needs ``scorecards.manage`` at the estate.
        source: ``order:`` or ``feedback:`` with the key of the complaint.
        valid: Whether it is.
        reason: Why.
        at: Now, with time zone.

    Raises:
        WorkOrder.DoesNotExist: There is no such order within reach.
        Feedback.DoesNotExist: There is no such record within reach.
        NotAllowedError: The actor may not.
        NotAsWantedError: There is no reason, or it is no complaint.
    """
    unit, day, label = _complaint(actor, source)
    permit(actor, MANAGE, unit)
    why = wanted_words(reason, "reason", _("Write why the complaint is valid, or why it is not."))
    row = ComplaintJudgement.objects.create(
        unit=unit, source=source, received_on=day, valid=valid, reason=why, at=at, by=person_of(actor)
    )
    told = {"valid": valid, "reason": why}
    note(unit, "judge_complaint", actor, at, subject="complaint", key=source[-36:], label=label, after=told)
    return row


def _complaint(actor: Actor, source: str) -> tuple[Unit, date, str]:
    kind, _colon, key = source.partition(":")
    if kind == "order":
        rows = WorkOrder.objects.filter(actor.within("orders.read"), kind=OrderKind.COMPLAINT)
        order = one(rows.select_related("unit"), key)
        return order.unit, localdate(order.reported_at), order.number
    if kind == "feedback":
        records = Feedback.objects.filter(actor.within("research.read"), kind=FeedbackKind.COMPLAINT)
        record = one(records.select_related("unit"), key)
        return record.unit, record.received_on, record.text[:40]
    raise NotAsWantedError(_("Choose one of the complaints."), field="source")
