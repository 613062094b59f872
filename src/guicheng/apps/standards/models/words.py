"""A company's own words, and values that have a name and stand in many clauses."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Unit


class Term(models.Model):
    """A word of the company's lexicon, which lies over the shipped one."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="terms")
    surface = models.CharField(max_length=40)
    group = models.CharField(max_length=24)
    canonical = models.CharField(max_length=40, blank=True)
    value = models.CharField(max_length=20, blank=True)
    inclusive = models.CharField(max_length=3, blank=True)
    note = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["group", "surface"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "surface", "group"], name="standards_term_once"),
            models.CheckConstraint(condition=~models.Q(surface="") & ~models.Q(group=""), name="standards_term_filled"),
        ]

    def __str__(self) -> str:
        return self.surface


class Parameter(models.Model):
    """A value that clauses name as 【group.name】, so that it is changed in one place."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="parameters")
    name = models.CharField(max_length=60)
    value = models.CharField(max_length=40)
    note = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "name"], name="standards_parameter_once"),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(value=""), name="standards_parameter_filled"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} = {self.value}"
