"""Scorecards, what they come to, signatures and appeals."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1 import score_json as json
from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import scores as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.apps.assessment.readings.months import wanted_month
from guicheng.apps.assessment.selectors import scorecards as selectors
from guicheng.apps.assessment.services import cards as services
from guicheng.apps.assessment.services import scoring
from guicheng.usecases.work_out_scorecard import work_out_scorecard

calls = Calls("scores")
_READ, _MANAGE, _APPEAL = "scorecards.read", "scorecards.manage", "scorecards.appeal"
_REFUSES: Final = ("not-as-wanted", "taken", "scorecard-refused", "no-month")
_BESIDE: Final = {"name", "post", "begins", "reason"}


@calls.get("/scorecards", needs=_READ, answer=shapes.CardList, summary="List scorecards", refuses=("bad-cursor",))
def list_scorecards(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the scorecards with all their versions."""
    found, following = page_of(selectors.cards_visible_to(actor_of(request)), wanted.cursor)
    return {"items": [json.card_json(row) for row in found], "next": following}


@calls.write(
    "POST", "/scorecards", needs=_MANAGE, answer=shapes.CardRow, status=201, summary="Add a scorecard",
    refuses=_REFUSES,
)  # fmt: skip
def add_scorecard(request: HttpRequest, body: shapes.CardIn) -> dict[str, Any]:
    """Add a scorecard of every estate, or of a post; its weights add up to 100 or it is refused with their sum."""
    actor = actor_of(request)
    made = services.add_card(
        actor=actor,
        name=body.name,
        definition=body.model_dump(exclude=_BESIDE),
        begins=body.begins,
        post_key=body.post,
        at=timezone.now(),
    )
    return json.card_json(selectors.card_visible_to(actor, made.key))


@calls.write(
    "POST", "/scorecards/{key}/versions", needs=_MANAGE, answer=shapes.CardRow, status=201,
    summary="Change a scorecard", refuses=_REFUSES,
)  # fmt: skip
def change_scorecard(request: HttpRequest, key: Path[str], body: shapes.CardChangeIn) -> dict[str, Any]:
    """Change a card from a month on; results keep the version they were made by."""
    actor = actor_of(request)
    services.change_card(
        actor=actor,
        key=key,
        definition=body.model_dump(exclude=_BESIDE),
        begins=body.begins,
        reason=body.reason,
        at=timezone.now(),
    )
    return json.card_json(selectors.card_visible_to(actor, key))


@calls.write(
    "PUT", "/scorecards/{key}/day", needs=_MANAGE, answer=shapes.CardRow,
    summary="Have a scorecard worked out by itself", refuses=("not-as-wanted",),
)  # fmt: skip
def set_scorecard_day(request: HttpRequest, key: Path[str], body: shapes.CardDayIn) -> dict[str, Any]:
    """Work the month that is over out each night, from a day of the next month on; null stops it."""
    actor = actor_of(request)
    services.work_out_from_day(actor=actor, key=key, day=body.day, at=timezone.now())
    return json.card_json(selectors.card_visible_to(actor, key))


@calls.write(
    "POST", "/scorecards/{key}/extra-points", needs=_MANAGE, answer=shapes.ExtraPointsRow, status=201,
    summary="Give extra points", refuses=("not-as-wanted", "no-month", "archived"),
)  # fmt: skip
def give_extra_points(request: HttpRequest, key: Path[str], body: shapes.ExtraPointsIn) -> dict[str, Any]:
    """Add points for praise, or take some off for a fault. For people."""
    made = services.give_extra_points(
        actor=actor_of(request),
        card_key=key,
        unit_key=body.unit,
        month=body.month,
        points=body.points,
        reason=body.reason,
        at=timezone.now(),
    )
    return json.extra_json(made)


@calls.write(
    "POST", "/scorecards/{key}/results", needs=_MANAGE, answer=shapes.WorkedOutRow, status=201,
    summary="Work a scorecard out", refuses=("not-as-wanted", "no-month"),
)  # fmt: skip
def work_out(request: HttpRequest, key: Path[str], body: shapes.WorkOutIn) -> dict[str, Any]:
    """Work a month out at every estate; what is signed or was corrected by an appeal stays."""
    found = work_out_scorecard(actor=actor_of(request), card_key=key, month=body.month, at=timezone.now())
    return {"made": [str(row.key) for row in found.made], "kept": [str(row.key) for row in found.kept]}


@calls.get(
    "/scorecards/{key}/results", needs=_READ, answer=shapes.ResultList, summary="List results",
    refuses=("bad-cursor", "no-month"),
)  # fmt: skip
def list_results(request: HttpRequest, key: Path[str], wanted: Query[shapes.ResultsWanted]) -> dict[str, Any]:
    """Return the newest result of each estate and month."""
    actor = actor_of(request)
    card, month = selectors.card_visible_to(actor, key), wanted_month(wanted.month) if wanted.month else ""
    rows = selectors.results_visible_to(actor, card=card, month=month)
    found, following = page_of(rows, wanted.cursor, falling=True)
    return {"items": [json.result_json(row) for row in found], "next": following}


@calls.get("/score-results/{key}", needs=_READ, answer=shapes.ResultRow, summary="See a result")
def see_result(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return one result, also one that another followed."""
    return json.result_json(selectors.result_visible_to(actor_of(request), key))


@calls.write(
    "POST", "/score-results/{key}/signature", needs=_MANAGE, answer=shapes.ResultRow, status=201,
    summary="Sign a result", refuses=("result-settled",),
)  # fmt: skip
def sign_result(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Sign a result; from then on only an appeal brings another one. For people."""
    actor = actor_of(request)
    scoring.sign_result(actor=actor, key=key, at=timezone.now())
    return json.result_json(selectors.result_visible_to(actor, key))


@calls.write(
    "POST", "/score-results/{key}/appeals", needs=_APPEAL, answer=shapes.AppealRow, status=201,
    summary="Appeal against a result", refuses=("not-as-wanted", "result-settled"),
)  # fmt: skip
def appeal_against_result(request: HttpRequest, key: Path[str], body: shapes.AppealIn) -> dict[str, Any]:
    """Say that a line of a result is wrong, and what shows it. For people."""
    made = scoring.appeal(
        actor=actor_of(request),
        result_key=key,
        line=body.line,
        reason=body.reason,
        evidence=body.evidence,
        at=timezone.now(),
    )
    return json.appeal_json(made)


@calls.write(
    "POST", "/appeals/{key}/answer", needs=_MANAGE, answer=shapes.AppealAnswerRow, status=201,
    summary="Answer an appeal", refuses=("not-as-wanted", "result-settled"),
)  # fmt: skip
def answer_appeal(request: HttpRequest, key: Path[str], body: shapes.AppealAnswerIn) -> dict[str, Any]:
    """Grant or refuse an appeal; granting works the card out anew beside the result that stood. For people."""
    made = scoring.answer_appeal(
        actor=actor_of(request),
        key=key,
        granted=body.granted,
        reason=body.reason,
        value=body.value,
        at=timezone.now(),
    )
    return json.answer_json(made)
