"""Reviews of standards: which are due because of what, and one of them with its figures before and after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.improvement.selectors.effects import effects_of
from guicheng.apps.improvement.selectors.review_reasons import Opens, Reason
from guicheng.apps.improvement.selectors.reviews import keys_of, reason_of, review_of, reviews
from guicheng.apps.improvement.selectors.revisions import revisions_of
from guicheng.apps.improvement.services.reviews import keep_standard, revise_after_review
from guicheng.apps.standards.models import EditionClause
from guicheng.apps.standards.selectors.editions import turn_of
from guicheng.domain.attainment.mending import NotMendedError
from guicheng.domain.values.message import _ as said
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, attempt
from guicheng.web.actor import actor_of
from guicheng.web.effect_words import clause_effects

_KINDS: Final = {
    "yearly": gettext_lazy("by the calendar"),
    "date": gettext_lazy("on a chosen day"),
    "breach": gettext_lazy("repeated breach"),
    "below": gettext_lazy("below its promise"),
    "complaints": gettext_lazy("complaints"),
    "law": gettext_lazy("change of the law"),
}
#: So many of what a reason was counted of are named.
_MOST_OPEN: Final = 24
#: What the calendar asks for.
_BY_DAY: Final = frozenset({"yearly", "date"})


def review_list(request: HttpRequest) -> HttpResponse:
    """List the standards in force, those to be reviewed first."""
    rows = reviews(actor_of(request), day=timezone.localdate())
    wanted = request.GET.get("of", "due")
    by_day = [row for row in rows if any(each.kind in _BY_DAY for each in row.reasons)]
    shown = {"due": [row for row in rows if row.reasons], "day": by_day}.get(wanted, rows)
    context = {
        "rows": [(row, [_told(each) for each in row.reasons]) for row in shown],
        "due": sum(bool(row.reasons) for row in rows),
        "by_day": len(by_day),
        "total": len(rows),
        "wanted": wanted,
        "crumbs": way(),
    }
    return render(request, "web/improvement/reviews.html", context)


def review(request: HttpRequest, code: str) -> HttpResponse:
    """Show what asks for the review of a standard, and note what came of it."""
    actor, now, outcome = actor_of(request), timezone.now(), NOTHING
    given, found = request.POST, review_of(actor, code, day=timezone.localdate())
    standard = found.standard
    if request.method == "POST":
        named: dict[str, Any] = {"actor": actor, "key": standard.key, "because": given.get("because", ""), "at": now}
        outcome = attempt(
            request,
            {
                "keep": lambda: keep_standard(next_on=_day(given.get("next_on", "")), **named),
                "revise": lambda: revise_after_review(next_on=_day(given.get("next_on", "")), **named),
            },
        )
        if not outcome.told:
            return redirect("review", code=code)
    turn = found.turn or turn_of(found.edition)
    asked = keys_of(found.reasons)
    clauses = [each for each in turn.after if each.key in asked]
    context = {
        "due": found,
        "standard": standard,
        "reasons": [_with_clauses(each, clauses) for each in found.reasons],
        "done": [(row, [_told(reason_of(each)) for each in row.reasons]) for row in found.past],
        "opened": revisions_of(standard),
        "effects": clause_effects(effects_of(actor, found.edition, turn)),
        "edits": actor.may("standards.edit", standard.unit),
        "given": given,
        "told": outcome.told,
        "crumbs": way(crumbs.Crumb(str(standard))),
    }
    return render(request, "web/improvement/review.html", context, status=outcome.status)


def way(*steps: crumbs.Crumb) -> list[crumbs.Crumb]:
    """Return the way to a page below “Reviews of standards”."""
    return [crumbs.Crumb(_("Reviews of standards"), reverse("reviews") if steps else ""), *steps]


def _told(reason: Reason) -> dict[str, Any]:
    return {"kind": _KINDS.get(reason.kind, reason.kind), "sentence": reason.message.render(_)}


def _with_clauses(reason: Reason, clauses: Sequence[EditionClause]) -> dict[str, Any]:
    named = [each for each in clauses if str(each.key) in reason.clauses]
    opens = [(each.words, address_of(each)) for each in reason.opens[:_MOST_OPEN]]
    return {**_told(reason), "clauses": named, "opens": opens, "below": reason.kind == "below"}


def address_of(opens: Opens) -> str:
    """Return the page of what a figure was counted of."""
    if opens.kind == "theme":
        theme, since = opens.keys
        return f"{reverse('feedback')}?{urlencode({'kind': 'complaint', 'theme': theme, 'since': since})}"
    return reverse(opens.kind, args=opens.keys)


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        sentence = said("“{said}” is no day. Write it like 2026-12-31.", said=text[:20])
        raise NotMendedError(sentence, field="next_on") from error
