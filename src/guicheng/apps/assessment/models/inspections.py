"""Inspections of quality (品质检查): sheets with their versions, plans, inspections, findings and signatures."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models

from guicheng.apps.operations.models import Round, WorkOrder
from guicheng.apps.organization.models import Person, Unit


class InspectionKind(models.TextChoices):
    """Who looks, how often as a rule, and who knows of it before."""

    SELF = "self"
    SUPERVISOR = "supervisor"
    ESTATE = "estate"
    COMPANY = "company"
    #: Unannounced: the estate sees it once it has begun.
    FLYING = "flying"
    #: By a visitor whom the estate never learns of; it sees what came of it.
    MYSTERY = "mystery"
    THIRD_PARTY = "third_party"


class SampledFrom(models.TextChoices):
    """What a sample is drawn from."""

    NOTHING = ""
    POINTS = "points"
    PLACES = "places"
    HOUSEHOLDS = "households"
    RECORDS = "records"


class InspectionSheet(models.Model):
    """A scoring sheet of a company; ``draft`` is what is being written, its versions are what is scored by."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="inspection_sheets")
    title = models.CharField(max_length=80)
    #: As ``readings.inspection_sheets`` reads it.
    draft = models.JSONField(default=dict)
    #: Counts the changes of the draft, so that two people don't undo each other.
    revision = models.PositiveIntegerField(default=0)
    number = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["title", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(title=""), name="assessment_sheet_titled"),
        ]

    def __str__(self) -> str:
        return self.title


class SheetVersion(models.Model):
    """A sheet as it was from a moment on, whole and adding up; append-only."""

    sheet = models.ForeignKey(InspectionSheet, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet", "number"], name="assessment_sheet_version"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}/{self.number}"


class InspectionPlan(models.Model):
    """What is inspected where, how often, by whom and on what sample.

    ``unit`` is the estate, or the region or company whose estates are inspected; ``estates`` narrows it to some of
    them. ``standards`` and ``domains`` narrow the sheet to lines of these, empty for all. ``rule`` is a schedule as
    ``domain.worktime.rule_json`` writes it.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="inspection_plans")
    kind = models.CharField(max_length=12, choices=InspectionKind.choices)
    title = models.CharField(max_length=80)
    sheet = models.ForeignKey(InspectionSheet, on_delete=models.PROTECT, related_name="plans")
    estates = models.ManyToManyField(Unit, related_name="+", blank=True)
    inspectors = models.ManyToManyField(Person, related_name="+", blank=True)
    standards = models.JSONField(default=list)
    domains = models.JSONField(default=list)
    rule = models.JSONField()
    sampled = models.CharField(max_length=10, choices=SampledFrom.choices, blank=True)
    #: In per cent: half the width of the interval, and its level.
    margin = models.PositiveSmallIntegerField(default=10)
    level = models.PositiveSmallIntegerField(default=95)
    number = models.PositiveIntegerField(default=1)
    starts_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["title", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(title=""), name="assessment_plan_titled"),
            models.CheckConstraint(condition=models.Q(kind__in=InspectionKind.values), name="assessment_plan_kind"),
            models.CheckConstraint(
                condition=models.Q(margin__gte=1, margin__lte=50, level__gte=80, level__lte=99),
                name="assessment_plan_sample",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class InspectionState(models.TextChoices):
    """How far an inspection is."""

    PLANNED = "planned"
    RUNNING = "running"
    TO_SIGN = "to_sign"
    SIGNED = "signed"


class Inspection(models.Model):
    """One inspection of one estate, carried out as a round; what was answered stands in the field events of that round.

    ``sample`` holds what was drawn: ``seed``, ``population``, ``items`` of ``[key, name]``. ``score`` is what folding
    the round by the sheet gives, with exact fractions as text; ``total`` the same for lists, in hundredths of a point.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    plan = models.ForeignKey(InspectionPlan, on_delete=models.PROTECT, related_name="inspections")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="inspections", db_index=False)
    kind = models.CharField(max_length=12, choices=InspectionKind.choices)
    title = models.CharField(max_length=80)
    occurrence = models.CharField(max_length=26, unique=True)
    begin = models.DateTimeField()
    end = models.DateTimeField()
    inspector = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="inspections")
    state = models.CharField(max_length=8, choices=InspectionState.choices, default=InspectionState.PLANNED)
    version = models.ForeignKey(SheetVersion, on_delete=models.PROTECT, null=True, related_name="inspections")
    round = models.OneToOneField(Round, on_delete=models.PROTECT, null=True, related_name="inspection")
    sample = models.JSONField(default=dict)
    #: Keys of the editions in force when it began, by key of the standard.
    editions = models.JSONField(default=dict)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    presented_at = models.DateTimeField(null=True)
    score = models.JSONField(default=dict)
    total = models.PositiveIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["-begin", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(kind__in=InspectionKind.values), name="assessment_inspect_kind"),
            models.CheckConstraint(
                condition=models.Q(state__in=InspectionState.values), name="assessment_inspect_state"
            ),
            models.CheckConstraint(
                condition=models.Q(state=InspectionState.PLANNED, round=None)
                | (~models.Q(state=InspectionState.PLANNED) & models.Q(round__isnull=False, version__isnull=False)),
                name="assessment_inspect_round",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "begin"], name="assessment_inspect_unit"),
            models.Index(fields=["company", "state", "begin"], name="assessment_inspect_state_idx"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def last_moment(self) -> datetime:
        """The last moment in which it may begin: what ends at midnight is due on the day before."""
        return self.end - timedelta(microseconds=1)


class Finding(models.Model):
    """A line that was not in order; kept when an inspection is presented, and as it is once that is signed.

    ``address`` names the answer in the round, ``item`` what of the sample it was found at. ``points`` is what it takes
    off, an exact fraction as text.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="findings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="findings")
    address = models.CharField(max_length=80)
    event = models.CharField(max_length=26)
    section = models.CharField(max_length=60)
    text = models.CharField(max_length=200)
    item = models.CharField(max_length=80, blank=True)
    answer = models.CharField(max_length=40, blank=True)
    count = models.PositiveIntegerField(default=1)
    points = models.CharField(max_length=40)
    veto = models.CharField(max_length=10, blank=True)
    photos = models.JSONField(default=list)
    clause_key = models.CharField(max_length=36, blank=True)
    citation = models.CharField(max_length=140, blank=True)
    edition_key = models.CharField(max_length=36, blank=True)
    edition = models.CharField(max_length=60, blank=True)
    sentence = models.TextField(blank=True)
    found_at = models.DateTimeField()
    order = models.ForeignKey(WorkOrder, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["inspection", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "address"], name="assessment_finding_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "clause_key"], name="assessment_finding_clause")]

    def __str__(self) -> str:
        return self.text


class InspectionSignature(models.Model):
    """That the inspected side signed what an inspection came to, and what it objects to; append-only.

    ``score`` is what was signed, ``digest`` the SHA-256 of its canonical JSON.
    """

    inspection = models.OneToOneField(Inspection, on_delete=models.PROTECT, related_name="signature")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    objection = models.TextField(blank=True)
    at = models.DateTimeField()
    score = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(name=""), name="assessment_signature_named"),
        ]

    def __str__(self) -> str:
        return self.name
