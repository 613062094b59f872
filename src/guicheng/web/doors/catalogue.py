"""Doors of the catalogue: scope of services, and the pages of a standard beside its text."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import Door
from guicheng.web.views import scope, standard_sheet

_READ: Final = "standards.read"

DOORS: Final[tuple[Door, ...]] = (
    Door("scope/", scope.scope, "scope", {"GET": _READ}),
    Door("scope/services/", scope.items, "scope_items", {"GET": _READ, "POST": "catalogue.manage"}),
    Door("scope/<str:key>/", scope.scope_unit, "scope_unit", {"GET": _READ, "POST": "catalogue.describe"}),
    Door(
        "standards/<str:code>/elements/",
        standard_sheet.elements,
        "standard_elements",
        {"GET": _READ, "POST": "standards.edit"},
    ),
    Door("standards/<str:code>/cost/", standard_sheet.cost, "standard_cost", {"GET": _READ}),
)
