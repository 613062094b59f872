"""One sentence, read at once; nothing of it is kept."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guicheng.domain.clause.printer import echoes
from guicheng.domain.clause.reader import read
from guicheng.domain.lint import check, rule_of
from guicheng.web import crumbs
from guicheng.web.cards import Card

LIMIT: Final = 500
#: The rule whose examples are offered: a time word without a limit, and the same with one.
_SHOWN: Final = "MH001"


def card_of(text: str) -> Card:
    """Read a sentence and show it as a clause that stands alone."""
    clause = read(text)
    return Card(
        text=clause.text,
        state=str(clause.state),
        read=[requirement.span for requirement in (*clause.requirements, *clause.thresholds)],
        echo=echoes(clause),
        remarks=check(clause),
    )


def offer(text: str = "") -> dict[str, object]:
    """Return what the box for a sentence shows."""
    rule = rule_of(_SHOWN)
    examples = [rule.example.splitlines()[0], rule.instead.splitlines()[0]]
    return {"trial_text": text, "trial_limit": LIMIT, "examples": examples, "card": card_of(text) if text else None}


@require_http_methods(["GET", "HEAD", "POST"])
def trial(request: HttpRequest) -> HttpResponse:
    """Read a sentence; a script gets the answer alone, a form the whole page."""
    text = " ".join(request.POST.get("text", "").split())[:LIMIT]
    context = offer(text)
    if "HX-Request" in request.headers:
        return render(request, "web/parts/trial_answer.html", context)
    return render(request, "web/trial.html", {**context, "crumbs": crumbs.reading(crumbs.Crumb(_("Try a sentence")))})
