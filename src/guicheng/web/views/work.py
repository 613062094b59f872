"""The work that somebody has to do: their own, that of their posts, what they follow."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.operations import services
from guicheng.apps.operations.selectors import cases as selectors
from guicheng.apps.operations.selectors.deadlines import standings_of
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, attempt
from guicheng.web.actor import actor_of
from guicheng.web.clock import chip_of

_PAGE: Final = 30
_LISTS: Final = {
    "mine": selectors.work_of_mine,
    "posts": selectors.work_of_my_posts,
    "followed": selectors.work_followed,
}


def work(request: HttpRequest) -> HttpResponse:
    """Show open work, the most urgent first; take on what is of one's post."""
    actor, now = actor_of(request), timezone.now()
    outcome = NOTHING
    if request.method == "POST":
        case, step = request.POST.get("case", ""), request.POST.get("step", "")
        act = lambda: services.take_on(actor=actor, case_key=case, step=step, at=now)  # noqa: E731
        outcome = attempt(request, {"take_on": act})
        if not outcome.told:
            return redirect("case_step", key=case, step=step)
    what = request.GET.get("what", "mine")
    what = what if what in _LISTS else "mine"
    lists = {name: rows(actor) for name, rows in _LISTS.items()}
    page = Paginator(lists[what], _PAGE).get_page(request.GET.get("page"))
    standings = standings_of(page, now)
    tabs = [
        ("mine", _("Mine: {count}"), lists["mine"].count()),
        ("posts", _("Of my posts: {count}"), lists["posts"].count()),
        ("followed", _("Followed: {count}"), lists["followed"].count()),
    ]
    context: dict[str, Any] = {
        "what": what,
        "tabs": [(name, title.format(count=count)) for name, title, count in tabs],
        "page": page,
        "rows": [(item, chip_of(standings[item.pk], now, rests=item.rests_for)) for item in page],
        "starts": actor.may_anywhere("cases.start"),
        "told": outcome.told,
        "crumbs": [crumbs.Crumb(_("My work"))],
    }
    return render(request, "web/work.html", context, status=outcome.status)
