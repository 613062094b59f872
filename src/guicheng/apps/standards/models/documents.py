"""Documents that were sent in: the text as written is the source, everything beside it can be derived again."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models

from guicheng.domain.clause import State
from guicheng.domain.values import Message
from guicheng.domain.values.message import Messages, _


class DocumentState(models.TextChoices):
    """How far a document is."""

    WAITING = "waiting"
    READING = "reading"
    READ = "read"
    REFUSED = "refused"
    FAILED = "failed"


class Document(models.Model):
    """A file that a browser sent in.

    ``key`` stands in addresses and cannot be guessed; ``owner`` is a digest of the browser's own key, so that the
    table gives nobody access. A refusal is kept as sentence and fields and told in the language of whoever asks; where
    it has places or there are several, ``refusal_reasons`` holds all, each with the place that it speaks of.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    owner = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=8, blank=True)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=DocumentState.choices, default=DocumentState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    refusal_text = models.TextField(blank=True)
    refusal_fields = models.JSONField(default=dict, blank=True)
    refusal_reasons = models.JSONField(default=list, blank=True)
    received_at = models.DateTimeField()
    reader = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "-received_at"], name="standards_document_owner")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(state__in=DocumentState.values), name="standards_document_state"),
            models.CheckConstraint(condition=~models.Q(owner=""), name="standards_document_has_owner"),
            models.CheckConstraint(
                condition=models.Q(done__lte=models.F("total")), name="standards_document_done_in_total"
            ),
            # The same file twice in one browser is one document.
            models.UniqueConstraint(fields=["owner", "digest", "name"], name="standards_document_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def refusals(self) -> tuple[Message, ...]:
        """Why the file was not read, all of it; nothing where it was."""
        if self.refusal_reasons:
            return tuple(_reason(each) for each in self.refusal_reasons)
        return (Message(self.refusal_text, self.refusal_fields),) if self.refusal_text else ()

    @property
    def refusal(self) -> Message | None:
        """Why the file was not read, as one message; None where it was."""
        return Messages.of(self.refusals) if self.refusals else None


def _reason(kept: dict[str, Any]) -> Message:
    said = Message(kept["text"], kept["fields"])
    return _("{place}: {why}", place=kept["place"], why=said) if kept["place"] else said


class DocumentFile(models.Model):
    """The bytes of a document, apart from it so that no list loads them."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, primary_key=True, related_name="file")
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"file of {self.document_id}"


class DocumentSection(models.Model):
    """A part of a document that is offered as one standard."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="sections")
    index = models.PositiveIntegerField()
    number = models.CharField(max_length=100, blank=True)
    title = models.TextField()
    level = models.PositiveSmallIntegerField()
    path = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["index"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "index"], name="standards_section_index"),
        ]

    def __str__(self) -> str:
        return self.title


class DocumentClause(models.Model):
    """One clause as written; state and counts are derived from the text and kept for filters."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="clauses")
    section = models.ForeignKey(DocumentSection, on_delete=models.CASCADE, related_name="clauses")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=100, blank=True)
    text = models.TextField()
    place = models.JSONField()
    elements = models.JSONField(default=dict)
    state = models.CharField(max_length=12)
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    hints = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position"]
        indexes: ClassVar = [models.Index(fields=["document", "state"], name="standards_clause_state")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "position"], name="standards_clause_position"),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in State]), name="standards_clause_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class DocumentFinding(models.Model):
    """That a rule speaks about a clause; what it says is derived from the text when somebody reads it."""

    clause = models.ForeignKey(DocumentClause, on_delete=models.CASCADE, related_name="findings")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=10)
    severity = models.CharField(max_length=8)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["document", "code"], name="standards_finding_code")]

    def __str__(self) -> str:
        return self.code


class DocumentLeftOver(models.Model):
    """A text of a document that became no clause."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="leftovers")
    index = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    reason = models.CharField(max_length=16)
    place = models.JSONField()

    class Meta:
        ordering: ClassVar = ["index"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "index"], name="standards_leftover_index"),
        ]

    def __str__(self) -> str:
        return self.text[:40]
