"""Telling people what happened, in the transaction in which it happened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

from django.db.models import Q

from guicheng.apps.notices import services as notices
from guicheng.apps.notices.services.own import read_by_name
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.standards.models import Follow, Notification, NotificationKind, Standard, Submission
from guicheng.apps.standards.selectors.people import edition_readers, holders_of
from guicheng.domain.values import Message

#: Kind of a notification → kind of notice.
_KINDS: Final = {
    NotificationKind.OPINION_ASKED: "approval-asked",
    NotificationKind.REMINDED: "approval-asked",
    NotificationKind.RETURNED: "approval-returned",
    NotificationKind.VOIDED: "approval-news",
    NotificationKind.COPIED: "approval-news",
    NotificationKind.APPROVED: "approval-news",
    NotificationKind.MENTION: "mention",
    NotificationKind.COMMENT: "comment",
    NotificationKind.PUBLISHED: "edition",
    NotificationKind.WITHDRAWN: "edition",
    NotificationKind.ASSIGNED: "assigned",
}
_ON_APPROVAL: Final = frozenset({"opinion-asked", "returned", "voided", "reminded", "copied", "approved"})
_OF_EDITIONS: Final = frozenset({NotificationKind.PUBLISHED, NotificationKind.WITHDRAWN})
_IN_TALK: Final = frozenset({"mention", "comment"})


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
    if rows:
        values: dict[str, Any] = {
            "kind": _KINDS[NotificationKind(kind)],
            "unit": standard.unit,
            "title": message,
            "at": at,
        }
        notices.tell(chosen.values(), path=_path_of(rows[0]), key=name_of(rows[0]), **values)
    return len(rows)


def name_of(row: Notification) -> str:
    """Return the name by which notices know what a notification tells."""
    told = f"{row.kind} {row.submission_id} {row.clause_key} {row.text} {sorted(row.fields.items())}"
    return f"standard:{row.standard.key}:{row.at.isoformat()}:{sha256(told.encode()).hexdigest()[:16]}"


def _path_of(row: Notification) -> str:
    page = f"/standards/{quote(row.standard.code, safe='')}/"
    if row.kind in _OF_EDITIONS and (number := row.fields.get("number")):
        return f"{page}editions/{number}/"
    if row.kind in _ON_APPROVAL:
        return f"{page}approval/"
    if row.kind in _IN_TALK:
        return f"{page}threads/" + (f"?clause={row.clause_key}" if row.clause_key else "")
    return page


def note_read(rows: Iterable[Notification], at: datetime) -> None:
    """Take off the lists of notices what was read or settled in the inbox."""
    by_person: dict[Person, list[str]] = {}
    for row in rows:
        by_person.setdefault(row.person, []).append(name_of(row))
    for person, names in by_person.items():
        read_by_name(person=person, names=names, at=at)


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
    settled = rows.filter(wanted).exclude(person_id__in=list(but))
    note_read(settled.select_related("person", "standard"), at)
    settled.update(settled_at=at)


def follow(person: Person | None, standard: Standard) -> None:
    """Have a person hear of a standard."""
    if person is not None:
        Follow.objects.get_or_create(person=person, standard=standard)


def followers_of(standard: Standard) -> list[Person]:
    """Return the people who follow a standard and read what is published at its unit: they hear of conversations."""
    readers = holders_of(standard.unit, "standards.read_published")
    return list(readers.filter(follows__standard=standard))


def followers_of_editions(standard: Standard) -> list[Person]:
    """Return the people who follow a standard and may read its editions: also those whose roles hold below its unit."""
    readers = edition_readers(standard)
    return list(readers.filter(follows__standard=standard))
