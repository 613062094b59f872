"""A draft as its page shows it: clauses that can be edited, their readings to confirm, their findings to mend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from guicheng.apps.standards.models import DraftClause
from guicheng.apps.standards.readings import EchoRow, TextReading
from guicheng.apps.standards.selectors import DraftRow
from guicheng.domain.standard.grades import has_values
from guicheng.domain.values import Finding
from guicheng.web.cards import Card


@dataclass(frozen=True, slots=True)
class ReadingChip:
    """One thing that was understood, and who confirmed that it was understood rightly."""

    echo: str
    by: str
    at: datetime | None

    @classmethod
    def of(cls, row: EchoRow) -> ReadingChip:
        """Show a reading with its confirmation, "" for none."""
        return cls(row.echo, row.confirmed_by or "", row.confirmed_at)


@dataclass(frozen=True)
class DraftCard(Card):
    """A clause of a draft.

    Args:
        key: Lasting key.
        kind: clause, heading or note.
        level: Rank of a heading.
        revision: What an edit of it has to name.
        href: Address under which it is read, saved and confirmed.
        readings: What was understood, with confirmations.
        suppressed: How many findings somebody accepted.
        baselined: How many were there when the text was imported.
        threads: Conversations about it that are not resolved.
        editable: Whether whoever looks at it may change it.
        confirmable: Whether they may confirm readings.
        graded: Whether its text gives a value for each grade, of which the best is read.
    """

    key: str = ""
    kind: str = "clause"
    level: int = 0
    revision: int = 0
    href: str = ""
    readings: Sequence[ReadingChip] = ()
    suppressed: int = 0
    baselined: int = 0
    threads: int = 0
    editable: bool = False
    confirmable: bool = False
    graded: bool = False

    @classmethod
    def of(cls, row: DraftRow, code: str, *, editable: bool, confirmable: bool) -> DraftCard:
        """Show a row of a draft."""
        clause, found = row.clause, row.findings
        return cls(
            text=clause.text,
            state=clause.state,
            read=row.read,
            echo=[echo.echo for echo in row.echo],
            remarks=(*found.standing, *found.notices),
            number=clause.number,
            anchor=f"c-{clause.key}",
            name=_name(clause),
            columns=clause.elements,
            key=str(clause.key),
            kind=clause.kind,
            level=clause.level,
            revision=clause.revision,
            href=reverse("clause", args=[code, clause.key]),
            readings=[ReadingChip.of(echo) for echo in row.echo],
            suppressed=len(found.suppressed),
            baselined=len(found.baselined),
            threads=row.open_threads,
            editable=editable,
            confirmable=confirmable,
            graded=has_values(clause.text),
        )

    @classmethod
    def typed(cls, reading: TextReading, clause: DraftClause, findings: Sequence[Finding]) -> DraftCard:
        """Show what is understood of a text that is not saved yet; nothing of it can be confirmed."""
        return cls(
            text=reading.clause.text,
            state=str(reading.clause.state),
            read=[bound.span for bound in (*reading.clause.requirements, *reading.clause.thresholds)],
            echo=list(reading.echo),
            remarks=findings,
            anchor=f"c-{clause.key}",
            name=_name(clause),
            columns=clause.elements,
            key=str(clause.key),
            editable=True,
            graded=has_values(reading.clause.text),
        )

    @property
    def lines(self) -> list[tuple[str, int, int]]:
        """The underlines as (kind, start, end) in code points, for a box whose text is being edited."""
        return [(mark.kind, mark.start, mark.end) for mark in self.marks]


def _name(clause: DraftClause) -> str:
    return clause.number or _("Clause without a number")
