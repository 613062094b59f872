"""Work orders: what customers report, the clauses they are held to, and what happened to them."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.operations.models.places import Place
from guicheng.apps.organization.models import Person, Post, Unit
from guicheng.apps.standards.models import EditionClause
from guicheng.domain.orders import Standing

_LONGEST = 2000


class WorkOrder(models.Model):
    """A repair (报修), complaint (投诉), question (咨询) or other wish, with the way it came in.

    ``number`` is what people call it: the day and a count of that day at the estate. Columns from ``phase`` on are
    caches of what happened, for lists alone. ``rev`` counts the writes; whoever writes names the one that they saw.
    ``link`` opens the page on which whoever reported it follows it without an account.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="orders", db_index=False)
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="company_orders")
    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=12)
    problem = models.CharField(max_length=_LONGEST)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="orders")
    place_text = models.CharField(max_length=120, blank=True)
    category = models.CharField(max_length=80, blank=True)
    channel = models.CharField(max_length=12)
    source_kind = models.CharField(max_length=40, blank=True)
    source_key = models.CharField(max_length=64, blank=True)
    #: Personal data: emptied when its time is over, or when somebody asks.
    caller_name = models.CharField(max_length=40, blank=True)
    caller_phone = models.CharField(max_length=20, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)
    link = models.CharField(max_length=20, unique=True)
    write_key = models.CharField(max_length=80, blank=True)
    #: Numbers that clauses ask for, as text by what is counted, such as {"户": "40"}.
    numbers = models.JSONField(default=dict, blank=True)
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="reported_orders")
    seq = models.PositiveIntegerField(default=0)
    rev = models.PositiveIntegerField(default=0)
    phase = models.CharField(max_length=10, default="reported")
    urgent = models.BooleanField(default=False)
    holder = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="orders", db_index=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="orders", db_index=False)
    offered = models.BooleanField(default=False)
    due_at = models.DateTimeField(null=True, blank=True)
    #: When somebody may have to be told that a limit nears its end or is over.
    notice_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["unit", "phase", "due_at"], name="operations_order_unit"),
            models.Index(fields=["holder", "due_at"], name="operations_order_holder"),
            models.Index(
                fields=["post", "due_at"], condition=models.Q(holder__isnull=True), name="operations_order_post"
            ),
            models.Index(
                fields=["notice_at"], condition=models.Q(notice_at__isnull=False), name="operations_order_notice"
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "number"], name="operations_order_number"),
            models.UniqueConstraint(
                fields=["unit", "write_key"], condition=~models.Q(write_key=""), name="operations_order_once"
            ),
            models.CheckConstraint(condition=~models.Q(problem=""), name="operations_order_said"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def phone_shown(self) -> str:
        """The phone number as pages show it: 138****5678."""
        said = self.caller_phone
        return f"{said[:3]}****{said[-4:]}" if len(said) > 7 else "****" if said else ""


class OrderEvent(models.Model):
    """One thing that happened to an order at a desk; triggers of the database refuse to change or delete it.

    What phones say of it stands in the evidence log, under the order's key as the occurrence.
    """

    order = models.ForeignKey(WorkOrder, on_delete=models.PROTECT, related_name="events", db_index=False)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="order_events")
    actor_name = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    key = models.CharField(max_length=80, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["order", "seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "seq"], name="operations_order_event_once"),
            models.UniqueConstraint(
                fields=["order", "key"], condition=~models.Q(key=""), name="operations_order_event_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class OrderPromise(models.Model):
    """A clause that an order is held to, as it read when the order was reported.

    ``urgent`` says for which orders: True while it is urgent, False while it is not. ``limit`` holds value and unit.
    ``needs`` holds the numbers that it asks for; while ``standing`` is not ``met`` the order is not held to it, and the
    row is kept because a number may still be said or corrected.
    """

    order = models.ForeignKey(WorkOrder, on_delete=models.CASCADE, related_name="promises", db_index=False)
    urgent = models.BooleanField()
    stage = models.CharField(max_length=10)
    place = models.PositiveSmallIntegerField()
    clause = models.ForeignKey(EditionClause, on_delete=models.PROTECT, related_name="orders")
    position = models.PositiveSmallIntegerField()
    start_event = models.CharField(max_length=40)
    end_event = models.CharField(max_length=40)
    limit = models.JSONField()
    from_change = models.BooleanField(default=False)
    needs = models.JSONField(default=list, blank=True)
    standing = models.CharField(max_length=6, default=Standing.MET.value)

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "urgent", "stage", "place"], name="operations_order_promise_once"),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.clause_id}"


class OrderComment(models.Model):
    """Words about an order, among colleagues or to whoever reported it."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    order = models.ForeignKey(WorkOrder, on_delete=models.PROTECT, related_name="comments")
    stream = models.CharField(max_length=8)
    text = models.CharField(max_length=_LONGEST)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="order_comments")
    by_name = models.CharField(max_length=80, blank=True)
    by_resident = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.key)


class OrderFile(models.Model):
    """A photo or document about an order; its bytes lie in the store of photos under ``kept``."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    order = models.ForeignKey(WorkOrder, on_delete=models.PROTECT, related_name="files")
    stream = models.CharField(max_length=8)
    name = models.CharField(max_length=120)
    media = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    kept = models.CharField(max_length=64)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return self.name


class OrderFollower(models.Model):
    """That somebody wants to hear of an order that is not theirs."""

    order = models.ForeignKey(WorkOrder, on_delete=models.CASCADE, related_name="followers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="followed_orders")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "person"], name="operations_order_follower_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.order_id}"


class OrderRating(models.Model):
    """What whoever reported an order thought of it: once, and as they wrote it."""

    order = models.OneToOneField(WorkOrder, on_delete=models.PROTECT, related_name="rating")
    mark = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(mark__gte=1, mark__lte=5), name="operations_order_mark"),
        ]

    def __str__(self) -> str:
        return str(self.mark)
