"""Named parameters: one value in one place for every clause that names it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards import readings, selectors, services
from guicheng.apps.standards.models import DraftClause, Parameter
from guicheng.apps.standards.readings import CompanyWords
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of

#: Clauses shown beside a parameter.
_SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class Use:
    """A clause that names a parameter.

    Args:
        clause: The clause.
        filled: Its text with the value.
        echo: What is read of it then.
        told: Sentences of the findings then.
    """

    clause: DraftClause
    filled: str
    echo: tuple[str, ...]
    told: tuple[str, ...]


def parameters(request: HttpRequest) -> HttpResponse:
    """Show the parameters, and add one."""
    actor, given, wanted = actor_of(request), request.POST, request.GET.get("q", "")[:60]
    outcome = NOTHING
    if request.method == "POST":
        outcome = attempt(request, {"add": lambda: _set(request, given.get("name", ""), 0)})
        if not outcome.told:
            return redirect("parameter", key=outcome.value.key)
    context = {
        "rows": selectors.parameters_visible_to(actor, words=wanted),
        "wanted": wanted,
        "manages": actor.may_anywhere("lexicon.manage"),
        "told": outcome.told,
        "given": given if outcome.told else {},
        "crumbs": [crumbs.Crumb(_("Parameters"))],
    }
    return render(request, "web/parameters.html", context, status=outcome.status)


def parameter(request: HttpRequest, key: str) -> HttpResponse:
    """Show a parameter with its clauses, as they would be with another value, and change it."""
    actor = actor_of(request)
    found = selectors.parameter_visible_to(actor, key)
    outcome = attempt(request, _acts(request, found)) if request.method == "POST" else NOTHING
    previewed = request.POST.get("act") == "preview"
    if request.method == "POST" and not outcome.told and not previewed:
        return redirect("parameters") if outcome.value is None else redirect("parameter", key=found.key)
    value = request.POST.get("value", "") if request.method == "POST" else found.value
    uses = selectors.visible_uses(actor, found)
    context = {
        "parameter": found,
        "value": value,
        "note": request.POST.get("note", found.note),
        "previewed": previewed,
        "uses": _uses(actor, found, value, list(uses[:_SHOWN])),
        "number": uses.count(),
        "manages": actor.may_anywhere("lexicon.manage"),
        "told": outcome.told,
        "crumbs": [crumbs.Crumb(_("Parameters"), reverse("parameters")), crumbs.Crumb(found.name)],
    }
    return render(request, "web/parameter.html", context, status=outcome.status)


def _acts(request: HttpRequest, found: Parameter) -> dict[str, Act]:
    seen = request.POST.get("revision", "")
    revision = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1
    return {
        "preview": lambda: None,
        "set": lambda: _set(request, found.name, revision),
        "remove": lambda: services.remove_parameter(actor=actor_of(request), key=found.key, at=timezone.now()),
    }


def _set(request: HttpRequest, name: str, revision: int) -> Parameter:
    given = request.POST
    return services.set_parameter(
        actor=actor_of(request),
        name=name,
        value=given.get("value", ""),
        note=given.get("note", ""),
        revision=revision,
        at=timezone.now(),
    )


def _uses(actor: Actor, found: Parameter, value: str, clauses: list[DraftClause]) -> list[Use]:
    """Read each clause with a value that need not be saved."""
    words = readings.company_words(actor.company_id or 0)
    tried = CompanyWords(words.lexicon, {**words.parameters, found.name: value})
    uses = []
    for clause in clauses:
        read = readings.read_text(clause.text, tried, kind=clause.kind, elements=clause.elements)
        told = tuple(f"{each.code} {each.message.render(_)}" for each in read.findings)
        uses.append(Use(clause, read.filled, tuple(echo for echo in read.echo if echo), told))
    return uses
