"""Posts (岗位)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import organization as shapes
from guicheng.apps.organization import selectors, services
from guicheng.apps.organization.models import DutyHours, Post, Unit
from guicheng.domain.worktime.hours import read_hours, week_minutes

calls = Calls("posts")
_READ, _MANAGE = "organization.read", "organization.manage"


@calls.get("/posts", needs=_READ, answer=shapes.Posts, summary="List posts", refuses=("bad-cursor",))
def list_posts(request: HttpRequest, wanted: Query[shapes.UnitsWanted]) -> dict[str, Any]:
    """Return the posts of the company, by name."""
    rows = selectors.posts_visible_to(actor_of(request))
    if wanted.archived is not None:
        rows = rows.filter(archived_at__isnull=not wanted.archived)
    found, following = page_of(rows, wanted.cursor, by="name")
    return {"items": [post_json(post) for post in found], "next": following}


@calls.get("/posts/{key}", needs=_READ, answer=shapes.Post, summary="See a post")
def see_post(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return one post."""
    return post_json(selectors.post_visible_to(actor_of(request), key))


@calls.write(
    "POST",
    "/posts",
    needs=_MANAGE,
    answer=shapes.Post,
    status=201,
    summary="Add a post",
    refuses=("not-as-wanted", "taken"),
)
def add_post(request: HttpRequest, body: shapes.PostIn) -> dict[str, Any]:
    """Add a post to the company; whoever manages only a part of it is refused."""
    made = services.add_post(
        actor=actor_of(request), name=body.name, trade=body.trade, rank=body.rank, at=timezone.now()
    )
    return post_json(made)


@calls.write(
    "PATCH",
    "/posts/{key}",
    needs=_MANAGE,
    answer=shapes.Post,
    summary="Change a post",
    refuses=("not-as-wanted", "taken"),
)
def change_post(request: HttpRequest, key: Path[str], body: shapes.PostChange) -> dict[str, Any]:
    """Give a post another name, trade or level; what is left out stays."""
    actor = actor_of(request)
    post = selectors.post_visible_to(actor, key)
    name = post.name if body.name is None else body.name
    rank = (body.rank or "") if "rank" in body.model_fields_set else None
    changed = services.change_post(
        actor=actor, key=key, name=name, trade=body.trade or post.trade, rank=rank, at=timezone.now()
    )
    return post_json(changed)


@calls.write(
    "POST",
    "/posts/{key}/archive",
    needs=_MANAGE,
    answer=shapes.Post,
    summary="Archive a post",
    refuses=("still-used",),
)
def archive_post(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Take a post out of use that nobody fills."""
    return post_json(services.archive_post(actor=actor_of(request), key=key, at=timezone.now()))


@calls.write(
    "POST", "/posts/{key}/unarchive", needs=_MANAGE, answer=shapes.Post, summary="Take a post out of the archive"
)
def unarchive_post(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Take a post into use again."""
    return post_json(services.unarchive_post(actor=actor_of(request), key=key, at=timezone.now()))


@calls.get("/units/{key}/duty-hours", needs=_READ, answer=list[shapes.DutyHours], summary="See duty hours of a unit")
def see_duty_hours(request: HttpRequest, key: Path[str]) -> list[dict[str, Any]]:
    """Return when posts are on duty in a unit; what is said for the nearest unit above holds where nothing is said."""
    rows = selectors.nearest_hours(selectors.unit_visible_to(actor_of(request), key))
    return [duty_json(row) for row in rows.values()]


@calls.write(
    "PUT",
    "/units/{key}/duty-hours/{post}",
    needs=_MANAGE,
    answer=list[shapes.DutyHours],
    summary="Set duty hours of a post in a unit",
    refuses=("not-as-wanted", "archived"),
)
def set_duty_hours(
    request: HttpRequest, key: Path[str], post: Path[str], body: shapes.DutyHoursIn
) -> list[dict[str, Any]]:
    """Say when a post is on duty in a unit and all below it, and return the hours of all posts there."""
    actor = actor_of(request)
    services.set_duty_hours(actor=actor, post_key=post, unit_key=key, hours=body.hours, at=timezone.now())
    rows = selectors.nearest_hours(selectors.unit_visible_to(actor, key))
    return [duty_json(row) for row in rows.values()]


def duty_json(row: DutyHours) -> dict[str, Any]:
    """Return duty hours as the API tells them."""
    week = [list(each) for each in week_minutes(read_hours(row.hours))]
    return {"post": told(row.post), "unit": told(row.unit), "hours": row.hours, "week": week}


def told(thing: Post | Unit) -> dict[str, str]:
    """Return a thing by key and name."""
    return {"key": str(thing.key), "name": thing.name}


def post_json(post: Post) -> dict[str, Any]:
    """Return a post as the API tells it."""
    return {
        "key": str(post.key),
        "name": post.name,
        "trade": post.trade,
        "rank": post.rank,
        "archived_at": post.archived_at,
    }
