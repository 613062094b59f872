"""What customers need, with how much it matters and where that is known from."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Unit
from guicheng.apps.research.models.feedback import Feedback
from guicheng.apps.research.models.groups import CustomerGroup
from guicheng.apps.research.models.interviews import Quote
from guicheng.apps.research.models.themes import Theme


class DemandKind(models.TextChoices):
    """What a statement is: something wanted, something that hurts, something taken for granted."""

    NEED = "need"
    PAIN = "pain"
    EXPECTATION = "expectation"


class DemandState(models.TextChoices):
    """How far a demand is."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    MERGED = "merged"
    CLOSED = "closed"


def _rated(name: str) -> models.Q:
    """Return the condition that a number from 1 to 5 says where it is from."""
    return models.Q(**{f"{name}__isnull": True}) | models.Q(**{f"{name}__gte": 1, f"{name}__lte": 5}) & ~models.Q(
        **{f"{name}_source": ""}
    )


class Demand(models.Model):
    """A demand of a group. ``importance`` and ``satisfaction`` are from 1 to 5, each with its source; None is unknown.

    ``number`` counts the demands of a company from 1. ``activity`` is the key of the activity that it is about, or "".
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="demands")
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="company_demands")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=DemandKind.choices)
    group = models.ForeignKey(CustomerGroup, on_delete=models.PROTECT, related_name="demands")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="demands")
    activity = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=300)
    importance = models.DecimalField(max_digits=3, decimal_places=2, null=True, blank=True)
    importance_source = models.CharField(max_length=120, blank=True)
    satisfaction = models.DecimalField(max_digits=3, decimal_places=2, null=True, blank=True)
    satisfaction_source = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=DemandState.choices, default=DemandState.PROPOSED)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="took_in")
    reason = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "number"], name="research_demand_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="research_demand_says"),
            models.CheckConstraint(condition=models.Q(kind__in=DemandKind.values), name="research_demand_kind"),
            models.CheckConstraint(condition=models.Q(state__in=DemandState.values), name="research_demand_state"),
            models.CheckConstraint(condition=_rated("importance"), name="research_demand_importance"),
            models.CheckConstraint(condition=_rated("satisfaction"), name="research_demand_satisfaction"),
            models.CheckConstraint(
                condition=models.Q(state=DemandState.MERGED, merged_into__isnull=False)
                | ~models.Q(state=DemandState.MERGED) & models.Q(merged_into__isnull=True),
                name="research_demand_merged",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"

    @property
    def code(self) -> str:
        """What people call it: XQ-012."""
        return f"XQ-{self.number:03}"

    @property
    def is_open(self) -> bool:
        """Whether it still asks for something."""
        return self.state in {DemandState.PROPOSED, DemandState.CONFIRMED}


class DemandSource(models.Model):
    """What a demand rests on: a quote, a record, or a question of a survey, told by ``cited``."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="sources")
    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, null=True, blank=True, related_name="demand_sources")
    feedback = models.ForeignKey(
        Feedback, on_delete=models.CASCADE, null=True, blank=True, related_name="demand_sources"
    )
    cited = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(quote__isnull=False, feedback__isnull=True, cited="")
                | models.Q(quote__isnull=True, feedback__isnull=False, cited="")
                | models.Q(quote__isnull=True, feedback__isnull=True) & ~models.Q(cited=""),
                name="research_source_one",
            ),
            models.UniqueConstraint(fields=["demand", "quote"], name="research_source_quote_once"),
            models.UniqueConstraint(fields=["demand", "feedback"], name="research_source_feedback_once"),
        ]

    def __str__(self) -> str:
        return self.cited or str(self.quote or self.feedback)
