"""Django's description of the app."""

from __future__ import annotations

from django.apps import AppConfig


class PlatformConfig(AppConfig):
    """The platform stage."""

    name = "guicheng.apps.platform"
    label = "platform"
