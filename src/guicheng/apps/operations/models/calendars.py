"""Working calendars by name, and where each of them holds."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Post, Unit


class NamedCalendar(models.Model):
    """A working calendar of a company.

    ``hours`` are as ``domain.worktime.hours.write_hours`` writes them, one part; ``day_end`` is the minute at which a
    day ends for limits in days, empty for midnight.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="calendars")
    name = models.CharField(max_length=40)
    hours = models.CharField(max_length=300)
    day_end = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "name"], name="operations_calendar_once"),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(hours=""), name="operations_calendar_named"
            ),
            models.CheckConstraint(
                condition=models.Q(day_end=None) | models.Q(day_end__gte=1, day_end__lt=1440),
                name="operations_calendar_day_end",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CalendarUse(models.Model):
    """That a calendar holds in a unit and all below it: for all, for one post, or for one clause by its lasting key."""

    calendar = models.ForeignKey(NamedCalendar, on_delete=models.PROTECT, related_name="uses")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="calendar_uses")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, blank=True, related_name="calendar_uses")
    clause_key = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=models.Q(post=None, clause_key=None),
                name="operations_use_of_a_unit_once",
            ),
            models.UniqueConstraint(
                fields=["unit", "post"], condition=models.Q(post__isnull=False), name="operations_use_of_a_post_once"
            ),
            models.UniqueConstraint(
                fields=["unit", "clause_key"],
                condition=models.Q(clause_key__isnull=False),
                name="operations_use_of_a_clause_once",
            ),
            models.CheckConstraint(
                condition=models.Q(post=None) | models.Q(clause_key=None), name="operations_use_of_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.calendar_id} at {self.unit_id}"
