"""The history of a draft as its page shows it: acts, newest first, with the words that each changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final
from uuid import UUID

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from guicheng.apps.standards.models import ChangeWhy, ClauseChange, DraftClause
from guicheng.apps.standards.readings import marks
from guicheng.web.wording import Word

WHY: Final = {
    "typed": _("Written"),
    "import": _("Imported"),
    "fix": _("Rewritten as offered"),
    "restore": _("Restored"),
    "split": _("Divided"),
    "merge": _("Joined"),
    "move": _("Moved"),
    "delete": _("Deleted"),
}
_SHORT: Final = 12
_TAGS: Final = {"added": "<ins>{}</ins>", "removed": "<del>{}</del>", "same": "{}"}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What one act made of one clause.

    Args:
        key: The change.
        clause: The clause.
        name: Number that the clause had after it, else its first words.
        words: The text, with what went and what came marked.
        removed: Whether the act deleted the clause.
        new: Whether it made it.
        renumbered: The number before, "" where it stayed.
        moved: Whether it set the clause elsewhere.
        revision: Revision of the clause now, 0 where it is gone.
        restorable: Whether the clause says something else now, so that this text could come back.
        present: Whether nothing happened to the clause since.
    """

    key: str
    clause: UUID
    name: str
    words: SafeString
    removed: bool
    new: bool
    renumbered: str
    moved: bool
    revision: int
    restorable: bool
    present: bool

    @classmethod
    def of(cls, row: ClauseChange, now: DraftClause | None) -> ChangeLine:
        """Show a change beside what the clause is now, None where it is gone."""
        before = row.before or {}
        after = "" if row.removed else row.text
        told = marks(str(before.get("text", "")), after)
        was = str(before.get("number", row.number))
        same = now is not None and (now.text, now.number, now.kind) == (row.text, row.number, row.kind)
        return cls(
            key=str(row.key),
            clause=row.clause_key,
            name=row.number or (row.text if len(row.text) <= _SHORT else f"{row.text[:_SHORT]}…"),
            words=format_html_join("", "{}", ((format_html(_TAGS[mark.kind], mark.text),) for mark in told)),
            removed=row.removed,
            new=row.before is None,
            renumbered=was if was != row.number and not row.removed else "",
            moved=bool(before.get("moved")),
            revision=now.revision if now else 0,
            restorable=not same,
            present=now is None if row.removed else now is not None and now.revision == row.revision,
        )


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act: who changed which clauses, when, and how."""

    key: str
    why: Word
    by: str
    at: datetime
    changes: list[ChangeLine]

    @property
    def undoable(self) -> bool:
        """Whether the act can be taken back: nothing happened to its clauses since."""
        return all(change.present for change in self.changes)


def acts(rows: Iterable[ClauseChange], clauses: dict[UUID, DraftClause]) -> list[ActLine]:
    """Return changes as acts; those of one act stand together."""
    found = []
    for key, group in groupby(rows, lambda row: row.act):
        changes = list(group)
        first, lines = changes[0], [ChangeLine.of(row, clauses.get(row.clause_key)) for row in changes]
        found.append(ActLine(str(key), WHY[first.why], first.by_name, first.at, lines))
    return found


assert set(WHY) == set(ChangeWhy.values)  # noqa: S101 - a way to change without a word must not start
