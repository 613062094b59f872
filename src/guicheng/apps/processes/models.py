"""Processes as a company keeps them: the step table is the source, everything else is derived from it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person, Unit


class Process(models.Model):
    """A process with the draft of its step table.

    ``rows`` holds one object a step: the cells as written, and ``id``, the lasting id of the step, which a new number
    or name does not change. ``drawn`` is None while the table says everything and the service draws it; otherwise it
    holds ``xml``, the diagram as somebody drew it, and ``only``, the ids of what in it no table can say. ``errors`` and
    ``minutes`` (worst case, each step at most once, as text) are caches that every save writes; None stands for a
    table that cannot be read.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="processes")
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="company_processes")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    rows = models.JSONField(default=list)
    drawn = models.JSONField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    errors = models.PositiveIntegerField(null=True)
    minutes = models.CharField(max_length=40, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="changed_processes")
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "code"], name="processes_code_once"),
            models.CheckConstraint(condition=~models.Q(code="") & ~models.Q(title=""), name="processes_named"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class TableChange(models.Model):
    """What one save made of a table; append-only. ``before`` and ``after`` are whole, so that any is taken back."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="changes")
    revision = models.PositiveIntegerField()
    act = models.CharField(max_length=12)
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)
    drawn_before = models.JSONField(null=True)
    drawn_after = models.JSONField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="process_changes")
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["-revision"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["process", "revision"], name="processes_change_once"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.revision}"


class StepClause(models.Model):
    """That a step of a draft realises a clause; derived from the table with every save."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="links")
    step_id = models.CharField(max_length=12)
    clause = models.UUIDField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["clause"], name="processes_link_clause")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["process", "step_id", "clause"], name="processes_link_once"),
        ]

    def __str__(self) -> str:
        return f"{self.step_id} → {self.clause}"


class RequestState(models.TextChoices):
    """Where a request for approval stands."""

    OPEN = "open"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    PUBLISHED = "published"


class ApprovalRequest(models.Model):
    """A table set before a second pair of eyes; ``content_hash`` says which."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="requests")
    content_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=RequestState.choices, default=RequestState.OPEN)
    note = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="process_requests")
    opinion = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="process_decisions")

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["process"], condition=models.Q(state__in=["open", "approved"]), name="processes_one_request"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "withdrawn"]) | models.Q(decided_by__isnull=False),
                name="processes_request_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.content_hash[:8]}"


class ProcessEdition(models.Model):
    """A published table, exactly; triggers of the database refuse to change or delete it."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    rows = models.JSONField()
    drawn = models.JSONField(null=True)
    content_hash = models.CharField(max_length=64)
    minutes = models.CharField(max_length=40, blank=True)
    revision = models.PositiveIntegerField()
    effective_from = models.DateField()
    note = models.TextField(blank=True)
    request = models.OneToOneField(ApprovalRequest, on_delete=models.PROTECT, related_name="edition")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="published_processes")

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["process", "number"], name="processes_edition_number"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="processes_edition_counts_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title} {self.number}"


class KeptReplay(models.Model):
    """What a log said of an edition, or of the draft at a revision; the log itself is not kept.

    ``result`` holds counts, the first deviating cases with their sentences still untranslated, minutes of each step and
    the ways taken; ``log_hash`` tells which file it came from.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="replays")
    edition = models.ForeignKey(ProcessEdition, on_delete=models.PROTECT, null=True, related_name="replays")
    revision = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200)
    log_hash = models.CharField(max_length=64)
    cases = models.PositiveIntegerField()
    events = models.PositiveIntegerField()
    fitting = models.PositiveIntegerField()
    result = models.JSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="kept_replays")
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(fitting__lte=models.F("cases")), name="processes_replay_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} {self.fitting}/{self.cases}"
