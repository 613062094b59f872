"""Editions: what was published, exactly. Triggers of the database refuse to change or delete them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person
from guicheng.apps.standards.models.approval import Submission
from guicheng.apps.standards.models.drafts import ClauseKind, Standard


class Edition(models.Model):
    """A published state of a standard, in force from a day until a later edition or its withdrawal.

    ``content_hash`` is the SHA-256 of its content as canonical JSON; ``parameters`` are the values that named
    parameters had when it was published, ``grades`` the names of its grades, None for one form only. ``size`` is the number of
    its clauses, so that none can be added later. ``last_change`` is the primary key of the last change of the draft that is in
    it: whoever made later ones is an author of the next edition.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    category = models.CharField(max_length=12, blank=True)
    parameters = models.JSONField(default=dict)
    grades = models.JSONField(null=True)
    content_hash = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    effective_from = models.DateField()
    note = models.TextField(blank=True)
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="edition")
    last_change = models.PositiveBigIntegerField(default=0)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="published_editions")

    class Meta:
        ordering: ClassVar = ["-number"]
        indexes: ClassVar = [models.Index(fields=["effective_from"], name="standards_edition_effective")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["standard", "number"], name="standards_edition_number"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="standards_edition_counts_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title} {self.number}"


class EditionClause(models.Model):
    """A paragraph of an edition, with what was read from it and whether a person confirmed that."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="clauses")
    key = models.UUIDField()
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=ClauseKind.choices)
    level = models.PositiveSmallIntegerField(default=0)
    number = models.CharField(max_length=100, blank=True)
    text = models.TextField()
    elements = models.JSONField(default=dict)
    state = models.CharField(max_length=12)
    echo = models.JSONField(default=list)
    confirmed = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "position"], name="standards_edition_position"),
            models.UniqueConstraint(fields=["edition", "key"], name="standards_edition_clause_once"),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class Withdrawal(models.Model):
    """That an edition is no longer in force from a day on, and why; append-only."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    withdrawn_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="withdrawals")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="standards_withdrawal_reason"),
        ]

    def __str__(self) -> str:
        return self.reason[:40]
