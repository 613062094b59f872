"""What people write to one another beside a standard."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person
from guicheng.apps.standards.models.drafts import Standard


class Thread(models.Model):
    """A conversation about a clause, or about the standard as a whole."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="threads")
    clause_key = models.UUIDField(null=True, blank=True)
    started_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="resolved_threads"
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["standard", "clause_key"], name="standards_thread_clause")]

    def __str__(self) -> str:
        return str(self.key)


class Comment(models.Model):
    """One entry of a conversation; ``mentions`` are the people who were told of it by name."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField()
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="comments")
    at = models.DateTimeField()
    mentions = models.ManyToManyField(Person, related_name="mentioned_in", blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=~models.Q(text=""), name="standards_comment_text")]

    def __str__(self) -> str:
        return self.text[:40]
