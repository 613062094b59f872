"""转办, 代班, 加签, 催办, 抄送; pauses: what is done about work without doing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.operations.models import Case
from guicheng.apps.operations.services.case_access import LONGEST, NotACaseError, reason_of, take_case
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import permit
from guicheng.domain.process.running import EventKind
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

_URGED_EVERY: Final = timedelta(minutes=10)


class UrgedTooSoonError(GuichengError):
    """Somebody asks for haste again within ten minutes."""

    code = "urged-too-soon"


@transaction.atomic
def reassign(
    *, actor: Actor, case_key: str | UUID, step: str, to: str | UUID, at: datetime, reason: str = "", key: str = ""
) -> Case:
    """Give the work of a step to somebody else for good.

    Args:
        actor: Who has it, or steers cases.
        case_key: The case.
        step: Id of the step.
        to: Key of whoever gets it, somebody of the unit.
        at: Now, with time zone.
        reason: Why, if they say so.
        key: Their name of the write.

    Raises:
        NotAllowedError: The step is somebody else's.
        NotACaseError: Nobody of that key works there.
    """
    turn = take_case(actor=actor, case_key=case_key, at=at, key=key)
    if turn.repeated:
        return turn.case
    turn.let_worker(step)
    person = turn.colleague(to)
    return turn.do(EventKind.REASSIGNED, step, act="reassign", to=str(person.pk), reason=_said(reason))


@transaction.atomic
def take_on(*, actor: Actor, case_key: str | UUID, step: str, at: datetime, key: str = "") -> Case:
    """Take work of one's post that nobody has yet.

    Args:
        actor: Who takes it.
        case_key: The case.
        step: Id of the step.
        at: Now, with time zone.
        key: Their name of the write.

    Raises:
        NotAllowedError: It is not of their post, or somebody was faster.
    """
    turn = take_case(actor=actor, case_key=case_key, at=at, key=key)
    if turn.repeated:
        return turn.case
    turn.let_worker(step)
    if not turn.me:
        raise NotACaseError(_("Only a person can take on work."), field="step")
    return turn.do(EventKind.REASSIGNED, step, act="take_on", to=turn.me)


@transaction.atomic
def substitute(*, actor: Actor, case_key: str | UUID, step: str, to: str | UUID, at: datetime, key: str = "") -> Case:
    """Let somebody stand in for whoever has a step; the holder stays the same.

    Args:
        actor: Who has it, or steers cases.
        case_key: The case.
        step: Id of the step.
        to: Key of whoever stands in; that of the holder ends it.
        at: Now, with time zone.
        key: Their name of the write.

    Raises:
        NotAllowedError: The step is somebody else's.
        NotACaseError: Nobody of that key works there.
    """
    turn = take_case(actor=actor, case_key=case_key, at=at, key=key)
    if turn.repeated:
        return turn.case
    turn.let_worker(step)
    return turn.do(EventKind.SUBSTITUTED, step, act="substitute", to=str(turn.colleague(to).pk))


@transaction.atomic
def add_signer(
    *,
    actor: Actor,
    case_key: str | UUID,
    step: str,
    to: Sequence[str | UUID],
    at: datetime,
    reason: str = "",
    key: str = "",
) -> Case:
    """Ask others for their opinion before a step can be done.

    Args:
        actor: Who has the step, or steers cases.
        case_key: The case.
        step: Id of the step.
        to: Keys of those asked.
        at: Now, with time zone.
        reason: What is asked.
        key: Their name of the write.

    Raises:
        NotAllowedError: The step is somebody else's.
        NotACaseError: Nobody of one of the keys works there, or more than twenty are asked.
    """
    turn = take_case(actor=actor, case_key=case_key, at=at, key=key)
    if turn.repeated:
        return turn.case
    turn.let_worker(step)
    asked = [str(turn.colleague(each).pk) for each in to]
    if len({*asked, *turn.moving.state.items[step].signers}) > 20:
        raise NotACaseError(_("Ask at most 20 people."), field="to")
    return turn.do(EventKind.SIGN_ASKED, step, act="add_signer", to=asked, reason=_said(reason))


@transaction.atomic
def give_opinion(
    *, actor: Actor, case_key: str | UUID, step: str, agrees: bool, opinion: str, at: datetime, key: str = ""
) -> Case:
    """Give the opinion that was asked for.

    Args:
        actor: Who was asked.
        case_key: The case.
        step: Id of the step.
        agrees: Whether they agree.
        opinion: Why; needed where they do not.
        at: Now, with time zone.
        key: Their name of the write.

    Raises:
        RefusedEventError: Nobody asked them.
        NotACaseError: They disagree without a reason.
    """
    turn = take_case(actor=actor, case_key=case_key, at=at, key=key)
    if turn.repeated:
        return turn.case
    why = _said(opinion) if agrees else reason_of(opinion, "opinion")
    return turn.do(EventKind.SIGN_GIVEN, step, act="give_opinion", agrees=agrees, reason=why)


@transaction.atomic
def urge(*, actor: Actor, case_key: str | UUID, step: str, at: datetime, reason: str = "", key: str = "") -> Case:
    """Ask for haste.

    Args:
        actor: Who sees the case.
        case_key: The case.
        step: Id of the step.
        at: Now, with time zone.
        reason: What they say, if anything.
        key: Their name of the write.

    Raises:
        UrgedTooSoonError: They did within the last ten minutes.
    """
    turn = take_case(actor=actor, case_key=case_key, at=at, key=key)
    if turn.repeated:
        return turn.case
    recent = turn.case.events.filter(kind=EventKind.URGED, step=step.replace("\0", ""), at_server__gt=at - _URGED_EVERY)
    if recent.filter(actor=actor.person).exists():
        raise UrgedTooSoonError(_("You asked for haste less than ten minutes ago. Call, if it can't wait."))
    return turn.do(EventKind.URGED, step, act="urge", reason=_said(reason))


@transaction.atomic
def copy(*, actor: Actor, case_key: str | UUID, to: Sequence[str | UUID], at: datetime, key: str = "") -> Case:
    """Have people follow a case.

    Args:
        actor: Who sees the case; whoever names others than themselves needs ``cases.work``.
        case_key: The case.
        to: Keys of the people.
        at: Now, with time zone.
        key: Their name of the write.

    Raises:
        NotACaseError: Nobody is named, or nobody of one of the keys works there.
    """
    turn = take_case(actor=actor, case_key=case_key, at=at, key=key)
    if turn.repeated:
        return turn.case
    me = actor.person
    if me is None or [str(each) for each in to] != [str(me.key)]:
        permit(actor, "cases.work", turn.case.unit)
        people = [str(turn.colleague(each).pk) for each in to]
    else:
        people = [str(me.pk)]
    if not people:
        raise NotACaseError(_("Name who is to follow this case."), field="to")
    return turn.do(EventKind.COPIED, act="copy", to=people)


@transaction.atomic
def pause(*, actor: Actor, case_key: str | UUID, step: str, reason: str, at: datetime, key: str = "") -> Case:
    """Let the clock of a step stand still.

    Args:
        actor: Who has it, or steers cases.
        case_key: The case.
        step: Id of the step.
        reason: Why, such as 等业主 or 等配件.
        at: Now, with time zone.
        key: Their name of the write.

    Raises:
        NotAllowedError: The step is somebody else's.
        NotACaseError: No reason is given.
        RefusedEventError: It is paused already.
    """
    turn = take_case(actor=actor, case_key=case_key, at=at, key=key)
    if turn.repeated:
        return turn.case
    turn.let_worker(step)
    return turn.do(EventKind.PAUSED, step, act="pause", reason=reason_of(reason))


@transaction.atomic
def resume(*, actor: Actor, case_key: str | UUID, step: str, at: datetime, key: str = "") -> Case:
    """Let the clock of a step run on.

    Args:
        actor: Who has it, or steers cases.
        case_key: The case.
        step: Id of the step.
        at: Now, with time zone.
        key: Their name of the write.

    Raises:
        NotAllowedError: The step is somebody else's.
        RefusedEventError: It is not paused.
    """
    turn = take_case(actor=actor, case_key=case_key, at=at, key=key)
    if turn.repeated:
        return turn.case
    turn.let_worker(step)
    return turn.do(EventKind.RESUMED, step, act="resume")


def _said(text: str) -> str:
    return " ".join(str(text).replace("\0", "").split())[:LONGEST]
