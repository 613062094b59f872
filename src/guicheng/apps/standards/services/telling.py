"""Telling people what happened, in the transaction in which it happened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.standards.models import Follow, Notification, Standard, Submission
from guicheng.apps.standards.selectors.people import holders_of
from guicheng.domain.values import Message


def tell(
    *,
    people: Iterable[Person],
    kind: str,
    standard: Standard,
    message: Message,
    actor: Actor,
    at: datetime,
    clause_key: UUID | None = None,
    submission: Submission | None = None,
) -> int:
    """Tell each of the people once; nobody is told of their own act. Return how many were told."""
    own = actor.person.pk if actor.person else None
    chosen = {person.pk: person for person in people if person.pk != own and person.is_active}
    rows = [
        Notification(
            person=person,
            kind=kind,
            standard=standard,
            clause_key=clause_key,
            submission=submission,
            text=message.text,
            fields=message.fields,
            at=at,
        )
        for person in chosen.values()
    ]
    Notification.objects.bulk_create(rows)
    return len(rows)


def settle_asked(
    *, submission: Submission, at: datetime, person: Person | None = None, but: Iterable[int] = ()
) -> None:
    """Take a question about an approval off the lists of those who need not answer it any more.

    Args:
        submission: The approval.
        at: Now, with time zone.
        person: Only this person's; None for everybody's.
        but: Primary keys of people who are still asked.
    """
    rows = Notification.objects.filter(submission=submission, kind="opinion-asked", settled_at__isnull=True)
    wanted = Q(person=person) if person else Q()
    rows.filter(wanted).exclude(person_id__in=list(but)).update(settled_at=at)


def follow(person: Person | None, standard: Standard) -> None:
    """Have a person hear of a standard."""
    if person is not None:
        Follow.objects.get_or_create(person=person, standard=standard)


def followers_of(standard: Standard) -> list[Person]:
    """Return the people who follow a standard and may still read it."""
    readers = holders_of(standard.unit, "standards.read_published")
    return list(readers.filter(follows__standard=standard))
