"""What the answers to a survey say."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Path, Query

from guicheng.adapters.survey_tables import Table
from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.shapes import survey_analysis as shapes
from guicheng.apps.research.exports import tables_of
from guicheng.apps.research.selectors.analysis import BY_SEGMENTS, Choice, analysis_of, chosen_among, earlier_surveys
from guicheng.apps.research.selectors.surveys import survey_visible_to

calls = Calls("surveys")


@calls.get(
    "/surveys/{key}/analysis", needs="research.read", answer=shapes.SurveyAnalysis, summary="Read what answers say"
)
def see_analysis(request: HttpRequest, key: Path[str], wanted: Query[shapes.AnalysisWanted]) -> dict[str, Any]:
    """Return the figures of a survey with their intervals, in the caller's language; none of fewer than five people."""
    actor = actor_of(request)
    found = survey_visible_to(actor, key)
    if not found.versions.exists():
        return {**_NOTHING, "tables": []}
    choice = Choice(BY_SEGMENTS if wanted.weight == BY_SEGMENTS else "", (), wanted.before)
    told = analysis_of(found, choice, chosen_among(earlier_surveys(actor, found), choice))
    return {
        "count": told.figures.count,
        "excluded": told.excluded,
        "asked": told.asked,
        "margin": told.margin,
        "effective": told.figures.effective,
        "not_weighted": told.refusal.render(gettext) if told.refusal else "",
        "compared_with": str(told.earlier.key) if told.earlier else None,
        "withheld": list(told.figures.withheld),
        "tables": [_table(each) for each in tables_of(told)],
    }


_NOTHING: dict[str, Any] = {
    "count": 0,
    "excluded": 0,
    "asked": None,
    "margin": None,
    "effective": 0.0,
    "not_weighted": "",
    "compared_with": None,
    "withheld": [],
}


def _table(table: Table) -> dict[str, Any]:
    return {
        "id": table.id,
        "title": table.title,
        "text": table.text,
        "head": list(table.head),
        "lines": [
            {
                "name": line.name,
                "figures": [
                    {"value": told.value, "around": told.around, "count": told.count, "field": told.field}
                    for told in line.figures
                ],
                "verdict": line.verdict,
                "sure": line.sure,
                "beside": line.beside,
            }
            for line in table.lines
        ],
    }
