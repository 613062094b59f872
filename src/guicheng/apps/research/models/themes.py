"""What customers speak of, as people named it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Unit


class ThemeState(models.TextChoices):
    """How far a theme is; one that was refused or merged stays, so that it is not proposed again."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    MERGED = "merged"


class Theme(models.Model):
    """A theme. ``synonyms`` are words that mean it too; ``activity`` is the key of the activity that it is, or ""."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="themes")
    name = models.CharField(max_length=40)
    synonyms = models.JSONField(default=list, blank=True)
    activity = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=ThemeState.choices, default=ThemeState.PROPOSED)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="took_in")
    found = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "name"], name="research_theme_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="research_theme_named"),
            models.CheckConstraint(condition=models.Q(state__in=ThemeState.values), name="research_theme_state"),
            models.CheckConstraint(
                condition=models.Q(state=ThemeState.MERGED, merged_into__isnull=False)
                | ~models.Q(state=ThemeState.MERGED) & models.Q(merged_into__isnull=True),
                name="research_theme_merged",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def words(self) -> tuple[str, ...]:
        """Its name and its synonyms."""
        return (self.name, *self.synonyms)
