"""Reports of surveys, made in the background and kept for some days; and the summary that residents read."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person
from guicheng.apps.research.models.surveys import Survey
from guicheng.domain.values import Message


class ReportForm(models.TextChoices):
    """Forms of a report."""

    DOCX = "docx"
    PDF = "pdf"


class ReportState(models.TextChoices):
    """How far a report is."""

    WAITING = "waiting"
    READY = "ready"
    REFUSED = "refused"


class SurveyReport(models.Model):
    """A report that somebody asked for. ``wish`` holds how the survey is analysed and what is proposed."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="reports")
    form = models.CharField(max_length=4, choices=ReportForm.choices)
    wish = models.JSONField(default=dict)
    name = models.CharField(max_length=255)
    state = models.CharField(max_length=8, choices=ReportState.choices, default=ReportState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    refusal_text = models.TextField(blank=True)
    refusal_fields = models.JSONField(default=dict, blank=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="survey_reports")
    asked_key = models.CharField(max_length=36)
    asked_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["survey", "asked_key"], name="research_report_asked")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=ReportState.values), name="research_report_state"),
            models.CheckConstraint(condition=models.Q(form__in=ReportForm.values), name="research_report_form"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def refusal(self) -> Message | None:
        """Why it was not made, None where it was."""
        return Message(self.refusal_text, self.refusal_fields) if self.refusal_text else None


class ReportFile(models.Model):
    """The bytes of a report, apart from it so that no list loads them."""

    report = models.OneToOneField(SurveyReport, on_delete=models.CASCADE, primary_key=True, related_name="file")
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"file of {self.report_id}"


class SurveySummary(models.Model):
    """What residents read of a survey, as it stood when somebody published it; it outlives the answers.

    ``told`` holds facts and tables in words, without a figure of fewer than five people; ``words`` is what whoever
    published it says of what follows.
    """

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, related_name="summary")
    told = models.JSONField()
    words = models.CharField(max_length=1000, blank=True)
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="summaries")
    published_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"summary of {self.survey_id}"
