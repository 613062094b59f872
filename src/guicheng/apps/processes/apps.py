"""Django's description of the app."""

from __future__ import annotations

from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    """The processes stage."""

    name = "guicheng.apps.processes"
    label = "processes"
