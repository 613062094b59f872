"""Coding of quotes: the code book, each coder apart, and how far two of them agree."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.research import services
from guicheng.apps.research.selectors.agreement import FEW_QUOTES, agreements
from guicheng.apps.research.selectors.interviews import codes_visible_to, codings_for, interview_visible_to
from guicheng.domain.demand.agreement import Agreement
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.views.interviews import way
from guicheng.web.views.themes import manages
from guicheng.web.voices import theme_choices


def code_book(request: HttpRequest) -> HttpResponse:
    """List the codes, add, change and merge them."""
    actor = actor_of(request)
    outcome = attempt(request, _book_acts(request)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("code_book")
    listed = list(codes_visible_to(actor))
    context = {
        "codes": [code for code in listed if code.merged_into is None],
        "merged": [code for code in listed if code.merged_into is not None],
        "themes": theme_choices(actor),
        "manages": manages(request),
        "told": outcome.told,
        "given": request.POST if outcome.told else {},
        "crumbs": way(crumbs.Crumb(_("Code book"))),
    }
    return render(request, "web/code_book.html", context, status=outcome.status)


def _book_acts(request: HttpRequest) -> dict[str, Act]:
    actor, given, now, key = actor_of(request), request.POST, timezone.now(), request.POST.get("key", "")
    texts = {name: given.get(name, "") for name in ("name", "description")}
    theme = given.get("theme", "")
    return {
        "add": lambda: services.add_code(actor=actor, theme_key=theme, at=now, **texts),
        "change": lambda: services.change_code(actor=actor, key=key, theme_key=theme, at=now, **texts),
        "merge": lambda: services.merge_codes(actor=actor, key=key, into=given.get("into", ""), at=now),
    }


def interview_coding(request: HttpRequest, key: str) -> HttpResponse:
    """Show the quotes of an interview with their codes, and take what somebody gives them."""
    actor = actor_of(request)
    found = interview_visible_to(actor, key)
    given, now = request.POST, timezone.now()
    code: dict[str, Act] = {
        "code": lambda: services.code_quote(
            actor=actor, key=given.get("quote", ""), code_keys=given.getlist("code"), at=now
        )
    }
    outcome = attempt(request, code) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect(f"{reverse('interview_coding', args=[found.key])}#q-{given.get('quote', '')}")
    codings = codings_for(actor, found)
    mine = getattr(actor.person, "pk", None)
    rows = []
    for quote in found.quotes.all():
        seen = codings.get(quote.pk, [])
        own = next((each for each in seen if each.coder_id == mine), None)
        rows.append((quote, seen, own, {each.pk for each in own.codes.all()} if own else set()))
    context = {
        "interview": found,
        "rows": rows,
        "coded": sum(own is not None for _quote, _seen, own, _codes in rows),
        "codes": [each for each in codes_visible_to(actor) if each.merged_into is None],
        "codes_quotes": actor.may("research.edit", found.unit) and actor.person is not None,
        "told": outcome.told,
        "crumbs": way(crumbs.Crumb(found.title, reverse("interview", args=[found.key])), crumbs.Crumb(_("Coding"))),
    }
    return render(request, "web/interview_coding.html", context, status=outcome.status)


def agreement(request: HttpRequest) -> HttpResponse:
    """Show how far each two coders agree, code by code."""
    pairs = [
        (pair, _told(pair.whole, pair.few), [(code, _told(each, pair.few)) for code, each in pair.by_code])
        for pair in agreements(actor_of(request))
    ]
    context = {"pairs": pairs, "few": FEW_QUOTES, "crumbs": way(crumbs.Crumb(_("Agreement of coders")))}
    return render(request, "web/agreement.html", context)


def _told(found: Agreement, few: bool) -> dict[str, str]:  # noqa: FBT001 - the pair's own
    """Return figures as the page shows them, — for what cannot be told; the interval is one for many quotes only."""
    shown = {name: getattr(found, name) for name in ("kappa", "low", "high")}
    if few:
        shown |= {"low": None, "high": None}
    figures = {name: "—" if value is None else f"{value:.2f}" for name, value in shown.items()}
    return {**figures, "observed": "—" if found.observed is None else f"{100 * found.observed:.0f} %"}
