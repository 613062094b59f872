"""Django's description of the app."""

from __future__ import annotations

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The catalogue stage."""

    name = "guicheng.apps.catalogue"
    label = "catalogue"
