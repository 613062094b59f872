"""Running cases: found, started, seen with where they stand, moved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.operations import services
from guicheng.apps.operations.models import Case, WorkItem, WorkState
from guicheng.apps.operations.readings import Compiled, event_of, people_in
from guicheng.apps.operations.selectors import cases as selectors
from guicheng.apps.operations.selectors.clocks import Clocks
from guicheng.apps.operations.selectors.deadlines import compiled_for, deadline_of
from guicheng.apps.operations.selectors.editions import editions_of
from guicheng.apps.organization.actors import Actor
from guicheng.apps.processes.pictures import drawing_of_case
from guicheng.domain.orders import PauseReason
from guicheng.domain.process.running import History
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, Outcome, attempt
from guicheng.web.actor import actor_of
from guicheng.web.case_page import OUTCOMES, lines_of, people_of
from guicheng.web.clock import chip_of, why_of
from guicheng.web.order_words import PAUSES

_PAGE: Final = 30


def way(*steps: crumbs.Crumb) -> list[crumbs.Crumb]:
    """Return the way to a page below “Cases”."""
    return [crumbs.Crumb(_("Case list"), reverse("cases") if steps else ""), *steps]


def cases(request: HttpRequest) -> HttpResponse:
    """List cases; start one."""
    actor, now = actor_of(request), timezone.now()
    outcome = NOTHING
    if request.method == "POST":
        outcome = attempt(request, {"start": lambda: _start(request, actor)})
        if not outcome.told:
            return redirect("case", key=outcome.value.key)
    asked, words = request.GET.get("outcome", "running"), request.GET.get("q", "")[:60]
    rows = selectors.cases_visible_to(actor, outcome=asked, words=words)
    units = list(selectors.units_for_cases(actor))
    chosen = request.POST.get("unit") or request.GET.get("unit", "")
    unit = next((each for each in units if str(each.key) == chosen), units[0] if len(units) == 1 else None)
    context: dict[str, Any] = {
        "page": Paginator(rows, _PAGE).get_page(request.GET.get("page")),
        "now": now,
        "outcome": asked,
        "outcomes": OUTCOMES.items(),
        "wanted": words,
        "units": units,
        "unit": unit,
        "editions": selectors.startable_at(unit, day=timezone.localdate(now)) if unit else [],
        "given": request.POST,
        "told": outcome.told,
        "crumbs": way(),
    }
    return render(request, "web/cases.html", context, status=outcome.status)


def _start(request: HttpRequest, actor: Actor) -> Case:
    given = request.POST
    return services.start_case(
        actor=actor,
        unit_key=given.get("unit", ""),
        process=given.get("process", ""),
        title=given.get("title", ""),
        at=timezone.now(),
    )


def case(request: HttpRequest, key: str) -> HttpResponse:
    """Show where a case stands, why its deadlines are what they are, and what happened; move it."""
    actor = actor_of(request)
    found = selectors.case_visible_to(actor, key)
    outcome = NOTHING
    if request.method == "POST":
        outcome = attempt(request, _acts(request, actor, found))
        if not outcome.told:
            return redirect("case", key=found.key)
        found = selectors.case_visible_to(actor, key)
    return render(request, "web/case.html", _context(actor, found, outcome, request.POST), status=outcome.status)


def _acts(request: HttpRequest, actor: Actor, found: Case) -> dict[str, Act]:
    given = request.POST
    named: dict[str, Any] = {"actor": actor, "case_key": found.key, "at": timezone.now()}
    step: dict[str, Any] = {**named, "step": given.get("step", "")}
    to, reason = given.get("to", ""), given.get("reason", "")
    return {
        "return": lambda: services.return_to(target=given.get("target", ""), reason=reason, **step),
        "withdraw": lambda: services.withdraw(reason=reason, **step),
        "reassign": lambda: services.reassign(to=to, reason=reason, **step),
        "substitute": lambda: services.substitute(to=to, **step),
        "ask": lambda: services.add_signer(to=given.getlist("to"), reason=reason, **step),
        "agree": lambda: services.give_opinion(agrees=True, opinion=reason, **step),
        "disagree": lambda: services.give_opinion(agrees=False, opinion=reason, **step),
        "urge": lambda: services.urge(reason=reason, **step),
        "pause": lambda: services.pause(reason=reason, **step),
        "resume": lambda: services.resume(**step),
        "take_on": lambda: services.take_on(**step),
        "copy": lambda: services.copy(to=given.getlist("to"), **named),
        "cancel": lambda: services.cancel(reason=reason, **named),
    }


def _context(actor: Actor, found: Case, outcome: Outcome, given: Mapping[str, Any]) -> dict[str, Any]:
    compiled, clocks = compiled_for(found), Clocks(found.unit)
    log = selectors.log_of(found)
    events = [event_of(row) for row in log]
    editions = editions_of(events)
    history = History({name: each.tokens for name, each in editions.items()}, events)
    work = selectors.work_of(found)
    me, steers = str(actor.person.pk) if actor.person else "", actor.may("cases.steer", found.unit)
    open_work = [row for row in work if row.state == WorkState.OPEN]
    steps = [_step(row, compiled, clocks, history, me, steers=steers) for row in open_work]
    done = [row for row in work if row.state == WorkState.DONE and row.done_by_id and str(row.done_by_id) == me]
    edition = found.edition
    return {
        "case": found,
        "outcome": OUTCOMES[found.outcome],
        "steps": steps,
        "done": done[-1:] if done and found.outcome != "cancelled" else [],
        "drawing": drawing_of_case(
            edition.title,
            edition.rows,
            edition.drawn,
            now=frozenset(compiled.about[row.step].number for row in open_work),
            passed=frozenset(
                compiled.about[row.step].number
                for row in work
                if row.state == WorkState.DONE and row.step in compiled.about
            ),
        ),
        "lines": lines_of(log, editions, selectors.people_named(people_of(log))),
        "people": selectors.colleagues_at(found.unit),
        "pauses": [words for reason, words in PAUSES.items() if reason is not PauseReason.OTHER],
        "steers": steers,
        "packs": actor.may("evidence.read", found.unit),
        "may_open": actor.may("improvement.work", found.unit),
        "works": actor.may("cases.work", found.unit),
        "me": actor.person,
        "given": given,
        "told": outcome.told,
        "crumbs": way(crumbs.Crumb(found.title)),
    }


def _step(
    row: WorkItem, compiled: Compiled, clocks: Clocks, history: History, me: str, *, steers: bool
) -> dict[str, Any]:
    """Return what the card of a step under way says."""
    now = timezone.now()
    deadline = deadline_of(compiled, clocks, row, now)
    remark = _("(kept from an earlier edition)") if deadline and deadline.kept else ""
    return {
        "item": row,
        "about": compiled.about[row.step],
        "chip": chip_of(deadline.state if deadline else None, now, rests=row.rests_for),
        "why": why_of(deadline.state, deadline.text, remark=remark) if deadline else None,
        "mine": _is_mine(row, me) or steers,
        "signs": me in people_in(row.signers),
        "waits": len(people_in(row.signers)),
        "back": [(name, compiled.about[name].label) for name in history.returnable(row.step)],
    }


def _is_mine(row: WorkItem, me: str) -> bool:
    return bool(me) and me == str(row.stand_in_id or row.holder_id or "")
