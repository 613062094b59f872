"""Running cases: where each stands, the work that is open, and the log that both follow from."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from guicheng.apps.organization.models import Person, Post, Unit
from guicheng.apps.processes.models import ProcessEdition


class CompiledProcess(models.Model):
    """What a published edition was compiled to; a cache that is made anew where its form is of another version.

    ``table`` holds ``tokens``, the token table, and ``about``, what pages and forms say of each step.
    """

    edition = models.OneToOneField(ProcessEdition, on_delete=models.PROTECT, related_name="compiled")
    table = models.JSONField()

    def __str__(self) -> str:
        return str(self.edition_id)


class CaseOutcome(models.TextChoices):
    """What became of a case."""

    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class Case(models.Model):
    """A process under way.

    ``marking`` (hexadecimal) and ``seq`` are caches of its log, ``due_at`` and ``timer_at`` of its open work.
    ``rev`` counts the writes; whoever writes names the one that they saw.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases", db_index=False)
    company = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="company_cases")
    edition = models.ForeignKey(ProcessEdition, on_delete=models.PROTECT, related_name="cases", db_index=False)
    title = models.CharField(max_length=120)
    marking = models.CharField(max_length=200, default="0")
    seq = models.PositiveIntegerField(default=0)
    rev = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=9, choices=CaseOutcome.choices, default=CaseOutcome.RUNNING)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="started_cases")
    ended_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    timer_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["unit", "outcome", "due_at"], name="operations_case_unit"),
            models.Index(fields=["edition", "outcome"], name="operations_case_edition"),
            models.Index(fields=["timer_at"], condition=models.Q(timer_at__isnull=False), name="operations_case_timer"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(title=""), name="operations_case_titled"),
            models.CheckConstraint(
                condition=models.Q(outcome="running", ended_at__isnull=True)
                | (~models.Q(outcome="running") & models.Q(ended_at__isnull=False)),
                name="operations_case_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class WorkState(models.TextChoices):
    """Where the work of one step stands."""

    OPEN = "open"
    DONE = "done"
    #: Taken away: the case went back, an alarm took over, or the case was ended.
    GONE = "gone"


class WorkItem(models.Model):
    """The work of one visit of a step: what people look for. All of it follows from the log.

    ``begun`` is the place in the log of the event that opened it. ``rests`` holds its pauses, ``kept`` the limits that
    it keeps from an earlier edition, ``signers`` the people whose opinion is awaited, as ``,17,23,`` so that either
    database finds one of them. ``budget_s`` and ``consumed_s`` are open seconds of its limit, for limits by the clock.
    """

    # Every index is written with every completion, so there is none that another one begins with.
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="work", db_index=False)
    step = models.CharField(max_length=60)
    lasting = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=200)
    post_name = models.CharField(max_length=80, blank=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="work", db_index=False)
    holder = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="work", db_index=False)
    stand_in = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="work_stood_in_for", db_index=False
    )
    begun = models.PositiveIntegerField()
    since = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    provisional = models.BooleanField(default=False)
    #: When somebody is told that the limit nears its end; worked out afterwards for the due time beside it, so that
    #: a completion writes neither.
    warn_at = models.DateTimeField(null=True)
    warns_for = models.DateTimeField(null=True)
    budget_s = models.PositiveIntegerField(null=True)
    consumed_s = models.PositiveIntegerField(default=0)
    paused_at = models.DateTimeField(null=True)
    rests = models.JSONField(default=list)
    kept = models.JSONField(null=True)
    signers = models.CharField(max_length=400, blank=True)
    urged = models.PositiveIntegerField(default=0)
    level = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=4, choices=WorkState.choices, default=WorkState.OPEN)
    ended_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="done_work", db_index=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [
            models.Index(fields=["holder", "due_at"], condition=models.Q(state="open"), name="operations_work_holder"),
            models.Index(
                fields=["stand_in"],
                condition=models.Q(state="open", stand_in__isnull=False),
                name="operations_work_stand_in",
            ),
            models.Index(
                fields=["post", "due_at"],
                condition=models.Q(state="open", holder__isnull=True),
                name="operations_work_post",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "step", "begun"], name="operations_work_visit"),
            models.UniqueConstraint(
                fields=["case", "step"], condition=models.Q(state="open"), name="operations_work_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.name}"

    @property
    def rests_for(self) -> str | None:
        """Why it is paused, None where it is not."""
        return str(self.rests[-1][2]) if self.paused_at and self.rests else None


class CaseEvent(models.Model):
    """One thing that happened in a case; triggers of the database refuse to change or delete it.

    ``at_server`` is when the service took it, which counts; ``at_device`` what a device claims. ``key`` is the caller's
    name of the write, so that sending it again does nothing twice.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events", db_index=False)
    seq = models.PositiveIntegerField()
    rev = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    step = models.CharField(max_length=60, blank=True)
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="case_events", db_index=False)
    actor_name = models.CharField(max_length=80, blank=True)
    at_server = models.DateTimeField()
    at_device = models.DateTimeField(null=True)
    key = models.CharField(max_length=80, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["case", "seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "seq"], name="operations_event_once"),
            models.UniqueConstraint(fields=["case", "key"], condition=~models.Q(key=""), name="operations_event_key"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind} {self.step}"


class CaseFollower(models.Model):
    """That somebody follows a case: it was copied to them, or its lateness told."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="followers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="followed_cases")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "person"], name="operations_follower_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.case_id}"
