"""A figure and what it counts: its sentence, its numbers as doors, its months, and each thing that was due."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from guicheng.apps.assessment.models import Counted, MonthPromise
from guicheng.apps.assessment.selectors.figures import occurrences
from guicheng.apps.assessment.selectors.limits import WhatIf, what_if
from guicheng.apps.assessment.selectors.looking import Seen, Told, occurrence_visible_to, seen
from guicheng.apps.assessment.selectors.opened import Opened, estate_for, open_figure, siblings
from guicheng.apps.organization.models import Unit
from guicheng.domain.attainment import Outcome
from guicheng.web import crumbs
from guicheng.web import figure_page as pages
from guicheng.web.actor import actor_of
from guicheng.web.evidence import GRADES, KINDS
from guicheng.web.figure_page import ORDER_ACTS
from guicheng.web.order_words import PAUSES

_PAGE: Final = 50
_MOST_MINUTES: Final = 100_000
_FILTERS: Final = ("post", "grade", "reason")
_ASKED: Final = frozenset({"due", "counted", *(each.value for each in Outcome)})


def _asked(unit: str, clause: str, request: HttpRequest) -> tuple[Unit, UUID]:
    """Return the estate and the clause of an address.

    Raises:
        Http404: There is no such estate within reach, or no clause can be called so.
    """
    try:
        return estate_for(actor_of(request), unit), UUID(clause)
    except (Unit.DoesNotExist, ValueError) as error:
        raise Http404 from error


def version_in(request: HttpRequest) -> int | None:
    """Return the sealed version that an address asks for, None for the present count."""
    text = request.GET.get("version", "")
    return int(text) or None if text.isascii() and text.isdigit() and len(text) < 6 else None


def figure(request: HttpRequest, month: str, unit: str, clause: str) -> HttpResponse:
    """Show a figure of a clause at an estate in a month."""
    estate, key = _asked(unit, clause, request)
    actor, version = actor_of(request), version_in(request)
    months, sealed = siblings(actor, unit=estate, clause_key=key)
    opened = open_figure(actor, month=month[:7], unit=estate, clause_key=key, version=version)
    if opened is None or (version and all((row.month, row.version) != (month, version) for row in sealed)):
        raise Http404
    timed = next((each for each in reversed(opened.promises) if each.limit_us), None)
    context = {
        "unit": estate,
        "month": month,
        "version": version,
        "versions": [row for row in sealed if row.month == month],
        "clause": key,
        "promises": [pages.promise_facts(each) for each in opened.promises],
        "figure": opened.figure,
        "state": pages.STATES[opened.figure.state],
        "share": pages.share_shown(opened.figure),
        "share_told": pages.share_told(opened.figure),
        "misses_told": pages.misses_told(opened.figure),
        "p50": pages.time_told(opened.figure.p50) if opened.figure.p50 is not None else "",
        "p95": pages.time_told(opened.figure.p95) if opened.figure.p95 is not None else "",
        "doors": pages.doors(opened.figure, month, estate, key, version),
        "grade_words": GRADES,
        "months": _months(months, estate, key, opened),
        "chart": pages.chart(months, opened.figure.target),
        "trial": _trial(request, timed, version) if timed else None,
        "crumbs": _way(month, estate, version, opened.promises[-1].citation),
        **pages.parts_of(opened, month, estate, key, version),
    }
    return render(request, "web/figures/figure.html", context)


def _way(month: str, unit: Unit, version: int | None, *titles: str) -> list[crumbs.Crumb]:
    asked = f"?month={month}&unit={unit.key}&version={version or 'live'}"
    up = [crumbs.Crumb(_("Attainment"), reverse("attainment") + f"?month={month}&version={version or 'live'}")]
    return [*up, crumbs.Crumb(unit.name, reverse("attainment") + asked), *(crumbs.Crumb(title) for title in titles)]


def _months(rows: tuple[Any, ...], unit: Unit, clause: UUID, opened: Opened) -> list[dict[str, Any]]:
    here = opened.promises[0].month
    return [
        {
            "month": row.month,
            "version": row.version,
            "figure": row.figure,
            "share": pages.share_shown(row.figure),
            "interval": pages.interval_shown(row.figure),
            "state": pages.STATES[row.figure.state],
            "href": pages.address(row.month, unit, clause, version=row.version),
            "here": row.month == here,
        }
        for row in reversed(rows)
    ]


def _trial(request: HttpRequest, promise: MonthPromise, version: int | None) -> dict[str, Any] | None:
    """Return what another limit would have come to, in sentences."""
    now = timedelta(microseconds=promise.limit_us or 0)
    text = request.GET.get("limit", "").strip()
    told = ""
    asked = now
    if text:
        try:
            minutes = float(text)
        except ValueError:
            minutes = 0.0
        if 0 < minutes <= _MOST_MINUTES:
            asked = timedelta(minutes=minutes)
        else:
            told = _("Write the limit in minutes, such as 45.")
    found = what_if(actor_of(request), promise=promise, limit=asked, version=version)
    if found is None:
        return None
    return {
        "promise": promise,
        "now": pages.time_told(now),
        "text": text or f"{asked / timedelta(minutes=1):g}",
        "told": told,
        "sentence": "" if told or found.share is None else _trial_told(found),
        "reach": _reach_told(found),
    }


def _trial_told(found: WhatIf) -> str:
    return _("With {limit}, {share} would have been kept.").format(
        limit=pages.time_told(found.limit), share=pages.percent(found.share)
    )


def _reach_told(found: WhatIf) -> str:
    target = pages.percent(found.target)
    if not found.counted:
        return ""
    if found.reaches is None:
        return _("No limit would have kept {target}: too much was missed or has no evidence.").format(target=target)
    return _("To keep {target}, it would have had to be {limit}.").format(
        target=target, limit=pages.time_told(found.reaches)
    )


def listed(request: HttpRequest, month: str, unit: str, clause: str) -> HttpResponse:
    """Show exactly the occurrences that a number counts."""
    estate, key = _asked(unit, clause, request)
    version = version_in(request)
    outcome = request.GET.get("outcome", "")
    narrowed: dict[str, Any] = {name: request.GET[name][:200] for name in _FILTERS if name in request.GET}
    rows = occurrences(
        actor_of(request), month=month[:7], unit=estate, clause_key=key, version=version,
        outcome=outcome if outcome in _ASKED else None, **narrowed,
    )  # fmt: skip
    total = rows.count()
    number = request.GET.get("from", "")
    start = int(number) if number.isascii() and number.isdigit() and len(number) < 8 else 0
    shown = list(rows[start : start + _PAGE])
    if not total and not _held(request, month, estate, key):
        raise Http404
    again = {"outcome": outcome or None, "version": version, **narrowed}
    citation = shown[0].citation if shown else ""
    context = {
        "unit": estate,
        "month": month,
        "version": version,
        "word": pages.OUTCOMES[outcome][0] if outcome in pages.OUTCOMES else _("Were due") if outcome == "due" else "",
        "narrowed": [(name, _value(name, value)) for name, value in narrowed.items()],
        "total": total,
        "lines": [line_of(row) for row in shown],
        "figure": pages.address(month, estate, key, version=version),
        "next": pages.address(month, estate, key, "figure_list", **again, **{"from": start + _PAGE})
        if start + _PAGE < total
        else "",
        "crumbs": [
            *_way(month, estate, version),
            crumbs.Crumb(citation or _("Figure"), pages.address(month, estate, key, version=version)),
            crumbs.Crumb(_("What is counted")),
        ],
    }
    return render(request, "web/figures/list.html", context)


def _held(request: HttpRequest, month: str, unit: Unit, clause: UUID) -> bool:
    return bool(open_figure(actor_of(request), month=month[:7], unit=unit, clause_key=clause))


def _value(name: str, value: str) -> str:
    if name == "grade":
        return f"{value} {GRADES[value]}" if value in GRADES else str(_("no evidence"))
    return pages.reason_told(value)[0] if name == "reason" else value


def line_of(row: Counted) -> dict[str, Any]:
    """Return an occurrence as a list shows it."""
    word, icon, colour = pages.OUTCOMES[row.outcome]
    reason, written = pages.reason_told(row.reason) if row.reason or row.outcome == Outcome.EXCUSED else ("", False)
    late = row.done - row.due if row.done and row.due and row.done > row.due else None
    return {
        "row": row,
        "word": word,
        "icon": icon,
        "colour": colour,
        "reason": reason,
        "written": written,
        "late": pages.time_told(late) if late and row.outcome == Outcome.LATE else "",
        "time": pages.time_told(timedelta(microseconds=row.micros)) if row.micros is not None else "",
    }


def _told(each: Told) -> dict[str, Any]:
    word = KINDS.get(each.kind) or ORDER_ACTS.get(each.kind) or each.kind
    words = PAUSES.get(each.words, each.words)
    return {"at": each.at, "word": word, "by": each.by, "words": words, "event": each.event, "photos": each.photos}


def occurrence(request: HttpRequest, key: str) -> HttpResponse:
    """Show one thing that was due: what became of it, why then, and what tells of it."""
    try:
        row = occurrence_visible_to(actor_of(request), key)
    except Counted.DoesNotExist as error:
        raise Http404 from error
    found: Seen = seen(actor_of(request), row)
    figure = pages.address(row.month, row.unit, row.clause_key)
    context = {
        "line": line_of(row),
        "row": row,
        "unit": row.unit,
        "promise": pages.promise_facts(row.promise),
        "grade": GRADES.get(row.grade, ""),
        "seen": found,
        "told": [_told(each) for each in found.told],
        "figure": figure,
        "crumbs": [
            *_way(row.month, row.unit, None),
            crumbs.Crumb(row.citation, figure),
            crumbs.Crumb(_("One that was due")),
        ],
    }
    return render(request, "web/figures/occurrence.html", context)
