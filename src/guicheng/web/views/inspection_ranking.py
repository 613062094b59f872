"""Estates by what their inspections came to, and how that went from month to month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from guicheng.adapters.pictures.lines import Series, Spot, line_chart
from guicheng.adapters.pictures.scales import number_axis
from guicheng.apps.assessment.models import InspectionKind
from guicheng.apps.assessment.selectors.inspections import ScoreRow, by_estate, scores
from guicheng.apps.operations.selectors.estates import estates_visible_to
from guicheng.domain.attainment.inspecting.ranking import FEW, likely, ranked
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.inspection_words import KINDS, points
from guicheng.web.views.inspections import month_of, way

_STRETCH: Final = timedelta(days=365)
_MOST: Final = 24


def page(request: HttpRequest) -> HttpResponse:
    """Show the ranks of estates with how many inspections they rest on, and the trend of one of them."""
    actor, at = actor_of(request), timezone.localtime()
    asked = {name: request.GET.get(name, "")[:60] for name in ("kind", "since", "until", "unit", "section")}
    first, last = month_of(asked["since"]), month_of(asked["until"])
    since = first[0] if first else at - _STRETCH
    until = last[1] if last else at + timedelta(days=1)
    found = [
        each
        for each in scores(actor, since=since, until=until)
        if asked["kind"] not in InspectionKind.values or each.inspection.kind == asked["kind"]
    ]
    units = list(estates_visible_to(actor))
    chosen = next((unit for unit in units if str(unit.key) == asked["unit"]), None)
    of_unit = [each for each in found if chosen is None or each.inspection.unit_id == chosen.pk]
    sections = list(dict.fromkeys(name for each in of_unit for name in each.sections))
    months = trend_of(of_unit, asked["section"] if asked["section"] in sections else "")
    ranks = ranked({unit: [each.total for each in rows] for unit, rows in by_estate(found).items()})
    context = {
        "ranks": [(each, points(each.mean)) for each in ranks],
        "few": FEW,
        "asked": asked,
        "since": timezone.localtime(since),
        "until": timezone.localtime(until),
        "kinds": KINDS.items(),
        "units": units,
        "unit": chosen,
        "sections": sections,
        "months": months,
        "chart": mark_safe(_chart(months)) if months else "",  # noqa: S308 - the chart escapes its words
        "crumbs": way(crumbs.Crumb(_("Estates compared"))),
    }
    return render(request, "web/inspections/ranking.html", context)


def trend_of(found: Iterable[ScoreRow], section: str) -> list[dict[str, Any]]:
    """Return the mean by month with its interval, the latest months only.

    Args:
        found: What inspections came to.
        section: Only of the section of this name, in per cent of its points; "" for the whole.
    """
    by_month: dict[str, list[Fraction]] = defaultdict(list)
    for each in found:
        value = each.sections.get(section) if section else each.total
        if value is not None:
            month = timezone.localtime(each.inspection.begin).strftime("%Y-%m")
            by_month[month].append(value * 100 if section else value)
    means = {month: sum(values, Fraction()) / len(values) for month, values in sorted(by_month.items())}
    return [
        {
            "month": month,
            "mean": mean,
            "count": len(by_month[month]),
            "shown": points(mean),
            "likely": likely(by_month[month]),
            "between": likely_told(likely(by_month[month])),
        }
        for month, mean in list(means.items())[-_MOST:]
    ]


def likely_told(found: tuple[float, float] | None) -> str:
    """Return an interval of points in words, "—" for none."""
    return f"{found[0]:.1f} – {found[1]:.1f}" if found else "—"


def _chart(months: list[dict[str, Any]]) -> str:
    spots = [_spot(each) for each in months]
    values = [value for spot in spots for value in (spot.value, spot.low, spot.high) if value is not None]
    title = _("Mean score by month")
    axis = number_axis(_("Points"), values, zero=False)
    return line_chart([each["month"] for each in months], [Series(title, spots)], axis=axis, title=title)


def _spot(month: dict[str, Any]) -> Spot:
    """Return a month as a mark: hollow and without an interval where it rests on one inspection."""
    low, high = month["likely"] or (None, None)
    told = f"{month['month']} {month['shown']}"
    return Spot(float(month["mean"]), low, high, told=told, sure=month["likely"] is not None)
