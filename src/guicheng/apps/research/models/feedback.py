"""What customers said by themselves: complaints, ratings, calls."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Unit
from guicheng.apps.research.models.groups import CustomerGroup
from guicheng.apps.research.models.themes import Theme


class FeedbackKind(models.TextChoices):
    """What a record is."""

    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    PRAISE = "praise"
    RATING = "rating"
    CALL = "call"


class Feedback(models.Model):
    """A record. ``text`` has its marks of people covered; it is what is shown, searched and mined.

    ``original`` holds the words as they came where something was covered, until ``services.forget_originals`` empties
    it; ``covered`` names the kinds of marks. ``outside`` is the number by which another system knows the record.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="feedback")
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="company_feedback")
    kind = models.CharField(max_length=12, choices=FeedbackKind.choices)
    received_on = models.DateField()
    text = models.TextField(blank=True)
    original = models.TextField(blank=True)
    covered = models.JSONField(default=list, blank=True)
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    group = models.ForeignKey(CustomerGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="feedback")
    outside = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    themes: models.ManyToManyField[Theme, FeedbackTheme] = models.ManyToManyField(
        Theme, through="FeedbackTheme", related_name="records"
    )

    class Meta:
        ordering: ClassVar = ["-received_on", "-pk"]
        indexes: ClassVar = [models.Index(fields=["unit", "received_on"], name="research_feedback_day")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["company", "outside"], condition=~models.Q(outside=""), name="research_feedback_once"
            ),
            models.CheckConstraint(condition=models.Q(kind__in=FeedbackKind.values), name="research_feedback_kind"),
            models.CheckConstraint(
                condition=models.Q(rating__isnull=True) | models.Q(rating__gte=1, rating__lte=5),
                name="research_feedback_rating",
            ),
            models.CheckConstraint(
                condition=~models.Q(text="") | models.Q(rating__isnull=False), name="research_feedback_says"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class FeedbackTheme(models.Model):
    """That a record speaks of a theme: by its words, or because a person said so; ``absent`` says that it does not."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="theme_rows")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="feedback_rows")
    by_person = models.BooleanField(default=False)
    absent = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feedback", "theme"], name="research_feedback_theme_once"),
            models.CheckConstraint(
                condition=models.Q(absent=False) | models.Q(by_person=True), name="research_feedback_theme_absent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.feedback_id} {self.theme_id}"
