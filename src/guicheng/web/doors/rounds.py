"""Doors of checklists and of the rounds over them."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import Door
from guicheng.web.views import checklists, round_line, round_page, rounds

_READ: Final = "field.read"
_SEND: Final = "field.send"
_GROUND: Final = "estates.read"
_MANAGE: Final = "estates.manage"

DOORS: Final[tuple[Door, ...]] = (
    Door("rounds/", rounds.mine, "rounds", {"GET": _READ}),
    Door("rounds/all/", rounds.every, "rounds_every", {"GET": _READ}),
    Door("rounds/at/", rounds.at_point, "rounds_at", {"GET": _READ}),
    # What somebody may do with a round is said by where it is, so the service is asked.
    Door("rounds/<str:occurrence>/", round_page.page, "round", {"GET": _READ, "POST": _SEND}),
    Door("rounds/<str:occurrence>/print/", round_page.paper, "round_print", {"GET": _READ}),
    Door("rounds/<str:occurrence>/lines/<str:address>/", round_line.page, "round_line", {"GET": _READ, "POST": _SEND}),
    Door("checklists/", checklists.index, "checklists", {"GET": _GROUND, "POST": _MANAGE}),
    Door("checklists/<str:key>/", checklists.page, "checklist", {"GET": _GROUND, "POST": _SEND}),
    Door("checklists/<str:key>/lines/", checklists.lines, "checklist_lines", {"GET": _MANAGE, "POST": _MANAGE}),
    Door("checklists/<str:key>/print/", checklists.paper, "checklist_print", {"GET": _GROUND}),
)
