"""The settings of an installation, read by commands that look after it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def read_settings(home: Path) -> None:
    """Make Django ready without writing anything.

    Reading the settings makes a key for good where there is none; here a key of the moment stands in for it.

    Args:
        home: The data folder.

    Raises:
        SettingError: A variable holds something that cannot be used.
    """
    if not os.access(home / "secret.key", os.R_OK):
        os.environ.setdefault("GUICHENG_SECRET_KEY", secrets.token_urlsafe(48))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guicheng.site.settings")
    import django

    django.setup()
