"""How long content of events is kept, what is held in a dispute, and what was purged."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person, Unit
from guicheng.domain.evidence.kinds import Retention


class RetentionRule(models.Model):
    """For how many days a company keeps content of a class, where it is not the usual number."""

    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="retention_rules")
    retention = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Retention])
    days = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "retention"], name="operations_retention_once"),
            models.CheckConstraint(condition=models.Q(days__gte=1), name="operations_retention_days"),
        ]

    def __str__(self) -> str:
        return f"{self.retention}: {self.days}"


class EvidenceHold(models.Model):
    """That nothing of a task is purged while a dispute lasts."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="evidence_holds")
    occurrence = models.CharField(max_length=64)
    case = models.CharField(max_length=60)
    reason = models.CharField(max_length=500)
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["company", "occurrence", "case"],
                condition=models.Q(lifted_at__isnull=True),
                name="operations_hold_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(occurrence="") & ~models.Q(case="") & ~models.Q(reason=""),
                name="operations_hold_said",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.occurrence}"


class PurgeReport(models.Model):
    """What one nightly purge of a company took away and what it left because of a hold."""

    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="purge_reports")
    at = models.DateTimeField()
    events = models.JSONField(default=dict)
    photos = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.company_id} {self.at:%Y-%m-%d}"
