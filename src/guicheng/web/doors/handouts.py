"""Doors of documents that go out: of drafts, of editions, of what holds at a unit."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import Door
from guicheng.web.views import handouts

_DRAFT: Final = {"GET": "standards.read", "POST": "standards.read"}
_PUBLISHED: Final = {"GET": "standards.read_published", "POST": "standards.read_published"}

DOORS: Final[tuple[Door, ...]] = (
    Door("standards/<str:code>/handouts/", handouts.of_draft, "standard_handouts", _DRAFT),
    Door("standards/<str:code>/editions/<int:number>/handouts/", handouts.of_edition, "edition_handouts", _PUBLISHED),
    Door("organization/<str:key>/handouts/", handouts.of_unit, "unit_handouts", _PUBLISHED),
    # A document of a draft is seen by those who read drafts only, which the selector decides.
    Door("handouts/<str:key>/file/", handouts.file, "handout_file", {"GET": "standards.read_published"}),
)
