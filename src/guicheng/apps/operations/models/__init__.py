"""Rows of operations, a file a noun."""

from guicheng.apps.operations.models.calendars import CalendarUse, NamedCalendar
from guicheng.apps.operations.models.equipment import EntryKind, Equipment, EquipmentEntry
from guicheng.apps.operations.models.places import Place, PlaceKind, Point, Proof, point_key
from guicheng.apps.operations.models.rosters import CrewMember, Roster, RosterChange, Shift

__all__ = [
    "CalendarUse",
    "CrewMember",
    "EntryKind",
    "Equipment",
    "EquipmentEntry",
    "NamedCalendar",
    "Place",
    "PlaceKind",
    "Point",
    "Proof",
    "Roster",
    "RosterChange",
    "Shift",
    "point_key",
]
