"""The list of demands, and one demand with what it rests on and which clauses answer it."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.apps.research import services
from guicheng.apps.research.models import Demand
from guicheng.apps.research.selectors.demands import (
    DemandWish,
    demand_grid,
    demand_visible_to,
    demands_visible_to,
    sources_of,
)
from guicheng.apps.research.selectors.feedback import feedback_by_key
from guicheng.apps.research.selectors.interviews import quote_visible_to
from guicheng.apps.research.services import DemandText, SourceKey
from guicheng.apps.standards.selectors.demand_links import answers_of
from guicheng.apps.standards.services import clause_called, judge_link, withdraw_link
from guicheng.domain.comparison.tables import activities
from guicheng.usecases.merge_demands import merge_demands
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Act, attempt
from guicheng.web.actor import actor_of
from guicheng.web.comparing import activity_options, chosen_activity
from guicheng.web.voices import (
    DEMAND_KINDS,
    DEMAND_STATES,
    WEIGHTS,
    Choices,
    further,
    group_choices,
    pairs,
    start_of,
    state_of,
    theme_choices,
    units_to_read,
    units_to_write,
)

_PAGE: Final = 50
#: Demands that the form for merging offers.
_MOST: Final = 300


def way(*steps: crumbs.Crumb) -> list[crumbs.Crumb]:
    """Return the way to a page below “Demands”."""
    return [crumbs.Crumb(_("Demands"), reverse("demands") if steps else ""), *steps]


def demands(request: HttpRequest) -> HttpResponse:
    """List the demands that fit, count them by state and importance, and state a new one."""
    actor = actor_of(request)
    outcome = attempt(request, {"add": lambda: _added(request)}) if request.method == "POST" else NOTHING
    if isinstance(outcome.value, Demand):
        return redirect("demand", key=outcome.value.key)
    wish, start = _wish(request.GET), start_of(request.GET)
    rows = demands_visible_to(actor, wish)
    total = rows.count()
    context = {
        "rows": [(row, DEMAND_KINDS[row.kind], *state_of(row)) for row in rows[start : start + _PAGE]],
        "total": total,
        "more": further(request.GET, start + _PAGE) if total > start + _PAGE else "",
        "wish": wish,
        "filtered": wish != DemandWish(),
        "grid": _grid(demand_grid(actor)),
        "weights": pairs(WEIGHTS),
        "states": [("open", _("still open")), *((name, face.label) for name, face in DEMAND_STATES.items())],
        "units": units_to_read(actor),
        "writable": units_to_write(actor),
        "given": (given := request.POST if outcome.told else request.GET),
        "said": _words_said(request, given),
        "told": outcome.told,
        "crumbs": way(),
        **_offers(request),
    }
    return render(request, "web/demands.html", context, status=outcome.status)


def _words_said(request: HttpRequest, given: QueryDict) -> str:
    """Return the words on which a demand that is being stated rests; "" where none within reach were named."""
    actor = actor_of(request)
    try:
        if given.get("quote"):
            return quote_visible_to(actor, str(given["quote"])).text
        return feedback_by_key(actor, str(given["feedback"])).text if given.get("feedback") else ""
    except ObjectDoesNotExist:
        return ""


def _offers(request: HttpRequest) -> dict[str, Any]:
    """Return what the form of a demand offers: two queries."""
    actor = actor_of(request)
    return {
        "kinds": pairs(DEMAND_KINDS),
        "groups": group_choices(actor),
        "themes": theme_choices(actor),
        "activities": activity_options(),
    }


def _wish(query: QueryDict) -> DemandWish:
    names = ("state", "kind", "group", "theme", "weight", "unit")
    texts = {name: query.get(name, "")[:60] for name in names}
    order = query.get("order", "")[:20] or DemandWish().order
    return DemandWish(words=query.get("q", "")[:100], order=order, **texts)


def _grid(counts: dict[tuple[str, str], int]) -> list[tuple[Any, list[tuple[str, int]]]]:
    """Return the counts as rows: face of the state, and address and number by weight."""
    return [
        (face.label, [(f"?state={state}&weight={weight}", counts[state, weight]) for weight in WEIGHTS])
        for state, face in DEMAND_STATES.items()
    ]


def _added(request: HttpRequest) -> Demand:
    given = request.POST
    source = SourceKey(**{name: given.get(name, "") for name in ("quote", "feedback", "cited")})
    return services.add_demand(
        actor=actor_of(request),
        unit_key=given.get("unit", ""),
        said=_said(given),
        at=timezone.now(),
        source=source if source != SourceKey() else None,
    )


def _said(given: QueryDict) -> DemandText:
    names = ("text", "kind", "importance", "importance_source", "satisfaction", "satisfaction_source")
    return DemandText(
        group_key=given.get("group", ""),
        theme_key=given.get("theme", ""),
        activity=chosen_activity(given.get("activity", "")),
        **{name: given.get(name, "") for name in names},
    )


def demand(request: HttpRequest, key: str) -> HttpResponse:
    """Show a demand; change, confirm, close or merge it, say what it rests on and which clauses answer it."""
    actor = actor_of(request)
    found = demand_visible_to(actor, key)
    outcome = attempt(request, _acts(request, found)) if request.method == "POST" else NOTHING
    if request.method == "POST" and not outcome.told:
        return redirect(
            "demand", key=getattr(outcome.value, "key", None) if request.POST["act"] == "merge" else found.key
        )
    editable = actor.may("research.edit", found.unit) and found.state != "merged"
    face, colour = state_of(found)
    context = {
        "demand": found,
        "kind": DEMAND_KINDS[found.kind],
        "face": face,
        "colour": colour,
        "activity": _activity(found.activity).rpartition(" (")[0],
        "sources": sources_of(actor, found),
        "answers": answers_of(actor, found, suggests=found.is_open),
        "editable": editable,
        "others": _others(request, found) if editable else [],
        "told": outcome.told,
        "given": request.POST if outcome.told else _filled(found),
        "crumbs": way(crumbs.Crumb(found.code)),
        **(_offers(request) if editable else {}),
    }
    return render(request, "web/demand.html", context, status=outcome.status)


def _acts(request: HttpRequest, found: Demand) -> dict[str, Act]:
    actor, given, now, key = actor_of(request), request.POST, timezone.now(), found.key
    seen, clause = given.get("revision", ""), given.get("clause", "")
    source = SourceKey(**{name: given.get(name, "") for name in ("quote", "feedback", "cited")})

    def judged(*, answers: bool, clause_key: str = clause) -> Any:
        return judge_link(actor=actor, demand_key=key, clause_key=clause_key, answers=answers, at=now)

    return {
        "change": lambda: services.change_demand(
            actor=actor,
            key=key,
            revision=int(seen) if seen.isdecimal() and len(seen) < 10 else 0,
            said=_said(given),
            at=now,
        ),
        "confirm": lambda: services.confirm_demand(actor=actor, key=key, at=now),
        "close": lambda: services.close_demand(actor=actor, key=key, reason=given.get("reason", ""), at=now),
        "merge": lambda: merge_demands(actor=actor, key=key, into=given.get("into", ""), at=now),
        "add_source": lambda: services.add_source(actor=actor, key=key, source=source, at=now),
        "remove_source": lambda: services.remove_source(
            actor=actor, key=key, source_key=given.get("source", ""), at=now
        ),
        "link": lambda: judged(answers=True),
        "refuse": lambda: judged(answers=False),
        "unlink": lambda: withdraw_link(actor=actor, demand_key=key, clause_key=clause, at=now),
        "link_number": lambda: judged(answers=True, clause_key=str(clause_called(actor, given.get("number", "")).key)),
    }


def _others(request: HttpRequest, found: Demand) -> Choices:
    rows = demands_visible_to(actor_of(request), DemandWish(state="open", order="number")).exclude(pk=found.pk)
    return [(str(row.key), str(row)) for row in rows[:_MOST]]


def _activity(key: str) -> str:
    names = activity_options() if key else []
    known = [each.key for each in activities()]
    return names[known.index(key)] if key in known else ""


def _filled(found: Demand) -> dict[str, str]:
    numbers = {name: str(getattr(found, name) or "") for name in ("importance", "satisfaction")}
    return {
        "text": found.text,
        "kind": found.kind,
        "group": str(found.group.key),
        "theme": str(found.theme.key) if found.theme else "",
        "activity": _activity(found.activity),
        "importance_source": found.importance_source,
        "satisfaction_source": found.satisfaction_source,
        **numbers,
    }
