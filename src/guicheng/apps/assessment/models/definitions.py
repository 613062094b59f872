"""What a company defines and redefines: a thing with a name, and its definition from a month on."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person

#: Characters of a month such as 2026-10.
MONTH = 7


class Defined(models.Model):
    """Something that a company defines. What it holds stands in its versions."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=60)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name


class Definition(models.Model):
    """How something is defined from a month on. Append-only."""

    number = models.PositiveIntegerField()
    definition = models.JSONField()
    begins = models.CharField(max_length=MONTH)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
        ordering: ClassVar = ["number"]
