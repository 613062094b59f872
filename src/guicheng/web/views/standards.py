"""The list of standards, a new one, and what is done to several at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.organization.selectors import units_visible_to
from guicheng.apps.standards import readings, services
from guicheng.apps.standards.models import Standard
from guicheng.domain.values import GuichengError
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.standards_list import TRADES, ListWish, StandardList

#: Standards that one bulk act takes at most.
_MOST: Final = 200


def _show(request: HttpRequest, *, told: str = "", status: int = 200) -> HttpResponse:
    wish, actor = ListWish.of(request.GET), actor_of(request)
    try:
        found = StandardList.of(actor, wish, day=readings.day_of(timezone.now()))
    except Unit.DoesNotExist as error:
        raise Http404 from error
    part = request.headers.get("HX-Request") == "true" and wish.cursor
    template = "web/parts/standard_rows.html" if part else "web/standards.html"
    context = {"list": found, "wish": wish, "told": told, "crumbs": crumbs.standards()}
    return render(request, template, context, status=status)


@require_safe
def standards(request: HttpRequest) -> HttpResponse:
    """Show the standards that fit the filters in the address."""
    return _show(request)


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
    """Do one thing to the standards that were ticked: all of them, or none where one may not be."""
    actor, now, keys = actor_of(request), timezone.now(), request.POST.getlist("key")[:_MOST]
    target = request.POST.get("target", "")
    acts: dict[str, Callable[[], Any]] = {
        "move": lambda: services.move_standards(actor=actor, keys=keys, unit_key=target, at=now),
        "assign": lambda: services.assign_stewards(actor=actor, keys=keys, person_key=target, at=now),
    }
    act = acts.get(request.POST.get("act", ""))
    if act is None or not keys:
        return _show(request, told=_("Tick the standards first, then choose what to do with them."), status=422)
    try:
        act()
    except (Standard.DoesNotExist, Unit.DoesNotExist, Person.DoesNotExist) as error:
        raise Http404 from error
    except GuichengError as error:
        return _show(request, told=error.message.render(_), status=422)
    return redirect(f"{request.path.removesuffix('several/')}{ListWish.of(request.GET).address()}")
