"""The history of a draft: what became of its clauses, and the way back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import ClauseChange, DraftClause, Standard
from guicheng.apps.standards.selectors import BadCursorError, ChangePage
from guicheng.apps.standards.selectors.beside import clauses_by_key
from guicheng.domain.values import GuichengError, StaleError
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.history import acts
from guicheng.web.threads import name_of

#: Deleted clauses that one page lists.
_MOST: int = 200


def history(request: HttpRequest, code: str) -> HttpResponse:
    """Show what became of a draft or one of its clauses; bring back a text, or take an act back."""
    standard = selectors.standard_visible_to(actor_of(request), code)
    if request.method != "POST":
        return _show(request, standard)
    try:
        _act(request, standard)
    except StaleError as error:
        return _show(request, standard, told=error.message.render(_), status=409)
    except GuichengError as error:
        return _show(request, standard, told=error.message.render(_), status=422)
    return redirect(f"{reverse('history', args=[standard.code])}{_address(request.GET.get('clause', ''))}")


def _act(request: HttpRequest, standard: Standard) -> None:
    sent, actor, now = request.POST, actor_of(request), timezone.now()
    if act := sent.get("undo", ""):
        services.undo_act(actor=actor, act=act, at=now)
        return
    change = selectors.change_visible_to(actor, sent.get("restore", ""))
    if change.standard_id != standard.pk:
        raise ClauseChange.DoesNotExist
    text = sent.get(f"revision-{change.key}", "")
    revision = int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0
    services.restore_clause(actor=actor, change_key=change.key, revision=revision, at=now)


def _show(request: HttpRequest, standard: Standard, *, told: str = "", status: int = 200) -> HttpResponse:
    actor, clause = actor_of(request), request.GET.get("clause", "")
    key = selectors.as_key(DraftClause, clause) if clause else None
    removed = request.GET.get("show") == "removed"
    page = _page(request, standard, clause, removed=removed)
    clauses = clauses_by_key(standard, {row.clause_key for row in page.rows} | ({key} if key else set()))
    shown = clauses.get(key) if key else None
    title = crumbs.Crumb(f"{standard.code} {standard.title}", reverse("standard", args=[standard.code]))
    context: dict[str, Any] = {
        "standard": standard,
        "acts": acts(page.rows, clauses),
        "more": _address(clause, page.next) if page.next else "",
        "clause": clause,
        "name": name_of(shown) if shown else "",
        "removed": removed,
        "editable": actor.may("standards.edit", standard.unit),
        "told": told,
        "crumbs": crumbs.standards(title, crumbs.Crumb(_("History"))),
    }
    return render(request, "web/history.html", context, status=status)


def _page(request: HttpRequest, standard: Standard, clause: str, *, removed: bool) -> ChangePage:
    if removed:
        return ChangePage(selectors.removed_clauses(standard)[:_MOST], "")
    try:
        return selectors.changes_of(standard, clause_key=clause or None, cursor=request.GET.get("cursor", ""))
    except BadCursorError:  # a cut address: begin at the start
        return selectors.changes_of(standard, clause_key=clause or None)


def _address(clause: str, cursor: str = "") -> str:
    wish = {name: value for name, value in (("clause", clause), ("cursor", cursor)) if value}
    return f"?{urlencode(wish)}" if wish else ""
