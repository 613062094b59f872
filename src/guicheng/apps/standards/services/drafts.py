"""Clauses of a draft: added, edited, moved, deleted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.services.access import person_of
from guicheng.apps.standards.models import ChangeWhy, ClauseKind, DraftClause, Presence, Standard
from guicheng.apps.standards.selectors import as_key, clean
from guicheng.apps.standards.services.access import NotAsWantedError, clause_for, standard_for
from guicheng.apps.standards.services.acts import Change, DraftAct, last_clause, place_after, same_revision
from guicheng.domain.values.message import _

#: Characters of one clause; a longer text is no clause.
LONGEST_CLAUSE: Final = 5_000
#: Clauses of one standard.
MOST_CLAUSES: Final = 30_000
_LONGEST_NUMBER: Final = 100
_EDIT: Final = "standards.edit"


@transaction.atomic
def add_clause(
    *,
    actor: Actor,
    standard_key: str | UUID,
    text: str,
    at: datetime,
    kind: str = ClauseKind.CLAUSE,
    number: str = "",
    level: int = 0,
    after: str | UUID | None = None,
    elements: Mapping[str, str] | None = None,
) -> Change:
    """Add a clause to a draft.

    Args:
        actor: Who writes; needs ``standards.edit`` at the unit of the standard.
        standard_key: The standard.
        text: The clause.
        at: Now, with time zone.
        kind: ``clause``, ``heading`` or ``note``.
        number: Number printed before it.
        level: Rank of a heading, counted from 1.
        after: Key of the clause before it; "" for the front, None for the end.
        elements: What columns of its table row say.

    Raises:
        NotAsWantedError: The text is empty or too long, or the kind is none.
    """
    standard = standard_for(actor, _EDIT, standard_key)
    _room_for_one(standard)
    act = DraftAct(actor=actor, standard=standard, why=ChangeWhy.TYPED, at=at)
    clause = DraftClause(
        standard=standard,
        position=place_after(standard, neighbour(standard, after)),
        kind=wanted_kind(kind),
        level=level,
        number=clean(number)[:_LONGEST_NUMBER],
        text=wanted_text(text),
        elements=dict(elements or {}),
    )
    act.add([clause])
    return act.finish("add_clause", clause=clause)


@transaction.atomic
def edit_clause(
    *,
    actor: Actor,
    key: str | UUID,
    revision: int,
    text: str,
    at: datetime,
    number: str | None = None,
    elements: Mapping[str, str] | None = None,
    why: str = ChangeWhy.TYPED,
) -> Change:
    """Write a clause anew; the same text again changes nothing.

    Args:
        actor: Who writes; needs ``standards.edit``.
        key: The clause.
        revision: The revision that the actor saw.
        text: The clause as it shall be.
        at: Now, with time zone.
        number: Number printed before it; None leaves it.
        elements: What columns of its table row say; None leaves them.
        why: ``typed``, or ``fix`` for a rewrite that a finding offered.

    Raises:
        StaleError: Somebody changed or deleted it since; nothing is written.
    """
    clause = clause_for(actor, _EDIT, key)
    same_revision(clause, revision)
    wanted = wanted_text(text)
    reason = ChangeWhy.FIX if why == ChangeWhy.FIX else ChangeWhy.TYPED
    act = DraftAct(actor=actor, standard=clause.standard, why=reason, at=at)
    before = act.snapshot(clause)
    printed = clause.number if number is None else clean(number)[:_LONGEST_NUMBER]
    told = clause.elements if elements is None else dict(elements)
    if (wanted, printed, told) == (clause.text, clause.number, clause.elements):
        return Change(clause, act.id, 0)
    clause.text, clause.number, clause.elements = wanted, printed, told
    act.change(clause, before)
    return act.finish("edit_clause", clause=clause)


@transaction.atomic
def rekind_clause(*, actor: Actor, key: str | UUID, revision: int, kind: str, at: datetime, level: int = 0) -> Change:
    """Make a clause a heading, a note or a clause; see ``edit_clause`` for the errors."""
    clause = clause_for(actor, _EDIT, key)
    same_revision(clause, revision)
    act = DraftAct(actor=actor, standard=clause.standard, why=ChangeWhy.TYPED, at=at)
    before = act.snapshot(clause)
    clause.kind, clause.level = wanted_kind(kind), level
    act.change(clause, before)
    return act.finish("rekind_clause", clause=clause)


@transaction.atomic
def move_clause(*, actor: Actor, key: str | UUID, revision: int, after: str | UUID | None, at: datetime) -> Change:
    """Set a clause behind another one of its standard; "" for the front, None for the end.

    Raises:
        StaleError: Somebody changed it since; nothing is written.
        DraftClause.DoesNotExist: ``after`` is no clause of this standard.
    """
    clause = clause_for(actor, _EDIT, key)
    same_revision(clause, revision)
    act = DraftAct(actor=actor, standard=clause.standard, why=ChangeWhy.MOVE, at=at)
    before = act.snapshot(clause)
    target = neighbour(clause.standard, after)
    if target is not None and target.key == clause.key:
        return Change(clause, act.id, 0)
    clause.position = place_after(clause.standard, target)
    act.change(clause, before)
    return act.finish("move_clause", clause=clause)


@transaction.atomic
def delete_clause(*, actor: Actor, key: str | UUID, revision: int, at: datetime) -> Change:
    """Delete a clause; its history stays, and it can be restored.

    Raises:
        StaleError: Somebody changed it since; nothing is written.
    """
    clause = clause_for(actor, _EDIT, key)
    same_revision(clause, revision)
    act = DraftAct(actor=actor, standard=clause.standard, why=ChangeWhy.DELETE, at=at)
    act.remove(clause)
    return act.finish("delete_clause")


@transaction.atomic
def note_presence(*, actor: Actor, standard_key: str | UUID, at: datetime, clause_key: str | UUID = "") -> None:
    """Note that a person has a draft open for editing, so that others are told; this is no change and not audited."""
    standard = standard_for(actor, _EDIT, standard_key)
    where = as_key(DraftClause, clause_key) if clause_key else None
    Presence.objects.update_or_create(
        standard=standard, person=person_of(actor), defaults={"clause_key": where, "seen_at": at}
    )


def neighbour(standard: Standard, after: str | UUID | None) -> DraftClause | None:
    """Return the clause behind which another goes; None for the front.

    Raises:
        DraftClause.DoesNotExist: It is no clause of this standard.
    """
    if after is None:
        return last_clause(standard)
    return DraftClause.objects.get(standard=standard, key=as_key(DraftClause, after)) if after else None


def wanted_text(text: str) -> str:
    """Return a text as it is kept.

    Raises:
        NotAsWantedError: It is empty or too long.
    """
    wanted = clean(text)
    if not wanted:
        raise NotAsWantedError(_("Write the text of the clause, or delete the clause."), field="text")
    if len(wanted) > LONGEST_CLAUSE:
        raise NotAsWantedError(
            _("A clause has at most {limit} characters. Divide it.", limit=str(LONGEST_CLAUSE)), field="text"
        )
    return wanted


def wanted_kind(kind: str) -> str:
    """Return a kind of clause.

    Raises:
        NotAsWantedError: There is no such kind.
    """
    if kind not in ClauseKind.values:
        raise NotAsWantedError(_("Choose clause, heading or note."), field="kind")
    return kind


def _room_for_one(standard: Standard) -> None:
    if standard.clauses.count() >= MOST_CLAUSES:
        raise NotAsWantedError(
            _("A standard has at most {limit} clauses. Divide it.", limit=str(MOST_CLAUSES)), field="standard_key"
        )
