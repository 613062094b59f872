"""The starter library: what it offers, and taking standards and processes of it as drafts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.shapes import library as shapes
from guicheng.domain.process.limits import plain_number
from guicheng.domain.standard import PartKind
from guicheng.usecases import adopt_library as adopting
from guicheng.usecases import adopt_processes as processes

calls, process_calls = Calls("standards"), Calls("processes")
_EDIT, _EDIT_PROCESSES = "standards.edit", "processes.edit"


@calls.get(
    "/library",
    needs=_EDIT,
    answer=shapes.Library,
    summary="See the starter library",
    refuses=("unknown-grade",),
)
def see_library(request: HttpRequest, wanted: Query[shapes.LibraryWanted]) -> dict[str, Any]:
    """Return the standards that a unit could adopt, as its drafts would be, in order of domain and code."""
    plan = adopting.plan_adoption(
        actor=actor_of(request), unit_key=wanted.unit, domains=wanted.domain, grade=wanted.grade
    )
    return {"grades": adopting.library_grades(), "items": [_choice(each) for each in plan]}


@calls.write(
    "POST",
    "/library/adopt",
    needs=_EDIT,
    answer=shapes.Adopted,
    summary="Adopt standards of the starter library",
    refuses=("not-as-wanted", "unknown-grade", "code-taken"),
)
def adopt_library(request: HttpRequest, body: shapes.AdoptionIn) -> dict[str, Any]:
    """Make standards of the library first drafts: all of them or, refused, none.

    One that holds at the unit already is left alone; where another unit has its code, a number follows it.
    """
    done = adopting.adopt_library(
        actor=actor_of(request),
        unit_key=body.unit,
        at=timezone.now(),
        domains=body.domains,
        codes=body.codes,
        grade=body.grade,
    )
    return {"created": [{"key": standard.code, "name": standard.title} for standard in done.created]}


@process_calls.get(
    "/library/processes",
    needs=_EDIT_PROCESSES,
    answer=shapes.ProcessLibrary,
    summary="See the processes of the library",
    refuses=("unknown-grade",),
)
def see_processes(request: HttpRequest, wanted: Query[shapes.ProcessesWanted]) -> dict[str, Any]:
    """Return the shipped processes that a unit could adopt, as its drafts would be, by code."""
    plan = processes.plan_processes(actor=actor_of(request), unit_key=wanted.unit, grade=wanted.grade)
    return {"grades": processes.process_grades(), "items": [_offer(each) for each in plan]}


@process_calls.write(
    "POST",
    "/library/processes/adopt",
    needs=_EDIT_PROCESSES,
    answer=shapes.Adopted,
    summary="Adopt processes of the library",
    refuses=("not-a-process", "unknown-grade"),
)
def adopt_processes(request: HttpRequest, body: shapes.ProcessAdoptionIn) -> dict[str, Any]:
    """Make shipped processes first drafts, linked to the clauses that they cite: all of them or, refused, none.

    A process that holds at the unit already is left alone. Where another unit has its code, a number follows the code.
    """
    done = processes.adopt_processes(
        actor=actor_of(request), unit_key=body.unit, codes=body.codes, at=timezone.now(), grade=body.grade
    )
    return {"created": [{"key": process.code, "name": process.title} for process in done]}


def _offer(offer: processes.Offer) -> dict[str, Any]:
    process, report = offer.process, offer.reading.report
    once, twice = (report.once.minutes, report.twice.minutes) if report else (None, None)
    return {
        "code": process.code,
        "title": process.title,
        "english": process.english,
        "domain": process.domain,
        "purpose": process.purpose,
        "taken": offer.taken,
        "worst_minutes": {
            "once": None if once is None else plain_number(once),
            "twice": None if twice is None else plain_number(twice),
        },
        "steps": process.at(offer.grade),
    }


def _choice(choice: adopting.Choice) -> dict[str, Any]:
    standard = choice.standard
    return {
        "code": standard.code,
        "title": standard.title,
        "domain": standard.domain,
        "taken": choice.taken,
        "clauses": [
            {"number": part.number, "text": part.text} for part in standard.parts if part.kind is PartKind.CLAUSE
        ],
    }
