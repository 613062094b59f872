"""Doors of estates: places, points, equipment, rosters, calendars."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import Door
from guicheng.web.views import calendars, estate_equipment, estate_import, estate_places, estate_roster, estate_shifts
from guicheng.web.views import estates as overview

_SEE, _CHANGE = "estates.read", "estates.manage"
_GROUND: Final = {"GET": _SEE, "POST": _CHANGE}
_ROSTER: Final = {"GET": _SEE, "POST": "rosters.manage"}

DOORS: Final[tuple[Door, ...]] = (
    Door("calendars/", calendars.calendars, "calendars", _GROUND),
    Door("calendars/preview/", calendars.preview, "calendar_preview", {"GET": _SEE}),
    Door("estates/", overview.estates, "estates", {"GET": _SEE}),
    Door("estates/<str:key>/", overview.estate, "estate", {"GET": _SEE}),
    Door("estates/<str:key>/places/", estate_places.places, "estate_places", _GROUND),
    Door("estates/<str:key>/points/", estate_places.points, "estate_points", _GROUND),
    Door("estates/<str:key>/points/labels.pdf", estate_places.labels, "estate_labels", {"GET": _SEE}),
    Door("estates/<str:key>/equipment/", estate_equipment.equipment, "estate_equipment", _GROUND),
    # What happened to a piece is added by supervisors too; the service asks for the right of each act.
    Door(
        "estates/<str:key>/equipment/<str:code>/",
        estate_equipment.machine,
        "estate_machine",
        {"GET": _SEE, "POST": "equipment.record"},
    ),
    Door("estates/<str:key>/roster/", estate_roster.roster, "estate_roster", _ROSTER),
    Door("estates/<str:key>/shifts/", estate_shifts.shifts, "estate_shifts", _ROSTER),
    Door("estates/<str:key>/import/", estate_import.estate_import, "estate_import", {"GET": _CHANGE, "POST": _CHANGE}),
    Door("estates/<str:key>/import/sheet.xlsx", estate_import.sheet, "estate_sheet", {"GET": _CHANGE}),
)
