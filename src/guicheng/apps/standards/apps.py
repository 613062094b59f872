"""Django's description of the app."""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings

from guicheng.adapters.norms.own import look_in


class StandardsConfig(AppConfig):
    """The standards stage."""

    name = "guicheng.apps.standards"
    label = "standards"

    def ready(self) -> None:
        """Say where the company's own files of norms lie."""
        look_in(settings.NORMS_FOLDER)
