"""Django's description of the app."""

from __future__ import annotations

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """What became of the promises: figures, inspections of quality, satisfaction, scorecards."""

    name = "guicheng.apps.assessment"
    label = "assessment"
