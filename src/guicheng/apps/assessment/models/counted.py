"""What was due in a month at an estate and what became of it, counted from events; sealed rows stay as they are."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import Edition
from guicheng.domain.attainment import Outcome

_MONTH = 7
_OUTCOMES = [(each.value, each.value) for each in Outcome]


class CountingMark(models.Model):
    """How far a log was looked at for months that have to be counted anew."""

    name = models.CharField(max_length=20, unique=True)
    place = models.BigIntegerField(default=0)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}: {self.place}"


class MonthCount(models.Model):
    """That a month of an estate was counted, when, and which events told nothing.

    ``unused`` is a list of reasons: ``text`` and ``fields`` of a message, ``count``, and ``events``, some of their ids.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="month_counts", db_index=False)
    month = models.CharField(max_length=_MONTH)
    counted_at = models.DateTimeField()
    #: Why the last attempt came to nothing; "" where it did not.
    failed = models.CharField(max_length=300, blank=True)
    unused = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "month"], name="assessment_month_counted_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["month"], name="assessment_count_month")]

    def __str__(self) -> str:
        return f"{self.month} {self.unit_id}"


class MonthPromise(models.Model):
    """A promise of a clause in one edition, as a month of an estate was counted by it.

    ``begin`` and ``end`` are the bound in the sentence, in code points. ``target`` is in millionths. ``measure`` is ""
    where events cannot tell of it, and ``reason`` says why. ``limit_us`` is a limit by the clock in microseconds.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="month_promises", db_index=False)
    month = models.CharField(max_length=_MONTH)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="month_promises")
    clause_key = models.UUIDField()
    place = models.PositiveSmallIntegerField()
    citation = models.CharField(max_length=130)
    sentence = models.TextField()
    begin = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    post = models.CharField(max_length=80, blank=True)
    measure = models.CharField(max_length=8, blank=True)
    limit = models.JSONField(null=True)
    limit_us = models.BigIntegerField(null=True)
    target = models.PositiveIntegerField(default=1_000_000)
    #: Whether it recurs by a schedule, of which no number of cases is few.
    whole = models.BooleanField(default=False)
    reason = models.JSONField(null=True)

    class Meta:
        ordering: ClassVar = ["citation", "edition", "place"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "month", "edition", "clause_key", "place"], name="assessment_promise_once"
            ),
            models.CheckConstraint(
                condition=models.Q(target__gte=1, target__lte=1_000_000), name="assessment_promise_target"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.citation}#{self.place}"

    @property
    def bound(self) -> str:
        """The words of the sentence that bound it."""
        return self.sentence[self.begin : self.end]


class SourceKind(models.TextChoices):
    """What an occurrence came from."""

    ORDER = "order"
    CASE = "case"
    ROUND = "round"
    PLAN = "plan"
    EVENT = "event"
    #: A line of an inspection.
    CHECK = "check"


class Counted(models.Model):
    """One thing that was due, and what became of it.

    ``live`` rows are the present count. A row is in the sealed versions from ``sealed_from`` to ``sealed_to``; one that
    is in any is never changed or deleted, and triggers of the database see to it. ``micros`` ran on the clock of the
    promise, ``elapsed`` by the wall clock.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    promise = models.ForeignKey(MonthPromise, on_delete=models.PROTECT, related_name="counted", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="counted", db_index=False)
    month = models.CharField(max_length=_MONTH)
    clause_key = models.UUIDField()
    citation = models.CharField(max_length=130)
    edition = models.PositiveIntegerField()
    place = models.PositiveSmallIntegerField()
    post = models.CharField(max_length=80, blank=True)
    occurrence = models.CharField(max_length=140)
    kind = models.CharField(max_length=5, choices=SourceKind.choices)
    #: Key of the order, case or inspection, or id of the task, that it came from.
    source = models.CharField(max_length=64)
    begin = models.DateTimeField()
    due = models.DateTimeField(null=True)
    done = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=11, choices=_OUTCOMES)
    reason = models.CharField(max_length=200, blank=True)
    grade = models.CharField(max_length=1, blank=True)
    micros = models.BigIntegerField(null=True)
    elapsed = models.BigIntegerField(null=True)
    provisional = models.BooleanField(default=False)
    live = models.BooleanField(default=True)
    sealed_from = models.PositiveIntegerField(null=True)
    sealed_to = models.PositiveIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["begin", "occurrence"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["promise", "occurrence"], condition=models.Q(live=True), name="assessment_counted_once"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=[each.value for each in Outcome]), name="assessment_counted_outcome"
            ),
            models.CheckConstraint(
                condition=models.Q(sealed_to=None) | models.Q(sealed_to__gte=models.F("sealed_from")),
                name="assessment_counted_versions",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "month", "clause_key", "outcome"], name="assessment_counted_figure"),
            models.Index(fields=["source"], name="assessment_counted_source"),
            # What is in no version yet, and what the last one holds and is no longer so: few rows among very many.
            models.Index(
                fields=["month"], condition=models.Q(live=True, sealed_from=None), name="assessment_counted_come"
            ),
            models.Index(
                fields=["month"],
                condition=models.Q(live=False, sealed_from__isnull=False, sealed_to=None),
                name="assessment_counted_gone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.citation} {self.occurrence}: {self.outcome}"

    @property
    def sentence(self) -> str:
        """The sentence that made it due."""
        return self.promise.sentence


class Tally(models.Model):
    """How many of a promise became what, by post and grade of evidence: sums of ``Counted``, for boards.

    Version 0 is the present count and is made anew with it; those of sealed versions stay.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="tallies", db_index=False)
    month = models.CharField(max_length=_MONTH)
    version = models.PositiveIntegerField(default=0)
    promise = models.ForeignKey(MonthPromise, on_delete=models.PROTECT, related_name="tallies", db_index=False)
    clause_key = models.UUIDField()
    post = models.CharField(max_length=80, blank=True)
    grade = models.CharField(max_length=1, blank=True)
    kept = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    missed = models.PositiveIntegerField(default=0)
    excused = models.PositiveIntegerField(default=0)
    no_evidence = models.PositiveIntegerField(default=0)
    pending = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "month", "version", "promise", "post", "grade"], name="assessment_tally_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["month", "version", "clause_key"], name="assessment_tally_clause")]

    def __str__(self) -> str:
        return f"{self.month} {self.promise_id} {self.post}"


class BoardRow(models.Model):
    """The sums of an estate in a version of a month, clause by clause, packed: boards are put together from these.

    They are made with the tallies, and say the same; see ``readings.board_rows`` for the bytes. Version 0 is the
    present count; those of sealed versions stay.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="board_rows", db_index=False)
    month = models.CharField(max_length=_MONTH)
    version = models.PositiveIntegerField(default=0)
    content = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["month", "version", "unit"], name="assessment_board_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.month} v{self.version} {self.unit_id}"
