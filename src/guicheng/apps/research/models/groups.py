"""The groups of customers that a company serves."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Unit
from guicheng.domain.catalogue import CUSTOMERS, PROPERTY_TYPES

#: Who a group is; committees of owners speak for others and have needs of their own.
GROUP_KINDS = (*CUSTOMERS, "committee", "other")


class CustomerGroup(models.Model):
    """A group of customers, such as the tenants of offices; ``households`` is how many it has, None where unknown."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="customer_groups")
    kind = models.CharField(max_length=12, choices=[(name, name) for name in GROUP_KINDS])
    property_type = models.CharField(max_length=12, choices=[(name, name) for name in PROPERTY_TYPES], blank=True)
    name = models.CharField(max_length=40)
    note = models.TextField(blank=True)
    households = models.PositiveIntegerField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "name"], name="research_group_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="research_group_named"),
            models.CheckConstraint(condition=models.Q(kind__in=GROUP_KINDS), name="research_group_kind"),
            models.CheckConstraint(
                condition=models.Q(property_type__in=["", *PROPERTY_TYPES]), name="research_group_property"
            ),
        ]

    def __str__(self) -> str:
        return self.name
