"""Nonconformities (不合格): what was found, who mends it until when, and all that was done about it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person, Post, Unit
from guicheng.apps.standards.models import Standard
from guicheng.domain.attainment.mending import Root, Severity, Stand


class Nonconformity(models.Model):
    """A promise that was not kept, with the mending (整改) of it.

    ``number`` counts in the company. ``citation``, ``edition`` and ``sentence`` say the clause as it was in force when
    the fault was found. ``source_kind`` and ``source_key`` name what it was found by, such as an order. ``days`` are
    the workdays that the mending may take from ``began_at`` on. Columns from ``stand`` on, but for ``write_key``, are
    caches of the acts, for lists. ``notice_at`` is when somebody may have to be told that it is late.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="company_nonconformities", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="nonconformities", db_index=False)
    number = models.PositiveIntegerField()
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, null=True, related_name="nonconformities")
    clause_key = models.UUIDField(null=True)
    citation = models.CharField(max_length=140, blank=True)
    edition = models.PositiveIntegerField(null=True)
    sentence = models.TextField(blank=True)
    found = models.CharField(max_length=2000)
    source_kind = models.CharField(max_length=20, blank=True)
    source_key = models.CharField(max_length=80, blank=True)
    found_at = models.DateTimeField()
    found_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="found_nonconformities")
    found_by_name = models.CharField(max_length=80, blank=True)
    write_key = models.CharField(max_length=80, blank=True)
    #: The earlier one of the same clause at the same estate, where there is one within the company's time.
    recurs = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="recurrences")
    stand = models.CharField(max_length=8, default=Stand.OPEN.value)
    severity = models.CharField(max_length=8)
    #: One up from what was said, where it recurs; "" where nothing is proposed.
    proposed = models.CharField(max_length=8, blank=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="nonconformities")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="nonconformities")
    days = models.PositiveSmallIntegerField()
    began_at = models.DateTimeField()
    due_at = models.DateTimeField()
    provisional = models.BooleanField(default=False)
    whys = models.JSONField(default=list)
    root = models.CharField(max_length=10, blank=True)
    correction = models.CharField(max_length=1000, blank=True)
    action = models.CharField(max_length=1000, blank=True)
    #: How often the mending was begun: it is taken up again where it was returned or did not last.
    turn = models.PositiveSmallIntegerField(default=1)
    finished_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="finished_nonconformities"
    )
    finished_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="verified_nonconformities"
    )
    check_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    notice_at = models.DateTimeField(null=True)
    seq = models.PositiveIntegerField(default=0)
    rev = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["unit", "stand", "due_at"], name="improvement_nc_unit"),
            models.Index(fields=["clause_key", "unit"], name="improvement_nc_clause"),
            models.Index(fields=["source_kind", "source_key"], name="improvement_nc_source"),
            models.Index(
                fields=["notice_at"], condition=models.Q(notice_at__isnull=False), name="improvement_nc_notice"
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "number"], name="improvement_nc_number"),
            models.UniqueConstraint(
                fields=["company", "write_key"], condition=~models.Q(write_key=""), name="improvement_nc_once"
            ),
            models.CheckConstraint(condition=~models.Q(found=""), name="improvement_nc_said"),
            models.CheckConstraint(
                condition=models.Q(severity__in=[each.value for each in Severity]), name="improvement_nc_severity"
            ),
            models.CheckConstraint(
                condition=models.Q(stand__in=[each.value for each in Stand]), name="improvement_nc_stand"
            ),
            models.CheckConstraint(
                condition=models.Q(root__in=["", *(each.value for each in Root)]), name="improvement_nc_root"
            ),
            # Whoever mended it does not say that it is mended, whatever writes the row.
            models.CheckConstraint(
                condition=models.Q(verified_by__isnull=True) | ~models.Q(verified_by=models.F("finished_by")),
                name="improvement_nc_two_people",
            ),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """What people call it, such as NC-0118."""
        return f"NC-{self.number:04d}"


class NonconformityAct(models.Model):
    """One thing that was done about a nonconformity; triggers of the database refuse to change or delete it."""

    nonconformity = models.ForeignKey(Nonconformity, on_delete=models.PROTECT, related_name="acts", db_index=False)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    key = models.CharField(max_length=80, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["nonconformity", "seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["nonconformity", "seq"], name="improvement_act_once"),
            models.UniqueConstraint(
                fields=["nonconformity", "key"], condition=~models.Q(key=""), name="improvement_act_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class NonconformityPhoto(models.Model):
    """A photo of how it was before the mending, or after it; its bytes lie in the data folder under ``kept``."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    nonconformity = models.ForeignKey(Nonconformity, on_delete=models.PROTECT, related_name="photos")
    after = models.BooleanField()
    #: Which turn of the mending it shows: one that was rejected needs a new photo.
    turn = models.PositiveSmallIntegerField(default=1)
    kept = models.CharField(max_length=64)
    media = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["nonconformity", "after", "turn", "kept"], name="improvement_photo_once"),
        ]

    def __str__(self) -> str:
        return self.kept


class MendingRules(models.Model):
    """What a company says of its mending; without a row, the defaults below hold.

    ``slight``, ``ordinary`` and ``serious`` are workdays. One of the same clause at the same estate within
    ``recur_days`` recurs; ``effect_days`` after it was verified its effect is looked at. A standard is reviewed after
    ``review_months``; before that where a clause of it was broken ``breaches`` times within ``breach_days`` days, or
    where there were ``complaints`` about its service within ``complaint_days`` days.
    """

    company = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="mending_rules")
    slight = models.PositiveSmallIntegerField(default=15)
    ordinary = models.PositiveSmallIntegerField(default=7)
    serious = models.PositiveSmallIntegerField(default=3)
    recur_days = models.PositiveSmallIntegerField(default=90)
    effect_days = models.PositiveSmallIntegerField(default=30)
    review_months = models.PositiveSmallIntegerField(default=12)
    breaches = models.PositiveSmallIntegerField(default=3)
    breach_days = models.PositiveSmallIntegerField(default=90)
    complaints = models.PositiveSmallIntegerField(default=5)
    complaint_days = models.PositiveSmallIntegerField(default=90)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(slight__gte=1, ordinary__gte=1, serious__gte=1, recur_days__gte=1),
                name="improvement_rules_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slight}/{self.ordinary}/{self.serious}"

    def days_for(self, severity: Severity) -> int:
        """Return the workdays that mending may take by its severity."""
        return {Severity.SLIGHT: self.slight, Severity.ORDINARY: self.ordinary, Severity.SERIOUS: self.serious}[
            severity
        ]
