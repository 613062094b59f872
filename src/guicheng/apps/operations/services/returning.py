"""退回 and 撤回."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from guicheng.apps.operations.models import Case
from guicheng.apps.operations.selectors.histories import history_of
from guicheng.apps.operations.services.appointing import appointed
from guicheng.apps.operations.services.case_access import Turn, reason_of, take_case
from guicheng.apps.organization.actors import Actor
from guicheng.domain.process.running import EventKind


@transaction.atomic
def return_to(
    *,
    actor: Actor,
    case_key: str | UUID,
    step: str,
    target: str,
    reason: str,
    at: datetime,
    rev: int | None = None,
    key: str = "",
) -> Case:
    """Give a case back from a step under way to one before it; what came of that one is taken back.

    Args:
        actor: Who has the step, or steers cases.
        case_key: The case.
        step: Id of the step under way.
        target: Id of the step to which it goes; whoever did that gets it again if they are on duty.
        reason: Why.
        at: Now, with time zone.
        rev: The revision that they saw.
        key: Their name of the write.

    Raises:
        NotAllowedError: The step is somebody else's.
        NotBackError: The step does not come of the other.
        NotACaseError: No reason is given.
    """
    turn = take_case(actor=actor, case_key=case_key, at=at, rev=rev, key=key)
    if turn.repeated:
        return turn.case
    turn.let_worker(step)
    data = history_of(turn.case).back_to(step, target)
    event = turn.stamp.event(EventKind.RETURNED, step, reason=reason_of(reason), **data)
    return turn.do_all(
        [appointed(turn.moving, event, turn.case.unit, at=at, before=_doer(turn, target))], act="return_to"
    )


def _doer(turn: Turn, step: str) -> dict[str, str]:
    """Return who did a step last."""
    done = turn.case.work.filter(step=step, done_by__isnull=False).order_by("begun").last()
    return {step: str(done.done_by_id)} if done else {}


@transaction.atomic
def withdraw(
    *,
    actor: Actor,
    case_key: str | UUID,
    step: str,
    at: datetime,
    reason: str = "",
    rev: int | None = None,
    key: str = "",
) -> Case:
    """Take back that a step is done, as long as nobody has gone on; its clock runs on as if it had not been.

    Args:
        actor: Who did it.
        case_key: The case.
        step: Id of the step.
        at: Now, with time zone.
        reason: Why, if they say so.
        rev: The revision that they saw.
        key: Their name of the write.

    Raises:
        NotBackError: It was not done, not by them, or somebody went on since.
    """
    turn = take_case(actor=actor, case_key=case_key, at=at, rev=rev, key=key)
    if turn.repeated:
        return turn.case
    data = history_of(turn.case).take_back(step, turn.me)
    return turn.do(EventKind.WITHDRAWN, step, act="withdraw", reason=reason.strip()[:500], **data)
