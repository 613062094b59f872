"""Django's description of the app."""

from __future__ import annotations

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """The operations stage."""

    name = "guicheng.apps.operations"
    label = "operations"
