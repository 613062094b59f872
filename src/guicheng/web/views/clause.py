"""One clause of a draft: shown, read while it is typed, saved, confirmed, and taken back."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from guicheng.apps.standards import readings, selectors, services
from guicheng.apps.standards.models import DraftClause
from guicheng.apps.standards.selectors.library import findings_of_standard
from guicheng.domain.values import GuichengError, StaleError
from guicheng.web.actor import actor_of
from guicheng.web.comparing import SystemLine, lines_of
from guicheng.web.drafts import DraftCard

_CONFLICT: Final = 409
_UNPROCESSABLE: Final = 422


def fetch(request: HttpRequest, code: str, key: str) -> DraftClause:
    """Return a clause of a standard.

    Raises:
        Http404: There is none within reach.
    """
    try:
        clause = selectors.clause_visible_to(actor_of(request), key)
    except DraftClause.DoesNotExist as error:
        raise Http404 from error
    if clause.standard.code != code:
        raise Http404
    return clause


def card_of(request: HttpRequest, clause: DraftClause) -> DraftCard:
    """Return a clause as the page shows it to whoever asks."""
    actor, unit = actor_of(request), clause.standard.unit
    row = selectors.draft_row(clause, day=readings.day_of(timezone.now()))
    return DraftCard.of(
        row,
        clause.standard.code,
        editable=actor.may("standards.edit", unit),
        confirmable=actor.may("standards.confirm", unit) and actor.person is not None,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def clause(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Show a clause at rest, or save its text over the revision that was seen."""
    found = fetch(request, code, key)
    if request.method == "POST":
        return _save(request, found)
    if request.headers.get("HX-Request") != "true":
        return redirect(f"{reverse('standard', args=[code])}#c-{key}")
    context = {"card": card_of(request, found), "system": _beside_others(request, found)}
    return render(request, "web/parts/draft_clause.html", context)


def _beside_others(request: HttpRequest, found: DraftClause) -> list[SystemLine]:
    """Return what comparing one clause with all others and with the law says, what was signed for left out."""
    day = readings.day_of(timezone.now())
    findings = findings_of_standard(found.standard, day=day, keys={found.key}, actor=actor_of(request))
    return [line for line in lines_of(findings.get(found.key, [])) if line.speaks]


def _save(request: HttpRequest, found: DraftClause) -> HttpResponse:
    try:
        change = services.edit_clause(
            actor=actor_of(request),
            key=found.key,
            revision=_number(request.POST.get("revision", "")),
            text=request.POST.get("text", ""),
            why=request.POST.get("why", "typed"),
            at=timezone.now(),
        )
    except StaleError as error:
        told = {"present": error.present, "revision": error.revision, "sentence": error.message.render(gettext)}
        return JsonResponse(told, status=_CONFLICT)
    except GuichengError as error:
        return JsonResponse({"revision": 0, "sentence": error.message.render(gettext)}, status=_UNPROCESSABLE)
    revision = change.clause.revision if change.clause else 0
    return JsonResponse({"revision": revision, "act": str(change.act), "voided": change.voided})


@require_POST
def reading(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Read a text that is not saved, by the words of the company."""
    found = fetch(request, code, key)
    text = request.POST.get("text", "")[: services.LONGEST_CLAUSE]
    read = selectors.read_draft(actor_of(request), found.standard.key, text, kind=found.kind, elements=found.elements)
    card = DraftCard.typed(read, found, read.findings)
    page = render(request, "web/parts/draft_side.html", {"card": card, "open_hints": False})
    return JsonResponse({"html": page.content.decode(), "marks": card.lines})


@require_POST
def confirm(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Confirm a reading, or take the confirmation back."""
    found, echo = fetch(request, code, key), request.POST.get("echo", "")
    act = services.take_back_confirmation if request.POST.get("back") else services.confirm_reading
    told = ""
    try:
        act(actor=actor_of(request), clause_key=found.key, echo=echo, at=timezone.now())
    except GuichengError as error:
        told = error.message.render(gettext)
    if request.headers.get("HX-Request") != "true":
        return redirect(f"{reverse('standard', args=[code])}#c-{key}")
    card = card_of(request, fetch(request, code, key))
    context = {"card": card, "told": told, "system": _beside_others(request, found)}
    return render(request, "web/parts/draft_clause.html", context)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0
