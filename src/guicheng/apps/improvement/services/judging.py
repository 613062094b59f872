"""What another person than the one who mends says of a nonconformity: mended or not, lasting or not, or none at all."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import get_default_timezone

from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.improvement.selectors.mended import effect_of_mending, figures_of
from guicheng.apps.improvement.selectors.nonconformities import rules_of
from guicheng.apps.improvement.services.access import Turn, take, words_of
from guicheng.apps.improvement.services.news import tell_returned
from guicheng.apps.organization.actors import Actor
from guicheng.domain.attainment.mending import Act, NotMendedError, Stand
from guicheng.domain.values.message import _


@transaction.atomic
def return_mending(
    *, actor: Actor, key: str | UUID, reason: str, at: datetime, rev: int | None = None, write_key: str = ""
) -> Nonconformity:
    """Give it back: it is not mended. A new photo of after is needed then; its due time stays.

    Args:
        actor: Who says it; needs ``improvement.verify``, and neither has to mend it nor said that it is mended.
        key: The nonconformity.
        reason: What is missing.
        at: Now, with time zone.
        rev: The revision that they saw.
        write_key: Their name of the write.

    Raises:
        NotAllowedError: The actor may not, or mended it.
        NotMendedError: No reason is given.
    """
    turn = take(actor=actor, key=key, at=at, rev=rev, write_key=write_key)
    turn.let_verifier()
    if turn.repeated:
        return turn.row
    turn.want(Act.RETURN)
    why = words_of(reason, "reason")
    _again(turn)
    turn.write(Act.RETURN, "return_mending", {"reason": why}, reason=why)
    tell_returned(turn, why)
    return turn.row


@transaction.atomic
def verify_mending(
    *,
    actor: Actor,
    key: str | UUID,
    at: datetime,
    check_on: date | None = None,
    words: str = "",
    rev: int | None = None,
    write_key: str = "",
) -> Nonconformity:
    """Say that it is mended, and on which day it is looked at whether that lasts.

    Args:
        actor: Who says it; needs ``improvement.verify``, and neither has to mend it nor said that it is mended.
        key: The nonconformity.
        at: Now, with time zone.
        check_on: The day, after today; None for as many days later as the company says.
        words: What was seen, "" for nothing.
        rev: The revision that they saw.
        write_key: Their name of the write.

    Raises:
        NotAllowedError: The actor may not, or mended it.
        NotMendedError: The day is not after today.
    """
    turn = take(actor=actor, key=key, at=at, rev=rev, write_key=write_key)
    turn.let_verifier()
    if turn.repeated:
        return turn.row
    turn.want(Act.VERIFY)
    row, today = turn.row, at.astimezone(get_default_timezone()).date()
    row.check_on = check_on or today + timedelta(days=rules_of(row.company_id).effect_days)
    if row.check_on <= today:
        raise NotMendedError(_("Choose a day after today on which its effect is looked at."), field="check_on")
    said = words_of(words, "words") if words.strip() else ""
    row.stand, row.verified_by = Stand.VERIFIED.value, actor.person
    told = {"check_on": row.check_on.isoformat()}
    return turn.write(Act.VERIFY, "verify_mending", told, check_on=row.check_on.isoformat(), words=said)


@transaction.atomic
def judge_effect(
    *,
    actor: Actor,
    key: str | UUID,
    lasts: bool,
    words: str,
    at: datetime,
    rev: int | None = None,
    write_key: str = "",
) -> Nonconformity:
    """Say whether the mending lasted: it is closed, or mended anew from now on.

    What the figures of attainment said to them of before and since is kept with it.

    Args:
        actor: Who says it; needs ``improvement.verify``, and neither has to mend it nor said that it is mended.
        key: The nonconformity.
        lasts: Whether it did.
        words: What that is seen by.
        at: Now, with time zone.
        rev: The revision that they saw.
        write_key: Their name of the write.

    Raises:
        NotAllowedError: The actor may not, or mended it.
        NotMendedError: Nothing is said.
    """
    turn = take(actor=actor, key=key, at=at, rev=rev, write_key=write_key)
    turn.let_verifier()
    if turn.repeated:
        return turn.row
    turn.want(Act.EFFECT)
    said = words_of(words, "words", empty=_("Write by what it is seen."))
    row = turn.row
    measured = figures_of(effect_of_mending(actor, row))
    if lasts:
        row.stand, row.ended_at = Stand.CLOSED.value, at
    else:
        _again(turn)
        row.began_at, row.check_on = at, None
    told = {"lasts": lasts, "words": said}
    turn.write(Act.EFFECT, "judge_effect", told, lasts=lasts, words=said, measured=measured)
    if not lasts:
        tell_returned(turn, said)
    return row


@transaction.atomic
def void_nonconformity(
    *, actor: Actor, key: str | UUID, reason: str, at: datetime, rev: int | None = None, write_key: str = ""
) -> Nonconformity:
    """Say that it is none, as when the clause does not hold there.

    Args:
        actor: Who says it; needs ``improvement.verify`` at the unit, and does not have to mend it.
        key: The nonconformity.
        reason: Why.
        at: Now, with time zone.
        rev: The revision that they saw.
        write_key: Their name of the write.

    Raises:
        NotAllowedError: The actor may not, or has to mend it.
        NotMendedError: No reason is given.
    """
    turn = take(actor=actor, key=key, at=at, rev=rev, write_key=write_key)
    turn.let_verifier()
    if turn.repeated:
        return turn.row
    turn.want(Act.VOID)
    why = words_of(reason, "reason")
    turn.row.stand, turn.row.ended_at = Stand.VOID.value, at
    return turn.write(Act.VOID, "void_nonconformity", {"reason": why}, reason=why)


def _again(turn: Turn) -> None:
    row = turn.row
    row.stand, row.turn = Stand.OPEN.value, row.turn + 1
    row.finished_by = row.finished_at = row.verified_by = None
