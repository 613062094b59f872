"""The posts of a company."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.organization import selectors, services
from guicheng.apps.organization.selectors.tree import filled_posts
from guicheng.domain.worktime.hours import EXAMPLE
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.standards_list import TRADES
from guicheng.web.views.organization import way


def posts(request: HttpRequest) -> HttpResponse:
    """Show the posts by kind of service with level and duty hours, and add, change or archive one."""
    actor = actor_of(request)
    outcome = attempt(request, _acts(request)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("posts")
    filled, hours = filled_posts(actor), selectors.hours_visible_to(actor)
    rows = [
        (post, TRADES[post.trade], filled.get(post.pk, 0), hours.get(post.pk, []))
        for post in selectors.posts_visible_to(actor)
    ]
    context = {
        "rows": rows,
        "trades": TRADES.items(),
        "example": EXAMPLE,
        "units": selectors.units_visible_to(actor).filter(archived_at=None).order_by("path"),
        "manages": actor.may_anywhere("organization.manage"),
        "told": outcome.told,
        "given": request.POST,
        "crumbs": way(crumbs.Crumb(_("Posts"))),
    }
    return render(request, "web/posts.html", context, status=outcome.status)


def _acts(request: HttpRequest) -> dict[str, Act]:
    actor, now, given = actor_of(request), timezone.now(), request.POST
    key = given.get("key", "")
    name, trade, rank = given.get("name", ""), given.get("trade", ""), given.get("rank")
    return {
        "add": lambda: services.add_post(actor=actor, name=name, trade=trade, rank=rank, at=now),
        "change": lambda: services.change_post(actor=actor, key=key, name=name, trade=trade, rank=rank, at=now),
        "hours": lambda: services.set_duty_hours(
            actor=actor, post_key=key, unit_key=given.get("unit", ""), hours=given.get("hours", ""), at=now
        ),
        "archive": lambda: services.archive_post(actor=actor, key=key, at=now),
        "unarchive": lambda: services.unarchive_post(actor=actor, key=key, at=now),
    }
