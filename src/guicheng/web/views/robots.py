"""Robots of groups: which there are, how they fare, what they could not say; quiet hours of units."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.notices.models import Robot
from guicheng.apps.notices.selectors.outward import quiet_visible_to, robot_visible_to, robots_visible_to
from guicheng.apps.notices.services import robots as services
from guicheng.apps.organization.selectors import units_visible_to
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.notice_words import kind_choices, service_choices, time_of
from guicheng.web.outlets import error_of, outlet_page


def robots(request: HttpRequest) -> HttpResponse:
    """Show the robots of the units in reach; add one, set the quiet hours of a unit."""
    actor = actor_of(request)
    outcome = attempt(request, _acts(request)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        made = outcome.value
        return redirect("robot", key=made.key) if isinstance(made, Robot) else redirect("robots")
    context = {
        "rows": [(row, dict(service_choices())[row.vendor], error_of(row)) for row in robots_visible_to(actor)],
        "quiet": quiet_visible_to(actor),
        "units": units_visible_to(actor)
        .filter(actor.within("robots.manage", ""), archived_at__isnull=True)
        .order_by("path"),
        "services": service_choices(),
        "kinds": kind_choices(),
        "chosen": request.POST.getlist("kind"),
        "given": request.POST if outcome.told else {},
        "told": outcome.told,
        "crumbs": [crumbs.Crumb(_("Robots of groups"))],
    }
    return render(request, "web/notices/robots.html", context, status=outcome.status)


def _acts(request: HttpRequest) -> dict[str, Act]:
    actor, now, given = actor_of(request), timezone.now(), request.POST
    begin, end = time_of(given.get("begin", "")), time_of(given.get("end", ""))
    unit = given.get("unit", "")
    return {
        "add": lambda: services.add_robot(
            actor=actor,
            unit_key=unit,
            vendor=given.get("vendor", ""),
            name=given.get("name", ""),
            address=given.get("address", ""),
            secret=given.get("secret", ""),
            kinds=given.getlist("kind"),
            language=given.get("language", "zh-hans"),
            at=now,
        ),
        "quiet": lambda: services.set_quiet_hours(actor=actor, unit_key=unit, begin=begin, end=end, at=now),
    }


def robot(request: HttpRequest, key: str) -> HttpResponse:
    """Show how a robot fares and what it said; change, try, switch or remove it."""
    actor = actor_of(request)
    found = robot_visible_to(actor, key)
    outcome = attempt(request, _robot_acts(request, found)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("robots") if request.POST.get("act") == "remove" else redirect("robot", key=found.key)
    context = {
        **outlet_page(request, found, outcome),
        "service": dict(service_choices())[found.vendor],
        "crumbs": [crumbs.Crumb(_("Robots of groups"), reverse("robots")), crumbs.Crumb(found.name)],
    }
    return render(request, "web/notices/robot.html", context, status=outcome.status)


def _robot_acts(request: HttpRequest, found: Robot) -> dict[str, Act]:
    actor, now, given = actor_of(request), timezone.now(), request.POST
    kinds = given.getlist("kind")
    return {
        "change": lambda: services.change_robot(
            actor=actor, key=found.key, name=given.get("name", ""), kinds=kinds, at=now
        ),
        "test": lambda: services.test_robot(actor=actor, key=found.key, at=now),
        "on": lambda: services.switch_robot(actor=actor, key=found.key, on=True, at=now),
        "off": lambda: services.switch_robot(actor=actor, key=found.key, on=False, at=now),
        "remove": lambda: services.remove_robot(actor=actor, key=found.key, at=now),
        "again": lambda: services.send_again(actor=actor, key=found.key, delivery=given.get("delivery", ""), at=now),
    }
