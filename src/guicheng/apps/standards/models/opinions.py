"""What approvers said, and what became of it; nothing of it is ever changed."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person
from guicheng.apps.standards.models.approval import SubmissionStep


class Decision(models.TextChoices):
    """What an approver decided."""

    APPROVE = "approve"
    RETURN = "return"


class Opinion(models.Model):
    """An approver's decision about exactly the content with this hash; append-only.

    ``returned_to`` is the step to which it was sent back, 0 for the author.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    step = models.ForeignKey(SubmissionStep, on_delete=models.PROTECT, related_name="opinions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="opinions")
    decision = models.CharField(max_length=7, choices=Decision.choices)
    comment = models.TextField(blank=True)
    returned_to = models.PositiveSmallIntegerField(null=True, blank=True)
    content_hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    person_id: int

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(decision=Decision.APPROVE, returned_to__isnull=True)
                | (models.Q(decision=Decision.RETURN, returned_to__isnull=False) & ~models.Q(comment="")),
                name="standards_opinion_return_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} by {self.person_id}"


class VoidWhy(models.TextChoices):
    """Why an opinion no longer counts."""

    CHANGED = "changed"
    RETURNED = "returned"


class OpinionVoid(models.Model):
    """That an opinion no longer counts, for a clause that changed or because of a return; append-only."""

    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="voids")
    clause_key = models.UUIDField(null=True, blank=True)
    why = models.CharField(max_length=8, choices=VoidWhy.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="voided_opinions")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opinion", "clause_key"], name="standards_void_once"),
            models.CheckConstraint(condition=models.Q(why__in=VoidWhy.values), name="standards_void_why"),
        ]

    def __str__(self) -> str:
        return f"{self.why} {self.opinion_id}"
