"""Doors of notices, of robots of groups, and of programs that are told what happens."""

from __future__ import annotations

from typing import Final

from guicheng.web.doors.door import Door
from guicheng.web.views import notices, robots, webhooks

_OWN: Final = {"GET": "notifications.own", "POST": "notifications.own"}
_ROBOTS: Final = {"GET": "robots.manage", "POST": "robots.manage"}
_WEBHOOKS: Final = {"GET": "webhooks.manage", "POST": "webhooks.manage"}

DOORS: Final[tuple[Door, ...]] = (
    Door("notices/", notices.notices, "notices", _OWN),
    Door("notices/settings/", notices.settings, "notice_settings", _OWN),
    Door("robots/", robots.robots, "robots", _ROBOTS),
    Door("robots/<str:key>/", robots.robot, "robot", _ROBOTS),
    Door("webhooks/", webhooks.webhooks, "webhooks", _WEBHOOKS),
    Door("webhooks/<str:key>/", webhooks.webhook, "webhook", _WEBHOOKS),
)
