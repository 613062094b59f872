"""The clauses of a draft written one by one and arranged: added, renumbered, moved, divided, joined, deleted."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards import services
from guicheng.apps.standards.models import ClauseKind, DraftClause, Standard
from guicheng.apps.standards.selectors.beside import clauses_in_order
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.views.standard import fetch

KINDS: Final = (
    (ClauseKind.CLAUSE.value, gettext_lazy("Clause")),
    (ClauseKind.HEADING.value, gettext_lazy("Heading")),
    (ClauseKind.NOTE.value, gettext_lazy("Note, which is not checked")),
)
LEVELS: Final = (1, 2, 3)


def write(request: HttpRequest, code: str) -> HttpResponse:
    """Write a clause behind another one, or at the end of the draft."""
    standard, actor, given = fetch(request, code), actor_of(request), request.POST
    after, outcome = request.GET.get("after", ""), NOTHING
    if request.method == "POST":
        add: Act = lambda: services.add_clause(  # noqa: E731 - one of the acts of a form
            actor=actor,
            standard_key=standard.key,
            text=given.get("text", ""),
            number=given.get("number", ""),
            kind=given.get("kind", ""),
            level=_level(given.get("level", "")),
            after=after or None,
            at=timezone.now(),
        )
        outcome = attempt(request, {"add": add})
        if not outcome.told:
            made = outcome.value.clause.key
            return redirect(_next(request, code, made))
    context = {
        "standard": standard,
        "given": given,
        "kinds": KINDS,
        "levels": LEVELS,
        "before": next((each for each in _clauses(standard) if str(each.key) == after), None),
        "told": outcome.told,
        "crumbs": _way(standard, _("Write a clause")),
    }
    return render(request, "web/clause_write.html", context, status=outcome.status)


def _next(request: HttpRequest, code: str, made: object) -> str:
    """Lead back to the new clause, or on to the next one behind it."""
    if request.POST.get("more"):
        return f"{reverse('clause_write', args=[code])}?after={made}"
    return f"{reverse('standard', args=[code])}#c-{made}"


def arrange(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Change what a clause is and where it stands; divide it, join it with the next one, delete it."""
    standard, actor, given = fetch(request, code), actor_of(request), request.POST
    clauses = _clauses(standard)
    place = next((index for index, each in enumerate(clauses) if str(each.key) == key), None)
    if place is None:
        raise Http404
    clause, outcome = clauses[place], NOTHING
    following = clauses[place + 1] if place + 1 < len(clauses) else None
    if request.method == "POST":
        revision = _number(given.get("revision", ""))
        outcome = attempt(request, _acts(request, actor, clauses, place, revision=revision, at=timezone.now()))
        if not outcome.told:
            left = clauses[place - 1].key if given.get("act") == "delete" and place else key
            return redirect(f"{reverse('standard', args=[code])}#c-{left}")
    context = {
        "standard": standard,
        "clause": clause,
        "next": following,
        "first": place == 0,
        "given": given,
        "kinds": KINDS,
        "levels": LEVELS,
        "told": outcome.told,
        "crumbs": _way(standard, _("Arrange a clause")),
    }
    return render(request, "web/clause_arrange.html", context, status=outcome.status)


def _acts(
    request: HttpRequest, actor: Actor, clauses: list[DraftClause], place: int, *, revision: int, at: datetime
) -> dict[str, Act]:
    given, clause = request.POST, clauses[place]
    following = clauses[place + 1] if place + 1 < len(clauses) else None
    base = {"actor": actor, "key": clause.key, "revision": revision, "at": at}
    acts: dict[str, Act] = {
        "change": lambda: _change(request, clause, actor, revision, at),
        "up": lambda: services.move_clause(**base, after=clauses[place - 2].key if place > 1 else ""),
        "split": lambda: services.split_clause(
            **base, cuts=services.cuts_at_breaks(clause.text, given.get("parts", ""))
        ),
        "delete": lambda: services.delete_clause(**base),
    }
    if following is not None:
        acts["down"] = lambda: services.move_clause(**base, after=following.key)
        acts["join"] = lambda: services.merge_clauses(
            actor=actor,
            keys=[clause.key, following.key],
            revisions=[revision, _number(given.get("next_revision", ""))],
            at=at,
        )
    return acts


def _change(request: HttpRequest, clause: DraftClause, actor: Actor, revision: int, at: datetime) -> object:
    """Write number and text, then what kind of paragraph it is."""
    given = request.POST
    done = services.edit_clause(
        actor=actor,
        key=clause.key,
        revision=revision,
        text=given.get("text", clause.text),
        number=given.get("number", clause.number),
        at=at,
    )
    kind, level = given.get("kind", clause.kind), _level(given.get("level", ""))
    if (kind, level if kind == ClauseKind.HEADING else 0) == (clause.kind, clause.level):
        return done
    now = done.clause.revision if done.clause else revision
    return services.rekind_clause(
        actor=actor, key=clause.key, revision=now, kind=kind, level=level if kind == ClauseKind.HEADING else 0, at=at
    )


def _clauses(standard: Standard) -> list[DraftClause]:
    return clauses_in_order([standard])[standard.pk]


def _way(standard: Standard, title: str) -> list[crumbs.Crumb]:
    up = crumbs.Crumb(str(standard), reverse("standard", args=[standard.code]))
    return crumbs.standards(up, crumbs.Crumb(title))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _level(text: str) -> int:
    number = _number(text)
    return number if number in LEVELS else 0
