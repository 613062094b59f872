"""Field events as they arrived, in the chain of their organisation. Triggers of the database keep them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person, Post, Unit
from guicheng.domain.evidence import Flag
from guicheng.domain.evidence.kinds import Retention
from guicheng.domain.values import Message


class FieldDevice(models.Model):
    """A phone that sends events, registered to a person or to a post; its key stands in each of its events."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="field_devices")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="field_devices")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="field_devices")
    name = models.CharField(max_length=60)
    registered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(name=""), name="operations_device_named"),
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) | models.Q(post__isnull=True),
                name="operations_device_of_one",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FieldChain(models.Model):
    """How long the chain of an organisation is and where it ends; its row is the lock of all who add to it."""

    company = models.OneToOneField(Unit, on_delete=models.PROTECT, primary_key=True, related_name="field_chain")
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64)
    #: When the last link was received, in milliseconds since 1970; later links are never earlier, whatever clocks do.
    received_ms = models.BigIntegerField(default=0)
    #: Up to which number events were looked at for flags.
    flagged_to = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.company_id}: {self.length}"


class FieldEvent(models.Model):
    """An event as it arrived. A trigger lets its content be forgotten and nothing else be changed.

    ``payload``, ``personal`` (with salts) and ``subject`` are what can be forgotten; ``payload_hash`` and
    ``commitments`` stand for them in ``hash``, and ``hash``, ``sender`` and both moments stand in ``link``.
    Moments are milliseconds since 1970.
    """

    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    seq = models.PositiveBigIntegerField()
    event_id = models.CharField(max_length=26)
    device = models.ForeignKey(FieldDevice, on_delete=models.PROTECT, related_name="events", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    device_seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=30)
    occurrence = models.CharField(max_length=64)
    wall = models.CharField(max_length=40)
    wall_ms = models.BigIntegerField()
    since_contact_ms = models.PositiveBigIntegerField(null=True)
    contact = models.CharField(max_length=80, blank=True)
    payload_hash = models.CharField(max_length=64)
    commitments = models.TextField()
    photos = models.TextField()
    prev_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    sender = models.CharField(max_length=64)
    received_ms = models.BigIntegerField()
    effective_ms = models.BigIntegerField()
    link = models.CharField(max_length=64)
    retention = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Retention])
    payload = models.TextField(null=True)  # noqa: DJ001 - null is a forgotten one, "{}" an empty one
    personal = models.TextField(null=True)  # noqa: DJ001 - the same
    subject = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="field_events", db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "seq"], name="operations_event_seq"),
            models.UniqueConstraint(fields=["company", "event_id"], name="operations_event_id"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["company", "occurrence"], name="operations_event_occurrence"),
            models.Index(fields=["device", "effective_ms"], name="operations_event_device"),
            models.Index(fields=["subject", "effective_ms"], name="operations_event_subject"),
            models.Index(
                fields=["company", "retention", "effective_ms"],
                condition=models.Q(payload__isnull=False),
                name="operations_event_kept",
            ),
        ]

    def __str__(self) -> str:
        return self.event_id


class EventFlag(models.Model):
    """Why a person should look at an event; derived, and made anew as events arrive late."""

    event = models.ForeignKey(FieldEvent, on_delete=models.CASCADE, related_name="flags")
    flag = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Flag])
    other = models.CharField(max_length=26, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "flag", "other"], name="operations_flag_once"),
        ]

    def __str__(self) -> str:
        return f"{self.flag} at {self.event_id}"


class PhotoMention(models.Model):
    """That an event shows a photo; derived, for finding one photo in two tasks."""

    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    sent = models.CharField(max_length=64)
    event = models.ForeignKey(FieldEvent, on_delete=models.CASCADE, related_name="mentions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "sent", "event"], name="operations_mention_once"),
        ]

    def __str__(self) -> str:
        return self.sent


class FieldPhoto(models.Model):
    """A photo that arrived; its bytes lie in the data folder under ``kept``, without what told of phone and place."""

    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    seq = models.PositiveBigIntegerField()
    sent = models.CharField(max_length=64)
    kept = models.CharField(max_length=64, db_index=True)
    media = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    taken_ms = models.BigIntegerField(null=True)
    received_ms = models.BigIntegerField()
    link = models.CharField(max_length=64)
    gone_ms = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "seq"], name="operations_photo_seq"),
            models.UniqueConstraint(fields=["company", "sent"], name="operations_photo_sent"),
        ]

    def __str__(self) -> str:
        return self.sent


class DailyRoot(models.Model):
    """The Merkle root over the links that arrived on a day; made once when the day is over, never changed."""

    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    first_seq = models.PositiveBigIntegerField()
    last_seq = models.PositiveBigIntegerField()
    last_link = models.CharField(max_length=64)
    root = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "day"], name="operations_root_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.root}"


class RootStamp(models.Model):
    """That an authority stamped the root of a day with the time; triggers of the database keep it.

    ``token`` is what the authority signed (RFC 3161, DER) over the SHA-256 of the root's 32 bytes.
    """

    root = models.OneToOneField(DailyRoot, on_delete=models.PROTECT, primary_key=True, related_name="stamp")
    token = models.BinaryField()
    by = models.CharField(max_length=120)
    at = models.DateTimeField()
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.root_id}: {self.by}"


class StampFailure(models.Model):
    """That no time stamp was had for the root of a day yet, and why; gone once there is one."""

    root = models.OneToOneField(DailyRoot, on_delete=models.CASCADE, primary_key=True, related_name="stamp_failure")
    times = models.PositiveIntegerField(default=1)
    tried_at = models.DateTimeField()
    text = models.TextField()
    fields = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return f"{self.root_id}: {self.times}"

    @property
    def why(self) -> Message:
        """Why, as a sentence."""
        return Message(self.text, self.fields)
