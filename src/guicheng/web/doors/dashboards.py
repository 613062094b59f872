"""Doors of overviews: the promise funnel, the heat map of attainment, monthly reports."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import Door
from guicheng.web.views import funnel, heat, monthly

_REPORTS: Final = {"GET": "attainment.read", "POST": "attainment.read"}
DOORS: Final = (
    Door("promises/", funnel.funnel, "funnel", {"GET": "standards.read"}),
    Door("attainment/", heat.attainment, "attainment", {"GET": "attainment.read"}),
    Door("monthly-reports/", monthly.monthly_reports, "monthly_reports", _REPORTS),
    Door(
        "monthly-reports/<str:key>/file/",
        monthly.monthly_report_file,
        "monthly_report_file",
        {"GET": "attainment.read"},
    ),
    Door("promises/list/", funnel.promises, "promises", {"GET": "standards.read"}),
)
