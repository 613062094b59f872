"""Posts (岗位): added, changed, archived."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Placement, Post
from guicheng.apps.organization.services.access import (
    MANAGE_UNITS,
    StillUsedError,
    TakenError,
    managed_company,
    managed_post,
    note_post,
)
from guicheng.apps.organization.services.values import wanted_post_name, wanted_rank, wanted_trade
from guicheng.domain.values.message import _

_SHOWN: Final = 3


@transaction.atomic
def add_post(*, actor: Actor, name: str, trade: str, rank: str | int | None = None, at: datetime) -> Post:
    """Add a post to the actor's company.

    Args:
        actor: Who adds it; needs ``organization.manage`` at the company.
        name: Its name, at most 40 characters, once in the company.
        trade: A ``Trade``.
        rank: Its level, 1 to 99, a greater one being higher; None for none.
        at: Now, with time zone.

    Raises:
        NotAllowedError: The actor does not manage the company.
        NotAsWantedError: A value is missing or cannot be what it is.
        TakenError: The company has a post of this name, perhaps in its archive.
    """
    company = managed_company(actor, MANAGE_UNITS)
    post = Post(company=company, name=wanted_post_name(name), trade=wanted_trade(trade), rank=wanted_rank(rank))
    _save(post)
    note_post(post, "add_post", actor, at, after=described(post))
    return post


@transaction.atomic
def change_post(
    *, actor: Actor, key: str | UUID, name: str, trade: str, rank: str | int | None = None, at: datetime
) -> Post:
    """Give a post another name, trade or level; see ``add_post`` for values and errors.

    Args:
        actor: Who changes it; needs ``organization.manage`` at the company.
        key: The post.
        name: Its name.
        trade: A ``Trade``.
        rank: Its level; "" for none, None for the one it has.
        at: Now, with time zone.

    Raises:
        Post.DoesNotExist: There is none within reach.
    """
    post = managed_post(actor, key)
    before = described(post)
    post.name, post.trade = wanted_post_name(name), wanted_trade(trade)
    post.rank = post.rank if rank is None else wanted_rank(rank)
    if described(post) == before:
        return post
    _save(post)
    note_post(post, "change_post", actor, at, before=before, after=described(post))
    return post


@transaction.atomic
def archive_post(*, actor: Actor, key: str | UUID, at: datetime) -> Post:
    """Take a post out of use.

    Raises:
        Post.DoesNotExist: There is none within reach.
        NotAllowedError: The actor does not manage the company.
        StillUsedError: People fill it; the sentence names them.
    """
    post = managed_post(actor, key)
    if post.archived_at:
        return post
    _refuse_filled(post)
    return _set_archived(post, at, "archive_post", actor, at)


@transaction.atomic
def unarchive_post(*, actor: Actor, key: str | UUID, at: datetime) -> Post:
    """Take a post into use again; errors as for ``change_post``."""
    post = managed_post(actor, key)
    return _set_archived(post, None, "unarchive_post", actor, at) if post.archived_at else post


def described(post: Post) -> dict[str, Any]:
    """Return what the audit keeps of a post."""
    said = {"name": post.name, "trade": str(post.trade)}
    return said if post.rank is None else {**said, "rank": post.rank}


def _set_archived(post: Post, archived_at: datetime | None, act: str, actor: Actor, at: datetime) -> Post:
    before = {"archived": bool(post.archived_at)}
    post.archived_at = archived_at
    post.save(update_fields=["archived_at"])
    note_post(post, act, actor, at, before=before, after={"archived": bool(archived_at)})
    return post


def _save(post: Post) -> None:
    try:
        with transaction.atomic():
            post.save()
    except IntegrityError as error:
        raise TakenError(_("The company has a post “{name}” already.", name=post.name), field="name") from error


def _refuse_filled(post: Post) -> None:
    rows = Placement.objects.filter(post=post, person__is_active=True)
    names = dict.fromkeys(rows.order_by("person__name").values_list("person__name", flat=True)[: _SHOWN * 2])
    if names:
        raise StillUsedError(
            _(
                "{post} is still filled by: {names} (all in all {count}). Place them elsewhere first.",
                post=post.name,
                names="、".join(list(names)[:_SHOWN]),
                count=str(rows.values("person").distinct().count()),
            )
        )
