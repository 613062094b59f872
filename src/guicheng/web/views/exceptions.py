"""Findings that somebody accepted: all of them on one page, and the form that accepts one."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.standards import readings, selectors, services
from guicheng.apps.standards.models import DraftClause
from guicheng.apps.standards.selectors.apart import two_things_visible_to
from guicheng.apps.standards.selectors.checks import baseline_counts
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of

STATES: Final = {
    "used": gettext_lazy("in use"),
    "unused": gettext_lazy("covers nothing"),
    "expired": gettext_lazy("over"),
}
#: Code of the finding that an exception is itself, by its state.
_CODES: Final = {"unused": "HL001", "expired": "HL002"}
#: Pairs found to be two things that the page shows.
_MOST: Final = 200


def exceptions(request: HttpRequest) -> HttpResponse:
    """Show the accepted findings that fit, and lift one."""
    actor, now, asked = actor_of(request), timezone.now(), request.GET
    key = request.POST.get("key", "")
    outcome = NOTHING
    if request.method == "POST":
        acts: dict[str, Act] = {
            "lift": lambda: services.lift_suppression(actor=actor, key=key, at=now),
            "together": lambda: services.take_back_two_things(actor=actor, key=key, at=now),
        }
        outcome = attempt(request, acts)
        if not outcome.told:
            return redirect(request.get_full_path())
    day, state = readings.day_of(now), asked.get("state", "")
    state = state if state in STATES else ""
    page = selectors.suppressions_visible_to(actor, day=day, state=state, cursor=asked.get("cursor", ""))
    context = {
        "rows": [(row, STATES[row.state], _CODES.get(row.state, "")) for row in page.rows],
        "next": page.next,
        "state": state,
        "states": STATES.items(),
        "baseline": baseline_counts(actor),
        "apart": two_things_visible_to(actor, most=_MOST),
        "manages": actor.may_anywhere("standards.suppress"),
        "told": outcome.told,
        "crumbs": [crumbs.Crumb(_("Exceptions"))],
    }
    return render(request, "web/exceptions.html", context, status=outcome.status)


def clause_except(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Accept a finding of a clause, with a reason and perhaps a last day."""
    actor, now, given = actor_of(request), timezone.now(), request.POST
    clause = selectors.clause_visible_to(actor, key)
    if clause.standard.code != code:
        raise Http404
    finding, _dot, words = given.get("finding", request.GET.get("finding", "")).partition(" ")
    outcome = NOTHING
    if request.method == "POST":
        accept = lambda: services.suppress(  # noqa: E731 - one of the acts of a form
            actor=actor,
            clause_key=clause.key,
            code=finding,
            words=words,
            reason=given.get("reason", ""),
            expires_on=_day(given.get("expires_on", "")),
            at=now,
        )
        outcome = attempt(request, {"except": accept})
        if not outcome.told:
            return redirect(f"{reverse('standard', args=[code])}#c-{key}")
    context = {
        "clause": clause,
        "standard": clause.standard,
        "findings": _findings(clause, readings.day_of(now)),
        "chosen": f"{finding} {words}",
        "given": given,
        "told": outcome.told,
        "crumbs": crumbs.standards(
            crumbs.Crumb(str(clause.standard), reverse("standard", args=[code])), crumbs.Crumb(_("Except a finding"))
        ),
    }
    return render(request, "web/clause_except.html", context, status=outcome.status)


def _findings(clause: DraftClause, day: date) -> list[tuple[str, str, str]]:
    """Return the standing findings: value of the form, code, sentence."""
    row = selectors.draft_row(clause, day=day)
    return [
        (f"{each.code} {each.span.of(clause.text)}", each.code, each.message.render(_))
        for each in row.findings.standing
    ]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
