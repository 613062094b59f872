"""Interviews and forums: what was asked and said, by roles and without names."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.research.models.groups import CustomerGroup
from guicheng.apps.research.models.themes import Theme


class InterviewKind(models.TextChoices):
    """Whether one was asked or many talked."""

    INTERVIEW = "interview"
    FORUM = "forum"


class Interview(models.Model):
    """A talk with customers. ``attendees`` holds objects with ``role`` and ``count``; no names are kept."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="interviews")
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="company_interviews")
    kind = models.CharField(max_length=10, choices=InterviewKind.choices)
    title = models.CharField(max_length=120)
    held_on = models.DateField()
    attendees = models.JSONField(default=list, blank=True)
    group = models.ForeignKey(CustomerGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="interviews")
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-held_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(kind__in=InterviewKind.values), name="research_interview_kind"),
            models.CheckConstraint(condition=~models.Q(title=""), name="research_interview_titled"),
        ]

    def __str__(self) -> str:
        return self.title


class Note(models.Model):
    """A question of the guide with what was noted under it."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="notes")
    position = models.PositiveIntegerField()
    question = models.CharField(max_length=200)
    text = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["interview", "position"], name="research_note_place"),
            models.CheckConstraint(condition=~models.Q(question=""), name="research_note_asked"),
        ]

    def __str__(self) -> str:
        return self.question


class Quote(models.Model):
    """What somebody said, word for word but for marks of people; ``role`` is who they were there."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="quotes")
    note = models.ForeignKey(Note, on_delete=models.SET_NULL, null=True, blank=True, related_name="quotes")
    role = models.CharField(max_length=40, blank=True)
    text = models.TextField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=~models.Q(text=""), name="research_quote_says")]

    def __str__(self) -> str:
        return self.text[:40]


class Code(models.Model):
    """An entry of the code book; one that was merged stays, so that what was coded with it can be explained."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="codes")
    name = models.CharField(max_length=40)
    description = models.TextField(blank=True)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="codes")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="took_in")
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "name"], name="research_code_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="research_code_named"),
        ]

    def __str__(self) -> str:
        return self.name


class Coding(models.Model):
    """That a coder went through a quote, with the codes that they gave it, which may be none."""

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="codings")
    coder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="codings")
    codes = models.ManyToManyField(Code, related_name="codings")
    coded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["quote", "coder"], name="research_coding_once")]

    def __str__(self) -> str:
        return f"{self.quote_id} {self.coder_id}"
