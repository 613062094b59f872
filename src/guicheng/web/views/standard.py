"""A standard: its draft, clause by clause."""

from __future__ import annotations

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from guicheng.apps.standards import readings, selectors, services
from guicheng.apps.standards.models import DraftClause, Standard
from guicheng.domain.values import GuichengError
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.draft_page import DraftPage, DraftWish


def fetch(request: HttpRequest, code: str) -> Standard:
    """Return a standard by its code or key.

    Raises:
        Http404: There is none within reach.
    """
    try:
        return selectors.standard_visible_to(actor_of(request), code)
    except Standard.DoesNotExist as error:
        raise Http404 from error


@require_safe
def standard(request: HttpRequest, code: str) -> HttpResponse:
    """Show the draft of a standard."""
    actor, day, wish = actor_of(request), readings.day_of(timezone.now()), DraftWish.of(request.GET)
    today = selectors.standard_on_day(actor, code, day)
    found, page = today.standard, DraftPage.of(actor, today, wish, day=day)
    title = f"{found.code} {found.title}"
    context = {"page": page, "standard": found, "wish": wish, "crumbs": crumbs.standards(crumbs.Crumb(title))}
    part = request.headers.get("HX-Request") == "true" and request.GET.get("rows")
    return render(request, "web/parts/draft_rows.html" if part else "web/standard.html", context)


@require_POST
def presence(request: HttpRequest, code: str) -> HttpResponse:
    """Note that somebody has the draft open, and say who else has."""
    found, actor, now = fetch(request, code), actor_of(request), timezone.now()
    clause = request.POST.get("clause", "")
    # Whoever only reads is not shown to others.
    with suppress(GuichengError, DraftClause.DoesNotExist):
        services.note_presence(actor=actor, standard_key=found.key, clause_key=clause, at=now)
    others = selectors.editors_of(found, at=now, but=actor)
    return render(request, "web/parts/draft_others.html", {"others": others, "standard": found})
