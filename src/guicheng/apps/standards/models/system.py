"""How standards hang together: the services they cover, and where somebody signed that they may differ."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person
from guicheng.apps.standards.models.drafts import Standard


class StandardItem(models.Model):
    """That a standard covers a service of the catalogue, by the service's code."""

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="items")
    code = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["code"]
        indexes: ClassVar = [models.Index(fields=["code"], name="standards_item_code")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["standard", "code"], name="standards_item_once"),
            models.CheckConstraint(condition=~models.Q(code=""), name="standards_item_named"),
        ]

    def __str__(self) -> str:
        return self.code


class Deviation(models.Model):
    """That a clause may differ from a duty or another clause, signed by a person for a reason; append-only.

    ``against`` is ``norm:`` and the duty's id, or ``clause:`` and the other clause's key. ``mark`` is the SHA-256 of
    what stood on both sides: where one of them changes, the finding speaks again, as it does after ``expires_on``.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="deviations")
    clause_key = models.UUIDField()
    code = models.CharField(max_length=10)
    against = models.CharField(max_length=120)
    verdict = models.CharField(max_length=14)
    mark = models.CharField(max_length=64)
    reason = models.TextField()
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deviations")
    signed_at = models.DateTimeField()
    expires_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["standard", "clause_key"], name="standards_deviation_clause")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="standards_deviation_reason"),
            models.CheckConstraint(condition=~models.Q(against=""), name="standards_deviation_against"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.against}"


class DeviationEnd(models.Model):
    """That a deviation was taken back before its last day; append-only."""

    deviation = models.OneToOneField(Deviation, on_delete=models.PROTECT, related_name="end")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ended_deviations")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"end of {self.deviation_id}"


class TwoThings(models.Model):
    """That two clauses that seem to speak of one thing speak of two, said by a person for a reason.

    ``mark`` is the SHA-256 of both sentences as they stood: where one of them changes, the suspicion speaks again.
    Which of the two was looked at first does not matter.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="two_things")
    clause_key = models.UUIDField()
    other_key = models.UUIDField()
    mark = models.CharField(max_length=64)
    reason = models.TextField()
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="two_things")
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["mark"], name="standards_two_things_mark")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clause_key", "other_key", "mark"], name="standards_two_things_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="standards_two_things_reason"),
        ]

    def __str__(self) -> str:
        return self.reason[:40]

    @property
    def pair(self) -> frozenset[uuid.UUID]:
        """The keys of both clauses."""
        return frozenset({self.clause_key, self.other_key})
