"""What published promises are measured by, and the schedules that come of them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.standards.models import EditionClause

_OCCURRENCE = 26


class EventRole(models.TextChoices):
    """Which end of a clock a phrase names."""

    TRIGGER = "trigger"
    ENDPOINT = "endpoint"


class EventPhrase(models.Model):
    """What a company said that a phrase of its clauses means, once and for all of them."""

    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="event_phrases")
    role = models.CharField(max_length=8, choices=EventRole.choices)
    words = models.CharField(max_length=200)
    event = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "role", "words"], name="operations_phrase_once"),
            models.CheckConstraint(condition=~models.Q(words="") & ~models.Q(event=""), name="operations_phrase_said"),
        ]

    def __str__(self) -> str:
        return self.words


class PromiseSource(models.Model):
    """Where the evidence of one promise of a published clause comes from; derived, and made anew from the clause."""

    clause = models.ForeignKey(EditionClause, on_delete=models.CASCADE, related_name="sources")
    position = models.PositiveSmallIntegerField()
    begin = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    activity = models.CharField(max_length=80, blank=True)
    attribute = models.CharField(max_length=80, blank=True)
    #: "" where nothing tells whether it was kept.
    source = models.CharField(max_length=10, blank=True)
    start_event = models.CharField(max_length=40, blank=True)
    start_words = models.CharField(max_length=200, blank=True)
    end_event = models.CharField(max_length=40, blank=True)
    end_words = models.CharField(max_length=200, blank=True)
    assumed = models.BooleanField(default=False)
    worded = models.BooleanField(default=False)
    reason = models.JSONField(null=True)

    class Meta:
        ordering: ClassVar = ["clause", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clause", "position"], name="operations_source_once"),
        ]

    def __str__(self) -> str:
        return f"{self.clause_id}/{self.position}: {self.source}"


class Plan(models.Model):
    """The schedule that a promise became at an estate; ``version`` names it in this wording and in its occurrences."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="plans")
    source = models.ForeignKey(PromiseSource, on_delete=models.PROTECT, related_name="plans")
    standard_key = models.UUIDField()
    version = models.CharField(max_length=120)
    rule = models.JSONField()
    post = models.CharField(max_length=40, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    #: What opens earlier, such as on the morning before the edition was published, is not due.
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "version"], name="operations_plan_version"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="operations_plan_days",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "ends_on"], name="operations_plan_unit")]

    def __str__(self) -> str:
        return self.version


class SuspensionCause(models.TextChoices):
    """Why nothing was due for a while."""

    WEATHER = "weather"
    OUTAGE = "outage"
    EVENT = "event"
    OTHER = "other"


class Suspension(models.Model):
    """A while in which a plan, or all of an estate, was not due, with the reason; what falls into it is excused."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="suspensions")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="suspensions")
    cause = models.CharField(max_length=8, choices=SuspensionCause.choices)
    reason = models.CharField(max_length=200)
    begin = models.DateTimeField()
    #: None while it lasts.
    end = models.DateTimeField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-begin", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="operations_suspension_reason"),
            models.CheckConstraint(
                condition=models.Q(end=None) | models.Q(end__gt=models.F("begin")), name="operations_suspension_ends"
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class DueWork(models.Model):
    """An occurrence of the next 48 hours as a row; its id is worked out from the plan, so it is made only once."""

    occurrence = models.CharField(max_length=_OCCURRENCE, primary_key=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="due")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="due_work", db_index=False)
    begin = models.DateTimeField()
    end = models.DateTimeField()
    provisional = models.BooleanField(default=False)
    assignee = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="due_work")

    class Meta:
        ordering: ClassVar = ["begin", "occurrence"]
        indexes: ClassVar = [models.Index(fields=["unit", "begin"], name="operations_due_unit")]

    def __str__(self) -> str:
        return self.occurrence


class Excuse(models.Model):
    """That one occurrence was not to be done, and why; append-only."""

    occurrence = models.CharField(max_length=_OCCURRENCE, primary_key=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="excuses")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="operations_excuse_reason"),
        ]

    def __str__(self) -> str:
        return self.occurrence
