"""What became of clauses, act by act."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max

from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards.models import ClauseChange, DraftClause, Standard
from guicheng.apps.standards.selectors.fetching import as_key
from guicheng.apps.standards.selectors.paging import cursor_of, place_of


@dataclass(frozen=True, slots=True)
class ChangePage:
    """A page of the history, newest first."""

    rows: list[ClauseChange]
    next: str


def changes_of(
    standard: Standard, *, clause_key: str | UUID | None = None, cursor: str = "", count: int = 50
) -> ChangePage:
    """Return the history of a draft, or of one of its clauses: one query.

    Raises:
        BadCursorError: The cursor is none of ours.
        DraftClause.DoesNotExist: The key of the clause is none.
    """
    rows = ClauseChange.objects.filter(standard=standard)
    if clause_key is not None:
        rows = rows.filter(clause_key=as_key(DraftClause, clause_key))
    if cursor:
        rows = rows.filter(pk__lt=place_of(cursor)[1])
    found = list(rows.order_by("-pk")[: count + 1])
    return ChangePage(found[:count], cursor_of("", found[count - 1].pk) if len(found) > count else "")


def change_visible_to(actor: Actor, key: str | UUID) -> ClauseChange:
    """Return a change.

    Raises:
        ClauseChange.DoesNotExist: There is none within reach.
    """
    rows = ClauseChange.objects.filter(actor.within("standards.read", "standard__unit")).select_related("standard")
    return rows.get(key=as_key(ClauseChange, key))


def last_change_of(clause: DraftClause) -> ClauseChange | None:
    """Return the newest change of a clause."""
    return ClauseChange.objects.filter(clause_key=clause.key).order_by("-revision").first()


def removed_clauses(standard: Standard) -> list[ClauseChange]:
    """Return the deletions that still hold, newest first: one query; each can be restored."""
    rows = ClauseChange.objects.filter(standard=standard)
    latest = rows.order_by().values("clause_key").annotate(last=Max("pk")).values("last")
    return list(rows.filter(pk__in=latest, removed=True).order_by("-pk"))
