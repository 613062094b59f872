"""Estates: what is known of their ground, and who is on duty."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from guicheng.apps.operations.selectors.calendars import calendar_for
from guicheng.apps.operations.selectors.estates import estate_counted, estate_row, estate_rows, estates_visible_to
from guicheng.apps.operations.selectors.places import inspections_due
from guicheng.apps.operations.selectors.rosters import on_duty_at
from guicheng.web.actor import actor_of
from guicheng.web.estate_words import tabs, way

_SHOWN: Final = 20


def estates(request: HttpRequest) -> HttpResponse:
    """List the estates with how much of their ground is written down."""
    actor = actor_of(request)
    context = {
        "rows": estate_rows(estates_visible_to(actor)),
        "organizes": actor.may_anywhere("organization.manage"),
        "crumbs": way(),
    }
    return render(request, "web/estates.html", context)


def estate(request: HttpRequest, key: str) -> HttpResponse:
    """Show an estate: who is on duty now, what is written down, which inspections are due, which calendar holds."""
    actor, now = actor_of(request), timezone.now()
    unit = estate_counted(actor, key)
    calendar = calendar_for(unit)
    context = {
        "unit": unit,
        "row": estate_row(unit, has_calendar=calendar is not None),
        "duty": on_duty_at(unit, now),
        "now": now,
        "due": inspections_due(unit, timezone.localdate())[:_SHOWN],
        "today": timezone.localdate(),
        "calendar": calendar,
        "imports": actor.may("estates.manage", unit),
        "describes": actor.may("standards.read", unit),
        "tabs": tabs(unit, "estate"),
        "crumbs": way(unit),
    }
    return render(request, "web/estate.html", context)
