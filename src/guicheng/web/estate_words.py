"""The words of an estate's ground, and the way to its pages."""

from __future__ import annotations

from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.apps.operations.models import EntryKind, PlaceKind, Proof
from guicheng.apps.organization.models import Unit
from guicheng.web import crumbs

#: Kind of place → what people call it.
PLACE_KINDS: Final = {
    PlaceKind.BUILDING: gettext_lazy("Building"),
    PlaceKind.ENTRANCE: gettext_lazy("Entrance"),
    PlaceKind.FLOOR: gettext_lazy("Floor"),
    PlaceKind.ROOM: gettext_lazy("Room"),
    PlaceKind.AREA: gettext_lazy("Area"),
}
#: How a visit is proved → what people call it.
PROOFS: Final = {
    Proof.CODE: gettext_lazy("Printed QR code"),
    Proof.NFC: gettext_lazy("NFC tag"),
    Proof.DYNAMIC: gettext_lazy("Changing code"),
}
#: What happened to equipment → what people call it.
ENTRY_KINDS: Final = {
    EntryKind.COMMISSIONED: gettext_lazy("put into service"),
    EntryKind.INSPECTED: gettext_lazy("inspected"),
    EntryKind.REPAIRED: gettext_lazy("repaired"),
    EntryKind.REPLACED: gettext_lazy("part replaced"),
    EntryKind.RETIRED: gettext_lazy("retired"),
    EntryKind.NOTED: gettext_lazy("note written"),
}
_TABS: Final = {
    "estate": gettext_lazy("Overview"),
    "estate_places": gettext_lazy("Buildings and places"),
    "estate_points": gettext_lazy("Patrol points"),
    "estate_equipment": gettext_lazy("Equipment"),
    "estate_roster": gettext_lazy("Roster"),
    "estate_shifts": gettext_lazy("Shifts and crews"),
}


def way(unit: Unit | None = None, *steps: crumbs.Crumb) -> list[crumbs.Crumb]:
    """Return the way to a page below “Estates”."""
    first = crumbs.Crumb(_("Estates"), reverse("estates") if unit else "")
    if unit is None:
        return [first]
    return [first, crumbs.Crumb(unit.name, reverse("estate", args=[unit.key]) if steps else ""), *steps]


def tabs(unit: Unit, here: str) -> list[tuple[str, str, bool]]:
    """Return the pages of an estate: address, title, whether it is the one that is shown."""
    return [(reverse(name, args=[unit.key]), str(title), name == here) for name, title in _TABS.items()]
