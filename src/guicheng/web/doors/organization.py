"""Doors of the organization: units, posts, people, tokens and the audit."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import Door
from guicheng.web.views import audit, integrations, organization, organization_import, people, person, posts

_SEE, _CHANGE = "organization.read", "organization.manage"
_PEOPLE: Final = {"GET": "people.read", "POST": "people.manage"}

DOORS: Final[tuple[Door, ...]] = (
    Door("organization/", organization.organization, "organization", {"GET": _SEE}),
    Door("organization/posts/", posts.posts, "posts", {"GET": _SEE, "POST": _CHANGE}),
    # A workbook brings people too; the service asks for both rights.
    Door(
        "organization/import/",
        organization_import.organization_import,
        "organization_import",
        {"GET": "people.manage", "POST": "people.manage"},
    ),
    Door("organization/import/sheet.xlsx", organization_import.sheet, "organization_sheet", {"GET": "people.manage"}),
    Door("organization/<str:key>/", organization.unit, "unit", {"GET": _SEE, "POST": _CHANGE}),
    Door("people/", people.people, "people", _PEOPLE),
    Door("people/<str:key>/", person.person, "person", _PEOPLE),
    Door("people/<str:key>/phone/", person.phone, "person_phone", {"POST": "people.reveal"}),
    Door(
        "integrations/",
        integrations.integrations,
        "integrations",
        {"GET": "integrations.manage", "POST": "integrations.manage"},
    ),
    Door("audit/", audit.audit, "audit", {"GET": "audit.read"}),
    Door("audit/export.<str:kind>", audit.export, "audit_export", {"GET": "audit.read"}),
)
