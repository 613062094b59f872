"""Groups of customers, and the interviews with them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.feedback import named
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import voices as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.apps.research import services
from guicheng.apps.research.models import CustomerGroup, Interview
from guicheng.apps.research.selectors.groups import group_visible_to, groups_visible_to
from guicheng.apps.research.selectors.interviews import interview_visible_to, interviews_visible_to
from guicheng.apps.research.services import Attendee, GroupText, InterviewText

calls = Calls("groups")
talks = Calls("interviews")
_READ, _EDIT = "research.read", "research.edit"


@calls.get("/groups", needs=_READ, answer=shapes.CustomerGroupsOf, summary="List groups", refuses=("bad-cursor",))
def list_groups(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the groups of customers that are in use, by name."""
    found, following = page_of(groups_visible_to(actor_of(request)), wanted.cursor, by="name")
    return {"items": [_group(row) for row in found], "next": following}


@calls.get("/groups/{key}", needs=_READ, answer=shapes.CustomerGroupOf, summary="See a group")
def see_group(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return one group; its demands are listed with `GET /demands?group=`."""
    return _group(group_visible_to(actor_of(request), key))


@calls.write(
    "POST",
    "/groups",
    needs=_EDIT,
    answer=shapes.CustomerGroupOf,
    status=201,
    summary="Add a group",
    refuses=("not-as-wanted", "taken"),
)
def add_group(request: HttpRequest, body: shapes.CustomerGroupIn) -> dict[str, Any]:
    """Add a group of customers to the company."""
    return _group(services.add_group(actor=actor_of(request), said=_text(body), at=timezone.now()))


@calls.write(
    "PUT",
    "/groups/{key}",
    needs=_EDIT,
    answer=shapes.CustomerGroupOf,
    summary="Change a group",
    refuses=("not-as-wanted", "taken"),
)
def change_group(request: HttpRequest, key: Path[str], body: shapes.CustomerGroupIn) -> dict[str, Any]:
    """Write a group anew."""
    return _group(services.change_group(actor=actor_of(request), key=key, said=_text(body), at=timezone.now()))


def _text(body: shapes.CustomerGroupIn) -> GroupText:
    households = "" if body.households is None else str(body.households)
    return GroupText(body.name, body.kind, body.property_type, households, body.note)


def _group(row: CustomerGroup) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ("name", "kind", "property_type", "households", "note")}
    return {"key": str(row.key), "archived": row.archived_at is not None, **plain}


@talks.get("/interviews", needs=_READ, answer=shapes.InterviewsOf, summary="List interviews", refuses=("bad-cursor",))
def list_interviews(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the interviews and forums within reach, the latest that were noted first."""
    found, following = page_of(interviews_visible_to(actor_of(request)), wanted.cursor, falling=True)
    return {"items": [_interview(row) for row in found], "next": following}


@talks.get("/interviews/{key}", needs=_READ, answer=shapes.InterviewWhole, summary="See an interview")
def see_interview(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return an interview with its notes and quotes; people are roles there."""
    return _whole(interview_visible_to(actor_of(request), key))


@talks.write(
    "POST",
    "/interviews",
    needs=_EDIT,
    answer=shapes.InterviewWhole,
    status=201,
    summary="Note an interview",
    refuses=("not-as-wanted", "archived"),
)
def add_interview(request: HttpRequest, body: shapes.InterviewIn) -> dict[str, Any]:
    """Begin the notes of an interview or forum; a role that looks like a name is refused."""
    attendees = [Attendee(each.role, each.count) for each in body.attendees]
    said = InterviewText(body.kind, body.title, body.held_on, attendees, body.group)
    made = services.add_interview(
        actor=actor_of(request), unit_key=body.unit, said=said, questions=body.questions, at=timezone.now()
    )
    return _whole(made)


@talks.write(
    "POST",
    "/interviews/{key}/quotes",
    needs=_EDIT,
    answer=shapes.QuoteOf,
    status=201,
    summary="Keep a quote",
    refuses=("not-as-wanted",),
)
def add_quote(request: HttpRequest, key: Path[str], body: shapes.QuoteIn) -> dict[str, Any]:
    """Keep what somebody said; marks of people are covered."""
    made = services.add_quote(actor=actor_of(request), key=key, text=body.text, role=body.role, at=timezone.now())
    return {"key": str(made.key), "role": made.role, "text": made.text}


def _interview(row: Interview) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ("kind", "title", "held_on", "attendees")}
    return {"key": str(row.key), "unit": named(row.unit), "group": named(row.group), **plain}


def _whole(row: Interview) -> dict[str, Any]:
    notes = [{name: getattr(each, name) for name in ("position", "question", "text")} for each in row.notes.all()]
    quotes = [{"key": str(each.key), "role": each.role, "text": each.text} for each in row.quotes.all()]
    return {**_interview(row), "notes": notes, "quotes": quotes}
