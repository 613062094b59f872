"""Words of satisfaction, charts and scorecards, and figures as pages show them."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import Any, Final

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.assessment.selectors.control import Measure
from guicheng.apps.organization.models import Unit
from guicheng.domain.attainment.card import Judged, Line, Source
from guicheng.domain.attainment.satisfaction import OF_COMPLAINTS, Base, Definition, Formula, Standing, Value
from guicheng.domain.demand.importance import Quadrant
from guicheng.web.wording import Word

#: Id that the question of the whole carries in the questionnaires that come along.
OVERALL: Final = "overall"
#: What each formula says, as a sentence that anybody can work out again.
FORMULAS: Final[dict[Formula, Word]] = {
    Formula.SATISFIED: gettext_lazy("Satisfied by a survey: (very + basically satisfied) / returned"),
    Formula.SCORE: gettext_lazy("Score of a survey: sum of the scores / full score"),
    Formula.RATED: gettext_lazy("Good ratings after jobs: good ratings / ratings"),
    Formula.RATING_SCORE: gettext_lazy("Score of ratings after jobs: sum of the ratings / full score"),
    Formula.VISITED: gettext_lazy("Return visits: satisfied / those who said whether"),
    Formula.MENDED: gettext_lazy("Fixed the first time: repairs not reopened / repairs finished"),
    Formula.COMPLAINTS: gettext_lazy("Complaints per 100 households per month"),
    Formula.VALID_COMPLAINTS: gettext_lazy("Valid complaints per 100 households per month"),
}
STANDINGS: Final[dict[Standing, Word]] = {
    Standing.VALUE: "",
    Standing.FEW: gettext_lazy("few cases, read with care"),
    Standing.NOTHING: gettext_lazy("nothing returned"),
    Standing.WITHHELD: gettext_lazy("fewer than 5 answers"),
    Standing.NO_SIZE: gettext_lazy("households unknown"),
}
SOURCES: Final[dict[Source, Word]] = {
    Source.ATTAINMENT: gettext_lazy("Promises kept"),
    Source.INSPECTION: gettext_lazy("Inspections of quality"),
    Source.SATISFACTION: gettext_lazy("Satisfaction"),
    Source.NONCONFORMITIES: gettext_lazy("Nonconformities overdue"),
}
JUDGED: Final[dict[Judged, Word]] = {
    Judged.COUNTED: gettext_lazy("it counts"),
    Judged.NOTHING: gettext_lazy("left out: nothing to judge"),
    Judged.FEW: gettext_lazy("left out: too few cases"),
}
MEASURES: Final[dict[Measure, Word]] = {
    Measure.KEPT_BY_WEEK: gettext_lazy("Share kept by week"),
    Measure.KEPT_BY_MONTH: gettext_lazy("Share kept by month"),
    Measure.TIMES: gettext_lazy("Time taken per case, in minutes"),
    Measure.COMPLAINTS: gettext_lazy("Complaints per 100 households, by month"),
}
QUADRANTS: Final[dict[Quadrant | None, Word]] = {
    Quadrant.MEND: gettext_lazy("Matters, not kept: mend first"),
    Quadrant.KEEP: gettext_lazy("Matters, kept: hold on to it"),
    Quadrant.LOW: gettext_lazy("Matters less, not kept: mend later"),
    Quadrant.OVER: gettext_lazy("Matters less, kept: enough"),
    None: gettext_lazy("Nothing counted"),
}


def formula_words(found: Definition) -> str:
    """Return a formula with what it leaves open, as sentences."""
    said = [str(FORMULAS[found.formula])]
    if found.formula in {Formula.SATISFIED, Formula.SCORE}:
        overall = found.question == OVERALL
        said.append(_("Question: overall.") if overall else _("Question: {name}.").format(name=found.question))
    if found.formula is Formula.SATISFIED and found.options:
        said.append(_("Satisfied: {options}.").format(options=", ".join(found.options)))
    elif found.formula in {Formula.SATISFIED, Formula.RATED}:
        said.append(_("Satisfied: {least} to {points} points.").format(least=found.least, points=found.points))
    elif found.formula is Formula.SCORE:
        said.append(_("Full score: {points} points a form.").format(points=found.points))
    if found.formula in {Formula.SATISFIED, Formula.SCORE}:
        returned = _("Divided by all forms that came back.")
        said.append(returned if found.base is Base.RETURNED else _("Divided by the forms that answered it."))
    return " · ".join(said)


def shown_value(found: Value, formula: Formula | None) -> dict[str, Any]:
    """Return a value as pages show it: text, interval, count and what else there is to say."""
    rate = formula in OF_COMPLAINTS
    return {
        "text": "—" if found.value is None else number(found.value, rate=rate),
        "interval": ""
        if found.low is None or found.high is None
        else f"{_end(found.low, rate)}–{_end(found.high, rate)}",
        "count": found.count,
        "word": STANDINGS[found.standing],
        "standing": found.standing.value,
        "few": found.standing is Standing.FEW,
    }


def number(found: Fraction, *, rate: bool = False) -> str:
    """Return a share in percent, cut and never rounded up as in maps and reports, or a rate with two decimals."""
    return f"{float(found):.2f}" if rate else f"{floor(found * 1000) / 10:.1f}%"


def _end(found: float, rate: bool) -> str:  # noqa: FBT001 - as the caller has it
    return f"{found:.2f}" if rate else f"{found * 100:.0f}"


def line_figure(line: Line, value: Fraction | None) -> str:
    """Return the figure of a line: a share in percent, a count or a rate as a plain number."""
    if value is None:
        return "—"
    counts = line.source is Source.NONCONFORMITIES or line.full > 1 or line.zero > line.full
    return f"{float(value):.2f}".rstrip("0").rstrip(".") if counts else number(value)


def scale_of(line: Line) -> tuple[str, str]:
    """Return the value with all points of a line and the one with none, as its figure is shown."""
    return line_figure(line, line.full), line_figure(line, line.zero)


def line_door(line: Line, unit: Unit, month: str, basis: str = "") -> str:
    """Return the address of what a line's figure was counted of, "" where no page of this release shows it.

    Args:
        line: The line.
        unit: The estate.
        month: Such as 2026-10.
        basis: What the figure rests on; of a sealed month the version that it was taken from is opened.
    """
    kind, _colon, name = line.subject.partition(":")
    version = basis.removeprefix("sealed:") if basis.startswith("sealed:") else "live"
    try:
        if line.source is Source.SATISFACTION:
            return reverse("satisfaction_value", args=[line.subject, unit.key, month])
        if line.source is Source.NONCONFORMITIES:
            return f"{reverse('nonconformities')}?unit={unit.key}&state=all&missed={month}"
        if line.source is Source.INSPECTION:
            return f"{reverse('inspections')}?unit={unit.key}&month={month}"
        if kind == "clause":
            address = reverse("figure", args=[month, unit.key, name])
            return address if version == "live" else f"{address}?version={version}"
        return f"{reverse('attainment')}?month={month}&version={version}&unit={unit.key}&domain={name}"
    except NoReverseMatch:
        return ""


def basis_words(basis: str) -> str:
    """Return what a figure rests on, in words."""
    kind, _colon, number_ = basis.partition(":")
    said = {
        "sealed": _("sealed month, version {number}").format(number=number_),
        "live": _("counted when it was worked out"),
        "formula": _("formula {number} of the metric").format(number=number_),
        "presented": _("inspections that were presented"),
        "appeal": _("set by an appeal"),
    }
    return said.get(kind, "")
