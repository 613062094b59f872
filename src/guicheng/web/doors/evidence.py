"""Doors of the evidence log."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import Door
from guicheng.web.views import evidence, evidence_keeping

_READ: Final = "evidence.read"
_PHONES: Final = "evidence.devices"

DOORS: Final[tuple[Door, ...]] = (
    Door("evidence/", evidence.log, "evidence", {"GET": _READ}),
    Door("evidence/kept/", evidence_keeping.kept, "evidence_kept", {"GET": _READ, "POST": "evidence.keep"}),
    Door("evidence/phones/", evidence_keeping.phones, "evidence_phones", {"GET": _PHONES, "POST": _PHONES}),
    Door("evidence/pack.zip", evidence.pack, "evidence_pack", {"GET": _READ}),
    Door("evidence/photos/<str:sha256>", evidence.photo, "evidence_photo", {"GET": _READ}),
    Door("evidence/<str:event>/", evidence.event, "evidence_event", {"GET": _READ}),
)
