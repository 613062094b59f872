"""Django's description of the app."""

from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What people and programs are told."""

    name = "guicheng.apps.notices"
    label = "notices"
