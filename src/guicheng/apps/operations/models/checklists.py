"""Checklists of an estate, and the rounds that people walk over them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.operations.models.plans import Plan
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.standards.models import Edition, Standard
from guicheng.domain.targets.checklist_line import Theme


class Checklist(models.Model):
    """What is looked at on rounds of one estate: lines compiled from a standard, and lines of the company's own.

    Its content stands in its versions; ``number`` is that of the newest.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="checklists")
    #: None for a checklist that the company wrote itself.
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, null=True, related_name="checklists")
    theme = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Theme])
    title = models.CharField(max_length=120)
    number = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["theme", "title", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "standard"],
                condition=models.Q(standard__isnull=False),
                name="operations_checklist_standard",
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="operations_checklist_titled"),
        ]

    def __str__(self) -> str:
        return self.title


class ChecklistVersion(models.Model):
    """A checklist as it was from a moment on; a round keeps the version on which it began. Append-only.

    ``lines`` hold what ``readings.checklists`` reads; ``points`` are keys of points in the order of the walk.
    """

    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")
    lines = models.JSONField()
    points = models.JSONField(default=list)
    bulk = models.BooleanField(default=False)
    signed = models.BooleanField(default=False)
    at = models.DateTimeField()
    #: None where publishing an edition made it.
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["checklist", "number"], name="operations_checklist_version"),
        ]

    def __str__(self) -> str:
        return f"{self.checklist_id}/{self.number}"


class RoundPhase(models.TextChoices):
    """How far a round is."""

    OPEN = "open"
    BEGUN = "begun"
    #: Somebody said that it is finished, and something is missing.
    UNFINISHED = "unfinished"
    FINISHED = "finished"


class Round(models.Model):
    """One walk over a checklist, due by a plan or asked for by somebody.

    What was done stands in the field events that name ``occurrence``. The columns from ``phase`` on are what folding
    them gives, kept for lists, and made anew whenever an event or a photo of it arrives.
    """

    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    occurrence = models.CharField(max_length=64)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="rounds", db_index=False)
    version = models.ForeignKey(ChecklistVersion, on_delete=models.PROTECT, related_name="rounds")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="rounds")
    #: Only the lines of this clause, and own lines; "" for all lines.
    clause = models.CharField(max_length=36, blank=True)
    title = models.CharField(max_length=120)
    begin = models.DateTimeField()
    end = models.DateTimeField(null=True)
    assignee = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="rounds")
    phase = models.CharField(max_length=10, choices=RoundPhase.choices, default=RoundPhase.OPEN)
    begun_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    asked = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)
    #: SHA-256 of photos that are named and did not arrive, with blanks between.
    awaited = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["begin", "occurrence"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "occurrence"], name="operations_round_once"),
            models.CheckConstraint(condition=models.Q(phase__in=RoundPhase.values), name="operations_round_phase"),
            models.CheckConstraint(
                condition=models.Q(phase=RoundPhase.FINISHED, finished_at__isnull=False)
                | (~models.Q(phase=RoundPhase.FINISHED) & models.Q(finished_at__isnull=True)),
                name="operations_round_finished",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "begin"], name="operations_round_unit"),
            models.Index(fields=["assignee", "begin"], name="operations_round_assignee"),
            models.Index(fields=["company"], condition=~models.Q(awaited=""), name="operations_round_awaits"),
        ]

    def __str__(self) -> str:
        return self.occurrence
