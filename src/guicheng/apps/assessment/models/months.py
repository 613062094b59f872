"""Sealed months: versions of a company's figures that never change, with the runs that they are looked up in."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person, Unit


class SealedMonth(models.Model):
    """A version of a month of a company. Triggers of the database refuse to change or delete it.

    ``root`` is a hash over the runs of all estates and ``evidence_root``, the Merkle root of the last day of the month
    on which evidence arrived ("" for none); ``evidence_links`` is how long the log was when it was sealed.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="sealed_months")
    month = models.CharField(max_length=7)
    version = models.PositiveIntegerField()
    sealed_at = models.DateTimeField()
    sealed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="sealed_months")
    sealed_by_name = models.CharField(max_length=80, blank=True)
    root = models.CharField(max_length=64)
    evidence_root = models.CharField(max_length=64, blank=True)
    evidence_day = models.DateField(null=True)
    evidence_links = models.PositiveBigIntegerField(default=0)
    estates = models.PositiveIntegerField()
    rows = models.PositiveBigIntegerField()

    class Meta:
        ordering: ClassVar = ["-month", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "month", "version"], name="assessment_sealed_once"),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="assessment_sealed_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.month} v{self.version}"


class SealedRun(models.Model):
    """The sorted times and counts of an estate in a version of a month; see ``readings.runs`` for the bytes."""

    sealed = models.ForeignKey(SealedMonth, on_delete=models.PROTECT, related_name="runs", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="sealed_runs")
    digest = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["sealed", "unit"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sealed", "unit"], name="assessment_run_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sealed_id}/{self.unit_id}"


class SealRule(models.Model):
    """On which day of the month after somebody is reminded to seal a month, or the service seals it by itself."""

    company = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="seal_rule")
    day = models.PositiveSmallIntegerField(default=5)
    by_itself = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(day__gte=1, day__lte=28), name="assessment_seal_day"),
        ]

    def __str__(self) -> str:
        return f"{self.company_id}: {self.day}"
