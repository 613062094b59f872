"""Interviews and forums: notes by question, and quotes without names."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.research import services
from guicheng.apps.research.models import Interview
from guicheng.apps.research.selectors.interviews import interview_visible_to, interviews_visible_to
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.views.comparing import day_of_form
from guicheng.web.voices import INTERVIEW_KINDS, further, group_choices, pairs, start_of, units_to_write

_PAGE = 50


def way(*steps: crumbs.Crumb) -> list[crumbs.Crumb]:
    """Return the way to a page below “Interviews”."""
    return [crumbs.Crumb(_("Interviews"), reverse("interviews") if steps else ""), *steps]


def interviews(request: HttpRequest) -> HttpResponse:
    """List the interviews, and begin the notes of one."""
    actor, start = actor_of(request), start_of(request.GET)
    outcome = attempt(request, {"add": lambda: _added(request)}) if request.method == "POST" else NOTHING
    if isinstance(outcome.value, Interview):
        return redirect("interview", key=outcome.value.key)
    rows = list(interviews_visible_to(actor)[start : start + _PAGE + 1])
    context = {
        "rows": [(row, INTERVIEW_KINDS[row.kind]) for row in rows[:_PAGE]],
        "more": further(request.GET, start + _PAGE) if len(rows) > _PAGE else "",
        "kinds": pairs(INTERVIEW_KINDS),
        "writable": units_to_write(actor),
        "groups": group_choices(actor),
        "today": timezone.localdate(),
        "told": outcome.told,
        "given": request.POST,
        "crumbs": way(),
    }
    return render(request, "web/interviews.html", context, status=outcome.status)


def _said(request: HttpRequest) -> services.InterviewText:
    given = request.POST
    return services.InterviewText(
        kind=given.get("kind", ""),
        title=given.get("title", ""),
        held_on=day_of_form(given.get("held_on", "")),
        attendees=services.attendees_of(given.get("attendees", "")),
        group_key=given.get("group", ""),
    )


def _added(request: HttpRequest) -> Interview:
    given = request.POST
    return services.add_interview(
        actor=actor_of(request),
        unit_key=given.get("unit", ""),
        said=_said(request),
        questions=given.get("questions", "").splitlines(),
        at=timezone.now(),
    )


def interview(request: HttpRequest, key: str) -> HttpResponse:
    """Show an interview; write notes and quotes, change it, or delete it."""
    actor = actor_of(request)
    found = interview_visible_to(actor, key)
    outcome = attempt(request, _acts(request, found)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("interviews") if request.POST["act"] == "delete" else redirect("interview", key=found.key)
    quotes = list(found.quotes.select_related("note"))
    context = {
        "interview": found,
        "kind": INTERVIEW_KINDS[found.kind],
        "notes": list(found.notes.all()),
        "quotes": quotes,
        "editable": actor.may("research.edit", found.unit),
        "kinds": pairs(INTERVIEW_KINDS),
        "groups": group_choices(actor),
        "told": outcome.told,
        "given": request.POST if outcome.told else {},
        "filled": _filled(found),
        "crumbs": way(crumbs.Crumb(found.title)),
    }
    return render(request, "web/interview.html", context, status=outcome.status)


def _filled(found: Interview) -> dict[str, str]:
    lines = [f"{each['role']} {each['count']}" for each in found.attendees]
    group = str(found.group.key) if found.group else ""
    day = f"{found.held_on:%Y-%m-%d}"
    return {"kind": found.kind, "title": found.title, "held_on": day, "attendees": "\n".join(lines), "group": group}


def _acts(request: HttpRequest, found: Interview) -> dict[str, Act]:
    actor, given, now, key = actor_of(request), request.POST, timezone.now(), found.key
    place = given.get("position", "")
    position = int(place) if place.isascii() and place.isdigit() and len(place) <= 3 else None
    text, question = given.get("text", ""), given.get("question", "")
    return {
        "note": lambda: services.write_note(
            actor=actor, key=key, position=position, question=question, text=text, at=now
        ),
        "quote": lambda: services.add_quote(
            actor=actor, key=key, text=text, role=given.get("role", ""), position=position, at=now
        ),
        "delete_quote": lambda: services.delete_quote(actor=actor, key=given.get("quote", ""), at=now),
        "change": lambda: services.change_interview(actor=actor, key=key, said=_said(request), at=now),
        "delete": lambda: services.delete_interview(actor=actor, key=key, at=now),
    }
