"""Documents that somebody asked for: manuals, handbooks and notices, made in the background and kept for some days."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.standards.models.drafts import Standard
from guicheng.apps.standards.models.editions import Edition
from guicheng.domain.targets.document import DocumentKind
from guicheng.domain.values import Message


class HandoutState(models.TextChoices):
    """How far a document is."""

    WAITING = "waiting"
    WORKING = "working"
    READY = "ready"
    REFUSED = "refused"
    FAILED = "failed"


class HandoutForm(models.TextChoices):
    """Forms of a document."""

    DOCX = "docx"
    PDF = "pdf"


class Handout(models.Model):
    """A document that somebody asked for, of a draft, an edition, or all that holds at a unit.

    ``unit`` is where it belongs and who may see it hangs on: the unit of the standard, or the unit itself. ``wish``
    holds post, paper, grade, telephone numbers and whether elements are told. A refusal is kept as sentence and
    fields and told in the language of whoever asks.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="handouts")
    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, null=True, related_name="handouts")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="handouts")
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in DocumentKind])
    form = models.CharField(max_length=4, choices=HandoutForm.choices)
    wish = models.JSONField(default=dict)
    name = models.CharField(max_length=255)
    state = models.CharField(max_length=8, choices=HandoutState.choices, default=HandoutState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    refusal_text = models.TextField(blank=True)
    refusal_fields = models.JSONField(default=dict, blank=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="handouts")
    asked_key = models.CharField(max_length=36)
    asked_at = models.DateTimeField()

    unit_id: int
    standard_id: int | None
    edition_id: int | None

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["asked_key", "-id"], name="standards_handout_asked"),
            models.Index(fields=["asked_at"], name="standards_handout_age"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=HandoutState.values), name="standards_handout_state"),
            models.CheckConstraint(condition=models.Q(form__in=HandoutForm.values), name="standards_handout_form"),
            models.CheckConstraint(
                condition=models.Q(done__lte=models.F("total")), name="standards_handout_done_in_total"
            ),
            # A draft or an edition, never both; neither for what holds at a unit.
            models.CheckConstraint(
                condition=models.Q(standard__isnull=True) | models.Q(edition__isnull=True),
                name="standards_handout_of_one",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def refusal(self) -> Message | None:
        """Why it was not made, None where it was."""
        return Message(self.refusal_text, self.refusal_fields) if self.refusal_text else None


class HandoutFile(models.Model):
    """The bytes of a document, apart from it so that no list loads them."""

    handout = models.OneToOneField(Handout, on_delete=models.CASCADE, primary_key=True, related_name="file")
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"file of {self.handout_id}"
