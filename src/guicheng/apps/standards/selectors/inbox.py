"""What a person is told, follows and keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from guicheng.apps.notices.selectors.own import notices_of
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.standards.models import (
    ASKING,
    Follow,
    Notification,
    SavedView,
    Standard,
    ViewPage,
)
from guicheng.apps.standards.selectors.fetching import one, published_for
from guicheng.apps.standards.selectors.paging import cursor_of, place_of

#: Who may look at a list may keep it.
_PAGE_NEEDS: Final[dict[str, str]] = {
    ViewPage.STANDARDS: "standards.read",
    ViewPage.ORDERS: "orders.read",
    ViewPage.WORK: "cases.read",
}
_NEEDS: Final = Q(kind__in=ASKING, settled_at__isnull=True)


@dataclass(frozen=True, slots=True)
class NotificationPage:
    """A page of notifications, newest first."""

    rows: list[Notification]
    next: str


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """How many notifications need the person, and how many they have not read."""

    needs: int
    unread: int


def notifications_of(actor: Actor) -> QuerySet[Notification]:
    """Return the notifications of a person about standards that they may still see, newest first; none for others."""
    if actor.person is None:
        return Notification.objects.none()
    rows = Notification.objects.filter(published_for(actor, "standard__"), person=actor.person)
    return rows.select_related("standard", "submission").defer("submission__content").order_by("-pk")


def needs_of(actor: Actor) -> QuerySet[Notification]:
    """Return what a person has to do, newest first."""
    return notifications_of(actor).filter(_NEEDS)


def inbox_of(
    actor: Actor, *, what: str = "needs", unread: bool = False, cursor: str = "", count: int = 50
) -> NotificationPage:
    """Return notifications of the actor: one query.

    Args:
        actor: Who asks.
        what: ``needs`` for what they have to do, ``following`` for the rest, ``all`` for both.
        unread: Only those that they have not read.
        cursor: Where the page before ended.
        count: How many to return at most.

    Raises:
        BadCursorError: The cursor is none of ours.
    """
    rows = notifications_of(actor)
    if what == "needs":
        rows = rows.filter(_NEEDS)
    elif what == "following":
        rows = rows.exclude(kind__in=ASKING)
    if unread:
        rows = rows.filter(read_at__isnull=True)
    if cursor:
        rows = rows.filter(pk__lt=place_of(cursor)[1])
    found = list(rows[: count + 1])
    return NotificationPage(found[:count], cursor_of("", found[count - 1].pk) if len(found) > count else "")


def inbox_counts(actor: Actor) -> InboxCounts:
    """Count for the badge: one query."""
    found = notifications_of(actor).aggregate(
        needs=Count("pk", filter=_NEEDS), unread=Count("pk", filter=Q(read_at__isnull=True))
    )
    return InboxCounts(found["needs"], found["unread"])


def badges(actor: Actor) -> dict[str, int]:
    """Count for every page what needs the actor, and what they were told and have not read: one query."""
    if actor.person is None:
        return {"needs": 0, "unread": 0}
    lists = {"needs": notifications_of(actor).filter(_NEEDS), "unread": notices_of(actor, unread=True)}
    counts = {
        name: Coalesce(Subquery(rows.order_by().values("person").annotate(all=Count("pk")).values("all")), 0)
        for name, rows in lists.items()
    }
    found = Person.objects.filter(pk=actor.person.pk).values_list(counts["needs"], counts["unread"]).get()
    return {"needs": found[0], "unread": found[1]}


def follows(actor: Actor, standard: Standard) -> bool:
    """Tell whether the actor follows a standard."""
    return Follow.objects.filter(person=actor.person, standard=standard).exists() if actor.person else False


def followed_by(actor: Actor) -> QuerySet[Standard]:
    """Return the standards that the actor follows and may see."""
    rows = Standard.objects.filter(published_for(actor)).select_related("unit", "steward")
    return rows.filter(Exists(Follow.objects.filter(person=actor.person, standard=OuterRef("pk")))).order_by("code")


def keeps_views_of(actor: Actor, page: str) -> bool:
    """Tell whether the actor may look at a list, and so keep and see views of it; a program keeps none."""
    return actor.person is not None and page in _PAGE_NEEDS and actor.may_anywhere(_PAGE_NEEDS[page])


def views_visible_to(actor: Actor, page: str = ViewPage.STANDARDS) -> QuerySet[SavedView]:
    """Return the views of a list that the actor keeps, and those that colleagues share.

    Args:
        actor: Who asks.
        page: Of which list.
    """
    return _views_of(actor, [page])


def _views_of(actor: Actor, pages: list[str]) -> QuerySet[SavedView]:
    wanted = Q(owner=actor.person) | Q(company_id=actor.company_id, shared=True)
    rows = SavedView.objects.filter(wanted, page__in=[page for page in pages if keeps_views_of(actor, page)])
    return rows.select_related("owner").order_by("name", "pk")


def view_visible_to(actor: Actor, key: str | UUID) -> SavedView:
    """Return a kept list.

    Raises:
        SavedView.DoesNotExist: There is none that the actor keeps or that is shared with them.
    """
    return one(_views_of(actor, ViewPage.values), key)
