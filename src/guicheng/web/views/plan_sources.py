"""Where the evidence of an estate's promises comes from, which have none, and what words of clauses mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from guicheng.apps.operations.models import PromiseSource
from guicheng.apps.operations.selectors.plans import sources_at
from guicheng.apps.operations.services.landing import explain_phrase
from guicheng.apps.organization.models import Unit
from guicheng.domain.comparison.tables import stage_named, stages
from guicheng.domain.targets.binding import Source
from guicheng.domain.values import Message
from guicheng.web import crumbs
from guicheng.web.acting import attempt
from guicheng.web.actor import actor_of
from guicheng.web.views.plans import estate_of, way
from guicheng.web.wording import Word

SOURCES: Final[Mapping[str, Word]] = {
    Source.EVENTS: gettext_lazy("Two events and the time between"),
    Source.SCHEDULE: gettext_lazy("Schedule"),
    Source.CHECKLIST: gettext_lazy("Line of a checklist"),
    Source.ROSTER: gettext_lazy("Roster"),
    Source.RECORDS: gettext_lazy("Records kept"),
    Source.SURVEY: gettext_lazy("Survey of customers"),
    Source.FIGURE: gettext_lazy("Figure counted from the others"),
}


def words(request: HttpRequest) -> HttpResponse:
    """Take what a phrase means for the whole company, and go back to the estate whose page asked."""
    given = request.POST
    unit = estate_of(request, given.get("unit", ""))
    acts = {
        "explain": lambda: explain_phrase(
            actor=actor_of(request),
            role=given.get("role", ""),
            words=given.get("words", ""),
            event=given.get("event", ""),
            at=timezone.now(),
        )
    }
    outcome = attempt(request, acts)
    if outcome.told:
        return _page(request, unit, told=outcome.told, status=outcome.status)
    return redirect("plan_sources", unit.key)


def sources(request: HttpRequest, key: str) -> HttpResponse:
    """Show the sources of the promises that hold at an estate."""
    return _page(request, estate_of(request, key))


def _page(request: HttpRequest, unit: Unit, *, told: tuple[str, ...] = (), status: int = 200) -> HttpResponse:
    at = timezone.localtime()
    rows = list(sources_at(unit, at.date()))
    found = Counter(row.source for row in rows)
    wanted = request.GET.get("source", "")
    context = {
        "unit": unit,
        "told": told,
        "bound": len(rows) - found[""],
        "promises": len(rows),
        "share": f"{(len(rows) - found['']) * 100 / len(rows):.1f}%" if rows else "",
        "counts": [(source, word, found[source], source == wanted) for source, word in SOURCES.items()],
        "without": [_shown(row) for row in rows if not row.source],
        "worded": [_shown(row) for row in rows if row.worded],
        "listed": [_shown(row) for row in rows if wanted and row.source == wanted],
        "wanted": SOURCES.get(wanted, ""),
        "triggers": _events("triggers"),
        "endpoints": _events("endpoints"),
        "may_manage": actor_of(request).may_anywhere("estates.manage"),
        "crumbs": way(unit, crumbs.Crumb(_("Sources of evidence"))),
    }
    return render(request, "web/plan_sources.html", context, status=status)


def _events(table: str) -> list[tuple[str, str]]:
    return [(stage.name, _name(table, stage.name)) for stage in stages(table)]


def _name(table: str, key: str) -> str:
    """Return an event in the reader's language; a key of no table as it is."""
    try:
        stage = stage_named(table, key)
    except KeyError:
        return key
    return stage.en if get_language() == "en" else stage.zh


def _shown(row: PromiseSource) -> dict[str, Any]:
    clause = row.clause
    reason = Message(row.reason["text"], row.reason["fields"]).render(_) if row.reason else ""
    return {
        "row": row,
        "clause": clause,
        "words": clause.text[row.begin : row.end],
        "before": clause.text[: row.begin],
        "after": clause.text[row.end :],
        "reason": reason,
        "start": _name("triggers", row.start_event) if row.start_event else row.start_words,
        "end": _name("endpoints", row.end_event) if row.end_event else row.end_words,
        "source": SOURCES.get(row.source, ""),
    }
