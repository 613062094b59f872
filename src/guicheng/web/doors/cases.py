"""Doors of running cases and of the work that they make."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import Door
from guicheng.web.views import case_migration, case_step, cases, work

_READ: Final = "cases.read"

DOORS: Final[tuple[Door, ...]] = (
    Door("work/views/", work.views, "work_views", {"POST": _READ}),
    Door("work/", work.work, "work", {"GET": _READ, "POST": "cases.work"}),
    Door("cases/", cases.cases, "cases", {"GET": _READ, "POST": "cases.start"}),
    # Who may do what with a step is said by whose it is, so the service is asked.
    Door("cases/<str:key>/", cases.case, "case", {"GET": _READ, "POST": _READ}),
    Door("cases/<str:key>/steps/<str:step>/", case_step.step, "case_step", {"GET": _READ, "POST": _READ}),
    Door(
        "processes/<str:code>/running/",
        case_migration.running,
        "process_running",
        {"GET": "cases.migrate", "POST": "cases.migrate"},
    ),
)
