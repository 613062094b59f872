"""Approval: the routes of a unit, and each standard's way along one."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.organization.permissions import Role
from guicheng.apps.standards.models.drafts import Standard


class StepMode(models.TextChoices):
    """Whose approval a step needs: of all its people (会签) or of any one of them (或签)."""

    ALL = "all"
    ANY = "any"


class ApprovalRoute(models.Model):
    """The steps that approvals of a unit take; it holds for units below that have none of their own."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="approval_route")
    name = models.CharField(max_length=60)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~models.Q(name=""), name="standards_route_named")]

    def __str__(self) -> str:
        return self.name


class RouteStep(models.Model):
    """One step of a route, counted from 1."""

    route = models.ForeignKey(ApprovalRoute, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    mode = models.CharField(max_length=3, choices=StepMode.choices)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["route", "position"], name="standards_route_step_once"),
            models.CheckConstraint(condition=models.Q(mode__in=StepMode.values), name="standards_route_step_mode"),
        ]

    def __str__(self) -> str:
        return self.name


class RouteMember(models.Model):
    """Who a step asks: one person, or whoever holds a role at the unit of the standard."""

    step = models.ForeignKey(RouteStep, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="route_steps")
    role = models.CharField(max_length=16, blank=True, choices=[(role.value, role.value) for role in Role])

    person_id: int | None

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, role="")
                | (models.Q(person__isnull=True) & ~models.Q(role="")),
                name="standards_route_member_either",
            ),
        ]

    def __str__(self) -> str:
        return self.role or str(self.person_id)


class SubmissionState(models.TextChoices):
    """How an approval ended, or that it runs."""

    OPEN = "open"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    PUBLISHED = "published"


class Submission(models.Model):
    """A draft sent for approval (送审). ``content`` is what is approved, ``content_hash`` names it exactly.

    ``step`` is the position of the step that is asked now. A change of the draft is taken into the content and voids
    the opinions that were given before it.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=SubmissionState.choices, default=SubmissionState.OPEN)
    step = models.PositiveSmallIntegerField(default=1)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="submissions")
    submitted_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    submitted_by_id: int

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["standard", "number"], name="standards_submission_number"),
            models.UniqueConstraint(
                fields=["standard"],
                condition=models.Q(state__in=[SubmissionState.OPEN, SubmissionState.APPROVED]),
                name="standards_submission_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=SubmissionState.values), name="standards_submission_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.standard_id} #{self.number}"


class SubmissionStep(models.Model):
    """A step as it was when the draft was sent; a later change of the route does not touch it."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    mode = models.CharField(max_length=3, choices=StepMode.choices)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "position"], name="standards_submission_step_once"),
        ]

    def __str__(self) -> str:
        return self.name


class SubmissionMember(models.Model):
    """A person whom a step asks; ``added_by`` where somebody added them on the way (加签)."""

    step = models.ForeignKey(SubmissionStep, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="asked_in")
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="added_members")

    person_id: int
    added_by_id: int | None

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["step", "person"], name="standards_submission_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.step_id}"


class SubmissionCopy(models.Model):
    """A person who is kept informed (抄送)."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="copies")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="copied_in")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "person"], name="standards_submission_copy_once"),
        ]

    def __str__(self) -> str:
        return str(self.person_id)
