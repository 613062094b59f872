"""Checklists of estates, and the rounds over them."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.timezone import get_default_timezone, localdate
from ninja import Path, Query

from guicheng.api.v1 import round_json as json
from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.evidence_json import is_key
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import rounds as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.apps.operations.models import Round
from guicheng.apps.operations.selectors.estates import estate_visible_to
from guicheng.apps.operations.selectors.rounds.checklists import (
    checklist_visible_to,
    checklists_at,
    version_in_force,
)
from guicheng.apps.operations.selectors.rounds.rounds import RoundWish, round_visible_to, rounds_wanted
from guicheng.apps.operations.selectors.rounds.states import state_of_round
from guicheng.apps.operations.services.rounds import answering, checklists, opening
from guicheng.apps.operations.services.rounds.own_lines import LineAsked
from guicheng.apps.operations.services.rounds.reporting import report_failed

calls = Calls("rounds")
_GROUND, _MANAGE, _READ, _SEND, _LEAD = "estates.read", "estates.manage", "field.read", "field.send", "rosters.manage"
_REFUSES: Final = ("not-as-wanted", "archived")


@calls.get(
    "/units/{key}/checklists",
    needs=_GROUND,
    answer=shapes.Checklists,
    summary="List checklists",
    refuses=("bad-cursor",),
)
def list_checklists(request: HttpRequest, key: Path[str], wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the checklists of an estate by title."""
    unit = estate_visible_to(actor_of(request), key)
    found, following = page_of(checklists_at(unit).select_related("unit"), wanted.cursor, by="title")
    return {"items": [json.checklist_json(row) for row in found], "next": following}


@calls.write(
    "POST",
    "/units/{key}/checklists",
    needs=_MANAGE,
    answer=shapes.ChecklistFull,
    status=201,
    summary="Write a checklist",
    refuses=_REFUSES,
)
def write_checklist(request: HttpRequest, key: Path[str], body: shapes.ChecklistIn) -> dict[str, Any]:
    """Write a checklist of the company's own, without lines yet."""
    made = checklists.write_checklist(actor=actor_of(request), unit_key=key, at=timezone.now(), **body.dict())
    return _checklist(request, str(made.key))


@calls.get("/checklists/{key}", needs=_GROUND, answer=shapes.ChecklistFull, summary="See a checklist")
def see_checklist(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return a checklist with its lines, each with its clause, as rounds are walked by it today."""
    return _checklist(request, key)


@calls.write(
    "PATCH",
    "/checklists/{key}",
    needs=_MANAGE,
    answer=shapes.ChecklistFull,
    summary="Change how a checklist is walked",
    refuses=_REFUSES,
)
def change_checklist(request: HttpRequest, key: Path[str], body: shapes.ChecklistRules) -> dict[str, Any]:
    """Change title, points and rules; rounds that began keep theirs."""
    checklists.set_rules(actor=actor_of(request), key=key, at=timezone.now(), **body.dict())
    return _checklist(request, key)


@calls.write(
    "POST",
    "/checklists/{key}/lines",
    needs=_MANAGE,
    answer=shapes.ChecklistFull,
    status=201,
    summary="Add a line to a checklist",
    refuses=_REFUSES,
)
def add_checklist_line(request: HttpRequest, key: Path[str], body: shapes.ChecklistLineIn) -> dict[str, Any]:
    """Add a line of the company's own at the end."""
    checklists.add_line(actor=actor_of(request), key=key, asked=_asked(body), at=timezone.now())
    return _checklist(request, key)


@calls.write(
    "PUT",
    "/checklists/{key}/lines/{line}",
    needs=_MANAGE,
    answer=shapes.ChecklistFull,
    summary="Change a line of a checklist",
    refuses=_REFUSES,
)
def change_checklist_line(
    request: HttpRequest, key: Path[str], line: Path[str], body: shapes.ChecklistLineIn
) -> dict[str, Any]:
    """Change a line; of one from a clause only whether it is mandatory, and its photo."""
    checklists.change_line(actor=actor_of(request), key=key, line=line, asked=_asked(body), at=timezone.now())
    return _checklist(request, key)


@calls.write(
    "DELETE",
    "/checklists/{key}/lines/{line}",
    needs=_MANAGE,
    answer=shapes.ChecklistFull,
    summary="Take a line out of a checklist",
    refuses=_REFUSES,
)
def remove_checklist_line(request: HttpRequest, key: Path[str], line: Path[str]) -> dict[str, Any]:
    """Take a line of the company's own out."""
    checklists.remove_line(actor=actor_of(request), key=key, line=line, at=timezone.now())
    return _checklist(request, key)


@calls.write(
    "POST",
    "/checklists/{key}/lines/{line}/move",
    needs=_MANAGE,
    answer=shapes.ChecklistFull,
    summary="Move a line of a checklist",
    refuses=_REFUSES,
)
def move_checklist_line(request: HttpRequest, key: Path[str], line: Path[str], body: shapes.LineMove) -> dict[str, Any]:
    """Move a line one place up or down."""
    checklists.move_line(actor=actor_of(request), key=key, line=line, up=body.up, at=timezone.now())
    return _checklist(request, key)


@calls.write(
    "POST",
    "/checklists/{key}/rounds",
    needs=_SEND,
    answer=shapes.RoundFull,
    status=201,
    summary="Begin a round",
    refuses=_REFUSES,
)
def open_round(request: HttpRequest, key: Path[str], body: shapes.RoundIn) -> dict[str, Any]:
    """Begin a round over a checklist; with the id that a phone gave it, events that it sent before count."""
    end = body.end if body.end is None or body.end.tzinfo else body.end.replace(tzinfo=get_default_timezone())
    made = opening.open_round(
        actor=actor_of(request),
        checklist_key=key,
        at=timezone.now(),
        title=body.title,
        end=end,
        assignee_key=body.assignee,
        occurrence=body.occurrence,
    )
    return _told(made)


@calls.get("/rounds", needs=_READ, answer=shapes.Rounds, summary="List rounds", refuses=("bad-cursor",))
def list_rounds(request: HttpRequest, wanted: Query[shapes.RoundsWanted]) -> dict[str, Any]:
    """Return the rounds within reach that fit."""
    at = timezone.now()
    if not all(is_key(key) for key in (wanted.unit, wanted.assignee) if key):
        return {"items": [], "next": ""}
    wish = RoundWish(
        unit=wanted.unit,
        since=_midnight(wanted.since),
        until=_midnight(wanted.until, days=1),
        standing=wanted.standing,
        assignee=wanted.assignee,
        theme=wanted.theme,
        failed=wanted.failed,
    )
    found, following = page_of(rounds_wanted(actor_of(request), wish, at), wanted.cursor)
    return {"items": [json.round_json(row, at) for row in found], "next": following}


@calls.get("/rounds/{round}", needs=_READ, answer=shapes.RoundFull, summary="See a round")
def see_round(request: HttpRequest, round: Path[str]) -> dict[str, Any]:  # noqa: A002 - the word of the address
    """Return a round with its lines, the answers that stand, and what keeps it from being finished."""
    return _told(round_visible_to(actor_of(request), round))


@calls.write(
    "POST",
    "/rounds/{round}/answers",
    needs=_SEND,
    answer=shapes.RoundFull,
    summary="Answer a line of a round",
    refuses=_REFUSES,
)
def answer_line(request: HttpRequest, round: Path[str], body: shapes.AnswerIn) -> dict[str, Any]:  # noqa: A002
    """Answer a line; an answer that would not count is refused. Phones send field events instead."""
    given = answering.Answer(**body.dict())
    answering.answer_line(actor=actor_of(request), occurrence=round, given=given, at=timezone.now())
    return _told(round_visible_to(actor_of(request), round))


@calls.write(
    "POST",
    "/rounds/{round}/passes",
    needs=_SEND,
    answer=shapes.Passed,
    summary="Say that the rest is in order",
    refuses=_REFUSES,
)
def pass_rest(request: HttpRequest, round: Path[str], body: shapes.PassIn) -> dict[str, Any]:  # noqa: A002
    """Pass all lines without an answer, where the checklist allows it; numbers and forced photos stay to be done."""
    count = answering.pass_rest(actor=actor_of(request), occurrence=round, point=body.point, at=timezone.now())
    return {"answered": count}


@calls.write(
    "POST",
    "/rounds/{round}/check-ins",
    needs=_SEND,
    answer=shapes.RoundFull,
    summary="Check in at a point of a round",
    refuses=_REFUSES,
)
def check_in(request: HttpRequest, round: Path[str], body: shapes.CheckInIn) -> dict[str, Any]:  # noqa: A002
    """Say that somebody is at a point; the code of another point is refused."""
    answering.check_in(actor=actor_of(request), occurrence=round, at=timezone.now(), **body.dict())
    return _told(round_visible_to(actor_of(request), round))


@calls.write(
    "POST",
    "/rounds/{round}/finish",
    needs=_SEND,
    answer=shapes.RoundFull,
    summary="Finish a round",
    refuses=(*_REFUSES, "round-unfinished"),
)
def finish_round(request: HttpRequest, round: Path[str], body: shapes.FinishIn) -> dict[str, Any]:  # noqa: A002
    """Finish a round; while something is missing it is refused, with `missing` in words."""
    done = answering.finish_round(
        actor=actor_of(request), occurrence=round, signature=body.signature, at=timezone.now()
    )
    return _told(done)


@calls.write(
    "POST",
    "/rounds/{round}/corrections",
    needs=_LEAD,
    answer=shapes.RoundFull,
    summary="Correct an answer of a round",
    refuses=_REFUSES,
)
def correct_answer(request: HttpRequest, round: Path[str], body: shapes.CorrectionIn) -> dict[str, Any]:  # noqa: A002
    """Put another answer in the place of one that was wrong; both stay in the evidence log."""
    said = body.dict()
    why = said.pop("why")
    given = answering.Answer(**said)
    answering.correct_answer(actor=actor_of(request), occurrence=round, given=given, why=why, at=timezone.now())
    return _told(round_visible_to(actor_of(request), round))


@calls.write(
    "PUT",
    "/rounds/{round}/assignee",
    needs=_LEAD,
    answer=shapes.RoundFull,
    summary="Give a round to somebody",
    refuses=_REFUSES,
)
def assign_round(request: HttpRequest, round: Path[str], body: shapes.AssigneeIn) -> dict[str, Any]:  # noqa: A002
    """Give a round to somebody, or to nobody."""
    row = opening.assign_round(actor=actor_of(request), occurrence=round, person_key=body.person, at=timezone.now())
    return _told(row)


@calls.write(
    "POST",
    "/rounds/{round}/orders",
    needs="orders.report",
    answer=shapes.OrderMade,
    status=201,
    summary="Make a work order of a failed line",
    refuses=(*_REFUSES, "not-an-order"),
)
def report_line(request: HttpRequest, round: Path[str], body: shapes.FailedLine) -> dict[str, Any]:  # noqa: A002
    """Report what is not in order at a line as a work order; asked again, it is the same order."""
    made = report_failed(actor=actor_of(request), occurrence=round, at=timezone.now(), **body.dict())
    return {"key": str(made.key), "number": made.number}


def _checklist(request: HttpRequest, key: str) -> dict[str, Any]:
    row = checklist_visible_to(actor_of(request), key)
    return json.checklist_full(row, version_in_force(row, localdate()))


def _told(row: Round) -> dict[str, Any]:
    return json.round_full(row, state_of_round(row), timezone.now())


def _asked(body: shapes.ChecklistLineIn) -> LineAsked:
    said = body.dict()
    return LineAsked(**{**said, "choices": "、".join(said["choices"]), "failing": "、".join(said["failing"])})


def _midnight(day: Any, *, days: int = 0) -> datetime | None:
    if day is None:
        return None
    return datetime.combine(day, time.min, tzinfo=get_default_timezone()) + timedelta(days=days)
