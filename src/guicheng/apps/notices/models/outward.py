"""Robots of groups, subscriptions of programs, and every message on its way to one of them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.notices.models.told import Happening, message_of
from guicheng.apps.organization.models import Unit
from guicheng.domain.values import Message


class Vendor(models.TextChoices):
    """Whose group a robot speaks in."""

    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"


class Outlet(models.Model):
    """What robots and subscriptions have in common: what is sent there, and how the last sending went.

    ``kinds`` are names of kinds, all for none. ``claimed_by`` holds the worker that sends there at this moment, until
    ``claimed_until`` at the latest, so that two workers never do. ``sent_at`` is when it took something last,
    ``held_until`` the end of a time in which nothing is sent there, ``failures`` how many in a row were given up.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=60)
    kinds = models.JSONField(default=list)
    is_on = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    error_fields = models.JSONField(default=dict)
    error_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    woken_at = models.DateTimeField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=36, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def error_message(self) -> Message | None:
        """Why the last sending failed; None where it did not."""
        return message_of(self.error, self.error_fields) if self.error else None


class Robot(Outlet):
    """A robot of a group chat that speaks for a unit and all below it.

    Its address and secret are stored sealed; ``host`` is all of them that pages show. ``recent`` holds when its last
    messages went out, as ISO times.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="robots")
    vendor = models.CharField(max_length=8, choices=Vendor.choices)
    language = models.CharField(max_length=10, default="zh-hans")
    host = models.CharField(max_length=120)
    address = models.TextField()
    secret = models.TextField(blank=True)
    recent = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(name="") & ~models.Q(address=""), name="notices_robot_named"),
            models.CheckConstraint(condition=models.Q(vendor__in=Vendor.values), name="notices_robot_vendor"),
        ]


class Subscription(Outlet):
    """A program of a company that is told by calls to its address, signed with a secret that is stored sealed."""

    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="subscriptions")
    url = models.CharField(max_length=500)
    secret = models.TextField()

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(url="") & ~models.Q(secret=""),
                name="notices_subscription_named",
            ),
        ]


class DeliveryState(models.TextChoices):
    """Where a message stands on its way."""

    WAITING = "waiting"
    SENT = "sent"
    #: Given up; the reason stands on the row.
    DEAD = "dead"


class Delivery(models.Model):
    """One message to one robot or subscription.

    ``key`` stays the same over all attempts. ``body`` is what a subscription is sent, word for word; the message of a
    robot is put together when it goes out. ``together`` counts the messages that went out as one with it.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    robot = models.ForeignKey(Robot, on_delete=models.CASCADE, null=True, related_name="deliveries", db_index=False)
    subscription = models.ForeignKey(
        Subscription, on_delete=models.CASCADE, null=True, related_name="deliveries", db_index=False
    )
    happening = models.ForeignKey(Happening, on_delete=models.SET_NULL, null=True, related_name="deliveries")
    replay_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="replays")
    kind = models.CharField(max_length=24)
    body = models.TextField(blank=True)
    state = models.CharField(max_length=7, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    together = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    took_ms = models.PositiveIntegerField(null=True, blank=True)
    error = models.TextField(blank=True)
    error_fields = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["robot", "-id"], name="notices_delivery_robot"),
            models.Index(fields=["subscription", "-id"], name="notices_delivery_subscription"),
            models.Index(fields=["next_at"], condition=models.Q(state="waiting"), name="notices_delivery_waiting"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(robot__isnull=False, subscription__isnull=True)
                | models.Q(robot__isnull=True, subscription__isnull=False),
                name="notices_delivery_to_one",
            ),
            models.CheckConstraint(condition=models.Q(state__in=DeliveryState.values), name="notices_delivery_state"),
            models.UniqueConstraint(
                fields=["robot", "happening"],
                condition=models.Q(replay_of__isnull=True),
                name="notices_delivery_robot_once",
            ),
            models.UniqueConstraint(
                fields=["subscription", "happening"],
                condition=models.Q(replay_of__isnull=True),
                name="notices_delivery_subscription_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def error_message(self) -> Message | None:
        """Why the last attempt failed; None where it did not."""
        return message_of(self.error, self.error_fields) if self.error else None
