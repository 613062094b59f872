"""The way back: an earlier text of a clause, or a whole act taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import ChangeWhy, ClauseChange, DraftClause, Standard
from guicheng.apps.standards.selectors import as_key
from guicheng.apps.standards.services.access import stale_message, standard_for
from guicheng.apps.standards.services.acts import (
    Change,
    DraftAct,
    last_clause,
    place_after,
    revisions_of,
    same_revision,
)
from guicheng.domain.values import StaleError


@transaction.atomic
def restore_clause(*, actor: Actor, change_key: str | UUID, revision: int, at: datetime) -> Change:
    """Set a clause to what an earlier change made of it; a deleted one comes back.

    Args:
        actor: Who writes; needs ``standards.edit``.
        change_key: The change whose text comes back; of a deletion the text that was deleted.
        revision: The revision that the actor saw; 0 where the clause is deleted.
        at: Now, with time zone.

    Raises:
        ClauseChange.DoesNotExist: There is no such change within reach.
        StaleError: Somebody changed it since; nothing is written.
    """
    change = _change(actor, change_key)
    standard = standard_for(actor, "standards.edit", change.standard.key)
    act = DraftAct(actor=actor, standard=standard, why=ChangeWhy.RESTORE, at=at)
    clause = DraftClause.objects.filter(key=change.clause_key).first()
    state = _state_of(change)
    if clause is None:
        clause = bring_back(act, change.clause_key, {**state, "after": _last_place(change)})
    else:
        clause.standard = standard
        same_revision(clause, revision)
        before = act.snapshot(clause)
        dress(clause, state)
        act.change(clause, before)
    return act.finish("restore_clause", clause=clause)


@transaction.atomic
def undo_act(*, actor: Actor, act: str | UUID, at: datetime) -> Change:
    """Take an act back: each clause that it changed becomes what it was before.

    Raises:
        ClauseChange.DoesNotExist: There is no such act within reach.
        StaleError: One of its clauses was changed since; nothing is written.
    """
    rows = ClauseChange.objects.filter(actor.within("standards.read", "standard__unit"))
    changes = list(rows.filter(act=as_key(ClauseChange, act)).select_related("standard").order_by("-pk"))
    if not changes:
        raise ClauseChange.DoesNotExist
    standard = standard_for(actor, "standards.edit", changes[0].standard.key)
    _unchanged_since(changes)
    undoing = DraftAct(actor=actor, standard=standard, why=ChangeWhy.RESTORE, at=at)
    clauses = [_take_back(undoing, change) for change in changes]
    return undoing.finish("undo_act", clause=clauses[0] if len(clauses) == 1 else None)


def _change(actor: Actor, key: str | UUID) -> ClauseChange:
    rows = ClauseChange.objects.filter(actor.within("standards.read", "standard__unit")).select_related("standard")
    return rows.get(key=as_key(ClauseChange, key))


def _unchanged_since(changes: Sequence[ClauseChange]) -> None:
    """Let an act pass whose clauses are as it left them; what was done since and taken back does not count."""
    left: dict[UUID, ClauseChange] = {}
    for change in changes:
        left.setdefault(change.clause_key, change)
    present = {clause.key: clause for clause in DraftClause.objects.filter(key__in=left)}
    for key, change in left.items():
        clause = present.get(key)
        if (clause is None) if change.removed else (clause is not None and _state_of(clause) == _state_of(change)):
            continue
        last = ClauseChange.objects.filter(clause_key=key).order_by("-revision")[0]
        raise StaleError(stale_message(last), present="" if last.removed else last.text, revision=last.revision)


def _take_back(act: DraftAct, change: ClauseChange) -> DraftClause | None:
    clause = DraftClause.objects.filter(key=change.clause_key).first()
    if change.before is None:
        if clause is not None:
            clause.standard = act.standard
            act.remove(clause)
        return None
    if clause is None:
        return bring_back(act, change.clause_key, change.before)
    clause.standard = act.standard
    before = act.snapshot(clause)
    dress(clause, change.before)
    if change.before["moved"]:
        clause.position = _place(act.standard, change.before["after"], clause)
    act.change(clause, before)
    return clause


def _state_of(row: ClauseChange | DraftClause) -> dict[str, Any]:
    return {"kind": row.kind, "level": row.level, "number": row.number, "text": row.text, "elements": row.elements}


def dress(clause: DraftClause, state: dict[str, Any]) -> None:
    """Give a clause what a state of it says."""
    clause.kind, clause.level, clause.number = state["kind"], state["level"], state["number"]
    clause.text, clause.elements = state["text"], state["elements"]


def bring_back(act: DraftAct, key: UUID, state: dict[str, Any]) -> DraftClause:
    """Bring back a clause that is gone, under its own key."""
    clause = DraftClause(standard=act.standard, key=key, revision=revisions_of([key])[key] + 1)
    dress(clause, state)
    clause.position = _place(act.standard, state["after"], None)
    act.add([clause])
    return clause


def _last_place(change: ClauseChange) -> str | None:
    """Return the clause behind which a gone one stood last."""
    last = ClauseChange.objects.filter(clause_key=change.clause_key, removed=True).order_by("-revision").first()
    return last.before["after"] if last and last.before else None


def _place(standard: Standard, after: str | None, clause: DraftClause | None) -> int:
    """Return a position behind a clause; at the end where that one is gone as well."""
    if after is None:
        return place_after(standard, None)
    found = DraftClause.objects.filter(standard=standard, key=after).first()
    if found is None:
        found = last_clause(standard)
    if clause is not None and found is not None and found.pk == clause.pk:
        return clause.position
    return place_after(standard, found)
