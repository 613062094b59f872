"""What matters to customers beside what of it was kept."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from guicheng.adapters.pictures import Axis, Dot, Lines, percent_axis, scatter
from guicheng.apps.assessment.selectors.figures import months_visible_to
from guicheng.apps.assessment.selectors.importance import LINE, Weighed, weighed
from guicheng.apps.assessment.selectors.reach import scored_units
from guicheng.apps.organization.models import Unit
from guicheng.domain.demand.importance import Quadrant
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.score_words import QUADRANTS, number
from guicheng.web.views.satisfaction import month_asked, way

#: Shares, in per cent, from which on a clause may be said to be kept well.
_LINES: Final = ("90", "95", "98")
_SCALE: Final = tuple((float(point), str(point)) for point in range(1, 6))


def importance(request: HttpRequest) -> HttpResponse:
    """Show the clauses that answer demands by importance and attainment, those to mend first on top."""
    actor, month = actor_of(request), month_asked(request)
    counted = {each.month: each for each in months_visible_to(actor)}
    if "month" not in request.GET and counted:
        month = next(iter(counted))
    version = counted[month].version if month in counted else None
    units = scored_units(actor)
    unit = next((each for each in units if str(each.key) == request.GET.get("unit", "")), None)
    asked = request.GET.get("line", "")
    line = asked if asked in _LINES else "95"
    share = Fraction(int(line), 100)
    found = weighed(actor, month=month, units=[unit] if unit else None, version=version, line=share)
    context = {
        "month": month,
        "version": version,
        "units": units,
        "unit": str(unit.key) if unit else "",
        "lines": _LINES,
        "line": line,
        "rows": [_shown(each, unit, month) for each in found],
        "chart": _chart(found, float(share)),
        "sentence": _sentence(found),
        "crumbs": way(crumbs.Crumb(_("Importance beside attainment"))),
    }
    return render(request, "web/satisfaction/importance.html", context)


def _shown(each: Weighed, unit: Unit | None, month: str) -> dict[str, Any]:
    share = each.figure.share
    return {
        "each": each,
        "share": "—" if share is None else number(share),
        "words": QUADRANTS[each.quadrant],
        "mend": each.quadrant is Quadrant.MEND and each.sure,
        "door": _door(each, unit, month),
    }


def _door(each: Weighed, unit: Unit | None, month: str) -> str:
    try:
        return reverse("figure", args=[month, unit.key, each.clause.key]) if unit else ""
    except NoReverseMatch:
        return ""


def _sentence(found: tuple[Weighed, ...]) -> str:
    mend = sum(each.quadrant is Quadrant.MEND for each in found)
    return _("Clauses that answer a demand: {count}; of them {mend} matter much and are not kept well.").format(
        count=len(found), mend=mend
    )


def _chart(found: tuple[Weighed, ...], line: float) -> str:
    dots = [_dot(number_, each) for number_, each in enumerate(found, 1) if each.quadrant is not None]
    if not dots:
        return ""
    corners = (Quadrant.MEND, Quadrant.KEEP, Quadrant.LOW, Quadrant.OVER)
    upper_left, upper_right, lower_left, lower_right = (str(QUADRANTS[each]) for each in corners)
    shares = [line, *(end for dot in dots for end in (dot.around or ())[:2])]
    return scatter(
        dots,
        (percent_axis(_("Share kept"), shares), Axis(_("Importance"), 1.0, 5.0, _SCALE)),
        lines=Lines(line, float(LINE)),
        corners=(upper_left, upper_right, lower_left, lower_right),
        title=_("Importance beside attainment"),
    )


def _dot(place: int, each: Weighed) -> Dot:
    share, low, high = each.figure.share or Fraction(), each.figure.low or 0.0, each.figure.high or 0.0
    up = float(each.importance)
    quadrant = each.quadrant.value if each.quadrant else ""
    return Dot(place, each.clause.text, float(share), up, (low, high, up, up), quadrant, each.sure)
