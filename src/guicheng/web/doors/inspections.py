"""Doors of inspections of quality."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import Door
from guicheng.web.views import inspection_plans, inspection_ranking, inspection_sheets, inspections

_READ: Final = "inspections.read"
_PLAN: Final = "inspections.plan"
_CARRY_OUT: Final = "inspections.carry_out"

DOORS: Final[tuple[Door, ...]] = (
    Door("inspections/", inspections.index, "inspections", {"GET": _READ}),
    Door("inspections/findings.xlsx", inspections.export, "inspection_findings", {"GET": _READ}),
    Door("inspections/ranking/", inspection_ranking.page, "inspection_ranking", {"GET": _READ}),
    Door("inspections/plans/", inspection_plans.index, "inspection_plans", {"GET": _READ, "POST": _PLAN}),
    Door("inspections/plans/<str:key>/", inspection_plans.page, "inspection_plan", {"GET": _READ, "POST": _PLAN}),
    Door("inspections/sheets/", inspection_sheets.index, "inspection_sheets", {"GET": _READ, "POST": _PLAN}),
    Door("inspections/sheets/<str:key>/", inspection_sheets.page, "inspection_sheet", {"GET": _READ, "POST": _PLAN}),
    Door("inspections/findings/<str:key>/", inspections.finding, "inspection_finding", {"GET": _READ}),
    Door("inspections/<str:key>/", inspections.page, "inspection", {"GET": _READ, "POST": _CARRY_OUT}),
    Door("inspections/<str:key>/print/", inspections.paper, "inspection_print", {"GET": _READ}),
    Door("inspections/<str:key>/photos/<str:sha256>", inspections.photo, "inspection_photo", {"GET": _READ}),
)
