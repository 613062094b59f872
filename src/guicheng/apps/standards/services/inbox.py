"""A person's own list: read, followed, kept."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.organization.services.access import person_of
from guicheng.apps.platform.services import record
from guicheng.apps.standards.models import (
    Follow,
    Notification,
    NotificationKind,
    SavedView,
    Standard,
    ViewPage,
)
from guicheng.apps.standards.selectors import (
    as_key,
    clean,
    drafts_within,
    keeps_views_of,
    one,
    published_visible_to,
    view_visible_to,
)
from guicheng.apps.standards.services.access import NotAsWantedError
from guicheng.apps.standards.services.telling import note_read
from guicheng.domain.values import NotAllowedError
from guicheng.domain.values.message import _

_LONGEST_NAME: Final = 60
_LONGEST_QUERY: Final = 1_000


@transaction.atomic
def follow_standard(*, actor: Actor, key: str | UUID, at: datetime) -> None:
    """Hear of a standard: editions and withdrawals, and where its draft may be read, comments.

    Raises:
        Standard.DoesNotExist: There is none within reach.
    """
    standard = _readable(actor, key)
    Follow.objects.get_or_create(person=person_of(actor), standard=standard)
    _record(actor, standard, "follow_standard", at)


@transaction.atomic
def unfollow_standard(*, actor: Actor, key: str | UUID, at: datetime) -> None:
    """Hear of a standard no longer."""
    standard = _readable(actor, key)
    Follow.objects.filter(person=person_of(actor), standard=standard).delete()
    _record(actor, standard, "unfollow_standard", at)


@transaction.atomic
def read_notifications(*, actor: Actor, at: datetime, keys: Collection[str | UUID] | None = None) -> int:
    """Note that the actor read notifications of their own, all for None; a mention is settled by that.

    Reading is no change of anything that others see, so it is not audited.
    """
    rows = Notification.objects.filter(person=person_of(actor))
    if keys is not None:
        rows = rows.filter(key__in=[as_key(Notification, key) for key in keys])
    note_read(rows.filter(read_at__isnull=True).select_related("person", "standard"), at)
    rows.filter(Q(kind=NotificationKind.MENTION), settled_at__isnull=True).update(settled_at=at)
    return rows.filter(read_at__isnull=True).update(read_at=at)


@transaction.atomic
def save_view(
    *,
    actor: Actor,
    name: str,
    query: str,
    at: datetime,
    shared: bool = False,
    page: str = ViewPage.STANDARDS,
) -> SavedView:
    """Keep a list under a name; the same name again for the same list replaces it.

    Args:
        actor: Who keeps it.
        name: What it is called.
        query: The query of its address, without "?".
        at: Now, with time zone.
        shared: Whether colleagues see it too.
        page: Which list, a ``ViewPage``.

    Raises:
        NotAsWantedError: There is no such list, the name is empty, or the query too long.
        NotAllowedError: The actor may not look at this list.
    """
    if page not in set(ViewPage):
        raise NotAsWantedError(_("Choose the list that the view shows."), field="page")
    person, title = person_of(actor), clean(name)[:_LONGEST_NAME]
    if not title:
        raise NotAsWantedError(_("Write a name for the view."), field="name")
    if len(query) > _LONGEST_QUERY:
        raise NotAsWantedError(_("Choose fewer filters."), field="query")
    if not keeps_views_of(actor, page):
        raise NotAllowedError(_("Only people who may look at this list keep views of it."))
    values = {"query": clean(query), "shared": shared, "company_id": actor.company_id}
    view, _new = SavedView.objects.update_or_create(owner=person, page=page, name=title, defaults=values)
    _record_own(actor, person, "save_view", at, {"name": title, "page": page, "query": view.query, "shared": shared})
    return view


@transaction.atomic
def delete_view(*, actor: Actor, key: str | UUID, at: datetime) -> None:
    """Delete a list that the actor keeps.

    Raises:
        SavedView.DoesNotExist: There is none within reach.
        NotAllowedError: A colleague keeps it.
    """
    view, person = view_visible_to(actor, key), person_of(actor)
    if view.owner_id != person.pk:
        raise NotAllowedError(_("Only {name}, who keeps this view, can delete it.", name=view.owner.name))
    view.delete()
    _record_own(actor, person, "delete_view", at, {"name": view.name, "page": view.page})


def _readable(actor: Actor, key: str | UUID) -> Standard:
    """Return a standard of a unit of the actor's, or one from above that has an edition."""
    try:
        return one(drafts_within(actor, "standards.read_published"), key)
    except Standard.DoesNotExist:
        return published_visible_to(actor, as_key(Standard, key))


def _record(actor: Actor, standard: Standard, name: str, at: datetime) -> None:
    record(
        actor=actor,
        act=f"standards.{name}",
        subject="standard",
        key=str(standard.key),
        label=str(standard),
        unit_path=str(standard.unit.path),
        at=at,
    )


def _record_own(actor: Actor, person: Person, name: str, at: datetime, after: dict[str, object]) -> None:
    record(
        actor=actor,
        act=f"standards.{name}",
        subject="person",
        key=str(person.key),
        label=person.name,
        after=after,
        at=at,
    )
