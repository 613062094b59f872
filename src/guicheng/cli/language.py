"""The language of the command line: Chinese unless asked for English."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

import guicheng

_CATALOGUE = Path(guicheng.__file__).parent / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.mo"
LANGUAGES = ("zh", "en")


def wanted(asked: str | None = None) -> str:
    """Return ``zh`` or ``en``: what was asked for, else GUICHENG_LANG, else Chinese."""
    named = (asked or os.environ.get("GUICHENG_LANG") or "zh").lower().replace("_", "-")
    return "en" if named.partition("-")[0] == "en" else "zh"


@cache
def translator(language: str) -> Callable[[str], str]:
    """Return the function that translates a sentence; without the compiled catalogue the sentences stay English."""
    if language == "en":
        return str
    try:
        with _CATALOGUE.open("rb") as file:
            catalogue: NullTranslations = GNUTranslations(file)
    except (OSError, ValueError, UnicodeDecodeError):
        return str
    return catalogue.gettext
