"""Doors of what surveys say: figures, the answers behind them, reports."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import Door
from guicheng.web.views import survey_analysis

_READ: Final = {"GET": "research.read"}

DOORS: Final[tuple[Door, ...]] = (
    Door("surveys/<str:key>/analysis/", survey_analysis.survey_analysis, "survey_analysis", _READ),
    Door("surveys/<str:key>/analysis/<str:question>/", survey_analysis.survey_figure, "survey_figure", _READ),
)
