"""One result of a scorecard: its lines and their figures, signature, appeals, versions, the print."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from guicheng.apps.assessment.models import CardAppeal, CardResult, CardSignature
from guicheng.apps.assessment.readings.results import ToldLine, told_lines
from guicheng.apps.assessment.selectors import scorecards as selectors
from guicheng.apps.assessment.selectors.reach import APPEAL, MANAGE
from guicheng.apps.assessment.services import scoring
from guicheng.domain.attainment.card import Judged
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.score_words import JUDGED, SOURCES, basis_words, line_door, line_figure, number, scale_of
from guicheng.web.views.scorecards import done, way


def score_result(request: HttpRequest, key: str) -> HttpResponse:
    """Show a result; sign it, appeal against a line, answer appeals."""
    actor, at = actor_of(request), timezone.now()
    row = selectors.result_visible_to(actor, key)
    outcome = done(request, _acts(request, row, at))
    if request.method == "POST" and not outcome.told:
        following = getattr(outcome.value, "result", None) if request.POST.get("act") == "grant" else None
        return redirect("score_result", following.key if following else row.key)
    every = selectors.versions_of_result(row)
    appeals = selectors.appeals_about(every)
    newest = every[-1].pk == row.pk
    context = {
        **facts(row),
        "every": every,
        "newest": newest,
        "last": every[-1],
        "appeals": [_appeal(each, row) for each in appeals],
        "told": outcome.told,
        "given": request.POST if outcome.told else {},
        "may_sign": newest and not hasattr(row, "signature") and actor.may(MANAGE, row.unit),
        "may_answer": actor.may(MANAGE, row.unit),
        "may_appeal": newest and actor.may(APPEAL, row.unit),
        "me": actor.person.pk if actor.person else 0,
        "crumbs": way(
            crumbs.Crumb(row.card.name, f"{reverse('scorecard', args=[row.card.key])}?month={row.month}"),
            crumbs.Crumb(f"{row.unit.name} {row.month}"),
        ),
    }
    return render(request, "web/scorecards/result.html", context, status=outcome.status)


def score_print(request: HttpRequest, key: str) -> HttpResponse:
    """Show a result for paper, with lines to sign on."""
    row = selectors.result_visible_to(actor_of(request), key)
    every = selectors.versions_of_result(row)
    last = every[-1]
    context = {
        **facts(row),
        "appeals": [_appeal(each, row) for each in selectors.appeals_about(every)],
        "printed_at": timezone.localtime(),
        "followed": last.number if last.pk != row.pk else 0,
    }
    return render(request, "web/scorecards/print.html", context)


def facts(row: CardResult) -> dict[str, Any]:
    """Return what pages and papers say of a result."""
    lines = told_lines(row)
    vetoes = set(row.outcome["vetoes"])
    band = row.outcome["band"]
    return {
        "row": row,
        "lines": [_line(each, row, vetoed=each.result.line.key in vetoes) for each in lines],
        "sections": [
            (name, "—" if part is None else f"{float(part):.1f}")
            for name, part in row.outcome["sections"].items()
            if name
        ],
        "total": None if row.total is None else f"{row.total:.1f}",
        "band": band,
        "payout": number_of(band["payout"]) if band else "",
        "signature": _signature(row),
    }


def number_of(text: str) -> str:
    """Return a share that a row keeps as text, in per cent."""
    return f"{float(text) * 100:.4g}%"


def _signature(row: CardResult) -> CardSignature | None:
    return row.signature if hasattr(row, "signature") else None


def _line(each: ToldLine, row: CardResult, *, vetoed: bool) -> dict[str, Any]:
    found = each.result
    return {
        "line": found.line,
        "source": SOURCES[found.line.source],
        "figure": line_figure(found.line, found.measured.value),
        "count": found.measured.count,
        "basis": basis_words(each.figure.basis),
        "door": line_door(found.line, row.unit, row.month, each.figure.basis),
        "scale": scale_of(found.line),
        "reached": None if found.reached is None else number(found.reached),
        "points": None if found.points is None else f"{float(found.points):.2f}",
        "judged": JUDGED[found.judged],
        "counts": found.judged is Judged.COUNTED,
        "vetoed": vetoed,
    }


def _appeal(each: CardAppeal, row: CardResult) -> dict[str, Any]:
    names = {line["key"]: line["name"] for line in row.version.definition["lines"]}
    return {"row": each, "name": names.get(each.line, each.line), "answer": getattr(each, "answer", None)}


def _acts(request: HttpRequest, row: CardResult, at: datetime) -> dict[str, Any]:
    given, actor = request.POST, actor_of(request)
    reason = given.get("reason", "")
    answer: dict[str, Any] = {"actor": actor, "key": given.get("appeal", ""), "reason": reason, "at": at}
    return {
        "sign": lambda: scoring.sign_result(actor=actor, key=row.key, at=at),
        "appeal": lambda: scoring.appeal(
            actor=actor,
            result_key=row.key,
            line=given.get("line", ""),
            reason=reason,
            evidence=given.get("evidence", ""),
            at=at,
        ),
        "grant": lambda: scoring.answer_appeal(granted=True, value=given.get("value", ""), **answer),
        "refuse": lambda: scoring.answer_appeal(granted=False, **answer),
    }
