"""Django's description of the app."""

from __future__ import annotations

from django.apps import AppConfig


class StandardsConfig(AppConfig):
    """The standards stage."""

    name = "guicheng.apps.standards"
    label = "standards"
