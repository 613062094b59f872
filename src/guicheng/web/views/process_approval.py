"""How a process is approved and published, and its editions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from guicheng.apps.organization.actors import Actor
from guicheng.apps.processes import selectors, services
from guicheng.apps.processes.models import Process, RequestState
from guicheng.apps.processes.pictures import drawing_of
from guicheng.apps.processes.readings import difference, read, staffed
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.process_page import HEADINGS, fault_of
from guicheng.web.views.processes import way


def approval(request: HttpRequest, code: str) -> HttpResponse:
    """Show what changed since the last edition; ask, approve, give back, withdraw, publish."""
    actor = actor_of(request)
    found = selectors.process_visible_to(actor, code)
    outcome = attempt(request, _acts(request, found)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("process_approval", code=found.code)
    editions = list(found.editions.select_related("published_by"))
    edition, running = (editions[0] if editions else None), selectors.running_request(found)
    wrote = selectors.authors_of(found) | ({running.asked_by_id} if running else set())
    changes = difference(edition.rows if edition else [], found.rows)
    reading = staffed(read(found.title, found.rows, drawn=found.drawn), selectors.staffing_of(found))
    context = {
        "process": found,
        "edition": edition,
        "running": running,
        "open": running is not None and running.state == RequestState.OPEN,
        "editions": editions,
        "past": found.requests.filter(state=RequestState.RETURNED).select_related("decided_by")[:5],
        "changes": [(each.step, each.sentence.render(_)) for each in changes],
        "errors": reading.errors,
        "warnings": [fault_of(each, found.rows) for each in reading.warnings],
        "organizes": actor.may_anywhere("organization.manage"),
        "edits": actor.may("processes.edit", found.unit),
        "approves": actor.may("processes.approve", found.unit)
        and actor.person is not None
        and actor.person.pk not in wrote,
        "publishes": actor.may("processes.publish", found.unit),
        "today": timezone.localdate(),
        "told": outcome.told,
        "given": request.POST,
        "crumbs": way(_here(found, actor), crumbs.Crumb(_("Approval"))),
    }
    return render(request, "web/process_approval.html", context, status=outcome.status)


def _acts(request: HttpRequest, found: Process) -> dict[str, Act]:
    given = request.POST
    named: dict[str, Any] = {"actor": actor_of(request), "process_key": found.key, "at": timezone.now()}
    said = given.get("said", "")
    return {
        "ask": lambda: services.ask_for_approval(said=said, **named),
        "approve": lambda: services.decide(approves=True, opinion=said, **named),
        "return": lambda: services.decide(approves=False, opinion=said, **named),
        "withdraw": lambda: services.withdraw_request(**named),
        "publish": lambda: services.publish(effective_from=_day(given.get("effective_from", "")), said=said, **named),
    }


def _day(text: str) -> date:
    """Return a day as a form writes it; what is none counts as over, which the service refuses in words."""
    try:
        return parse_date(text) or date.min
    except ValueError:
        return date.min


def edition(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show an edition as it was published, and what it changed."""
    actor = actor_of(request)
    found = selectors.process_with_editions(actor, code)
    this = selectors.edition_of(found, number)
    older = selectors.edition_of(found, number - 1) if number > 1 else None
    changes = difference(older.rows, this.rows) if older else []
    context = {
        "process": found,
        "edition": this,
        "headings": HEADINGS.values(),
        "rows": [[row.get(column, "") for column in HEADINGS] for row in this.rows],
        "changes": [(each.step, each.sentence.render(_)) for each in changes],
        "drawing": drawing_of(this.title, this.rows, this.drawn, read(this.title, this.rows, drawn=this.drawn)),
        "crumbs": way(_here(found, actor), crumbs.Crumb(_("Edition {number}").format(number=number))),
    }
    return render(request, "web/process_edition.html", context)


def _here(found: Process, actor: Actor) -> crumbs.Crumb:
    """Return the step to the page of a process; of one from above only the editions are read."""
    reads = actor.may("processes.read", found.unit)
    return crumbs.Crumb(found.code, reverse("process", args=[found.code]) if reads else "")
