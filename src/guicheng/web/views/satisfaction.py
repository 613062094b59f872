"""Satisfaction by estate and month: the table, one metric with its formulas, and what a value was counted of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.adapters.pictures import Series, Spot, line_chart, number_axis, percent_axis
from guicheng.apps.assessment.models import Metric
from guicheng.apps.assessment.readings.months import NoMonthError, month_of, months_until, wanted_month
from guicheng.apps.assessment.selectors.counting_surveys import answers_by_month
from guicheng.apps.assessment.selectors.reach import MANAGE, scored_unit, scored_units
from guicheng.apps.assessment.selectors.satisfaction import (
    MetricValue,
    definition_of,
    households_in,
    households_of,
    metric_visible_to,
    metrics_visible_to,
    values,
    version_for,
)
from guicheng.apps.assessment.selectors.satisfaction_sources import (
    complaints_of,
    counted_behind,
    of_formula,
    surveys_behind,
)
from guicheng.apps.assessment.services import complaints, metrics
from guicheng.apps.organization.models import Unit
from guicheng.domain.attainment.satisfaction import OF_COMPLAINTS, OF_SURVEYS, Base, Definition, Formula, Standing
from guicheng.web import crumbs
from guicheng.web.acting import NOTHING, Outcome, attempt
from guicheng.web.actor import actor_of
from guicheng.web.score_words import FORMULAS, formula_words, shown_value

#: Months that the page of a metric sets side by side, and lines that its picture draws.
_MONTHS: Final = 12
_LINES: Final = 4


def way(*titles: crumbs.Crumb) -> list[crumbs.Crumb]:
    """Return the way to a page of satisfaction."""
    return [crumbs.Crumb(_("Satisfaction"), reverse("satisfaction") if titles else ""), *titles]


def month_asked(request: HttpRequest) -> str:
    """Return the month that an address asks for; the present one where it names none."""
    try:
        return wanted_month(request.GET.get("month", ""))
    except NoMonthError:
        return month_of(timezone.localdate())


def satisfaction(request: HttpRequest) -> HttpResponse:
    """Show every metric at every estate in a month; take metrics and households in."""
    actor, at, month = actor_of(request), timezone.now(), month_asked(request)
    outcome = _done(request, _acts(request, at))
    if request.method == "POST" and not outcome.told:
        return redirect(f"{request.path}?month={month}")
    units, every = scored_units(actor), list(metrics_visible_to(actor))
    said = households_of(units)
    found = values(actor, months=[month], units=units, metrics=every, households=said)
    cells = {(each.unit.pk, each.metric.pk): each for each in found}
    context = {
        "month": month,
        "metrics": [(metric, _formula_of(metric, month)) for metric in every],
        "rows": [
            (unit, households_in(said.get(unit.pk, ()), month), [_cell(cells[unit.pk, metric.pk]) for metric in every])
            for unit in units
        ],
        "told": outcome.told,
        "given": request.POST if outcome.told else {},
        "may_manage": actor.may_anywhere(MANAGE),
        "crumbs": way(),
        **_formula_fields(request.POST if outcome.told else {}),
    }
    return render(request, "web/satisfaction/satisfaction.html", context, status=outcome.status)


def metric(request: HttpRequest, key: str) -> HttpResponse:
    """Show a metric: its formula in words, its versions, months side by side; take another formula in."""
    actor, at = actor_of(request), timezone.now()
    found = metric_visible_to(actor, key)
    outcome = _done(request, _metric_acts(request, found, at))
    if request.method == "POST" and not outcome.told:
        gone = request.POST.get("act") == "archive"
        return redirect("satisfaction") if gone else redirect(request.path)
    month = month_asked(request)
    months, units = months_until(month, _MONTHS), scored_units(actor)
    told = values(actor, months=months, units=units, metrics=[found])
    cells = {(each.unit.pk, each.month): each for each in told}
    newest = max(found.versions.all(), key=lambda each: each.number)
    given = request.POST if outcome.told else _given_of(definition_of(newest))
    context = {
        "metric": found,
        "month": month,
        "months": months,
        "words": _formula_of(found, month),
        "rows": [(unit, [_cell(cells[unit.pk, each]) for each in months]) for unit in units],
        "chart": _chart(found, units, months, cells),
        "drawn": units[:_LINES],
        "versions": [(each, formula_words(definition_of(each))) for each in found.versions.all()][::-1],
        "told": outcome.told,
        "given": given,
        "may_manage": actor.may_anywhere(MANAGE),
        "crumbs": way(crumbs.Crumb(found.name)),
        **_formula_fields(given),
    }
    return render(request, "web/satisfaction/metric.html", context, status=outcome.status)


def value(request: HttpRequest, key: str, unit: str, month: str) -> HttpResponse:
    """Show what a value was counted of; take judgements of complaints in."""
    actor, at = actor_of(request), timezone.now()
    found, place = metric_visible_to(actor, key), scored_unit(actor, unit)
    try:
        said = wanted_month(month)
    except NoMonthError as error:
        raise Http404 from error
    version = version_for(found, said)
    if version is None:
        raise Http404
    outcome = _done(request, _judging(request, at))
    if request.method == "POST" and not outcome.told:
        return redirect(request.path)
    definition = definition_of(version)
    of_complaints = definition.formula in OF_COMPLAINTS
    asked = answers_by_month([place], [said]) if definition.formula in OF_SURVEYS else {}
    told = values(actor, months=[said], units=[place], metrics=[found], surveys=asked)[0]
    every = complaints_of(place, said) if of_complaints else []
    context = {
        "metric": found,
        "unit": place,
        "month": said,
        "version": version,
        "words": formula_words(definition),
        "cell": _cell(told),
        "definition": definition,
        "surveys": [
            (each, shown_value(each.value, None))
            for each in surveys_behind(definition, asked.get((place.pk, said), ()))
        ],
        "withheld": Standing.WITHHELD,
        "counted": of_formula(definition, every) if of_complaints else counted_behind(definition, place, said),
        "complaints": every,
        "of_complaints": of_complaints,
        "told": outcome.told,
        "given": request.POST if outcome.told else {},
        "may_manage": actor.may(MANAGE, place),
        "crumbs": way(
            crumbs.Crumb(found.name, reverse("satisfaction_metric", args=[found.key])),
            crumbs.Crumb(f"{place.name} {said}"),
        ),
    }
    return render(request, "web/satisfaction/value.html", context, status=outcome.status)


def _done(request: HttpRequest, acts: Mapping[str, Any]) -> Outcome:
    try:
        return attempt(request, acts) if request.method == "POST" else NOTHING
    except ObjectDoesNotExist as error:
        raise Http404 from error


def _acts(request: HttpRequest, at: datetime) -> dict[str, Any]:
    given, actor = request.POST, actor_of(request)
    begins = given.get("begins", "")
    return {
        "usual": lambda: metrics.adopt_usual_metrics(actor=actor, begins=begins, at=at),
        "add": lambda: metrics.add_metric(
            actor=actor, name=given.get("name", ""), definition=_definition(given), begins=begins, at=at
        ),
        "households": lambda: complaints.set_households(
            actor=actor,
            unit_key=given.get("unit", ""),
            households=given.get("households", ""),
            since=given.get("since", ""),
            at=at,
        ),
    }


def _metric_acts(request: HttpRequest, found: Metric, at: datetime) -> dict[str, Any]:
    given, actor = request.POST, actor_of(request)
    return {
        "change": lambda: metrics.change_formula(
            actor=actor,
            key=found.key,
            definition=_definition(given),
            begins=given.get("begins", ""),
            reason=given.get("reason", ""),
            at=at,
        ),
        "archive": lambda: metrics.archive_metric(actor=actor, key=found.key, at=at),
    }


def _judging(request: HttpRequest, at: datetime) -> dict[str, Any]:
    given = request.POST
    said: dict[str, Any] = {
        "actor": actor_of(request),
        "source": given.get("source", ""),
        "reason": given.get("reason", ""),
        "at": at,
    }
    return {
        "valid": lambda: complaints.judge_complaint(valid=True, **said),
        "not_valid": lambda: complaints.judge_complaint(valid=False, **said),
    }


def _definition(given: Mapping[str, str]) -> dict[str, Any]:
    said: dict[str, Any] = {
        name: given[name] for name in ("formula", "question", "least", "points", "base") if given.get(name)
    }
    return {**said, "options": given.get("options", "").replace("，", " ").replace(",", " ").split()}


def _given_of(found: Definition) -> dict[str, str]:
    return {
        "formula": found.formula.value,
        "question": found.question,
        "least": str(found.least),
        "points": str(found.points),
        "options": " ".join(found.options),
        "base": found.base.value,
    }


def _formula_fields(given: Mapping[str, str]) -> dict[str, Any]:
    bases = {Base.ANSWERED.value: _("forms that answered it"), Base.RETURNED.value: _("all forms that came back")}
    return {
        "formulas": [(each.value, words, given.get("formula") == each.value) for each, words in FORMULAS.items()],
        "bases": [(name, words, given.get("base") == name) for name, words in bases.items()],
        "now": month_of(timezone.localdate()),
    }


def _formula_of(found: Metric, month: str) -> str:
    version = version_for(found, month)
    return formula_words(definition_of(version)) if version else _("no formula in this month")


def _cell(found: MetricValue) -> dict[str, Any]:
    formula = Formula(found.version.definition["formula"]) if found.version else None
    door = reverse("satisfaction_value", args=[found.metric.key, found.unit.key, found.month]) if found.version else ""
    shown = shown_value(found.value, formula)
    if found.version is None:
        # Before the first formula nothing could have been returned.
        shown["word"] = ""
    return {
        **shown,
        "door": door,
        "left_out": found.left_out,
        "metric": found.metric,
        "month": found.month,
    }


def _chart(
    found: Metric, units: list[Unit], months: tuple[str, ...], cells: Mapping[tuple[int, str], MetricValue]
) -> str:
    """Return the first estates as lines; "" where no month has a value."""
    series = [Series(unit.name, [_spot(cells[unit.pk, month]) for month in months]) for unit in units[:_LINES]]
    shown = [spot.value for line in series for spot in line.spots if spot.value is not None]
    if not shown:
        return ""
    newest = max(found.versions.all(), key=lambda each: each.number)
    rate = Formula(newest.definition["formula"]) in OF_COMPLAINTS
    axis = number_axis(_("per 100 households"), shown) if rate else percent_axis("%", shown)
    starts = {each.begins: each.number for each in found.versions.all() if each.number > 1}
    breaks = [
        (place, _("formula {number}").format(number=starts[month]))
        for place, month in enumerate(months)
        if month in starts and place
    ]
    return line_chart([month[2:] for month in months], series, axis=axis, breaks=breaks, title=found.name)


def _spot(found: MetricValue) -> Spot:
    value = found.value
    told = f"{found.unit.name} {found.month}"
    if value.value is None:
        return Spot(None, told=told)
    return Spot(float(value.value), value.low, value.high, told, sure=value.standing is Standing.VALUE)
