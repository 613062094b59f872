"""Shifts, rosters, and what differs on single days."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person, Post, Unit


class Shift(models.Model):
    """A shift (班次) of an estate, in minutes from midnight; one over midnight ends above 1440."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="shifts")
    name = models.CharField(max_length=10)
    begin = models.PositiveSmallIntegerField()
    end = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["begin", "end"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "name"], name="operations_shift_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="operations_shift_named"),
            models.CheckConstraint(
                condition=models.Q(begin__lt=1440, end__gt=models.F("begin"), end__lte=models.F("begin") + 1440),
                name="operations_shift_window",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Roster(models.Model):
    """A cycle of days that the crews of a post go through.

    ``cycle`` holds for each day the name of a shift, "" for a day off; ``crews`` holds for each crew ``name`` and
    ``offset``, its place in the cycle on the first day.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="rosters")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="rosters")
    name = models.CharField(max_length=40)
    cycle = models.JSONField()
    crews = models.JSONField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["post__name", "starts_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "name"], name="operations_roster_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="operations_roster_named"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="operations_roster_days",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CrewMember(models.Model):
    """That somebody belongs to a crew of a roster, by the crew's name."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="crews")
    crew = models.CharField(max_length=20)

    class Meta:
        ordering: ClassVar = ["person__name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["roster", "person"], name="operations_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.crew}"


class RosterChange(models.Model):
    """What differs from the cycle on a day: somebody stands in for ``person``, or ``person`` works other shifts.

    Rows are added and never changed; one that was taken back says since when.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="changes")
    day = models.DateField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roster_changes")
    stand_in = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="stood_in")
    shifts = models.JSONField(default=list)
    reason = models.CharField(max_length=100)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["roster", "day"], name="operations_change_day")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="operations_change_reason"),
            models.CheckConstraint(
                condition=models.Q(stand_in=None) | ~models.Q(stand_in=models.F("person")),
                name="operations_change_other",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.day}"
