"""Doors of the processes."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import Door
from guicheng.web.views import (
    process_approval,
    process_diagram,
    process_gaps,
    process_live,
    process_replay,
    process_shelf,
    process_times,
    processes,
)

_READ: Final = "processes.read"
_EDIT: Final = "processes.edit"

DOORS: Final[tuple[Door, ...]] = (
    Door("processes/", processes.library, "processes", {"GET": _READ, "POST": "processes.edit"}),
    Door("processes/gaps/", process_gaps.gaps, "process_gaps", {"GET": _READ}),
    Door("processes/library/", process_shelf.shelf, "process_shelf", {"GET": _EDIT, "POST": _EDIT}),
    Door("processes/library/<str:code>/", process_shelf.preview, "process_preview", {"GET": _EDIT}),
    Door("processes/<str:code>/", processes.process, "process", {"GET": _READ, "POST": "processes.edit"}),
    Door("processes/<str:code>/times/", process_times.times, "process_times", {"GET": _READ}),
    Door("processes/<str:code>/live/", process_live.live, "process_live", {"POST": "processes.edit"}),
    Door("processes/<str:code>/draw/", process_diagram.draw, "process_draw", {"GET": _READ}),
    Door("processes/<str:code>/diagram.bpmn", process_diagram.diagram_file, "process_diagram", {"GET": _READ}),
    Door("processes/<str:code>/replay/", process_replay.replay, "process_replay", {"GET": _READ, "POST": _READ}),
    Door(
        "processes/<str:code>/replays/<uuid:key>/",
        process_replay.kept_replay,
        "process_replay_kept",
        {"GET": _READ, "POST": _EDIT},
    ),
    Door("processes/<str:code>/history/", processes.history, "process_history", {"GET": _READ}),
    Door("processes/<str:code>/table.<str:kind>", processes.table_file, "process_file", {"GET": _READ}),
    Door("processes/<str:code>/drawing.svg", processes.drawing_file, "process_drawing", {"GET": _READ}),
    Door(
        "processes/<str:code>/approval/",
        process_approval.approval,
        "process_approval",
        {"GET": _READ, "POST": "processes.approve"},
    ),
    Door("processes/<str:code>/editions/<int:number>/", process_approval.edition, "process_edition", {"GET": _READ}),
)
