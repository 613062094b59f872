"""Equipment of an estate and what happened to it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.operations.models.places import Place
from guicheng.apps.organization.models import Unit


class Equipment(models.Model):
    """A lift, a pump, a fire extinguisher; ``code`` names it for good.

    ``inspect_by`` is the last day on which its next legal inspection may be done; empty where the law asks for none.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="equipment")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="equipment")
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=60)
    category = models.CharField(max_length=40)
    maker = models.CharField(max_length=60, blank=True)
    serial = models.CharField(max_length=60, blank=True)
    inspect_by = models.DateField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "code"], name="operations_equipment_once"),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(code="") & ~models.Q(category=""),
                name="operations_equipment_named",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EntryKind(models.TextChoices):
    """What happened to a piece of equipment."""

    COMMISSIONED = "commissioned"
    INSPECTED = "inspected"
    REPAIRED = "repaired"
    REPLACED = "replaced"
    RETIRED = "retired"
    NOTED = "noted"


class EquipmentEntry(models.Model):
    """A line in the history of a piece of equipment. Lines are added and never changed; a wrong one is answered."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    equipment = models.ForeignKey(Equipment, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=EntryKind.choices)
    day = models.DateField()
    note = models.CharField(max_length=400, blank=True)
    done_by = models.CharField(max_length=60, blank=True)
    inspect_by = models.DateField(null=True, blank=True)
    written_by = models.CharField(max_length=80)
    written_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-day", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(kind__in=EntryKind.values), name="operations_entry_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.day}"
