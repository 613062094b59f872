"""The clock of the commands."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

#: The time of the pages; a server whose own clock runs in UTC tells the same moment as they do.
_ZONE: Final = ZoneInfo("Asia/Shanghai")


def here() -> datetime:
    """Return now, in the time that the pages show."""
    return datetime.now(tz=_ZONE)
