"""Demands of customers, and the clauses that answer them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.feedback import named
from guicheng.api.v1.paging import PAGE, cursor_after, page_of, start_of
from guicheng.api.v1.shapes import demands as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.api.v1.shapes.voices import MergedInto
from guicheng.apps.organization.actors import Actor
from guicheng.apps.research import services
from guicheng.apps.research.models import Demand, DemandSource
from guicheng.apps.research.selectors.demands import DemandWish, demand_visible_to, demands_visible_to, sources_of
from guicheng.apps.research.services import DemandText, SourceKey
from guicheng.apps.standards import readings
from guicheng.apps.standards.selectors import unit_within
from guicheng.apps.standards.selectors.demand_links import (
    LinkRow,
    SuggestedClause,
    TracedClause,
    answers_of,
    confirmed_links,
    traced,
    unanswered,
)
from guicheng.apps.standards.selectors.gathering import gather_for
from guicheng.apps.standards.services import judge_link, withdraw_link
from guicheng.usecases.merge_demands import merge_demands

calls = Calls("demands")
_READ, _EDIT = "research.read", "research.edit"
_REFUSES = ("not-as-wanted",)


@calls.get("/demands", needs=_READ, answer=shapes.DemandsOf, summary="List demands", refuses=("bad-cursor",))
def list_demands(request: HttpRequest, wanted: Query[shapes.DemandsWanted]) -> dict[str, Any]:
    """Return the demands within reach that fit, in the order in which they were stated."""
    wish = DemandWish(**wanted.model_dump(exclude={"cursor"}), order="number")
    found, following = page_of(demands_visible_to(actor_of(request), wish), wanted.cursor)
    return {"items": [_demand(row) for row in found], "next": following}


@calls.get("/demands/{key}", needs=_READ, answer=shapes.DemandOf, summary="See a demand")
def see_demand(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return one demand."""
    return _demand(demand_visible_to(actor_of(request), key))


@calls.write(
    "POST",
    "/demands",
    needs=_EDIT,
    answer=shapes.DemandOf,
    status=201,
    summary="State a demand",
    refuses=("not-as-wanted", "archived"),
)
def add_demand(request: HttpRequest, body: shapes.DemandNew) -> dict[str, Any]:
    """State a demand; it is proposed until somebody confirms it, and rests on something before that."""
    row = services.add_demand(actor=actor_of(request), unit_key=body.unit, said=_text(body), at=timezone.now())
    return _demand(row)


@calls.write(
    "PUT",
    "/demands/{key}",
    needs=_EDIT,
    answer=shapes.DemandOf,
    summary="Change a demand",
    refuses=("not-as-wanted", "stale"),
)
def change_demand(request: HttpRequest, key: Path[str], body: shapes.DemandChange) -> dict[str, Any]:
    """Write what a demand says anew, over the revision that was seen."""
    actor, said = actor_of(request), _text(body)
    return _demand(services.change_demand(actor=actor, key=key, revision=body.revision, said=said, at=timezone.now()))


@calls.write(
    "POST", "/demands/{key}/confirm", needs=_EDIT, answer=shapes.DemandOf, summary="Confirm a demand", refuses=_REFUSES
)
def confirm_demand(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Confirm a demand that rests on something, or open a closed one again."""
    return _demand(services.confirm_demand(actor=actor_of(request), key=key, at=timezone.now()))


@calls.write(
    "POST", "/demands/{key}/close", needs=_EDIT, answer=shapes.DemandOf, summary="Close a demand", refuses=_REFUSES
)
def close_demand(request: HttpRequest, key: Path[str], body: shapes.DemandClosed) -> dict[str, Any]:
    """Close a demand and say why."""
    return _demand(services.close_demand(actor=actor_of(request), key=key, reason=body.reason, at=timezone.now()))


@calls.write(
    "POST", "/demands/{key}/merge", needs=_EDIT, answer=shapes.DemandOf, summary="Merge a demand", refuses=_REFUSES
)
def merge_demand(request: HttpRequest, key: Path[str], body: MergedInto) -> dict[str, Any]:
    """Merge a demand into another one, which takes over its sources and its clauses."""
    return _demand(merge_demands(actor=actor_of(request), key=key, into=body.into, at=timezone.now()))


@calls.get("/demands/{key}/sources", needs=_READ, answer=shapes.SourcesOf, summary="See what a demand rests on")
def see_sources(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return the quotes, records and questions on which a demand rests, as far as they lie within reach."""
    actor = actor_of(request)
    return {"items": [_source(each) for each in sources_of(actor, demand_visible_to(actor, key))]}


@calls.write(
    "POST",
    "/demands/{key}/sources",
    needs=_EDIT,
    answer=shapes.SourceOf,
    status=201,
    summary="Say what a demand rests on",
    refuses=_REFUSES,
)
def add_source(request: HttpRequest, key: Path[str], body: shapes.SourceIn) -> dict[str, Any]:
    """Add a quote, a record or a question of a survey on which a demand rests."""
    source = SourceKey(**body.model_dump())
    return _source(services.add_source(actor=actor_of(request), key=key, source=source, at=timezone.now()))


@calls.get("/demands/{key}/clauses", needs=_READ, answer=shapes.AnswersOf, summary="See which clauses answer a demand")
def see_answers(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return the clauses that people judged, and those that may answer it."""
    return _answers(actor_of(request), key)


@calls.write(
    "PUT",
    "/demands/{key}/clauses/{clause}",
    needs=_EDIT,
    answer=shapes.AnswersOf,
    summary="Say whether a clause answers a demand",
    refuses=_REFUSES,
)
def judge_answer(request: HttpRequest, key: Path[str], clause: Path[str], body: shapes.LinkIn) -> dict[str, Any]:
    """Say whether a clause answers a demand; it is remembered and not suggested again."""
    judge_link(actor=actor_of(request), demand_key=key, clause_key=clause, answers=body.answers, at=timezone.now())
    return _answers(actor_of(request), key)


@calls.write(
    "DELETE",
    "/demands/{key}/clauses/{clause}",
    needs=_EDIT,
    answer=None,
    summary="Take back what was said of a clause",
    refuses=_REFUSES,
)
def withdraw_answer(request: HttpRequest, key: Path[str], clause: Path[str]) -> None:
    """Take back what was said of a clause and a demand; the clause may be suggested again."""
    withdraw_link(actor=actor_of(request), demand_key=key, clause_key=clause, at=timezone.now())


@calls.get(
    "/units/{key}/traces",
    needs=_READ,
    answer=shapes.TracesOf,
    summary="Trace clauses to demands and norms",
    refuses=("bad-cursor",),
)
def see_traces(request: HttpRequest, key: Path[str], wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the clauses that hold at a unit with the demands and norms behind them, and demands without a clause."""
    actor, start = actor_of(request), start_of(wanted.cursor)
    unit = unit_within(actor, key)
    rows = traced(gather_for(actor, unit, day=readings.day_of(timezone.now())), confirmed_links(actor))
    shown = rows[start : start + PAGE]
    open_demands = unanswered(actor, unit)
    return {
        "items": [_traced(each) for each in shown],
        "next": cursor_after(start, len(shown), len(rows)),
        "unanswered": [demand.code for demand in open_demands],
    }


def _answers(actor: Actor, key: str) -> dict[str, Any]:
    demand = demand_visible_to(actor, key)
    found = answers_of(actor, demand, suggests=demand.is_open)
    judged = [_judged(row) for row in (*found.confirmed, *found.refused)]
    return {"judged": judged, "suggested": [_suggested(each) for each in found.suggested]}


def _text(body: shapes.DemandIn) -> DemandText:
    names = ("text", "kind", "activity", "importance", "importance_source", "satisfaction", "satisfaction_source")
    return DemandText(group_key=body.group, theme_key=body.theme, **{name: getattr(body, name) for name in names})


def _demand(row: Demand) -> dict[str, Any]:
    names = ("code", "kind", "text", "activity", "importance_source", "satisfaction_source", "state", "reason")
    numbers = {name: getattr(row, name) for name in ("importance", "satisfaction")}
    return {
        "key": str(row.key),
        "unit": named(row.unit),
        "group": named(row.group),
        "theme": named(row.theme),
        "merged_into": str(row.merged_into.key) if row.merged_into else "",
        "revision": row.revision,
        **{name: getattr(row, name) for name in names},
        **{name: "" if value is None else str(value) for name, value in numbers.items()},
    }


def _source(row: DemandSource) -> dict[str, Any]:
    said = row.quote or row.feedback
    return {
        "key": str(row.key),
        "quote": str(row.quote.key) if row.quote else "",
        "feedback": str(row.feedback.key) if row.feedback else "",
        "cited": row.cited,
        "text": said.text if said else row.cited,
    }


def _judged(row: LinkRow) -> dict[str, Any]:
    return {
        "clause": str(row.link.clause_key),
        "standard": row.link.standard.code,
        "number": row.clause.number if row.clause else "",
        "text": row.clause.text if row.clause else "",
        "answers": row.link.answers,
        "by": row.link.by.name,
        "at": row.link.at,
    }


def _suggested(each: SuggestedClause) -> dict[str, Any]:
    return {
        **_clause(each.clause),
        "score": each.why.score,
        "words": list(each.why.words),
        "activities": list(each.why.activities),
    }


def _traced(each: TracedClause) -> dict[str, Any]:
    return {
        **_clause(each.clause),
        "demands": [demand.code for demand in each.demands],
        "norms": [norm.citation for norm in each.norms],
        "contract": each.contract,
    }


def _clause(clause: Any) -> dict[str, str]:
    return {
        "clause": str(clause.key),
        "standard": clause.standard.code,
        "number": clause.number,
        "text": clause.text,
    }
