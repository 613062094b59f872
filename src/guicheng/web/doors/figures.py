"""Doors of figures: what each counts, one thing that was due, months with their seals."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import Door
from guicheng.web.views import figures, months

_READ: Final = "attainment.read"

DOORS: Final[tuple[Door, ...]] = (
    Door("attainment/months/", months.months, "months", {"GET": _READ, "POST": _READ}),
    Door("attainment/months/<str:month>/changes/", months.changed, "month_changes", {"GET": _READ}),
    Door("attainment/months/<str:month>/unmeasured/", months.unmeasured, "month_unmeasured", {"GET": _READ}),
    Door("attainment/months/<str:month>/<int:version>/parquet/", months.parquet, "month_parquet", {"GET": _READ}),
    Door("attainment/occurrence/<str:key>/", figures.occurrence, "figure_occurrence", {"GET": _READ}),
    Door("attainment/<str:month>/<str:unit>/<str:clause>/", figures.figure, "figure", {"GET": _READ}),
    Door("attainment/<str:month>/<str:unit>/<str:clause>/list/", figures.listed, "figure_list", {"GET": _READ}),
)
