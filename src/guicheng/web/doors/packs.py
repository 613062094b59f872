"""Doors of packs of evidence for one dispute."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import Door
from guicheng.web.views import packs

_READ: Final = "evidence.read"

#: Before those of the log, of which one takes any word as the id of an event.
DOORS: Final[tuple[Door, ...]] = (
    Door("evidence/packs/", packs.packs, "packs", {"GET": _READ}),
    Door(
        "evidence/packs/of/<str:about>/<str:occurrence>/",
        packs.new,
        "pack_new",
        {"GET": _READ, "POST": _READ},
    ),
    Door("evidence/packs/<str:key>/", packs.pack, "pack", {"GET": _READ}),
    Door("evidence/packs/<str:key>/pack.zip", packs.zip_file, "pack_zip", {"GET": _READ}),
    Door("evidence/packs/<str:key>/pack.pdf", packs.paper, "pack_paper", {"GET": _READ}),
)
