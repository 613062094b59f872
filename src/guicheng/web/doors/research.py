"""Doors of demand research."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import Door

DOORS: Final[tuple[Door, ...]] = ()
