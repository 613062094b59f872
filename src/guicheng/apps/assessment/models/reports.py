"""Reports of months, kept as they were made."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person, Unit
from guicheng.domain.values import Message


class MonthlyForm(models.TextChoices):
    """Forms of a report."""

    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"


class MonthlyState(models.TextChoices):
    """How far a report is."""

    WAITING = "waiting"
    READY = "ready"
    REFUSED = "refused"


class MonthlyReport(models.Model):
    """The report of a month, of a unit and all below it.

    ``version`` is the sealed version on which it rests, 0 for the count as it stood; ``wish`` holds what stages behind
    this one say of the month. ``digest`` is the SHA-256 of the file, "" until it is made.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="monthly_reports", db_index=False)
    month = models.CharField(max_length=7)
    version = models.PositiveIntegerField(default=0)
    form = models.CharField(max_length=4, choices=MonthlyForm.choices)
    language = models.CharField(max_length=7)
    wish = models.JSONField(default=dict)
    name = models.CharField(max_length=255)
    state = models.CharField(max_length=8, choices=MonthlyState.choices, default=MonthlyState.WAITING)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    refusal_text = models.TextField(blank=True)
    refusal_fields = models.JSONField(default=dict, blank=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="monthly_reports")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["unit", "month"], name="assessment_report_month")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=MonthlyState.values), name="assessment_report_state"),
            models.CheckConstraint(condition=models.Q(form__in=MonthlyForm.values), name="assessment_report_form"),
            models.CheckConstraint(
                condition=~models.Q(state="ready") | ~models.Q(digest=""), name="assessment_report_hashed"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def refusal(self) -> Message | None:
        """Why it was not made, None where it was."""
        return Message(self.refusal_text, self.refusal_fields) if self.refusal_text else None


class MonthlyFile(models.Model):
    """The bytes of a report. Triggers of the database refuse to change or delete them."""

    report = models.OneToOneField(MonthlyReport, on_delete=models.PROTECT, primary_key=True, related_name="file")
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"file of {self.report_id}"
