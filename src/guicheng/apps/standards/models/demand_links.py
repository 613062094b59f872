"""Which clause answers which demand of customers, as a person said."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person
from guicheng.apps.research.models import Demand
from guicheng.apps.standards.models.drafts import Standard


class DemandLink(models.Model):
    """That a person said whether a clause answers a demand. A refusal stays, so that it is not suggested again.

    The clause is known by its key: it may be deleted and come back, and what was said of it holds again then.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="links")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="demand_links")
    clause_key = models.UUIDField()
    answers = models.BooleanField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="demand_links")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["standard", "clause_key"], name="standards_demand_clause")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["demand", "clause_key"], name="standards_demand_once"),
        ]

    def __str__(self) -> str:
        return f"{self.demand_id} {'answered' if self.answers else 'not answered'} by {self.clause_key}"
