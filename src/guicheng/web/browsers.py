"""What a browser calls itself, in a few words."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

#: Sign in the name that a browser gives → its name; the first that fits, since most claim to be Chrome and Safari too.
_BROWSERS: Final = (
    ("MicroMessenger", "WeChat"),
    ("DingTalk", "DingTalk"),
    ("Lark", "Feishu"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS: Final = (
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)


def browser_name(said: str) -> str:
    """Return the browser and its system, or the beginning of what it said.

    Args:
        said: Its ``User-Agent``; anybody can write anything there.
    """
    browser = next((name for sign, name in _BROWSERS if sign in said), "")
    system = next((name for sign, name in _SYSTEMS if sign in said), "")
    return " · ".join(part for part in (browser, system) if part) or said[:40] or _("A browser without a name")
