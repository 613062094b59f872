"""Metrics of satisfaction with the formula of each, households of estates, and complaints that were judged."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from guicheng.apps.assessment.models.definitions import MONTH, Defined, Definition
from guicheng.apps.organization.models import Person, Unit

_WORDS = 300


class Metric(Defined):
    """A metric of satisfaction. What it is worked out by stands in its versions."""

    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="metrics")

    class Meta(Defined.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "name"], name="assessment_metric_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="assessment_metric_named"),
        ]


class MetricVersion(Definition):
    """The formula of a metric from a month on, as ``domain.attainment.satisfaction`` writes one. Append-only."""

    metric = models.ForeignKey(Metric, on_delete=models.PROTECT, related_name="versions")
    reason = models.CharField(max_length=_WORDS, blank=True)

    class Meta(Definition.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["metric", "number"], name="assessment_metric_version"),
        ]

    def __str__(self) -> str:
        return f"{self.metric_id}/{self.number}"


class HouseholdCount(models.Model):
    """How many households an estate has from a month on; the last one said holds. Append-only."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="household_counts")
    households = models.PositiveIntegerField()
    since = models.CharField(max_length=MONTH)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["since", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(households__gte=1), name="assessment_households_some"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.households}"


class ComplaintJudgement(models.Model):
    """Whether a complaint was found valid, and why; of several the last one counts. Append-only.

    ``source`` names the complaint: ``order:`` or ``feedback:`` with its key. ``received_on`` is the day it came in.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="complaint_judgements")
    source = models.CharField(max_length=50)
    received_on = models.DateField()
    valid = models.BooleanField()
    reason = models.CharField(max_length=_WORDS)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["source", "-id"], name="assessment_judged_source"),
            models.Index(fields=["unit", "received_on"], name="assessment_judged_unit"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="assessment_judged_why"),
        ]

    def __str__(self) -> str:
        return self.source
