"""The people of a company."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.organization import services
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, attempt
from guicheng.web.actor import actor_of
from guicheng.web.people import PeopleList


def people(request: HttpRequest) -> HttpResponse:
    """Show the people who fit, and add one; their first password is shown on the answer and nowhere else."""
    actor, given, asked = actor_of(request), request.POST, request.GET
    outcome = NOTHING
    if request.method == "POST":
        fields = {name: given.get(name, "") for name in ("username", "name", "email", "phone")}
        add = {"add": lambda: services.add_person(actor=actor, **fields, at=timezone.now())}
        outcome = attempt(request, add)
    person, password = outcome.value or (None, "")
    words, ended = asked.get("q", "")[:100], asked.get("ended") == "1"
    context = {
        "list": PeopleList.of(actor, words=words, ended=ended, after=asked.get("after", "")),
        "words": words,
        "ended": ended,
        "added": person,
        "password": password,
        "manages": actor.may_anywhere("people.manage"),
        "told": outcome.told,
        "given": given if outcome.told else {},
        "crumbs": [crumbs.Crumb(_("People"))],
    }
    response = render(request, "web/people.html", context, status=outcome.status)
    if password:
        response["Cache-Control"] = "no-store"
    return response
