"""The answer to one line of a round, with photo, reason and remark; a correction for who leads the work."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.operations.models import Round
from guicheng.apps.operations.selectors.rounds.checklists import points_in_order
from guicheng.apps.operations.selectors.rounds.orders import orders_of_round
from guicheng.apps.operations.selectors.rounds.rounds import round_visible_to
from guicheng.apps.operations.selectors.rounds.states import state_of_round
from guicheng.apps.operations.services.photos import LARGEST, keep_photo
from guicheng.apps.operations.services.rounds import answering
from guicheng.apps.operations.services.rounds.answering import Answer
from guicheng.domain.evidence.lines import Mark
from guicheng.domain.values import FileRefusedError
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Outcome, attempt
from guicheng.web.actor import actor_of
from guicheng.web.evidence import moment
from guicheng.web.rounds import MARKS, REASONS, LineShown, Stop, stops_of

_REFUSED = 422


def page(request: HttpRequest, occurrence: str, address: str) -> HttpResponse:
    """Show a line and what may be answered; take the answer."""
    row = round_visible_to(actor_of(request), occurrence)
    outcome, photos = NOTHING, list[str]()
    if request.method == "POST":
        photos, refused = _photos(request)
        outcome = (
            Outcome(told=refused, status=_REFUSED)
            if refused
            else attempt(request, _acts(request, row, address, photos))
        )
        if not outcome.told:
            place = request.POST.get("place", "0")[:4]
            return redirect(f"{reverse('round', args=[row.occurrence])}?from={place}#next")
    context = _context(request, row, _found(row, address), outcome, photos)
    return render(request, "web/rounds/line.html", context, status=outcome.status)


def _found(row: Round, address: str) -> tuple[Stop, LineShown]:
    state = state_of_round(row)
    for stop in stops_of(row, state, points_in_order(row.version), orders_of_round(row, state), moment):
        for line in stop.lines:
            if line.address == address:
                return stop, line
    raise Http404


def _acts(request: HttpRequest, row: Round, address: str, photos: list[str]) -> dict[str, Any]:
    said = request.POST
    about: dict[str, Any] = {"actor": actor_of(request), "occurrence": row.occurrence, "at": timezone.now()}
    answer = Mark.NOT_APPLICABLE.value if said.get("reason") else said.get("answer", "")[:500]
    given = Answer(address, answer, reason=said.get("reason", ""), note=said.get("note", ""), photos=tuple(photos))
    return {
        "answer": lambda: answering.answer_line(given=given, **about),
        "correct": lambda: answering.correct_answer(given=given, why=said.get("why", ""), **about),
    }


def _photos(request: HttpRequest) -> tuple[list[str], tuple[str, ...]]:
    """Keep the photos of a form at once, so that a fault in another field loses none; return hashes and refusals."""
    photos, refused = [sent for sent in request.POST.getlist("photo") if len(sent) == 64], list[str]()
    for file in request.FILES.getlist("photo"):
        data = file.read(LARGEST + 1)
        try:
            kept = keep_photo(actor=actor_of(request), sent=sha256(data).hexdigest(), data=data, at=timezone.now())
            photos.append(str(kept.sent))
        except FileRefusedError as error:
            refused.append(error.message.render(_))
    return list(dict.fromkeys(photos)), tuple(refused)


def _context(
    request: HttpRequest, row: Round, found: tuple[Stop, LineShown], outcome: Outcome, photos: list[str]
) -> dict[str, Any]:
    actor, said = actor_of(request), request.POST
    stop, line = found
    return {
        "round": row,
        "stop": stop,
        "shown": line,
        "line": line.line,
        "told": outcome.told,
        "photos": photos,
        "said": {
            "answer": said.get("answer", ""),
            "reason": said.get("reason", ""),
            "note": said.get("note", ""),
            "why": said.get("why", ""),
        },
        "marks": [(each.value, *MARKS[each]) for each in (Mark.PASS, Mark.FAIL)],
        "reasons": REASONS.items(),
        "name": actor.person.name if actor.person else "",
        "may_send": actor.may("field.send", row.unit),
        "may_correct": actor.may("rosters.manage", row.unit) and line.given is not None,
        "crumbs": [
            crumbs.Crumb(_("My rounds"), reverse("rounds")),
            crumbs.Crumb(row.title, reverse("round", args=[row.occurrence])),
            crumbs.Crumb(line.line.text),
        ],
    }
