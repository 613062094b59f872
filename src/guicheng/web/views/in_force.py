"""Which editions are in force on a day: the first page of people on the ground."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.organization.selectors import units_visible_to
from guicheng.apps.standards import readings, selectors
from guicheng.web import crumbs
from guicheng.web.actor import actor_of


def in_force(request: HttpRequest) -> HttpResponse:
    """Show the editions in force on a day, today where none is named."""
    actor, asked, today = actor_of(request), request.GET, readings.day_of(timezone.now())
    words, unit = asked.get("q", "")[:100], asked.get("unit", "")
    try:
        day = date.fromisoformat(asked.get("day", "") or str(today))
    except ValueError:
        day = today
    page = selectors.published_standards_visible_to(
        actor, day=day, words=words, unit=unit, cursor=asked.get("cursor", "")
    )
    context = {
        "page": page,
        "day": day,
        "today": today,
        "words": words,
        "unit": unit,
        "units": units_visible_to(actor).filter(archived_at__isnull=True).order_by("path"),
        "crumbs": [crumbs.Crumb(_("In force"))],
    }
    return render(request, "web/in_force.html", context)
