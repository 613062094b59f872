"""Surveys: what is asked of whom, what for, and how long the answers are kept."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person, Unit


class SurveyState(models.TextChoices):
    """Where a survey stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Survey(models.Model):
    """A survey of a unit's customers.

    ``form`` is the draft of the questionnaire, as ``domain.demand`` writes one; respondents see the newest
    ``FormVersion``. ``link`` stands in the public address, so it is short, and drawn so that nobody guesses it.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="surveys")
    link = models.CharField(max_length=12, unique=True)
    title = models.CharField(max_length=120)
    purpose = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    anonymous = models.BooleanField(default=True)
    by_invitation = models.BooleanField(default=False)
    population = models.PositiveIntegerField(null=True, blank=True)
    most = models.PositiveIntegerField(null=True, blank=True)
    keep_days = models.PositiveSmallIntegerField(default=365)
    closes_on = models.DateField(null=True, blank=True)
    form = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=8, choices=SurveyState.choices, default=SurveyState.DRAFT)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    purged_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="changed_surveys")
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=SurveyState.values), name="research_survey_state"),
            models.CheckConstraint(condition=~models.Q(title="") & ~models.Q(link=""), name="research_survey_named"),
            models.CheckConstraint(
                condition=models.Q(keep_days__gte=1, keep_days__lte=1825), name="research_survey_kept_at_most_5_years"
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(opened_at__isnull=False, purpose__gt=""),
                name="research_survey_opens_with_purpose",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="closed") | models.Q(closed_at__isnull=False),
                name="research_survey_closed_sometime",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Segment(models.Model):
    """A part of the customers, with its size and the answers wanted from it."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="segments")
    name = models.CharField(max_length=40)
    population = models.PositiveIntegerField(null=True, blank=True)
    wanted = models.PositiveIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["survey", "name"], name="research_segment_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="research_segment_named"),
        ]

    def __str__(self) -> str:
        return self.name


class FormVersion(models.Model):
    """A questionnaire as respondents saw it, exactly; triggers of the database refuse to change or delete it."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    form = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="form_versions")

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["survey", "number"], name="research_version_number"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="research_version_counts_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.number}"
