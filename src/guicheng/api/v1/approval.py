"""Approval: a draft sent, decided on step by step, sent back, withdrawn."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.people import told
from guicheng.api.v1.shapes import approval as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import Opinion, Submission

calls = Calls("approval")
_READ, _SUBMIT, _APPROVE = "standards.read", "standards.submit", "standards.approve"
_DECIDED = ("not-your-turn", "author-cannot-approve", "not-as-wanted", "archived")


@calls.get(
    "/standards/{code}/submissions",
    needs=_READ,
    answer=shapes.Submissions,
    summary="List approvals",
    refuses=("bad-cursor",),
)
def list_submissions(request: HttpRequest, code: Path[str], wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the approvals of a standard, newest first."""
    standard = selectors.standard_visible_to(actor_of(request), code)
    found, following = page_of(selectors.submissions_of(standard), wanted.cursor, falling=True)
    return {"items": [_head(submission) for submission in found], "next": following}


@calls.get("/submissions/{key}", needs=_READ, answer=shapes.SubmissionWhole, summary="See an approval")
def see_submission(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return how far an approval is: who is asked, who decided what, and what still counts."""
    actor = actor_of(request)
    return _whole(actor, selectors.submission_visible_to(actor, key))


@calls.write(
    "POST",
    "/standards/{code}/submissions",
    needs=_SUBMIT,
    answer=shapes.SubmissionWhole,
    status=201,
    summary="Send a draft for approval",
    refuses=("in-review", "nothing-to-approve", "findings-stand", "route-too-short", "not-as-wanted", "archived"),
)
def submit(request: HttpRequest, code: Path[str], body: shapes.SubmissionIn) -> dict[str, Any]:
    """Send a draft for approval (送审) along the route of its unit. For people, not for tokens."""
    actor = actor_of(request)
    standard = selectors.standard_visible_to(actor, code)
    sent = services.submit(
        actor=actor, standard_key=standard.key, note=body.note, copies=body.copies, at=timezone.now()
    )
    return _again(actor, sent)


@calls.write(
    "POST",
    "/submissions/{key}/approve",
    needs=_APPROVE,
    answer=shapes.SubmissionWhole,
    summary="Approve",
    refuses=(*_DECIDED, "stale"),
)
def approve(request: HttpRequest, key: Path[str], body: shapes.ApprovalIn) -> dict[str, Any]:
    """Approve what was sent (同意), as it was seen. For the people whom the step asks."""
    actor = actor_of(request)
    decided = services.approve(
        actor=actor, submission_key=key, comment=body.comment, seen_hash=body.content_hash, at=timezone.now()
    )
    return _again(actor, decided)


@calls.write(
    "POST",
    "/submissions/{key}/return",
    needs=_APPROVE,
    answer=shapes.SubmissionWhole,
    summary="Send back",
    refuses=_DECIDED,
)
def return_submission(request: HttpRequest, key: Path[str], body: shapes.ReturnIn) -> dict[str, Any]:
    """Send back what was sent (退回), to the author or to a step. For the people whom the step asks."""
    actor = actor_of(request)
    return _again(
        actor, services.return_submission(actor=actor, submission_key=key, **body.model_dump(), at=timezone.now())
    )


@calls.write(
    "POST",
    "/submissions/{key}/withdraw",
    needs=_SUBMIT,
    answer=shapes.SubmissionWhole,
    summary="Withdraw an approval",
    refuses=("not-as-wanted", "archived"),
)
def withdraw_submission(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Take back what one sent (撤回), as long as it is not published."""
    actor = actor_of(request)
    return _again(actor, services.withdraw_submission(actor=actor, submission_key=key, at=timezone.now()))


@calls.write(
    "POST",
    "/submissions/{key}/approvers",
    needs=_APPROVE,
    answer=shapes.SubmissionWhole,
    summary="Ask somebody as well",
    refuses=_DECIDED,
)
def add_approver(request: HttpRequest, key: Path[str], body: shapes.ApproverIn) -> dict[str, Any]:
    """Have the step ask another person (加签). For the people whom the step asks."""
    actor = actor_of(request)
    asked = services.add_approver(actor=actor, submission_key=key, person_key=body.person, at=timezone.now())
    return _again(actor, asked)


@calls.write(
    "POST",
    "/submissions/{key}/copies",
    needs="standards.comment",
    answer=shapes.SubmissionWhole,
    summary="Keep people informed",
    refuses=("not-as-wanted", "archived"),
)
def copy_submission(request: HttpRequest, key: Path[str], body: shapes.CopiesIn) -> dict[str, Any]:
    """Keep people informed of an approval (抄送)."""
    actor = actor_of(request)
    copied = services.copy_submission(actor=actor, submission_key=key, person_keys=body.people, at=timezone.now())
    return _again(actor, copied)


@calls.write(
    "POST",
    "/submissions/{key}/remind",
    needs=_SUBMIT,
    answer=shapes.Reminded,
    summary="Remind",
    refuses=("too-soon", "not-as-wanted", "archived"),
)
def remind(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Remind those who are asked now (催办), once an hour."""
    return {"reminded": services.remind(actor=actor_of(request), submission_key=key, at=timezone.now())}


def _head(submission: Submission) -> dict[str, Any]:
    return {
        "key": str(submission.key),
        "number": submission.number,
        "state": submission.state,
        "step": submission.step,
        "content_hash": submission.content_hash,
        "note": submission.note,
        "submitted_by": told(submission.submitted_by),
        "submitted_at": submission.submitted_at,
        "closed_at": submission.closed_at,
    }


def _again(actor: Actor, submission: Submission) -> dict[str, Any]:
    """Return an approval as it stands after an act."""
    return _whole(actor, selectors.submission_visible_to(actor, submission.key))


def _whole(actor: Actor, submission: Submission) -> dict[str, Any]:
    view = selectors.submission_view(submission, actor)
    return {
        **_head(submission),
        "standard": submission.standard.code,
        "steps": [_step(step) for step in view.steps],
        "opinions": [_opinion(opinion) for opinion in view.opinions],
        "needed": view.needed,
        "may_opine": view.may_opine,
        "touched": sorted((str(key) if key else None for key in view.touched), key=str),
    }


def _step(view: selectors.StepView) -> dict[str, Any]:
    members = [
        {
            "person": told(member.person),
            "approved": member.opinion is not None,
            "author": member.author,
            "added": member.added,
        }
        for member in view.members
    ]
    return {
        "position": view.step.position,
        "name": view.step.name,
        "mode": view.step.mode,
        "passed": view.passed,
        "current": view.current,
        "members": members,
    }


def _opinion(opinion: Opinion) -> dict[str, Any]:
    return {
        "decision": opinion.decision,
        "comment": opinion.comment,
        "returned_to": opinion.returned_to,
        "person": told(opinion.person),
        "step": opinion.step.position,
        "at": opinion.at,
        "content_hash": opinion.content_hash,
        "counts": not opinion.voids.all(),
    }
