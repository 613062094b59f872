"""The times of a process: at worst, how likely, from which start; and the timed clauses that its steps cite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.processes import selectors
from guicheng.apps.processes.keeping import KeptClause, kept_clauses
from guicheng.apps.processes.models import Process
from guicheng.apps.processes.readings import compiled
from guicheng.domain.process import Graph, Promise, read_promise
from guicheng.domain.process.assumed import Assumed, read_assumed
from guicheng.domain.process.keeping import Standing
from guicheng.domain.process.promise import span_of
from guicheng.domain.process.spans import Span
from guicheng.domain.process.time_words import (
    DAYS_IN_WORDS,
    calendar_in_words,
    latest_in_words,
    likely_in_words,
    model_in_words,
    percent,
)
from guicheng.domain.process.times import Times, times_of
from guicheng.domain.process.timing import worst_case
from guicheng.domain.values import GuichengError
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.durations import duration
from guicheng.web.process_page import VIEWS
from guicheng.web.views.processes import way

#: How a clause stands → colour and word.
STANDINGS: Final[dict[Standing, tuple[str, str | Lazy]]] = {
    Standing.BROKEN: ("error", gettext_lazy("not kept")),
    Standing.OPEN: ("warning", gettext_lazy("not decided")),
    Standing.KEPT: ("ok", gettext_lazy("kept")),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What the page was asked: assumptions and a promise, with what of them could not be read."""

    assumed: Assumed
    promise: Promise | None
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A timed clause beside the chart, lengths of time in words."""

    citation: str
    address: str
    text: str
    grade: str
    span: str
    stated: bool
    allowed: str
    worst: str
    colour: str
    standing: str | Lazy
    share: str
    why: str


def times(request: HttpRequest, code: str) -> HttpResponse:
    """Show what the limits of a process add up to, how likely that is kept, and which start is worst."""
    actor = actor_of(request)
    found = selectors.process_visible_to(actor, code)
    question = _question(request)
    clauses = selectors.clauses_cited(actor, found.rows)
    beside = kept_clauses(found.title, found.rows, found.drawn, clauses, question.assumed.kept)
    context = {
        "process": found,
        "views": VIEWS,
        "view": "times",
        "given": {"kept": question.assumed.percent, "days": question.assumed.days, "hours": question.assumed.hours},
        "promise": request.GET.get("promise", "")[:100],
        "days": [(key, words.render(_)) for key, words in DAYS_IN_WORDS.items()],
        "clauses": _lines(beside),
        "cited": len(clauses),
        **_told(found, question),
        "crumbs": way(crumbs.Crumb(found.code, reverse("process", args=[found.code])), crumbs.Crumb(_("Times"))),
    }
    return render(request, "web/process_times.html", context, status=422 if context["told"] else 200)


def _question(request: HttpRequest) -> Question:
    told, asked = [], request.GET
    assumed, promise = Assumed(), None
    try:
        assumed = read_assumed(*(asked.get(name, "")[:100] for name in ("kept", "days", "hours")))
    except GuichengError as error:
        told.append(error.message.render(_))
    try:
        wish = asked.get("promise", "")[:100].strip()
        promise = read_promise(wish) if wish else None
    except GuichengError as error:
        told.append(error.message.render(_))
    return Question(assumed, promise, tuple(told))


def _told(found: Process, question: Question) -> dict[str, Any]:
    """Return what is said of the time of a process; why nothing can be said where it cannot be read."""
    told, assumed, promise = list(question.told), question.assumed, question.promise
    try:
        graph = compiled(found.title, found.rows, found.drawn)
    except GuichengError as error:
        return {"told": told, "refusal": error.message.render(_)}
    span = Span()
    try:
        span = span_of(graph, promise) if promise else span
    except GuichengError as error:
        told.append(error.message.render(_))
        promise = None
    return {"told": told, "shown": _shown(graph, span, assumed, promise)}


def _shown(graph: Graph, span: Span, assumed: Assumed, promise: Promise | None) -> dict[str, Any]:
    said = times_of(graph, span, assumed, promise.minutes if promise else None)
    return {
        "once": duration(said.once.minutes),
        "twice": duration(worst_case(graph, span, 2).minutes),
        "path": [f"{moment.step} {moment.answer}".strip() for moment in said.once.path],
        "unlimited": "、".join(said.once.unlimited),
        "promised": duration(promise.minutes) if promise else "",
        **_sentences(said, assumed),
    }


def _sentences(said: Times, assumed: Assumed) -> dict[str, Any]:
    likely, latest = said.likely, said.latest
    quantiles = [
        (percent(share), duration(minutes)) for share, minutes in (likely.quantiles if likely else ()) if minutes
    ]
    return {
        "likely": likely_in_words(likely, assumed).render(_) if likely else "",
        "share": percent(likely.share) if likely else "",
        "all_kept": percent(likely.all_kept) if likely else "",
        "quantiles": quantiles,
        "model": model_in_words(assumed).render(_),
        "latest": latest_in_words(latest).render(_) if latest else "",
        "latest_lasts": duration(Fraction(latest.minutes)) if latest else "",
        "calendar": calendar_in_words(assumed).render(_),
    }


def _lines(found: Sequence[KeptClause]) -> list[ClauseLine]:
    order = list(STANDINGS)
    return [_line(each) for each in sorted(found, key=lambda each: order.index(each.beside.standing))]


def _line(each: KeptClause) -> ClauseLine:
    beside, clause = each.beside, each.clause
    colour, word = STANDINGS[beside.standing]
    return ClauseLine(
        citation=beside.cited.clause,
        address=f"{reverse('standard', args=[clause.standard.code])}#c-{clause.key}",
        text=each.text,
        grade=each.grade,
        span=beside.span,
        stated=beside.stated,
        allowed=" / ".join(duration(minutes) for minutes in beside.cited.allowed),
        worst=duration(beside.worst),
        colour=colour,
        standing=word,
        share=percent(beside.share) if beside.share is not None else "",
        why=beside.why.render(_) if beside.why else "",
    )
