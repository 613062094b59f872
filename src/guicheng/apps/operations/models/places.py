"""Where work is done: buildings, floors, rooms and the points of a patrol."""

from __future__ import annotations

import base64
import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Unit


class PlaceKind(models.TextChoices):
    """What a place is."""

    BUILDING = "building"
    ENTRANCE = "entrance"
    FLOOR = "floor"
    ROOM = "room"
    AREA = "area"


class Place(models.Model):
    """A building (楼栋), an entrance (单元), a floor, a room or an area of an estate.

    ``code`` names it for good; ``path`` holds the codes from the outermost place down to it, each with / behind it, so
    that all that lies in a place begins with its path.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="places")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=200, editable=False)
    kind = models.CharField(max_length=8, choices=PlaceKind.choices)
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=60)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["path"]
        indexes: ClassVar = [models.Index(fields=["unit", "path"], name="operations_place_path")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "code"], name="operations_place_once"),
            models.CheckConstraint(condition=models.Q(kind__in=PlaceKind.values), name="operations_place_kind"),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(code="") & ~models.Q(path=""), name="operations_place_named"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def depth(self) -> int:
        """How many places it lies in."""
        return self.path.count("/") - 1


class Proof(models.TextChoices):
    """How somebody at a point can prove that they were there."""

    DYNAMIC = "dynamic"
    NFC = "nfc"
    CODE = "code"


class Point(models.Model):
    """A point of a patrol (巡查点), with what a phone reads there.

    Position is in degrees, WGS 84; empty where nobody measured it.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="points")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="points")
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=60)
    proof = models.CharField(max_length=8, choices=Proof.choices, default=Proof.CODE)
    nfc = models.CharField(max_length=40, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "code"], name="operations_point_once"),
            models.UniqueConstraint(
                fields=["unit", "nfc"], condition=~models.Q(nfc=""), name="operations_point_nfc_once"
            ),
            models.CheckConstraint(condition=models.Q(proof__in=Proof.values), name="operations_point_proof"),
            models.CheckConstraint(condition=~models.Q(name="") & ~models.Q(code=""), name="operations_point_named"),
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="operations_point_position",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def payload(self) -> str:
        """What its QR code says: capital letters and figures, which make the smallest code."""
        return f"GC:P:{base64.b32encode(self.key.bytes).decode().rstrip('=')}"

    @property
    def best_grade(self) -> str:
        """The best grade of evidence that a visit here can have: A to D."""
        if self.proof == Proof.DYNAMIC:
            return "A"
        if self.proof == Proof.NFC:
            return "B"
        return "C" if self.latitude is not None else "D"


def point_key(payload: str) -> uuid.UUID | None:
    """Return the key of the point whose QR code says this, None for another code."""
    sign, _colon, packed = payload.strip().upper().rpartition(":")
    if sign != "GC:P":
        return None
    try:
        return uuid.UUID(bytes=base64.b32decode(packed + "=" * (-len(packed) % 8)))
    except ValueError:
        return None
