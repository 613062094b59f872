"""What people say about the readings and findings of clauses: confirmed, suppressed, there before."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person
from guicheng.apps.standards.models.drafts import Standard


class Confirmation(models.Model):
    """That a person confirmed how one requirement of a clause was read.

    It speaks only while the text (``digest``) and the reading (``echo``) are the ones that were confirmed; ``mark`` is
    the SHA-256 of both, short enough for an index.
    """

    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="confirmations")
    clause_key = models.UUIDField()
    digest = models.CharField(max_length=64)
    echo = models.TextField()
    mark = models.CharField(max_length=64)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="confirmations")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["standard", "clause_key"], name="standards_confirmation_clause")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clause_key", "mark"], name="standards_confirmation_once"),
        ]

    def __str__(self) -> str:
        return self.echo[:40]


class Suppression(models.Model):
    """That a finding of one rule at certain words of a clause is accepted, by whom, why and until when."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="suppressions")
    clause_key = models.UUIDField()
    code = models.CharField(max_length=10)
    words = models.CharField(max_length=300, blank=True)
    reason = models.TextField()
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="suppressions")
    created_at = models.DateTimeField()
    expires_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["standard", "clause_key"], name="standards_suppression_clause")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clause_key", "code", "words"], name="standards_suppression_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="standards_suppression_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.words}"


class BaselineFinding(models.Model):
    """A finding that was there when the text was imported; its fingerprint goes with any change of the text."""

    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="baseline")
    clause_key = models.UUIDField()
    fingerprint = models.CharField(max_length=24)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["standard", "clause_key"], name="standards_baseline_clause")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clause_key", "fingerprint"], name="standards_baseline_once"),
        ]

    def __str__(self) -> str:
        return self.fingerprint
