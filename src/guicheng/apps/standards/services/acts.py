"""One act on a draft: what it changes is kept in the history, read anew, and taken from running approvals."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.db.models import Sum

from guicheng.apps.organization.actors import Actor
from guicheng.apps.platform.services import record
from guicheng.apps.standards.models import ClauseChange, DraftClause, Standard, StandardState
from guicheng.apps.standards.readings import (
    TextReading,
    company_words,
    day_of,
    judge,
    notes_of,
    read_clause,
    reader_version,
    settle,
)
from guicheng.apps.standards.services.access import stale_message
from guicheng.apps.standards.services.voiding import void_opinions
from guicheng.domain.values import StaleError
from guicheng.domain.values.message import _

#: Room between two neighbours, so that a clause goes in between without renumbering the others.
STEP: Final = 1 << 20
_BATCH: Final = 400


@dataclass(frozen=True, slots=True)
class Change:
    """What an act did.

    Args:
        clause: The clause as it is now; None where it is gone or the act was about several.
        act: Key of the act, for taking it back.
        voided: Opinions of a running approval that no longer count.
    """

    clause: DraftClause | None
    act: UUID
    voided: int


class DraftAct:
    """Collects the changes of one act; ``finish`` settles all that follows from them.

    Args:
        actor: Who acts.
        standard: Its row is locked.
        why: How the clauses come to be as they will be.
        at: Now, with time zone.
    """

    def __init__(self, *, actor: Actor, standard: Standard, why: str, at: datetime) -> None:
        self.id = uuid4()
        self.actor, self.standard, self.why, self.at = actor, standard, why, at
        self.words = company_words(standard.company_id)
        self._changes: list[ClauseChange] = []
        self._readings: dict[UUID, TextReading] = {}

    @property
    def touched(self) -> list[UUID]:
        """Keys of the clauses that the act changed."""
        return [change.clause_key for change in self._changes]

    def snapshot(self, clause: DraftClause) -> dict[str, Any]:
        """Return a clause as the act finds it, with its place."""
        before = neighbour_before(clause)
        return {
            "kind": clause.kind,
            "level": clause.level,
            "number": clause.number,
            "text": clause.text,
            "elements": clause.elements,
            "after": str(before.key) if before else None,
            "position": clause.position,
            "moved": False,
        }

    def change(self, clause: DraftClause, before: dict[str, Any]) -> None:
        """Save a clause that was changed; ``before`` was taken ahead of the change."""
        clause.revision += 1
        self._settle([clause])
        clause.save()
        self._note(clause, {**before, "moved": clause.position != before["position"]})

    def read(self, clause: DraftClause) -> TextReading:
        """Read a clause that the act is about to add; it is not read again for that."""
        self._readings[clause.key] = found = read_clause(clause, self.words)
        return found

    def add(self, clauses: Sequence[DraftClause]) -> None:
        """Save new clauses, whose positions are set; one that was there before goes on with its revisions."""
        self._settle(clauses)
        for start in range(0, len(clauses), _BATCH):
            DraftClause.objects.bulk_create(clauses[start : start + _BATCH])
        for clause in clauses:
            self._note(clause, None)

    def remove(self, clause: DraftClause) -> None:
        """Delete a clause; its history stays."""
        before = self.snapshot(clause)
        clause.delete()
        clause.revision += 1
        self._note(clause, before, removed=True)

    def _settle(self, clauses: Sequence[DraftClause]) -> None:
        keys = [clause.key for clause in clauses] if len(clauses) <= _BATCH else None
        notes = notes_of(self.standard.pk, keys)
        for clause in clauses:
            reading = self._readings.pop(clause.key, None)
            settle(clause, judge(clause, self.words, notes, day_of(self.at), reading))

    def _note(self, clause: DraftClause, before: dict[str, Any] | None, *, removed: bool = False) -> None:
        self._changes.append(
            ClauseChange(
                act=self.id,
                standard=self.standard,
                clause_key=clause.key,
                revision=clause.revision,
                kind=clause.kind,
                level=clause.level,
                number=clause.number,
                text=clause.text,
                elements=clause.elements,
                removed=removed,
                why=self.why,
                before=before,
                by=self.actor.person,
                by_name=self.actor.name[:80],
                at=self.at,
            )
        )

    def finish(self, name: str, *, clause: DraftClause | None = None) -> Change:
        """Write the history, the totals of the standard and the audit row.

        Args:
            name: Name of the service.
            clause: What the caller gets back.
        """
        ClauseChange.objects.bulk_create(self._changes, batch_size=_BATCH)
        touch_standard(self.standard, at=self.at)
        voided = void_opinions(
            standard=self.standard, keys=self.touched, words=self.words, actor=self.actor, at=self.at
        )
        record(
            actor=self.actor,
            act=f"standards.{name}",
            subject="standard",
            key=str(self.standard.key),
            label=str(self.standard),
            unit_path=str(self.standard.unit.path),
            before=_audited((change.before or {}) for change in self._changes),
            after=_audited({"text": change.text, "removed": change.removed} for change in self._changes),
            at=self.at,
        )
        return Change(clause, self.id, voided)


def _audited(states: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return the texts of an act for the audit; of a long act the first ones, the history has them all."""
    listed = list(states)
    texts = [{key: state[key] for key in ("text", "removed") if state.get(key)} for state in listed[:20]]
    return {"clauses": texts, "count": len(listed)}


def touch_standard(standard: Standard, *, at: datetime) -> None:
    """Note that the draft of a locked standard changed."""
    standard.revision += 1
    standard.updated_at = at
    standard.reader = reader_version()
    if standard.state == StandardState.PUBLISHED:
        standard.state = StandardState.REVISED
    total = standard.clauses.order_by().aggregate(total=Sum("errors"))["total"]
    standard.errors = total or 0
    standard.save(update_fields=["revision", "updated_at", "state", "errors", "reader"])


def same_revision(clause: DraftClause, revision: int) -> None:
    """Let an act pass that saw the clause as it is.

    Raises:
        StaleError: It was changed since; the error carries what stands there now.
    """
    if clause.revision == revision:
        return
    change = ClauseChange.objects.filter(clause_key=clause.key).order_by("-pk").first()
    if change is None:
        raise StaleError(
            _("The clause was changed. Compare, then save."), present=clause.text, revision=clause.revision
        )
    raise StaleError(stale_message(change), present=clause.text, revision=clause.revision)


def neighbour_before(clause: DraftClause) -> DraftClause | None:
    """Return the clause before one."""
    rows = DraftClause.objects.filter(standard_id=clause.standard_id, position__lt=clause.position)
    return rows.order_by("-position").first()


def place_after(standard: Standard, after: DraftClause | None) -> int:
    """Return a free position behind a clause, at the front for None; the others are spread where there is no room."""
    rows = DraftClause.objects.filter(standard=standard)
    start = after.position if after else None
    following = (rows.filter(position__gt=start) if start is not None else rows).order_by("position").first()
    if following is None:
        return (start if start is not None else 0) + STEP
    if start is None:
        return following.position - STEP
    if following.position - start > 1:
        return (start + following.position) // 2
    spread(standard)
    moved = rows.get(pk=after.pk) if after else None
    return (moved.position if moved else 0) + STEP // 2


def spread(standard: Standard) -> None:
    """Give the clauses of a standard room between them again, in batches."""
    clauses = list(DraftClause.objects.filter(standard=standard).order_by("position", "pk").only("pk", "position"))
    for index, clause in enumerate(clauses):
        clause.position = index * STEP
    DraftClause.objects.bulk_update(clauses, ["position"], batch_size=_BATCH)


def last_clause(standard: Standard) -> DraftClause | None:
    """Return the last clause of a draft."""
    return DraftClause.objects.filter(standard=standard).order_by("-position").first()


def revisions_of(keys: Collection[UUID]) -> dict[UUID, int]:
    """Return the last revision in the history of each clause, gone ones too."""
    found: dict[UUID, int] = {}
    for key, revision in ClauseChange.objects.filter(clause_key__in=keys).values_list("clause_key", "revision"):
        found[key] = max(revision, found.get(key, 0))
    return found
