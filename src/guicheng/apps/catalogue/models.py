"""A company's own services, and what its units are like."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Unit
from guicheng.domain.catalogue import DOMAINS, PROPERTY_TYPES


class OwnItem(models.Model):
    """A service that a company added to the catalogue; ``code`` names it everywhere and is never changed.

    ``needs`` holds facts of which one must be more than nothing, as in the shipped table.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="own_items")
    code = models.CharField(max_length=60)
    domain = models.CharField(max_length=12, choices=[(name, name) for name in DOMAINS])
    name = models.CharField(max_length=40)
    property_types = models.JSONField(default=list, blank=True)
    customers = models.JSONField(default=list, blank=True)
    needs = models.JSONField(default=list, blank=True)
    places = models.CharField(max_length=30, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["domain", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "code"], name="catalogue_item_once"),
            models.UniqueConstraint(fields=["company", "domain", "name"], name="catalogue_item_name_once"),
            models.CheckConstraint(condition=models.Q(domain__in=DOMAINS), name="catalogue_item_domain"),
            models.CheckConstraint(condition=~models.Q(name="") & ~models.Q(code=""), name="catalogue_item_named"),
        ]

    def __str__(self) -> str:
        return self.name


class UnitFacts(models.Model):
    """What a unit is like. Kind of property, customers, city, grade and wages hold below too, where nothing is said.

    ``facts`` holds the number of each fact as text, so that it stays exactly as it was written.
    """

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="facts")
    property_type = models.CharField(max_length=12, choices=[(name, name) for name in PROPERTY_TYPES], blank=True)
    customers = models.JSONField(default=list, blank=True)
    city = models.CharField(max_length=30, blank=True)
    grade = models.CharField(max_length=20, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(property_type__in=["", *PROPERTY_TYPES]), name="catalogue_facts_property"
            ),
        ]

    def __str__(self) -> str:
        return f"facts of {self.unit_id}"


class ContractLine(models.Model):
    """That the contract of an estate puts a service in scope or out of it."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="contract_lines")
    item = models.CharField(max_length=60)
    included = models.BooleanField()
    note = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["item"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "item"], name="catalogue_contract_once"),
            models.CheckConstraint(condition=~models.Q(item=""), name="catalogue_contract_item"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {'in' if self.included else 'out'}"
