"""Records of what customers said: taken in with their marks covered, sorted, looked at in full, forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.services.access import NotAsWantedError, TakenError, permit
from guicheng.apps.research.models import CustomerGroup, DemandSource, Feedback, FeedbackKind
from guicheng.apps.research.selectors.feedback import feedback_by_key
from guicheng.apps.research.selectors.groups import group_visible_to
from guicheng.apps.research.services.noting import EDIT, chosen, lock_company_of, note, unit_for
from guicheng.apps.research.services.sorting import place_person_themes, sort_by_words
from guicheng.domain.demand.masking import mask
from guicheng.domain.values.message import _

LONGEST: Final = 2000
#: Words in full are needed while a complaint is worked on, and no longer.
ORIGINALS_KEPT: Final = timedelta(days=180)
_RATINGS: Final = ("", "1", "2", "3", "4", "5")


@dataclass(frozen=True, slots=True)
class FeedbackPlan:
    """A record to be taken in.

    Args:
        kind: One of ``FeedbackKind``.
        received_on: The day it came.
        text: The words as they came; may be empty for a rating.
        rating: 1 to 5 as a digit, "" for none.
        outside: The number by which another system knows it, "" for none.
    """

    kind: str
    received_on: date | None
    text: str = ""
    rating: str = ""
    outside: str = ""


def planned(plan: FeedbackPlan, unit: Unit, group: CustomerGroup | None, *, today: date, at: datetime) -> Feedback:
    """Return a record that was not written yet, its marks covered.

    Raises:
        NotAsWantedError: A value is missing or cannot be what it is.
    """
    kind = chosen(plan.kind, FeedbackKind.values, field="kind")
    if plan.received_on is None or plan.received_on > today:
        raise NotAsWantedError(_("Write the day on which it came; it cannot lie in the future."), field="received_on")
    said = str(plan.text).replace("\0", "").strip()
    rating = chosen(plan.rating.strip(), _RATINGS, field="rating")
    if not said and not rating:
        raise NotAsWantedError(_("Write what was said, or give a rating."), field="text")
    if len(said) > LONGEST:
        raise NotAsWantedError(_("Write at most {limit} characters.", limit=str(LONGEST)), field="text")
    covered = mask(said)
    return Feedback(
        unit=unit,
        kind=kind,
        received_on=plan.received_on,
        text=covered.text,
        original=said if covered.marks else "",
        covered=[mark.value for mark in covered.kinds],
        rating=int(rating) if rating else None,
        group=group,
        outside=str(plan.outside).replace("\0", "").strip()[:60],
        created_at=at,
    )


@transaction.atomic
def add_feedback(
    *, actor: Actor, unit_key: str | UUID, plan: FeedbackPlan, today: date, at: datetime, group_key: str = ""
) -> Feedback:
    """Take a record in; phone numbers, rooms, plates and names with titles are covered before anything is kept.

    Args:
        actor: Who takes it in; needs ``research.edit`` at the unit.
        unit_key: Where it belongs.
        plan: What came.
        today: The reader's day.
        at: Now, with time zone.
        group_key: Key of the group of customers, "" where nobody knows.

    Raises:
        NotAsWantedError: A value is missing or cannot be what it is.
        TakenError: The company has a record with this number of another system.
    """
    unit = unit_for(actor, unit_key)
    group = group_visible_to(actor, group_key) if group_key else None
    row = planned(plan, unit, group, today=today, at=at)
    row.company = lock_company_of(unit)
    if row.outside and Feedback.objects.filter(company=row.company, outside=row.outside).exists():
        raise TakenError(_("The record {number} stands here already.", number=row.outside), field="outside")
    row.save()
    sort_by_words([row], row.company_id)
    note(actor, "add_feedback", row, unit, at, label=_label(row), after={"kind": row.kind, "covered": row.covered})
    return row


@transaction.atomic
def sort_feedback(
    *, actor: Actor, key: str | UUID, group_key: str, theme_keys: Iterable[str], at: datetime
) -> Feedback:
    """Say which group a record is of and which themes it speaks of; a person's word stands above the words found.

    Raises:
        Feedback.DoesNotExist: There is none within reach.
        NotAllowedError: It is visible, and ``research.edit`` does not hold at its unit.
    """
    row = _for_writing(actor, key)
    row.group = group_visible_to(actor, group_key) if group_key else None
    row.save(update_fields=["group"])
    names = place_person_themes(actor, row, theme_keys)
    told = {"customer_group": row.group.name if row.group else "", "themes": names}
    note(actor, "sort_feedback", row, row.unit, at, label=_label(row), after=told)
    return row


@transaction.atomic
def reveal_feedback(*, actor: Actor, key: str | UUID, reason: str, at: datetime) -> str:
    """Return the words of a record in full; who looked and why stands in the audit.

    Args:
        actor: Who wants to see them; needs ``people.reveal`` at the unit of the record.
        key: The record.
        reason: Why, in a few words.
        at: Now, with time zone.

    Raises:
        Feedback.DoesNotExist: There is none within reach.
        NotAllowedError: It is visible, and may not be looked at in full.
        NotAsWantedError: No reason is given, or nothing was covered or is kept any more.
    """
    row = feedback_by_key(actor, key)
    permit(actor, "people.reveal", row.unit)
    why = " ".join(str(reason).replace("\0", "").split())[:200]
    if not why:
        raise NotAsWantedError(_("Write why you need the words in full."), field="reason")
    if not row.original:
        raise NotAsWantedError(_("Nothing is covered here, or the words in full are no longer kept."), field="key")
    note(actor, "reveal_feedback", row, row.unit, at, label=_label(row), after={"reason": why})
    return row.original


@transaction.atomic
def delete_feedback(*, actor: Actor, key: str | UUID, at: datetime) -> None:
    """Delete a record for good, as somebody may ask of what they said; demands lose it as a source.

    Raises:
        Feedback.DoesNotExist: There is none within reach.
        NotAllowedError: It is visible, and ``research.edit`` does not hold at its unit.
    """
    row = _for_writing(actor, key)
    lost = DemandSource.objects.filter(feedback=row).count()
    note(actor, "delete_feedback", row, row.unit, at, label=_label(row), before={"kind": row.kind, "sources": lost})
    row.delete()


def forget_originals(*, at: datetime) -> int:
    """Empty the words in full of records that came long ago; return how many there were."""
    rows = Feedback.objects.filter(created_at__lt=at - ORIGINALS_KEPT).exclude(original="")
    return rows.update(original="")


def _for_writing(actor: Actor, key: str | UUID) -> Feedback:
    row = feedback_by_key(actor, key)
    permit(actor, EDIT, row.unit)
    return row


def _label(row: Feedback) -> str:
    """Return what the audit calls a record: its day, never its words."""
    return f"{row.received_on:%Y-%m-%d}"
