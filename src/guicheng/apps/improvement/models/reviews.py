"""Reviews of standards that were done, and changes of the law that ask for one; append-only."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.improvement.models.revisions import Revision
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.standards.models import Standard


class Review(models.Model):
    """That somebody looked at a standard: it stays as it is because of something, or a revision was opened.

    ``reasons`` keeps what asked for the review as it stood then. ``next_on`` is a day that was chosen for the next one;
    empty for as many months later as the company says.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="reviews", db_index=False)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reviews")
    by_name = models.CharField(max_length=80)
    because = models.CharField(max_length=1000)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, null=True, related_name="reviews")
    reasons = models.JSONField(default=list)
    next_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["standard", "-id"], name="improvement_review_last")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(because=""), name="improvement_review_because"),
        ]

    def __str__(self) -> str:
        return self.because[:40]


class LawChange(models.Model):
    """That a duty of the law is new, reads otherwise, or is gone since a company last read the norms.

    ``norm`` is the duty's lasting name; ``before`` and ``after`` are digests of what it says, "" for nothing. What a
    company reads for the first time is kept as ``first`` and is no change. ``affected`` has the clauses that speak of
    the duty: ``standard`` (its key), ``clause`` (its key), ``number``, ``text``, and their ``standing`` together.
    """

    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="law_changes", db_index=False)
    norm = models.CharField(max_length=80)
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    first = models.BooleanField(default=False)
    affected = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["company", "norm", "-id"], name="improvement_law_last")]

    def __str__(self) -> str:
        return self.norm


class DutyText(models.Model):
    """What a duty of the law said, by its digest, so that clauses that spoke of it are known when it is gone.

    ``said`` is the file of norms that would hold it alone. It belongs to no company: the law is the same for all.
    """

    digest = models.CharField(max_length=64, unique=True)
    said = models.JSONField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.digest[:12]
