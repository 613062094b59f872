"""What whoever mends a nonconformity does: the cause, what is done at once and what keeps it away, photos, the end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.improvement.models import Nonconformity, NonconformityPhoto
from guicheng.apps.improvement.selectors.nonconformities import WORK, rules_of
from guicheng.apps.improvement.services import photos
from guicheng.apps.improvement.services.access import Turn, take, words_of
from guicheng.apps.improvement.services.news import tell_owner, tell_verifiers
from guicheng.apps.improvement.services.nonconformities import wanted_severity
from guicheng.apps.operations.selectors.cases import colleagues_at
from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person, Post
from guicheng.apps.organization.services.access import permit
from guicheng.domain.attainment.mending import Act, NotMendedError, Root, Severity, Stand, read_whys
from guicheng.domain.values.message import _

_LONGEST: Final = 1000
#: Workdays that mending may take at most.
MOST_DAYS: Final = 250


@transaction.atomic
def assign_nonconformity(
    *,
    actor: Actor,
    key: str | UUID,
    at: datetime,
    owner: str | UUID = "",
    post: str | UUID = "",
    days: int | None = None,
    rev: int | None = None,
    write_key: str = "",
) -> Nonconformity:
    """Say who has to mend it, a person or a post, and within how many workdays of its beginning.

    Args:
        actor: Who says it; needs ``improvement.work`` at the unit.
        key: The nonconformity.
        at: Now, with time zone.
        owner: Key of the person; "" for none.
        post: Key of the post, where no person is named.
        days: Workdays from its beginning on, 1 to 250; None for what its severity says.
        rev: The revision that they saw.
        write_key: Their name of the write.

    Raises:
        NotMendedError: Nobody, or somebody who does not work there, is named, or the days cannot be.
    """
    turn = take(actor=actor, key=key, at=at, rev=rev, write_key=write_key)
    permit(actor, WORK, turn.row.unit)
    if turn.repeated:
        return turn.row
    turn.want(Act.ASSIGN)
    row = turn.row
    row.owner = _colleague(row, owner) if owner else None
    row.post = _post(row, post) if post and not owner else None
    if row.owner is None and row.post is None:
        raise NotMendedError(_("Choose who mends it: a person or a post."), field="owner")
    row.days = wanted_days(days) if days is not None else rules_of(row.company_id).days_for(Severity(row.severity))
    named = row.owner.name if row.owner else row.post.name if row.post else ""
    turn.write(Act.ASSIGN, "assign_nonconformity", {"owner": named, "days": row.days}, to=named, days=row.days)
    tell_owner(turn)
    return row


@transaction.atomic
def grade_nonconformity(
    *, actor: Actor, key: str | UUID, severity: str, reason: str, at: datetime, rev: int | None = None,
    write_key: str = "",
) -> Nonconformity:  # fmt: skip
    """Say anew how bad it is; the workdays follow the severity.

    Args:
        actor: Who says it; needs ``improvement.work`` at the unit.
        key: The nonconformity.
        severity: ``slight``, ``ordinary`` or ``serious``.
        reason: Why.
        at: Now, with time zone.
        rev: The revision that they saw.
        write_key: Their name of the write.

    Raises:
        NotMendedError: No reason is given, or there is no such severity.
    """
    turn = take(actor=actor, key=key, at=at, rev=rev, write_key=write_key)
    permit(actor, WORK, turn.row.unit)
    if turn.repeated:
        return turn.row
    turn.want(Act.GRADE)
    row, wanted, why = turn.row, wanted_severity(severity), words_of(reason, "reason")
    row.severity, row.proposed, row.days = wanted.value, "", rules_of(row.company_id).days_for(wanted)
    told = {"severity": row.severity, "reason": why}
    return turn.write(Act.GRADE, "grade_nonconformity", told, severity=row.severity, reason=why)


@transaction.atomic
def find_cause(
    *,
    actor: Actor,
    key: str | UUID,
    whys: Iterable[tuple[str, str]],
    root: str,
    at: datetime,
    rev: int | None = None,
    write_key: str = "",
) -> Nonconformity:
    """Keep why the promise was not kept: up to five levels, each with what shows it or as an assumption.

    Args:
        actor: Who says it: whoever has to mend it, or needs ``improvement.work``.
        key: The nonconformity.
        whys: The levels: answer, and what shows it ("" marks an assumption).
        root: The kind of the last one: ``not_done``, ``cannot``, ``unclear`` or ``too_strict``.
        at: Now, with time zone.
        rev: The revision that they saw.
        write_key: Their name of the write.

    Raises:
        NotMendedError: A level is missing or cannot be, or the kind is none.
    """
    turn = take(actor=actor, key=key, at=at, rev=rev, write_key=write_key)
    turn.let_worker()
    if turn.repeated:
        return turn.row
    turn.want(Act.CAUSE)
    levels = read_whys((text.replace("\0", ""), shown.replace("\0", "")) for text, shown in whys)
    if root not in set(Root):
        raise NotMendedError(_("Choose the kind of the root cause."), field="root")
    turn.row.whys = [{"text": each.text, "evidence": each.evidence} for each in levels]
    turn.row.root = root
    return turn.write(Act.CAUSE, "find_cause", {"root": root}, whys=turn.row.whys, root=root)


@transaction.atomic
def plan_mending(
    *,
    actor: Actor,
    key: str | UUID,
    correction: str,
    action: str,
    at: datetime,
    rev: int | None = None,
    write_key: str = "",
) -> Nonconformity:
    """Keep what is done at once (correction) and what keeps it from coming back (corrective action), apart.

    Args:
        actor: Who says it: whoever has to mend it, or needs ``improvement.work``.
        key: The nonconformity.
        correction: What is done at once.
        action: What is changed so that it does not come back; "" where nothing is.
        at: Now, with time zone.
        rev: The revision that they saw.
        write_key: Their name of the write.

    Raises:
        NotMendedError: The correction is missing, or one of them is too long.
    """
    turn = take(actor=actor, key=key, at=at, rev=rev, write_key=write_key)
    turn.let_worker()
    if turn.repeated:
        return turn.row
    turn.want(Act.PLAN)
    row = turn.row
    empty = _("Write what is done at once.")
    row.correction = words_of(correction, "correction", most=_LONGEST, empty=empty)
    row.action = words_of(action, "action", most=_LONGEST) if action.strip() else ""
    return turn.write(Act.PLAN, "plan_mending", None, correction=row.correction, action=row.action)


@transaction.atomic
def add_photo(
    *, actor: Actor, key: str | UUID, data: bytes, after: bool, at: datetime, write_key: str = ""
) -> NonconformityPhoto:
    """Keep a photo of how it was, or of how it is now that it is mended; what it tells of phone and place is taken out.

    Args:
        actor: Who sends it: whoever has to mend it, or needs ``improvement.work``.
        key: The nonconformity.
        data: The bytes, at most 4 MB.
        after: Whether it shows it mended.
        at: Now, with time zone.
        write_key: Their name of the write.

    Raises:
        FileRefusedError: It is no photo, or too large.
        NotMendedError: There are as many as there can be.
        StoreFailedError: The disk took it not.
    """
    turn = take(actor=actor, key=key, at=at, write_key=write_key)
    turn.let_worker()
    if turn.repeated:
        done = turn.row.acts.get(key=turn.key)
        return NonconformityPhoto.objects.get(key=done.data["photo"])
    turn.want(Act.PHOTO)
    made = photos.keep(turn.row, data, after=after, at=at, by=actor.name)
    turn.write(Act.PHOTO, "add_photo", {"after": after}, photo=str(made.key), after=after)
    return made


@transaction.atomic
def finish_mending(
    *, actor: Actor, key: str | UUID, words: str, at: datetime, rev: int | None = None, write_key: str = ""
) -> Nonconformity:
    """Say that it is mended: cause, correction and a photo of after are there, and for all but slight ones an action.

    Args:
        actor: Who says it: whoever has to mend it, or needs ``improvement.work``.
        key: The nonconformity.
        words: What was done, "" for nothing beyond the correction.
        at: Now, with time zone.
        rev: The revision that they saw.
        write_key: Their name of the write.

    Raises:
        NotMendedError: Something of it is missing; ``field`` says what.
    """
    turn = take(actor=actor, key=key, at=at, rev=rev, write_key=write_key)
    turn.let_worker()
    if turn.repeated:
        return turn.row
    turn.want(Act.FINISH)
    _whole(turn)
    said = words_of(words, "words") if words.strip() else ""
    row = turn.row
    row.stand, row.finished_by, row.finished_at = Stand.FINISHED.value, actor.person, at
    turn.write(Act.FINISH, "finish_mending", {"late": at > row.due_at}, words=said, late=at > row.due_at)
    tell_verifiers(turn)
    return row


def _whole(turn: Turn) -> None:
    row = turn.row
    if not row.root:
        raise NotMendedError(_("First write why it happened."), field="why-1")
    if not row.correction:
        raise NotMendedError(_("Write what is done at once."), field="correction")
    if not row.action and row.severity != Severity.SLIGHT:
        raise NotMendedError(_("Write what keeps it from coming back."), field="action")
    if not row.photos.filter(after=True, turn=row.turn).exists():
        raise NotMendedError(_("Add a photo of how it is now."), field="photo")


def wanted_days(days: int, *, field: str = "days") -> int:
    """Return a number of workdays.

    Raises:
        NotMendedError: It is less than 1 or more than 250.
    """
    if not 1 <= days <= MOST_DAYS:
        raise NotMendedError(_("Write a number from {least} to {most}.", least="1", most=str(MOST_DAYS)), field=field)
    return days


def _colleague(row: Nonconformity, key: str | UUID) -> Person:
    found = next((each for each in colleagues_at(row.unit) if str(each.key) == str(key)), None)
    if found is None:
        raise NotMendedError(_("Choose somebody who works at {unit}.", unit=row.unit.name), field="owner")
    return found


def _post(row: Nonconformity, key: str | UUID) -> Post:
    rows = Post.objects.filter(company=row.company_id, archived_at=None)
    found = next((each for each in rows if str(each.key) == str(key)), None)
    if found is None:
        raise NotMendedError(_("Choose a post of the company."), field="post")
    return found
