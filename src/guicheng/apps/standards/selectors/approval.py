"""How far an approval is: who is asked, who spoke, and what still counts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.standards.models import (
    ApprovalRoute,
    ClauseChange,
    Decision,
    Edition,
    Opinion,
    OpinionVoid,
    Standard,
    StepMode,
    Submission,
    SubmissionMember,
    SubmissionState,
    SubmissionStep,
)
from guicheng.apps.standards.selectors.people import paths_above

#: Different people who approve at least, whatever the route says.
FEWEST_APPROVERS = 2
_RUNNING = (SubmissionState.OPEN, SubmissionState.APPROVED)


@dataclass(frozen=True, slots=True)
class MemberView:
    """A person whom a step asks.

    Args:
        person: Who.
        opinion: Their approval that counts, None as long as there is none.
        voided: Why earlier approvals of theirs no longer count, newest last.
        author: Whether they wrote in the draft since the last edition, so that they cannot approve it.
        added: Whether somebody added them on the way.
    """

    person: Person
    opinion: Opinion | None
    voided: tuple[OpinionVoid, ...]
    author: bool
    added: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of an approval."""

    step: SubmissionStep
    members: tuple[MemberView, ...]
    passed: bool
    current: bool


@dataclass(frozen=True, slots=True)
class SubmissionView:
    """An approval as pages show it.

    Args:
        submission: The row.
        steps: Its steps in order.
        opinions: All opinions, oldest first, each with its step, person and voids loaded.
        needed: Different people who still have to approve at least.
        may_opine: Whether the actor is asked now.
        touched: Clauses that the actor approved and that changed since; None among them is the standard's own data.
    """

    submission: Submission
    steps: tuple[StepView, ...]
    opinions: tuple[Opinion, ...]
    needed: int
    may_opine: bool
    touched: frozenset[UUID | None] = field(default_factory=frozenset)


def open_submission(standard: Standard) -> Submission | None:
    """Return the approval that runs, or that is over and waits for publishing."""
    return Submission.objects.filter(standard=standard, state__in=_RUNNING).first()


def submissions_of(standard: Standard) -> QuerySet[Submission]:
    """Return all approvals of a standard, newest first."""
    return Submission.objects.filter(standard=standard).select_related("submitted_by").defer("content")


def route_for(unit: Unit) -> ApprovalRoute | None:
    """Return the route that holds at a unit: the nearest one up the tree, None where there is none."""
    rows = ApprovalRoute.objects.filter(unit__path__in=paths_above(unit))
    return rows.prefetch_related("steps__members__person").order_by("-unit__depth").first()


def routes_visible_to(actor: Actor) -> QuerySet[ApprovalRoute]:
    """Return the routes of the units that an actor reads, with their steps and members."""
    rows = ApprovalRoute.objects.filter(actor.within("standards.read")).select_related("unit")
    return rows.prefetch_related("steps__members__person").order_by("unit__path")


def authors_of(standard: Standard) -> frozenset[int]:
    """Return the primary keys of the people who wrote in the draft since the last edition."""
    last = Edition.objects.filter(standard=standard).order_by("-number").values_list("last_change", flat=True).first()
    rows = ClauseChange.objects.filter(standard=standard, pk__gt=last or 0, by__isnull=False)
    return frozenset(rows.order_by().values_list("by", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class Progress:
    """The people and opinions of an approval, loaded once.

    Args:
        submission: The approval.
        steps: Its steps in order.
        members: Everybody it asks.
        opinions: All opinions, oldest first, with their voids.
        authors: Who cannot approve.
    """

    submission: Submission
    steps: Sequence[SubmissionStep]
    members: Sequence[SubmissionMember]
    opinions: Sequence[Opinion]
    authors: frozenset[int]

    def asked(self, step: SubmissionStep) -> list[Person]:
        """Return the people of a step who can approve."""
        return [
            member.person
            for member in self.members
            if member.step_id == step.pk and member.person_id not in self.authors and member.person.is_active
        ]

    def standing(self, step: SubmissionStep | None = None) -> list[Opinion]:
        """Return the approvals that count, of one step or of all."""
        return [
            opinion
            for opinion in self.opinions
            if opinion.decision == Decision.APPROVE
            and not opinion.voids.all()
            and (step is None or opinion.step_id == step.pk)
        ]

    def approvers(self) -> frozenset[int]:
        """Return the different people whose approvals count."""
        return frozenset(opinion.person_id for opinion in self.standing())

    def passed(self, step: SubmissionStep) -> bool:
        """Tell whether a step has what it needs; the last one moreover waits for the fewest approvers."""
        given = {opinion.person_id for opinion in self.standing(step)}
        if not given or (step.mode == StepMode.ALL and not {person.pk for person in self.asked(step)} <= given):
            return False
        return step.pk != self.steps[-1].pk or len(self.approvers()) >= FEWEST_APPROVERS

    def current(self) -> SubmissionStep | None:
        """Return the first step that has not passed, None when all have."""
        return next((step for step in self.steps if not self.passed(step)), None)

    def waiting(self, step: SubmissionStep) -> list[Person]:
        """Return the people of a step who are asked and have not approved."""
        given = {opinion.person_id for opinion in self.standing(step)}
        return [person for person in self.asked(step) if person.pk not in given]


def progress_of(submission: Submission) -> Progress:
    """Return how far an approval is: five queries, however many people it asks."""
    steps = list(submission.steps.order_by("position"))
    members = list(SubmissionMember.objects.filter(step__submission=submission).select_related("person").order_by("pk"))
    opinions = Opinion.objects.filter(step__submission=submission).select_related("person", "step")
    listed = list(opinions.prefetch_related("voids__by").order_by("pk"))
    authors = authors_of(submission.standard) | {submission.submitted_by_id}
    return Progress(submission, steps, members, listed, authors)


def submission_view(submission: Submission, actor: Actor) -> SubmissionView:
    """Return an approval as pages show it, for whoever asks."""
    progress = progress_of(submission)
    running = submission.state == SubmissionState.OPEN
    steps = tuple(_step_view(progress, step, running=running) for step in progress.steps)
    current = next((view.step for view in steps if view.current), None)
    waiting = {person.pk for person in progress.waiting(current)} if current else set()
    me = actor.person.pk if actor.person else None
    return SubmissionView(
        submission,
        steps,
        tuple(progress.opinions),
        max(0, FEWEST_APPROVERS - len(progress.approvers())),
        running and me in waiting and actor.may("standards.approve", submission.standard.unit),
        _touched(progress.opinions, me),
    )


def _step_view(progress: Progress, step: SubmissionStep, *, running: bool) -> StepView:
    given = {opinion.person_id: opinion for opinion in progress.standing(step)}
    members = tuple(
        MemberView(
            member.person,
            given.get(member.person_id),
            tuple(void for opinion in _of(progress.opinions, step, member.person_id) for void in opinion.voids.all()),
            member.person_id in progress.authors,
            member.added_by_id is not None,
        )
        for member in progress.members
        if member.step_id == step.pk
    )
    return StepView(step, members, progress.passed(step), running and step.position == progress.submission.step)


def _of(opinions: Collection[Opinion], step: SubmissionStep, person_id: int) -> list[Opinion]:
    return [opinion for opinion in opinions if opinion.step_id == step.pk and opinion.person_id == person_id]


def _touched(opinions: Sequence[Opinion], person_id: int | None) -> frozenset[UUID | None]:
    """Return what changed under the person's last approval, nothing once they approved again."""
    own = [opinion for opinion in opinions if opinion.person_id == person_id and opinion.decision == Decision.APPROVE]
    return frozenset(void.clause_key for void in own[-1].voids.all() if void.why == "changed") if own else frozenset()
