"""Revisions of standards that were opened for a reason, and what they rest on; append-only."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.improvement.models.nonconformities import Nonconformity
from guicheng.apps.organization.models import Person
from guicheng.apps.standards.models import Standard


class Revision(models.Model):
    """That work on the next edition of a standard was begun, and why.

    ``base`` is the number of the newest edition at that moment, 0 for none: the next one published is what came of it.
    ``figures`` holds what the reason was read from, as it stood then.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="revisions")
    clause_key = models.UUIDField(null=True)
    citation = models.CharField(max_length=140, blank=True)
    reason = models.CharField(max_length=1000)
    base = models.PositiveIntegerField(default=0)
    figures = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="opened_revisions")
    by_name = models.CharField(max_length=80)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="improvement_revision_reason"),
        ]

    def __str__(self) -> str:
        return self.reason[:40]


class RevisionEvidence(models.Model):
    """That a nonconformity is evidence for a revision."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="evidence")
    nonconformity = models.ForeignKey(Nonconformity, on_delete=models.PROTECT, related_name="revisions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["revision", "nonconformity"], name="improvement_evidence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.nonconformity_id} for {self.revision_id}"
