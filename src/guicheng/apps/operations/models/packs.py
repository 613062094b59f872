"""Packs of evidence for one dispute each, kept as they were made."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.operations.models.keeping import EvidenceHold
from guicheng.apps.organization.models import Person, Unit
from guicheng.domain.values import Message


class PackState(models.TextChoices):
    """How far a pack is."""

    WAITING = "waiting"
    WORKING = "working"
    READY = "ready"
    REFUSED = "refused"


class DisputePack(models.Model):
    """A pack that somebody asked for: what it is about, for which dispute, and what came of it.

    ``done`` of ``total`` steps tell how far the making is. ``sha256`` is the hash of the zip file, ``content`` that of
    all in it, ``statements`` that of the dossier alone, which the paper prints.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="dispute_packs")
    kind = models.CharField(max_length=5)
    subject = models.CharField(max_length=64)
    occurrence = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    case = models.CharField(max_length=60)
    reason = models.CharField(max_length=500)
    revealed = models.BooleanField(default=False)
    hold = models.ForeignKey(EvidenceHold, on_delete=models.PROTECT, null=True, related_name="packs")
    state = models.CharField(max_length=8, choices=PackState.choices, default=PackState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    content = models.CharField(max_length=64, blank=True)
    statements = models.CharField(max_length=64, blank=True)
    refusal_text = models.TextField(blank=True)
    refusal_fields = models.JSONField(default=dict, blank=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="dispute_packs")
    asked_key = models.CharField(max_length=36)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["company", "occurrence"], name="operations_pack_about")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=PackState.values), name="operations_pack_state"),
            models.CheckConstraint(condition=~models.Q(case="") & ~models.Q(reason=""), name="operations_pack_said"),
            models.CheckConstraint(
                condition=~models.Q(state="ready") | (~models.Q(sha256="") & models.Q(made_at__isnull=False)),
                name="operations_pack_hashed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.name}"

    @property
    def refusal(self) -> Message | None:
        """Why it was not made, None where it was."""
        return Message(self.refusal_text, self.refusal_fields) if self.refusal_text else None


class PackFile(models.Model):
    """The bytes of a pack, as made; triggers of the database refuse to change or delete them."""

    pack = models.OneToOneField(DisputePack, on_delete=models.PROTECT, primary_key=True, related_name="file")
    content = models.BinaryField()
    paper = models.BinaryField()

    def __str__(self) -> str:
        return f"file of {self.pack_id}"
