"""Doors of what surveys say: figures, the answers behind them, reports, the summary for residents."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import ANYBODY, Door
from guicheng.web.views import survey_analysis, survey_reports

_READ: Final = {"GET": "research.read"}

DOORS: Final[tuple[Door, ...]] = (
    Door("q/<str:link>/results/", survey_reports.summary_page, "survey_summary", {"GET": ANYBODY}),
    Door("surveys/<str:key>/analysis/", survey_analysis.survey_analysis, "survey_analysis", _READ),
    Door("surveys/<str:key>/analysis/<str:question>/", survey_analysis.survey_figure, "survey_figure", _READ),
    # Who may read may have it printed; publishing asks for more, which the service decides.
    Door(
        "surveys/<str:key>/report/",
        survey_reports.survey_reports,
        "survey_reports",
        {"GET": "research.read", "POST": "research.read"},
    ),
    Door("survey-reports/<str:key>/file/", survey_reports.report_file, "survey_report_file", _READ),
)
