"""Rows that keep work from being lost or done twice."""

from __future__ import annotations

from typing import Any, ClassVar, TypeAlias

from django.db import models
from django_tasks_db.models import DBTaskResult

# A row of the jobs table, whatever the job takes and returns.
Job: TypeAlias = DBTaskResult[..., Any]


class Receipt(models.Model):
    """Proof that a piece of work was done, written in the same transaction as its effects."""

    key = models.CharField(max_length=200, unique=True)
    done_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(key=""), name="platform_receipt_key_not_empty"),
        ]

    def __str__(self) -> str:
        return self.key


class WorkerBeat(models.Model):
    """The last sign of life of a worker that is busy with a job."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker_id


class AuditEntry(models.Model):
    """Who wrote what, when and from where. Triggers of the database refuse to change or delete a row.

    ``company`` is the primary key of the root unit; ``unit_path`` is the tree path of the unit concerned, so that an
    auditor of a region reads what happened there. Both are plain values: a row outlives what it speaks of.
    """

    at = models.DateTimeField()
    company = models.PositiveBigIntegerField(null=True, blank=True)
    unit_path = models.CharField(max_length=255, blank=True)
    actor = models.CharField(max_length=36, blank=True)
    actor_name = models.CharField(max_length=80)
    channel = models.CharField(max_length=8)
    address = models.CharField(max_length=45, blank=True)
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=30)
    subject_key = models.CharField(max_length=60)
    label = models.CharField(max_length=200)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["company", "-id"], name="platform_audit_company"),
            models.Index(fields=["subject", "subject_key", "-id"], name="platform_audit_subject"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(act=""), name="platform_audit_act"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.label}"
