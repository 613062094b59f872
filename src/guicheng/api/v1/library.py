"""The starter library: what it offers, and taking standards of it as drafts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.shapes import library as shapes
from guicheng.domain.standard import PartKind
from guicheng.usecases import adopt_library as adopting

calls = Calls("standards")
_EDIT = "standards.edit"


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

    A standard whose code the company has already is left alone.
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
