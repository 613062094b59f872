"""The list of standards, a new one, and what is done to several at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors import units_visible_to
from guicheng.apps.standards import readings, services
from guicheng.domain.values import GuichengError
from guicheng.web import bulk, crumbs
from guicheng.web.actor import actor_of
from guicheng.web.outcome import Outcome
from guicheng.web.standards_list import TRADES, ListWish, StandardList, fitting

#: Standards that one bulk act takes at most.
_MOST: Final = 200


def show_list(request: HttpRequest, *, told: str = "", outcome: Outcome | None = None, status: int = 0) -> HttpResponse:
    """Return the page of the list; 422 with a sentence about what went wrong.

    Args:
        request: Whose address holds filters and columns.
        told: What is wrong, "" for nothing.
        outcome: What an act on several standards did, None for none.
        status: Of the answer where it is neither 200 nor 422.

    Raises:
        Http404: The unit of the filter is not within reach.
    """
    wish, actor = ListWish.of(request.GET), actor_of(request)
    try:
        found = StandardList.of(actor, wish, day=readings.day_of(timezone.now()))
    except Unit.DoesNotExist as error:
        raise Http404 from error
    part = request.headers.get("HX-Request") == "true" and wish.cursor
    template = "web/parts/standard_rows.html" if part else "web/standards.html"
    context = {
        "list": found,
        "wish": wish,
        "told": told,
        "outcome": outcome,
        "ticked": request.POST.getlist("key"),
        "acts": [(name, label) for name, label in bulk.ACTS.items() if (name == "unarchive") == bool(wish.archived)],
        "crumbs": crumbs.standards(),
    }
    return render(request, template, context, status=status or (422 if told else 200))


@require_safe
def standards(request: HttpRequest) -> HttpResponse:
    """Show the standards that fit the filters in the address, and what the last act on several of them did."""
    return show_list(request, outcome=Outcome.told(request.session, bulk.LIST))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a standard."""
    actor, told = actor_of(request), ""
    if request.method == "POST":
        try:
            made = services.create_standard(
                actor=actor,
                unit_key=request.POST.get("unit", ""),
                code=request.POST.get("code", ""),
                title=request.POST.get("title", ""),
                category=request.POST.get("category", ""),
                at=timezone.now(),
            )
        except Unit.DoesNotExist:
            told = _("Choose the unit that the standard belongs to.")
        except GuichengError as error:
            told = error.message.render(_)
        else:
            return redirect("standard", code=made.code)
    units = units_visible_to(actor).filter(actor.within("standards.edit", ""), archived_at__isnull=True)
    context = {
        "units": units,
        "trades": TRADES.items(),
        "given": request.POST,
        "told": told,
        "crumbs": crumbs.standards(crumbs.Crumb(_("New standard"))),
    }
    return render(request, "web/standard_new.html", context, status=422 if told else 200)


@require_POST
def several(request: HttpRequest) -> HttpResponse:
    """Do one thing to the standards that were ticked, and tell which it reached and which it did not."""
    actor, act, wish = actor_of(request), request.POST.get("act", ""), ListWish.of(request.GET)
    keys = request.POST.getlist("key")[:_MOST]
    if request.POST.get("scope") == "all":
        page = fitting(actor, replace(wish, cursor=""), day=readings.day_of(timezone.now()), count=_MOST)
        if page.total != _number(request.POST.get("total", "")) or page.total > _MOST:
            return show_list(
                request, told=_("The list changed, or is too long to act on as a whole. Look at it again.")
            )
        keys = [str(row.standard.key) for row in page.rows]
    if act not in bulk.ACTS or not keys:
        return show_list(request, told=_("Tick the standards first, then choose what to do with them."))
    target = request.POST.get("target", "")
    outcome = bulk.do_to_each(actor=actor, act=act, keys=keys, target=target, at=timezone.now())
    if not outcome.went:
        return show_list(request, outcome=outcome, status=422)
    outcome.keep(request.session, bulk.LIST)
    return redirect(f"{reverse('standards')}{wish.address()}")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else -1
