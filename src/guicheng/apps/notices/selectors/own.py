"""What a person was told, and how they want to be told."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from guicheng.apps.notices.models import Notice, NoticeWay, NoticeWish, Way
from guicheng.apps.notices.readings.kinds import KINDS, Kind
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person


@dataclass(frozen=True, slots=True)
class Choice:
    """How one kind comes to a person."""

    kind: Kind
    way: Way


def notices_of(actor: Actor, *, kind: str = "", unread: bool = False) -> QuerySet[Notice]:
    """Return what the actor was told, the newest first; nothing for who is no person.

    Args:
        actor: Who asks.
        kind: Only of this kind, "" for all.
        unread: Only what they have not read.
    """
    rows = Notice.objects.filter(person=actor.person) if actor.person else Notice.objects.none()
    if kind in KINDS:
        rows = rows.filter(happening__kind=kind)
    if unread:
        rows = rows.filter(read_at__isnull=True)
    return rows.select_related("happening__unit").order_by("-pk")


def unread_count(actor: Actor) -> int:
    """Count what the actor has not read: one query."""
    return notices_of(actor, unread=True).count()


def wish_of(person: Person | None) -> NoticeWish:
    """Return how a person wants to be told; the usual way where they never said."""
    found = NoticeWish.objects.filter(person=person).first() if person else None
    return found or NoticeWish(person=person)


def choices_of(person: Person | None) -> list[Choice]:
    """Return by which way each kind comes to a person, in the order of the list: one query."""
    ways = dict(NoticeWay.objects.filter(person=person).values_list("kind", "way")) if person else {}
    return [Choice(kind, Way(ways.get(name, Way.DIGEST))) for name, kind in KINDS.items()]
