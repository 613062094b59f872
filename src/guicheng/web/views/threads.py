"""Conversations about a standard: read, begun, answered, resolved, taken up again."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import Standard, Thread
from guicheng.domain.values import GuichengError
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.threads import ThreadPage, ThreadWish

_UNPROCESSABLE: Final = 422


def threads(request: HttpRequest, code: str) -> HttpResponse:
    """Show the conversations about a standard or one of its clauses, or write into them."""
    standard = selectors.standard_visible_to(actor_of(request), code)
    wish, told = ThreadWish.of(request.GET), ""
    if request.method == "POST":
        try:
            _act(request, standard, wish)
        except GuichengError as error:
            told = error.message.render(_)
        else:
            if request.headers.get("HX-Request") != "true":
                return redirect(f"{reverse('threads', args=[standard.code])}{wish.address()}")
    return _show(request, standard, wish, told)


def _act(request: HttpRequest, standard: Standard, wish: ThreadWish) -> None:
    """Do what a form asks for; one without an act begins a conversation."""
    sent, actor, now = request.POST, actor_of(request), timezone.now()
    act, key, text = sent.get("act", "start"), sent.get("thread", ""), sent.get("text", "")
    if act == "start":
        clause = wish.clause or ""
        services.start_thread(actor=actor, standard_key=standard.key, clause_key=clause, text=text, at=now)
        return
    thread = selectors.thread_visible_to(actor, key)
    if thread.standard_id != standard.pk:
        raise Thread.DoesNotExist
    if act == "reply":
        services.reply(actor=actor, thread_key=key, text=text, at=now)
    elif act == "resolve":
        services.resolve_thread(actor=actor, key=key, at=now)
    elif act == "reopen":
        services.reopen_thread(actor=actor, key=key, at=now)


def _show(request: HttpRequest, standard: Standard, wish: ThreadWish, told: str) -> HttpResponse:
    part = request.headers.get("HX-Request") == "true"
    title = crumbs.Crumb(f"{standard.code} {standard.title}", reverse("standard", args=[standard.code]))
    context: dict[str, Any] = {
        "standard": standard,
        "page": ThreadPage.of(actor_of(request), standard, wish),
        "wish": wish,
        "told": told,
        "panel": part,
        "given": request.POST if told else {},
        "crumbs": crumbs.standards(title, crumbs.Crumb(_("Discussion"))),
    }
    template = "web/parts/threads.html" if part else "web/threads.html"
    # htmx shows no answer with an error status, and the sentence has to be seen.
    response = render(request, template, context, status=_UNPROCESSABLE if told and not part else 200)
    patch_vary_headers(response, ["HX-Request"])
    return response
