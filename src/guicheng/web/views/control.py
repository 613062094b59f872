"""Control charts: what chance brings about, what it does not, and when nobody should be asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from guicheng.adapters.pictures import Axis, Guide, Series, Spot, line_chart, number_axis, percent_axis
from guicheng.apps.assessment.selectors.control import (
    KINDS,
    OF_CLAUSES,
    ClauseChoice,
    Measure,
    Watched,
    clauses_counted,
    period_end,
    watched,
)
from guicheng.apps.assessment.selectors.reach import scored_units
from guicheng.domain.attainment.charts import Kind, Point, Signal, Stretch, course
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.score_words import MEASURES

_MONTHLY: Final = frozenset({Measure.KEPT_BY_MONTH, Measure.COMPLAINTS})


def charts(request: HttpRequest) -> HttpResponse:
    """Show the chart of one measure at one estate with its signals in words."""
    actor, today = actor_of(request), timezone.localdate()
    units = scored_units(actor)
    unit = next((each for each in units if str(each.key) == request.GET.get("unit", "")), units[0] if units else None)
    asked = request.GET.get("measure", "")
    measure = Measure(asked) if asked in set(Measure) else Measure.KEPT_BY_WEEK
    clauses = clauses_counted(actor, unit) if unit else []
    clause = _clause(clauses, request.GET.get("clause", "")) if measure in OF_CLAUSES else None
    key = clause.key if clause else None
    found = watched(actor, measure, unit, key, today=today) if unit else Watched(())
    stretches = course(KINDS[measure], found.readings, [day for day, _number in found.starts])
    context = {
        "units": units,
        "unit": unit,
        "measures": MEASURES.items(),
        "measure": measure,
        "measured": MEASURES[measure],
        "printed_at": timezone.localtime(),
        "clauses": clauses,
        "clause": clause,
        "of_clauses": measure in OF_CLAUSES,
        "found": found,
        "rows": _rows(found, stretches, measure),
        "phases": [_phase(each, found) for each in stretches],
        "chart": _chart(found, stretches, measure) if found.readings else "",
        "crumbs": [crumbs.Crumb(_("Control charts"))],
    }
    return render(request, "web/satisfaction/charts.html", context)


def _clause(clauses: Sequence[ClauseChoice], text: str) -> ClauseChoice | None:
    try:
        asked = UUID(text)
    except ValueError:
        asked = None
    return next((each for each in clauses if each.key == asked), clauses[0] if clauses else None)


def _rows(found: Watched, stretches: Sequence[Stretch], measure: Measure) -> list[dict[str, Any]]:
    signals = [signal for each in stretches for signal in each.signals]
    return [
        {
            "period": _period(reading.begin, measure),
            "value": _said(reading.value, measure),
            "count": f"{reading.count:g}",
            "size": f"{reading.size:g}",
            "low": _said(max(0.0, point.low), measure) if point else "—",
            "high": _said(point.high, measure) if point else "—",
            "signals": [signal.message.render(_) for signal in signals if place in signal.points],
        }
        for place, reading in enumerate(found.readings)
        for point in [_point(stretches, place)]
    ][::-1]


def _point(stretches: Sequence[Stretch], place: int) -> Point | None:
    return next((point for each in stretches if (point := each.point(place)) is not None), None)


def _phase(each: Stretch, found: Watched) -> dict[str, Any]:
    start = found.starts[each.phase.number - 1] if each.phase.number else None
    return {
        "start": start,
        "first": found.readings[each.phase.first].begin,
        "last": found.readings[each.phase.last].begin,
        "limits": each.chart is not None,
        "signals": [_signal(signal, found) for signal in each.signals],
        "advice": [message.render(_) for message in each.advice],
    }


def _signal(signal: Signal, found: Watched) -> dict[str, Any]:
    begins: list[date] = [found.readings[place].begin for place in signal.points]
    return {"first": begins[0], "last": begins[-1], "above": signal.above, "said": signal.message.render(_)}


def _said(value: float, measure: Measure) -> str:
    if KINDS[measure] is Kind.SHARE:
        return f"{value * 100:.1f}%"
    return f"{value:.2f}" if measure is Measure.COMPLAINTS else f"{value:.1f}"


def _chart(found: Watched, stretches: Sequence[Stretch], measure: Measure) -> str:
    """Return the points with centre and limits of each phase, signals ringed and new editions marked."""
    places = range(len(found.readings))
    points = [_point(stretches, place) for place in places]
    marked = {place for each in stretches for signal in each.signals for place in signal.points}
    spots = [
        Spot(reading.value, told=f"{reading.begin:%Y-%m-%d} {_said(reading.value, measure)}", signal=place in marked)
        for place, reading in enumerate(found.readings)
    ]
    centres = [
        next((each.chart.centre for each in stretches if each.chart and each.point(place)), None) for place in places
    ]
    guides = [
        Guide(_("mean"), centres),
        Guide(_("upper limit"), [point.high if point else None for point in points], edge=True),
        Guide(_("lower limit"), [_floor(point) for point in points], edge=True),
    ]
    breaks = [
        (each.phase.first, _("edition {number}").format(number=found.starts[each.phase.number - 1][1]))
        for each in stretches
        if each.phase.number and each.phase.first
    ]
    axis = _axis([spot.value or 0.0 for spot in spots], guides, measure)
    return line_chart(
        [f"{each.begin:%Y-%m}" if measure in _MONTHLY else f"{each.begin:%m-%d}" for each in found.readings],
        [Series(str(MEASURES[measure]), spots)],
        axis=axis,
        guides=guides,
        breaks=breaks,
        title=str(MEASURES[measure]),
    )


def _floor(point: Point | None) -> float | None:
    """Return a lower limit; times and counts have none below 0."""
    return None if point is None else max(0.0, point.low)


def _axis(values: Sequence[float], guides: Sequence[Guide], measure: Measure) -> Axis:
    every = [*values, *(value for guide in guides for value in guide.values if value is not None)]
    if KINDS[measure] is Kind.SHARE:
        return percent_axis("%", every)
    return number_axis(_("minutes") if measure is Measure.TIMES else _("per 100 households"), every)


def _period(begin: date, measure: Measure) -> str:
    """Return a month as its name, a week by its ends, anything else as its day."""
    if measure in _MONTHLY:
        return f"{begin:%Y-%m}"
    end = period_end(begin, measure)
    return f"{begin:%Y-%m-%d}" if end == begin else f"{begin:%Y-%m-%d} – {end:%m-%d}"
