"""What happened, who was told, and how they want to be told."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person, Unit
from guicheng.domain.values import Message


def message_of(text: str, fields: dict[str, object]) -> Message:
    """Return a sentence as it was stored; a field that is a sentence of its own is stored as text and fields."""
    said = {
        name: message_of(str(value["text"]), value["fields"]) if isinstance(value, dict) else str(value)
        for name, value in fields.items()
    }
    return Message(text, said)


def fields_of(message: Message) -> dict[str, object]:
    """Return the fields of a sentence as they are stored."""
    return {
        name: {"text": value.text, "fields": fields_of(value)} if isinstance(value, Message) else value
        for name, value in message.fields.items()
    }


class Happening(models.Model):
    """Something that people and programs are told; kept as sentences and fields and said in each reader's language.

    ``name`` is the caller's name of it, so that telling it again tells nobody twice. ``path`` is the page that it is
    about, from the root of the service.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="happenings", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="unit_happenings", db_index=False)
    kind = models.CharField(max_length=24)
    urgent = models.BooleanField(default=False)
    title = models.TextField()
    title_fields = models.JSONField(default=dict)
    text = models.TextField(blank=True)
    text_fields = models.JSONField(default=dict)
    path = models.CharField(max_length=300)
    name = models.CharField(max_length=200)
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "name"], name="notices_happening_once"),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(title="") & ~models.Q(path=""), name="notices_happening_said"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title_message(self) -> Message:
        """What happened, in a sentence."""
        return message_of(self.title, self.title_fields)

    @property
    def text_message(self) -> Message | None:
        """What there is to say beyond that; None for nothing."""
        return message_of(self.text, self.text_fields) if self.text else None


class Notice(models.Model):
    """That a person was told. ``letter_at`` is when a letter about it may go out; empty where none will."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    happening = models.ForeignKey(Happening, on_delete=models.CASCADE, related_name="notices")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices", db_index=False)
    read_at = models.DateTimeField(null=True, blank=True)
    letter_at = models.DateTimeField(null=True, blank=True)
    lettered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["person", "-id"], name="notices_notice_person"),
            models.Index(fields=["person"], condition=models.Q(read_at__isnull=True), name="notices_notice_unread"),
            models.Index(
                fields=["letter_at"],
                condition=models.Q(letter_at__isnull=False, lettered_at__isnull=True),
                name="notices_notice_letter",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["happening", "person"], name="notices_notice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} ← {self.happening_id}"


class LetterPace(models.TextChoices):
    """How often notices come together as one letter."""

    OFF = "off"
    HOURLY = "hourly"
    DAILY = "daily"


class NoticeWish(models.Model):
    """How a person wants to be told; without a row, one letter a day and no quiet hours."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="notice_wish")
    letters = models.CharField(max_length=6, choices=LetterPace.choices, default=LetterPace.DAILY)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_to = models.TimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(letters__in=LetterPace.values), name="notices_wish_letters"),
            models.CheckConstraint(
                condition=models.Q(quiet_from__isnull=True, quiet_to__isnull=True)
                | models.Q(quiet_from__isnull=False, quiet_to__isnull=False),
                name="notices_wish_quiet",
            ),
        ]

    def __str__(self) -> str:
        return self.letters


class Way(models.TextChoices):
    """By which way a kind of notice comes; every way but the last one puts it on the list."""

    DIGEST = "digest"
    AT_ONCE = "at-once"
    LIST = "list"
    NONE = "none"


class NoticeWay(models.Model):
    """That a person wants one kind by another way than the usual ``digest``."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notice_ways")
    kind = models.CharField(max_length=24)
    way = models.CharField(max_length=7, choices=Way.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "kind"], name="notices_way_once"),
            models.CheckConstraint(condition=models.Q(way__in=Way.values), name="notices_way_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.way}"


class UnitQuiet(models.Model):
    """Hours in which the robots of a unit, and of all below it, keep silent."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="quiet_hours")
    begin = models.TimeField()
    end = models.TimeField()

    def __str__(self) -> str:
        return f"{self.begin:%H:%M}-{self.end:%H:%M}"


class Watermark(models.Model):
    """How far a log was told of, so that a worker need not begin at its start; ``place`` is a key of its last row."""

    name = models.CharField(max_length=40, primary_key=True)
    place = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.place}"
