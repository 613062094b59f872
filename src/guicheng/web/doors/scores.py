"""Doors of satisfaction, control charts and scorecards."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import Door
from guicheng.web.views import control, importance, satisfaction, score_results, scorecards

_READ: Final = "scorecards.read"
_MANAGE: Final = "scorecards.manage"
_BOTH: Final = {"GET": _READ, "POST": _MANAGE}

DOORS: Final[tuple[Door, ...]] = (
    Door("attainment/satisfaction/", satisfaction.satisfaction, "satisfaction", _BOTH),
    Door("attainment/satisfaction/<str:key>/", satisfaction.metric, "satisfaction_metric", _BOTH),
    Door("attainment/satisfaction/<str:key>/<str:unit>/<str:month>/", satisfaction.value, "satisfaction_value", _BOTH),
    Door("attainment/importance/", importance.importance, "importance", {"GET": _READ}),
    Door("attainment/charts/", control.charts, "charts", {"GET": _READ}),
    Door("attainment/scorecards/", scorecards.scorecards, "scorecards", _BOTH),
    Door("attainment/scorecards/new/", scorecards.scorecard_new, "scorecard_new", {"GET": _MANAGE, "POST": _MANAGE}),
    Door("attainment/scorecards/<str:key>/", scorecards.scorecard, "scorecard", _BOTH),
    Door(
        "attainment/scorecard-change/<str:key>/",
        scorecards.scorecard_change,
        "scorecard_change",
        {"GET": _MANAGE, "POST": _MANAGE},
    ),
    Door("attainment/scorecards/<str:key>/results.xlsx", scorecards.scorecard_book, "scorecard_book", {"GET": _READ}),
    Door(
        "attainment/score-results/<str:key>/", score_results.score_result, "score_result", {"GET": _READ, "POST": _READ}
    ),
    Door("attainment/score-print/<str:key>/", score_results.score_print, "score_print", {"GET": _READ}),
)
