"""Django's description of the app."""

from __future__ import annotations

from django.apps import AppConfig


class ResearchConfig(AppConfig):
    """The research stage."""

    name = "guicheng.apps.research"
    label = "research"
