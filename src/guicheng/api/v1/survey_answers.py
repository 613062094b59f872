"""Answers of surveys without identities, how a survey stands, and the people it invites."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import PAGE, cursor_after, page_of, start_of
from guicheng.api.v1.shapes import surveys as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.apps.research.models import Invitation, Response, Survey
from guicheng.apps.research.readings.codes import token_of
from guicheng.apps.research.selectors import surveys as selectors
from guicheng.apps.research.selectors.tracking import Tally, tracking_of, withheld
from guicheng.apps.research.services import invitations, reviewing
from guicheng.apps.research.services.invitations import Invited

calls = Calls("surveys")
_READ, _RUN = "research.read", "research.run"
_WRITTEN: Final = ("not-a-survey", "survey-state")


@calls.get("/surveys/{key}/tracking", needs=_READ, answer=shapes.Tracking, summary="See how a survey stands")
def track_survey(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return how many were asked and answered, by group."""
    found = tracking_of(selectors.survey_visible_to(actor_of(request), key))
    names = ("excluded", "aside", "margin", "seconds")
    return {
        "all": {**_tally(found.all), "segment": None},
        "segments": [_tally(each) for each in found.segments],
        **{name: getattr(found, name) for name in names},
    }


@calls.get(
    "/surveys/{key}/answers", needs=_READ, answer=shapes.Answers, summary="Read answers", refuses=("bad-cursor",)
)
def list_answers(request: HttpRequest, key: Path[str], wanted: Query[Wanted]) -> dict[str, Any]:
    """Return answers without identities; of an anonymous survey with fewer than five, none."""
    found = selectors.survey_visible_to(actor_of(request), key)
    start, total = start_of(wanted.cursor), found.responses.count()
    if withheld(found, total):
        return {"items": [], "withheld": True, "next": ""}
    rows = found.responses.select_related("version", "segment").defer("version__form").order_by("pk")
    shown = list(rows[start : start + PAGE])
    return {
        "items": [_answer(row) for row in shown],
        "withheld": False,
        "next": cursor_after(start, len(shown), total),
    }


@calls.write(
    "POST",
    "/surveys/{key}/decisions",
    needs=_RUN,
    answer=shapes.Decided,
    summary="Keep answers or leave them out",
    refuses=_WRITTEN,
)
def decide_answers(request: HttpRequest, key: Path[str], body: shapes.DecisionIn) -> dict[str, Any]:
    """Keep answers, or leave them out of all figures, with a reason; a person alone can."""
    changed = reviewing.decide_responses(
        keys=body.answers, standing=body.standing, reason=body.reason, **_named(request, key)
    )
    return {"changed": changed}


@calls.get(
    "/surveys/{key}/invitations",
    needs=_RUN,
    answer=shapes.Invitations,
    summary="List invitations",
    refuses=("bad-cursor",),
)
def list_invitations(request: HttpRequest, key: Path[str], wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the invitations that stand, each with its link."""
    found = selectors.survey_visible_to(actor_of(request), key)
    rows, following = page_of(selectors.invitations_of(found), wanted.cursor)
    return {"items": [_invitation(request, found, row) for row in rows], "next": following}


@calls.write(
    "POST",
    "/surveys/{key}/invitations",
    needs=_RUN,
    answer=shapes.Invitations,
    status=201,
    summary="Invite people",
    refuses=_WRITTEN,
)
def invite_people(request: HttpRequest, key: Path[str], body: shapes.InvitationsIn) -> dict[str, Any]:
    """Invite people, each for one answer; an address that was invited before is left out."""
    people = [Invited(each.address.lower(), each.name) for each in body.people]
    rows = invitations.invite(people=people, segment_key=body.segment, **_named(request, key))
    found = selectors.survey_visible_to(actor_of(request), key)
    return {"items": [_invitation(request, found, row) for row in rows], "next": ""}


@calls.write(
    "POST",
    "/surveys/{key}/letters",
    needs=_RUN,
    answer=shapes.LettersSent,
    summary="Write to those who have not answered",
    refuses=("survey-state",),
)
def send_letters(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Have letters written to those invited by e-mail who have not answered and had none for two days."""
    base = request.build_absolute_uri("/")
    return {"letters": invitations.send_letters(base=base, **_named(request, key))}


def _named(request: HttpRequest, key: str) -> dict[str, Any]:
    return {"actor": actor_of(request), "survey_key": key, "at": timezone.now()}


def _tally(row: Tally) -> dict[str, Any]:
    names = ("population", "invited", "answered", "wanted")
    return {"segment": row.name, **{name: getattr(row, name) for name in names}}


def _answer(row: Response) -> dict[str, Any]:
    names = ("answered_on", "seconds", "language", "standing", "reason", "answers")
    return {
        "key": str(row.pk),
        "version": row.version.number,
        "segment": row.segment.name if row.segment else None,
        **{name: getattr(row, name) for name in names},
    }


def _invitation(request: HttpRequest, survey: Survey, row: Invitation) -> dict[str, Any]:
    link = reverse("answer_invited", args=[survey.link, token_of(row.key)])
    return {
        "key": str(row.key),
        "name": row.name,
        "address": row.address,
        "segment": row.segment.name if row.segment else None,
        "link": request.build_absolute_uri(link),
        "used": None if survey.anonymous else row.used,
    }
