"""Conversations about a standard as their page shows them: open or resolved, about one clause or about all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Person
from guicheng.apps.standards import selectors
from guicheng.apps.standards.models import Comment, DraftClause, Standard, Thread
from guicheng.apps.standards.selectors.beside import clauses_by_key, mentionable, thread_counts
from guicheng.apps.standards.selectors.paging import BadCursorError, cursor_of, place_of

#: Conversations on one page.
PAGE: Final = 30


@dataclass(frozen=True, slots=True)
class ThreadWish:
    """Which conversations somebody wants to see, as it stands in the address."""

    clause: UUID | None = None
    resolved: bool = False
    cursor: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> ThreadWish:
        """Take the wish out of an address.

        Raises:
            DraftClause.DoesNotExist: The clause is none.
        """
        clause = query.get("clause", "")
        key = selectors.as_key(DraftClause, clause) if clause else None
        return cls(key, query.get("show") == "resolved", query.get("cursor", ""))

    def address(self, **changed: str) -> str:
        """Return the query for the same wish with some things changed."""
        now = {"clause": str(self.clause or ""), "show": "resolved" if self.resolved else ""} | changed
        return "?" + urlencode({name: value for name, value in now.items() if value})


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """A conversation.

    Args:
        row: The conversation.
        comments: What was written, oldest first.
        place: Number or first words of its clause, or that it is about the standard as a whole.
        anchor: Where its clause stands on the page of the standard, "" for none.
        gone: Whether its clause was deleted.
    """

    row: Thread
    comments: Sequence[Comment]
    place: str
    anchor: str
    gone: bool

    @classmethod
    def of(cls, row: Thread, clauses: dict[UUID, DraftClause]) -> ThreadLine:
        """Show a conversation with the clause it is about."""
        clause = clauses.get(row.clause_key) if row.clause_key else None
        place = name_of(clause) if clause else _("The standard as a whole")
        anchor = f"#c-{clause.key}" if clause else ""
        return cls(row, list(row.comments.all()), place, anchor, bool(row.clause_key) and clause is None)


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """A page of conversations.

    Args:
        lines: The conversations, oldest first.
        more: Address of those that follow, "" at the end.
        open: How many are open.
        resolved: How many are resolved.
        clause: The clause that they are about, None for all.
        people: Whom a comment can mention.
        writable: Whether whoever looks may write.
    """

    lines: list[ThreadLine]
    more: str
    open: int
    resolved: int
    clause: DraftClause | None
    people: list[Person]
    writable: bool

    @classmethod
    def of(cls, actor: Actor, standard: Standard, wish: ThreadWish) -> ThreadPage:
        """Gather a page: eight queries, whatever the number of conversations."""
        rows = selectors.threads_of(standard, clause_key=wish.clause, resolved=wish.resolved)
        found = list(rows.filter(pk__gt=_after(wish.cursor))[: PAGE + 1])
        keys = {row.clause_key for row in found if row.clause_key} | ({wish.clause} if wish.clause else set())
        clauses = clauses_by_key(standard, keys)
        opened, resolved = thread_counts(standard, wish.clause)
        writable = actor.may("standards.comment", standard.unit) and actor.person is not None
        return cls(
            lines=[ThreadLine.of(row, clauses) for row in found[:PAGE]],
            more=wish.address(cursor=cursor_of("", found[PAGE - 1].pk)) if len(found) > PAGE else "",
            open=opened,
            resolved=resolved,
            clause=clauses.get(wish.clause) if wish.clause else None,
            people=mentionable(standard) if writable else [],
            writable=writable,
        )


def name_of(clause: DraftClause) -> str:
    """Return what a clause is called: its number, else its first words."""
    return clause.number or (clause.text if len(clause.text) <= 16 else f"{clause.text[:16]}…")


def _after(cursor: str) -> int:
    try:
        return int(place_of(cursor)[1]) if cursor else 0
    except BadCursorError:  # a cut address: begin at the start
        return 0
