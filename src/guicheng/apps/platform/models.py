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
