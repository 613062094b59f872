"""Times of processes, clauses beside their charts, and steps and clauses without each other."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Path, Query

from guicheng.adapters.process_times import beside_json, times_json
from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of, start_of
from guicheng.api.v1.shapes import process_times as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.apps.processes import selectors
from guicheng.apps.processes.gaps import uncited_steps, unrealised_clauses
from guicheng.apps.processes.keeping import kept_clauses
from guicheng.apps.processes.readings import compiled
from guicheng.apps.standards.selectors.paging import cursor_of
from guicheng.domain.process import read_promise
from guicheng.domain.process.assumed import read_assumed
from guicheng.domain.process.promise import span_of
from guicheng.domain.process.spans import Span
from guicheng.domain.process.times import times_of
from guicheng.domain.process.timing import worst_case

calls = Calls("processes")
_READ: Final = "processes.read"


@calls.get(
    "/processes/{code}/times",
    needs=_READ,
    answer=shapes.ProcessTimes,
    summary="Time a process",
    refuses=("table-refused", "diagram-refused", "promise-refused", "assumption-refused"),
)
def process_times(request: HttpRequest, code: Path[str], wanted: Query[shapes.TimesWanted]) -> dict[str, Any]:
    """Return worst cases, how likely they are kept, the worst start, and the timed clauses that steps cite."""
    actor = actor_of(request)
    found = selectors.process_visible_to(actor, code)
    assumed = read_assumed(wanted.kept, wanted.days, wanted.hours)
    promise = read_promise(wanted.promise) if wanted.promise.strip() else None
    graph = compiled(found.title, found.rows, found.drawn)
    span = span_of(graph, promise) if promise else Span()
    said = times_of(graph, span, assumed, promise.minutes if promise else None)
    twice = worst_case(graph, span, 2).minutes
    beside = kept_clauses(
        found.title, found.rows, found.drawn, selectors.clauses_cited(actor, found.rows), assumed.kept
    )
    told = beside_json([each.beside for each in beside], gettext)
    return {
        "once": None if said.once.minutes is None else float(said.once.minutes),
        "twice": None if twice is None else float(twice),
        **times_json(said, assumed),
        "clauses": [{**line, "grade": each.grade} for line, each in zip(told, beside, strict=True)],
    }


@calls.get(
    "/uncited-steps",
    needs=_READ,
    answer=shapes.StepsOpen,
    summary="List steps without a clause",
    refuses=("bad-cursor",),
)
def list_uncited_steps(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the steps of processes in use that cite no clause, or one that is not there; a page is 100 processes."""
    actor = actor_of(request)
    found, following = page_of(selectors.processes_visible_to(actor), wanted.cursor, by="code")
    items = [
        {
            "process": each.process.code,
            "title": each.process.title,
            **{name: each.row.get(name, "") for name in ("id", "number", "name")},
            "unknown": list(each.unknown),
        }
        for each in uncited_steps(actor, found)
    ]
    return {"items": items, "next": following}


@calls.get(
    "/unrealised-clauses",
    needs=_READ,
    answer=shapes.ClausesOpen,
    summary="List timed clauses without a step",
    refuses=("bad-cursor",),
)
def list_unrealised_clauses(request: HttpRequest, wanted: Query[shapes.ClausesOpenWanted]) -> dict[str, Any]:
    """Return the timed clauses of drafts that no step of a process in use realises, by standard."""
    start = start_of(wanted.cursor)
    found, following = unrealised_clauses(actor_of(request), standard=wanted.standard, start=start)
    items = [
        {
            "key": str(each.clause.key),
            "standard": each.clause.standard.code,
            "number": each.clause.number,
            "text": each.clause.text,
            "allowed_minutes": [float(minutes) for minutes in each.allowed],
        }
        for each in found
    ]
    return {"items": items, "next": "" if following is None else cursor_of("", following)}
