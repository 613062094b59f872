"""One round, point by point: what is asked, what was answered, what is missing, and its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.operations.models import Round, WorkOrder
from guicheng.apps.operations.selectors.cases import colleagues_at
from guicheng.apps.operations.selectors.rounds.checklists import points_in_order
from guicheng.apps.operations.selectors.rounds.orders import orders_of_round
from guicheng.apps.operations.selectors.rounds.rounds import round_visible_to
from guicheng.apps.operations.selectors.rounds.states import events_of_rounds, folded
from guicheng.apps.operations.services.rounds import answering, opening
from guicheng.apps.operations.services.rounds.answering import Answer
from guicheng.apps.operations.services.rounds.reporting import report_failed
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, attempt
from guicheng.web.actor import actor_of
from guicheng.web.evidence import moment
from guicheng.web.rounds import Stop, face_of, stops_of


def page(request: HttpRequest, occurrence: str) -> HttpResponse:
    """Show a round; take answers of one tap, check-ins, the rest in order, work orders and the end."""
    row = round_visible_to(actor_of(request), occurrence)
    outcome = attempt(request, _acts(request, row)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect(_back(request, row))
    return render(request, "web/rounds/round.html", _context(request, row, outcome.told), status=outcome.status)


def paper(request: HttpRequest, occurrence: str) -> HttpResponse:
    """Show a round as it is printed: each line with its answer, and who signed."""
    row = round_visible_to(actor_of(request), occurrence)
    return render(request, "web/rounds/round_print.html", _context(request, row, ()))


def _acts(request: HttpRequest, row: Round) -> dict[str, Any]:
    given = request.POST
    about: dict[str, Any] = {"actor": actor_of(request), "occurrence": row.occurrence, "at": timezone.now()}
    line, point = given.get("line", "")[:80], given.get("point", "")[:40]
    return {
        "pass": lambda: answering.answer_line(given=Answer(line, "pass"), **about),
        "rest": lambda: answering.pass_rest(point=point, **about),
        "check_in": lambda: answering.check_in(point=point, code=given.get("code", "").strip()[:80], **about),
        "finish": lambda: answering.finish_round(signature=given.get("signature", ""), **about),
        "order": lambda: report_failed(line=line, **about),
        "assign": lambda: opening.assign_round(person_key=given.get("person", ""), **about),
    }


def _back(request: HttpRequest, row: Round) -> str:
    """Return the address of the round at the place where somebody goes on."""
    address = reverse("round", args=[row.occurrence])
    return f"{address}?{urlencode({'from': request.POST.get('place', '0')[:4]})}#next"


def _context(request: HttpRequest, row: Round, told: tuple[str, ...]) -> dict[str, Any]:
    actor, at = actor_of(request), timezone.localtime()
    points, events = points_in_order(row.version), events_of_rounds([row])
    state = folded([row], events)[row.pk]
    orders: Mapping[str, WorkOrder] = orders_of_round(row, state)
    stops = stops_of(row, state, points, orders, moment)
    total = sum(len(stop.lines) for stop in stops)
    done = sum(line.done for stop in stops for line in stop.lines)
    leads = actor.may("rosters.manage", row.unit)
    signed = [event for event in events if event.kind == "sign"]
    return {
        "round": row,
        "face": face_of(row, at),
        "stops": stops,
        "here": _here(request, stops),
        "next": _next(request, stops),
        "total": total,
        "done": done,
        "missing": [each for each in state.missing if each.address],
        "state": state,
        "told": told,
        "finished": moment(state.finished_ms) if state.finished_ms is not None else None,
        "signature": request.POST.get("signature", "") or (actor.person.name if actor.person else ""),
        "signed_by": signed[-1].subject if signed else None,
        "signed_at": moment(state.signed_ms) if state.signed_ms is not None else None,
        "may_send": actor.may("field.send", row.unit),
        "may_lead": leads,
        "packs": actor.may("evidence.read", row.unit),
        "may_report": actor.may("orders.report", row.unit),
        "people": colleagues_at(row.unit) if leads else (),
        "printed_at": at,
        "crumbs": [crumbs.Crumb(_("My rounds"), reverse("rounds")), crumbs.Crumb(row.title)],
    }


def _here(request: HttpRequest, stops: Sequence[Stop]) -> str:
    """Return the key of the stop that is shown open: the one that was scanned, or the first with something to do."""
    asked = request.GET.get("point", "")
    if any(stop.key == asked for stop in stops):
        return asked
    return next((stop.key for stop in stops if stop.open), "")


def _next(request: HttpRequest, stops: Sequence[Stop]) -> str:
    """Return the line at which somebody goes on: the first without an answer behind the one just answered."""
    asked = request.GET.get("from", "0")
    place = int(asked) if asked.isascii() and asked.isdigit() else 0
    open_lines = [line for stop in stops for line in stop.lines if not line.done]
    behind = [line for line in open_lines if line.place > place]
    found = (behind or open_lines)[:1]
    return found[0].address if found else ""
