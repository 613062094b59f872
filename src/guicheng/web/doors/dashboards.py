"""Doors of overviews: the promise funnel, the heat map of attainment, monthly reports."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import Door
from guicheng.web.views import funnel, heat

DOORS: Final = (
    Door("promises/", funnel.funnel, "funnel", {"GET": "standards.read"}),
    Door("attainment/", heat.attainment, "attainment", {"GET": "attainment.read"}),
    Door("promises/list/", funnel.promises, "promises", {"GET": "standards.read"}),
)
