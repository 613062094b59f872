"""What people are told, what they follow, and the lists they keep."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.standards.models.approval import Submission
from guicheng.apps.standards.models.drafts import Standard
from guicheng.domain.values import Message


class NotificationKind(models.TextChoices):
    """What happened; the first three ask for something, the others only tell."""

    OPINION_ASKED = "opinion-asked"
    RETURNED = "returned"
    MENTION = "mention"
    VOIDED = "voided"
    REMINDED = "reminded"
    COPIED = "copied"
    COMMENT = "comment"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    ASSIGNED = "assigned"


#: Kinds that stay on the list of what needs me until they are settled.
ASKING = (NotificationKind.OPINION_ASKED, NotificationKind.RETURNED, NotificationKind.MENTION)


class Notification(models.Model):
    """A sentence for one person; kept as sentence and fields and told in their language."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=14, choices=NotificationKind.choices)
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="notifications")
    clause_key = models.UUIDField(null=True, blank=True)
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, null=True, blank=True, related_name="notifications"
    )
    text = models.TextField()
    fields = models.JSONField(default=dict)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["person", "-id"], name="standards_notification_person"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind__in=NotificationKind.values), name="standards_notification_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def message(self) -> Message:
        """The sentence."""
        return Message(self.text, self.fields)


class Follow(models.Model):
    """That a person wants to hear of a standard."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="follows")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="follows")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "standard"], name="standards_follow_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.standard_id}"


class ViewPage(models.TextChoices):
    """The list that a kept view shows."""

    STANDARDS = "standards"
    ORDERS = "orders"
    WORK = "work"


class SavedView(models.Model):
    """A list that somebody keeps: the page, and the query of its address, under a name."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_views")
    company = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="saved_views")
    page = models.CharField(max_length=10, choices=ViewPage.choices, default=ViewPage.STANDARDS)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000, blank=True)
    shared = models.BooleanField(default=False)

    owner_id: int

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "page", "name"], name="standards_view_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="standards_view_named"),
            models.CheckConstraint(condition=models.Q(page__in=ViewPage.values), name="standards_view_page"),
        ]

    def __str__(self) -> str:
        return self.name
