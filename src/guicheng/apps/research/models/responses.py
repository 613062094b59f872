"""Who was asked, what was answered; of an anonymous survey, with nothing that joins the two."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person
from guicheng.apps.research.models.surveys import FormVersion, Segment, Survey


class Invitation(models.Model):
    """That somebody was asked: one answer each.

    ``digest`` is of the token in the letter, which follows from ``key`` and the secret of the service. ``used`` is all
    that is known of an answer to an anonymous survey: no moment, no order, no key (docs/decisions/0072).
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="invitations")
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, null=True, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    address = models.EmailField(blank=True)
    name = models.CharField(max_length=60, blank=True)
    letters = models.PositiveSmallIntegerField(default=0)
    letter_on = models.DateField(null=True, blank=True)
    used = models.BooleanField(default=False)
    revoked = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["survey", "address"], condition=~models.Q(address=""), name="research_invited_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)


class Standing(models.TextChoices):
    """Whether an answer counts; somebody decides where it looks odd."""

    OPEN = ""
    KEPT = "kept"
    EXCLUDED = "excluded"


class Response(models.Model):
    """An answered questionnaire. Answers are never changed; a trigger of the database sees to it.

    The key is drawn by chance, so that the order of rows tells nothing. ``digest`` is of the code that the respondent
    alone holds; a second sending has the same. ``answered_on`` has no time of day. ``seed`` gave the order of what was
    shuffled. ``invitation`` is None where the survey is anonymous.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="responses")
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="responses")
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, null=True, related_name="responses")
    invitation = models.OneToOneField(Invitation, on_delete=models.PROTECT, null=True, related_name="response")
    digest = models.CharField(max_length=64)
    seed = models.BigIntegerField()
    answers = models.JSONField()
    seconds = models.PositiveIntegerField(null=True)
    answered_on = models.DateField()
    language = models.CharField(max_length=10)
    standing = models.CharField(max_length=8, choices=Standing.choices, default=Standing.OPEN, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="decided_responses")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["survey", "digest"], name="research_response_once"),
            models.CheckConstraint(
                condition=models.Q(standing="")
                | models.Q(decided_by__isnull=False, decided_at__isnull=False, reason__gt=""),
                name="research_response_decided_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Draft(models.Model):
    """Answers that somebody wants to go on with later; known by the code that they alone hold."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="drafts")
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="drafts")
    segment = models.ForeignKey(Segment, on_delete=models.SET_NULL, null=True, related_name="drafts")
    digest = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    seconds = models.PositiveIntegerField(default=0)
    saved_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["survey", "digest"], name="research_draft_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
