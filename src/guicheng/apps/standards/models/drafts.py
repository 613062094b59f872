"""Standards and the draft that people work on; every change of a clause is kept."""

from __future__ import annotations

import uuid
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models

from guicheng.apps.organization.models import Person, Trade, Unit
from guicheng.domain.clause import State


class StandardState(models.TextChoices):
    """Where a standard stands between the first draft and its editions."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    PUBLISHED = "published"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"


class StandardLevel(models.TextChoices):
    """What a text is: a standard of the unit that it belongs to, or the contract of an estate, which stands above."""

    STANDARD = "standard"
    CONTRACT = "contract"


class ClauseKind(models.TextChoices):
    """What a paragraph of a standard is; only clauses are read and checked."""

    HEADING = "heading"
    CLAUSE = "clause"
    NOTE = "note"


class ChangeWhy(models.TextChoices):
    """How a clause came to be as it is."""

    TYPED = "typed"
    IMPORT = "import"
    FIX = "fix"
    RESTORE = "restore"
    SPLIT = "split"
    MERGE = "merge"
    MOVE = "move"
    DELETE = "delete"


class Standard(models.Model):
    """A service standard of a unit: one draft, and the editions made of it.

    ``code`` is unique in the company and stands in addresses. ``revision`` grows with every change of the draft.
    ``grades`` are names, the best first, for which clauses give values as ``{15|20|30}``; empty for one form only.
    ``property_types`` and ``customer_groups`` say where and for whom it holds; empty for all.
    ``level`` tells a contract's text from a standard; it binds from ``binds_from`` to ``binds_until``, the latter empty
    where no end is known. A contract is compared and never published.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="company_standards")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="standards")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    category = models.CharField(max_length=12, choices=Trade.choices, blank=True)
    level = models.CharField(max_length=8, choices=StandardLevel.choices, default=StandardLevel.STANDARD)
    binds_from = models.DateField(null=True, blank=True)
    binds_until = models.DateField(null=True, blank=True)
    grades = models.JSONField(default=list, blank=True)
    property_types = models.JSONField(default=list, blank=True)
    customer_groups = models.JSONField(default=list, blank=True)
    steward = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="stewarded"
    )
    state = models.CharField(max_length=10, choices=StandardState.choices, default=StandardState.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    errors = models.PositiveIntegerField(default=0)
    reader = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)

    steward_id: int | None

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["company", "-updated_at"], name="standards_standard_updated"),
            models.Index(fields=["company", "title"], name="standards_standard_title"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "code"], name="standards_standard_code_once"),
            models.CheckConstraint(condition=~models.Q(code="") & ~models.Q(title=""), name="standards_standard_named"),
            models.CheckConstraint(
                condition=models.Q(state__in=StandardState.values), name="standards_standard_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(level=StandardLevel.CONTRACT, binds_from__isnull=False)
                | models.Q(level=StandardLevel.STANDARD, binds_from__isnull=True, binds_until__isnull=True),
                name="standards_standard_level",
            ),
            models.CheckConstraint(
                condition=models.Q(binds_until__isnull=True) | models.Q(binds_until__gte=models.F("binds_from")),
                name="standards_standard_binds_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def is_contract(self) -> bool:
        """Whether it is the text of a contract."""
        return self.level == StandardLevel.CONTRACT

    def binds_on(self, day: date) -> bool:
        """Tell whether a contract binds on a day, both ends counted; a standard always does."""
        began = self.binds_from is None or self.binds_from <= day
        return began and (self.binds_until is None or day <= self.binds_until)


class DraftClause(models.Model):
    """A paragraph of the draft: its text is the source, what stands below ``revision`` is derived from it.

    ``position`` orders the clauses of a standard and leaves gaps. ``errors``, ``warnings`` and ``hints`` count the
    findings that stand, ``quieted`` those that are suppressed or were there when the text was imported;
    ``requirements`` and ``confirmed`` count the readings and those that a person confirmed.
    """

    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="clauses")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    position = models.BigIntegerField()
    kind = models.CharField(max_length=8, choices=ClauseKind.choices, default=ClauseKind.CLAUSE)
    level = models.PositiveSmallIntegerField(default=0)
    number = models.CharField(max_length=100, blank=True)
    text = models.TextField()
    elements = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=12, default=State.NOTE.value)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    hints = models.PositiveIntegerField(default=0)
    quieted = models.PositiveIntegerField(default=0)
    requirements = models.PositiveIntegerField(default=0)
    confirmed = models.PositiveIntegerField(default=0)
    codes = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["standard", "position"], name="standards_draft_position"),
            models.Index(fields=["standard", "state"], name="standards_draft_state"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(kind__in=ClauseKind.values), name="standards_draft_kind"),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in State]), name="standards_draft_state_known"
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="standards_draft_has_text"),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class ClauseChange(models.Model):
    """What a clause became by one act; append-only. An act such as a split changes several clauses at once.

    ``before`` holds the clause as the act found it and, as ``after``, the key of the clause before it, and whether
    the act ``moved`` it; None where the act made the clause.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    act = models.UUIDField()
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="changes")
    clause_key = models.UUIDField()
    revision = models.PositiveIntegerField()
    kind = models.CharField(max_length=8)
    level = models.PositiveSmallIntegerField(default=0)
    number = models.CharField(max_length=100, blank=True)
    text = models.TextField()
    elements = models.JSONField(default=dict)
    removed = models.BooleanField(default=False)
    why = models.CharField(max_length=8, choices=ChangeWhy.choices)
    before = models.JSONField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="clause_changes")
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    by_id: int | None

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["clause_key", "-id"], name="standards_change_clause"),
            models.Index(fields=["standard", "-id"], name="standards_change_standard"),
            models.Index(fields=["act"], name="standards_change_act"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clause_key", "revision"], name="standards_change_once"),
            models.CheckConstraint(condition=models.Q(why__in=ChangeWhy.values), name="standards_change_why"),
        ]

    def __str__(self) -> str:
        return f"{self.why} {self.text[:40]}"


class ImportSource(models.Model):
    """The part of a file that a draft was made from, as it was when it was last taken over.

    ``clauses`` holds key, number, kind and text of each clause as the file said it: what a later file is compared
    with, so that work on the draft is told apart from changes of the file.
    """

    standard = models.OneToOneField(Standard, on_delete=models.PROTECT, related_name="source")
    file_name = models.CharField(max_length=255)
    section = models.TextField()
    digest = models.CharField(max_length=64)
    clauses = models.JSONField(default=list)
    imported_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["file_name"], name="standards_source_file")]

    def __str__(self) -> str:
        return f"{self.file_name}: {self.section}"


class Presence(models.Model):
    """Who has a draft open for editing, and at which clause; written over while they work."""

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="presences")
    clause_key = models.UUIDField(null=True, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["standard", "person"], name="standards_presence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.standard_id}"
