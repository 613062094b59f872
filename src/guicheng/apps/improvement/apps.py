"""Django's description of the app."""

from __future__ import annotations

from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    """What is mended after a promise was broken, and when a standard is looked at again."""

    name = "guicheng.apps.improvement"
    label = "improvement"
