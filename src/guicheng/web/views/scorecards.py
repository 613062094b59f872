"""Scorecards: the list, one card with its results of a month, writing and changing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.adapters.reports.table import table_book
from guicheng.apps.assessment.models import CardResult, ScoreCard
from guicheng.apps.assessment.readings.months import month_of, preceding
from guicheng.apps.assessment.readings.results import card_of
from guicheng.apps.assessment.selectors import scorecards as selectors
from guicheng.apps.assessment.selectors.control import clauses_of_company
from guicheng.apps.assessment.selectors.reach import MANAGE, scored_units
from guicheng.apps.assessment.selectors.satisfaction import metrics_visible_to
from guicheng.apps.assessment.services import cards as services
from guicheng.apps.organization.selectors import posts_visible_to
from guicheng.domain.attainment.card import Card
from guicheng.usecases.work_out_scorecard import work_out_scorecard
from guicheng.web import crumbs, score_form
from guicheng.web.acting import NOTHING, Outcome, attempt
from guicheng.web.actor import actor_of
from guicheng.web.score_words import number, scale_of
from guicheng.web.views.satisfaction import month_asked

_BOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def way(*titles: crumbs.Crumb) -> list[crumbs.Crumb]:
    """Return the way to a page of scorecards."""
    return [crumbs.Crumb(_("Scorecards"), reverse("scorecards") if titles else ""), *titles]


def done(request: HttpRequest, acts: Mapping[str, Any]) -> Outcome:
    """Do what a form asks for; what it names and does not exist is absent."""
    try:
        return attempt(request, acts) if request.method == "POST" else NOTHING
    except ObjectDoesNotExist as error:
        raise Http404 from error


def scorecards(request: HttpRequest) -> HttpResponse:
    """Show the cards, open appeals, and whether persons are put in order."""
    actor, at = actor_of(request), timezone.now()
    given, mine = request.POST, request.GET.get("appeals") == "mine"
    acts = {
        "ranking_on": lambda: services.allow_ranking_of_persons(
            actor=actor, on=True, reason=given.get("reason", ""), at=at
        ),
        "ranking_off": lambda: services.allow_ranking_of_persons(
            actor=actor, on=False, reason=given.get("reason", ""), at=at
        ),
    }
    outcome = done(request, acts)
    if request.method == "POST" and not outcome.told:
        return redirect(request.path)
    context = {
        "cards": list(selectors.cards_visible_to(actor)),
        "appeals": list(selectors.appeals_to_answer(actor) if mine else selectors.open_appeals_visible_to(actor)),
        "mine": mine,
        "ranking": selectors.ranking_of_persons(actor.company_id),
        "told": outcome.told,
        "given": given if outcome.told else {},
        "may_manage": actor.may_anywhere(MANAGE),
        "crumbs": way(),
    }
    return render(request, "web/scorecards/scorecards.html", context, status=outcome.status)


def scorecard(request: HttpRequest, key: str) -> HttpResponse:
    """Show what a card came to in a month; work it out, give extra points, take it out of use."""
    actor, at = actor_of(request), timezone.now()
    card, month = selectors.card_visible_to(actor, key), _month(request)
    outcome = done(request, _card_acts(request, card, month, at))
    if request.method == "POST" and not outcome.told:
        gone = request.POST.get("act") == "archive"
        return redirect("scorecards") if gone else redirect(f"{request.path}?month={month}")
    rows = list(selectors.results_visible_to(actor, card=card, month=month))
    units = scored_units(actor)
    version = selectors.card_version_for(card, month)
    ranking = selectors.ranking_of_persons(actor.company_id) if card.post else None
    names = selectors.people_of_post(card, [row.unit_id for row in rows]) if ranking and ranking.on else {}
    extra = selectors.extra_of(card, month, [unit.pk for unit in units])
    context = {
        "card": card,
        "month": month,
        "rows": [_row(place, row, names) for place, row in _ordered(card, rows, ranked=bool(ranking and ranking.on))],
        "ranked": not card.post or bool(ranking and ranking.on),
        "units": units,
        "extra": [(unit, extra[unit.pk]) for unit in units if unit.pk in extra],
        "version": version,
        "definition": [(line, scale_of(line)) for line in card_of(version.definition).lines] if version else None,
        "bands": _bands(card_of(version.definition)) if version else [],
        "versions": list(card.versions.all())[::-1],
        "told": outcome.told,
        "given": request.POST if outcome.told else {},
        "may_manage": actor.may_anywhere(MANAGE),
        "crumbs": way(crumbs.Crumb(card.name)),
    }
    return render(request, "web/scorecards/scorecard.html", context, status=outcome.status)


def scorecard_new(request: HttpRequest) -> HttpResponse:
    """Write a card; check the sum of its weights before it is kept."""
    actor, at, given = actor_of(request), timezone.now(), request.POST
    acts = {
        "check": lambda: card_of(score_form.definition_of(given)),
        "add": lambda: services.add_card(
            actor=actor,
            name=given.get("name", ""),
            definition=score_form.definition_of(given),
            begins=given.get("begins", ""),
            post_key=given.get("post", ""),
            at=at,
        ),
    }
    outcome = done(request, acts)
    if isinstance(outcome.value, ScoreCard):
        return redirect("scorecard", outcome.value.key)
    context = {
        **_form(request, outcome, score_form.first_rows()),
        "posts": posts_visible_to(actor).filter(archived_at=None),
        "crumbs": way(crumbs.Crumb(_("Write a scorecard"))),
    }
    return render(request, "web/scorecards/new.html", context, status=outcome.status)


def scorecard_change(request: HttpRequest, key: str) -> HttpResponse:
    """Change a card from a month on."""
    actor, at, given = actor_of(request), timezone.now(), request.POST
    card = selectors.card_visible_to(actor, key)
    newest = max(card.versions.all(), key=lambda each: each.number)
    acts = {
        "check": lambda: card_of(score_form.definition_of(given)),
        "change": lambda: services.change_card(
            actor=actor,
            key=card.key,
            definition=score_form.definition_of(given),
            begins=given.get("begins", ""),
            reason=given.get("reason", ""),
            at=at,
        ),
    }
    outcome = done(request, acts)
    if request.method == "POST" and not outcome.told and given.get("act") == "change":
        return redirect("scorecard", card.key)
    context = {
        **_form(request, outcome, score_form.rows_of_card(card_of(newest.definition))),
        "card": card,
        "crumbs": way(
            crumbs.Crumb(card.name, reverse("scorecard", args=[card.key])), crumbs.Crumb(_("Change the card"))
        ),
    }
    return render(request, "web/scorecards/change.html", context, status=outcome.status)


def scorecard_book(request: HttpRequest, key: str) -> HttpResponse:
    """Send the results of a month as a workbook, one row a line."""
    actor, month = actor_of(request), _month(request)
    card = selectors.card_visible_to(actor, key)
    rows = selectors.results_visible_to(actor, card=card, month=month)
    heads = [
        _("Estate"),
        _("Version"),
        _("Line of the card"),
        _("Weight of 100"),
        _("Its figure"),
        _("How many cases"),
        _("Points"),
        _("Total"),
        _("Band"),
    ]
    book = table_book(card.name[:31], heads, (cells for row in rows for cells in _book_rows(row)))
    response = HttpResponse(book, content_type=_BOOK)
    response["Content-Disposition"] = f'attachment; filename="scorecard-{month}.xlsx"'
    return response


def _month(request: HttpRequest) -> str:
    """Return the month that is asked for; the one before the present, which is over, where none is."""
    if "month" in request.GET:
        return month_asked(request)
    return preceding(month_of(timezone.localdate()))


def _card_acts(request: HttpRequest, card: ScoreCard, month: str, at: datetime) -> dict[str, Any]:
    given, actor = request.POST, actor_of(request)
    return {
        "work_out": lambda: work_out_scorecard(actor=actor, card_key=card.key, month=month, at=at),
        "extra": lambda: services.give_extra_points(
            actor=actor,
            card_key=card.key,
            unit_key=given.get("unit", ""),
            month=month,
            points=given.get("points", ""),
            reason=given.get("reason", ""),
            at=at,
        ),
        "day": lambda: services.work_out_from_day(
            actor=actor, key=card.key, day=_day(given.get("day", "")) if given.get("on") else None, at=at
        ),
        "archive": lambda: services.archive_card(actor=actor, key=card.key, at=at),
    }


def _day(text: str) -> int:
    """Return a day as a form sent it; 0, which is none, where it is no number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _bands(card: Card) -> list[tuple[str, str, str]]:
    """Return the bands, the best one first: name, points from which on, share that is paid."""
    return [(band.name, f"{float(band.since):g}", number(band.payout)) for band in card.bands]


def _ordered(card: ScoreCard, rows: Sequence[CardResult], *, ranked: bool) -> list[tuple[int | None, CardResult]]:
    """Return estates by their totals; posts in the order of the estates unless the company lets persons be ranked."""
    return selectors.in_order(rows) if ranked or not card.post else [(None, row) for row in rows]


def _row(place: int | None, row: CardResult, names: Mapping[int, Sequence[str]]) -> dict[str, Any]:
    return {
        "place": place,
        "row": row,
        "total": None if row.total is None else f"{row.total:.1f}",
        "band": row.outcome["band"],
        "payout": _payout(row),
        "vetoes": row.outcome["vetoes"],
        "signed": hasattr(row, "signature"),
        "names": "、".join(names.get(row.unit_id, ())),
    }


def _payout(row: CardResult) -> str:
    band = row.outcome["band"]
    return number(Fraction(band["payout"])) if band else "—"


def _form(request: HttpRequest, outcome: Outcome, rows: Mapping[str, Any]) -> dict[str, Any]:
    actor, sent = actor_of(request), request.method == "POST"
    return {
        "form": score_form.rows_of(request.POST) if sent else rows,
        "choices": score_form.choices(list(metrics_visible_to(actor)), clauses_of_company(actor)),
        "given": request.POST if sent else {},
        "told": outcome.told,
        "checked": sent and not outcome.told,
        "now": month_of(timezone.localdate()),
    }


def _book_rows(row: CardResult) -> list[list[str]]:
    judged = {each["key"]: each for each in row.outcome["lines"]}
    band, total = row.outcome["band"], "" if row.total is None else f"{row.total:.4f}"
    found = []
    for line in card_of(row.version.definition).lines:
        figure, points = row.figures.get(line.key, {}), judged[line.key]["points"]
        value, count = figure.get("value"), figure.get("count")
        found.append(
            [
                row.unit.name,
                str(row.number),
                line.name,
                f"{float(line.weight):g}",
                "" if value is None else f"{float(Fraction(value)):.4f}",
                "" if count is None else str(count),
                points or "",
                total,
                band["name"] if band else "",
            ]
        )
    return found
