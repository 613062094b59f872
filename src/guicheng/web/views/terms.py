"""The company's words over the shipped ones, and the glossary."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.standards import readings, services
from guicheng.apps.standards.selectors import term_visible_to
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.vocabulary import GROUPS, glossary_of, own_words, shipped_words

_FIELDS = ("canonical", "value", "inclusive", "note")
_LONGEST = 300


def words(request: HttpRequest) -> HttpResponse:
    """Show the words that fit, try a sentence on them, and add one."""
    actor, asked, given = actor_of(request), request.GET, request.POST
    wanted, group = asked.get("q", "")[:60], asked.get("group", "")
    outcome = NOTHING
    if request.method == "POST":
        outcome = attempt(
            request, {"add": lambda: services.add_term(actor=actor, at=timezone.now(), **_fields(request))}
        )
        if not outcome.told:
            return redirect("words")
    tried = asked.get("try", "")[:_LONGEST].strip()
    listed, number = shipped_words(words=wanted, group=group)
    context = {
        "own": own_words(actor, words=wanted, group=group),
        "shipped": listed,
        "shipped_number": number,
        "groups": GROUPS.items(),
        "wanted": wanted,
        "group": group,
        "tried": tried,
        "reading": readings.read_text(tried, readings.company_words(actor.company_id or 0)) if tried else None,
        "manages": actor.may_anywhere("lexicon.manage"),
        "told": outcome.told,
        "given": given if outcome.told else {},
        "crumbs": way(),
    }
    return render(request, "web/words.html", context, status=outcome.status)


def way(*steps: crumbs.Crumb) -> list[crumbs.Crumb]:
    """Return the way to a page below “Lexicon”."""
    return [crumbs.Crumb(_("Lexicon"), reverse("words") if steps else ""), *steps]


def word(request: HttpRequest, key: str) -> HttpResponse:
    """Show a word of the company, change or remove it."""
    actor = actor_of(request)
    found = term_visible_to(actor, key)
    outcome = attempt(request, _acts(request, key)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect("words")
    context = {
        "term": found,
        "groups": GROUPS.items(),
        "manages": actor.may_anywhere("lexicon.manage"),
        "told": outcome.told,
        "given": request.POST if outcome.told else found.__dict__,
        "crumbs": way(crumbs.Crumb(found.surface)),
    }
    return render(request, "web/word.html", context, status=outcome.status)


def _acts(request: HttpRequest, key: str) -> dict[str, Act]:
    actor, now = actor_of(request), timezone.now()
    return {
        "change": lambda: services.change_term(actor=actor, key=key, at=now, **_fields(request)),
        "remove": lambda: services.remove_term(actor=actor, key=key, at=now),
    }


def _fields(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("surface", "group", *_FIELDS)}


def glossary(request: HttpRequest) -> HttpResponse:
    """Show what the company's words mean, in one place."""
    wanted = request.GET.get("q", "")[:60]
    context = {
        "chapters": glossary_of(actor_of(request), words=wanted),
        "drafts": actor_of(request).may_anywhere("standards.read"),
        "wanted": wanted,
        "crumbs": way(crumbs.Crumb(_("Glossary"))),
    }
    return render(request, "web/glossary.html", context)
