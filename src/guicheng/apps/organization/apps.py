"""The Django app of the organization stage."""

from __future__ import annotations

from django.apps import AppConfig


class OrganizationConfig(AppConfig):
    """Units, posts, people, grants."""

    name = "guicheng.apps.organization"
    label = "organization"
