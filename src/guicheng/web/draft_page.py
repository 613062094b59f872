"""What the page of a draft shows: bar of states, contents, filters, and the clauses in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict

from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards import selectors
from guicheng.apps.standards.selectors import DraftCounts, HeadingRow, StandardOnDay
from guicheng.web.drafts import DraftCard
from guicheng.web.wording import SEVERITIES, STATES, Word

#: Clauses shown at once.
PAGE: Final = 80


@dataclass(frozen=True, slots=True)
class DraftWish:
    """What a reader wants to see of a draft, as it stands in the address."""

    state: str = ""
    severity: str = ""
    code: str = ""
    q: str = ""
    unconfirmed: bool = False
    start: int = 0

    @classmethod
    def of(cls, query: QueryDict) -> DraftWish:
        """Take the wishes out of an address; what makes no sense is left out."""
        start = query.get("start", "")
        return cls(
            state=query.get("state", "") if query.get("state", "") in STATES else "",
            severity=query.get("severity", "") if query.get("severity", "") in SEVERITIES else "",
            code=query.get("code", "")[:10],
            q=" ".join(query.get("q", "").split())[:100],
            unconfirmed=query.get("unconfirmed", "") == "1",
            start=int(start) if start.isascii() and start.isdigit() and len(start) <= 6 else 0,
        )

    def address(self, **changed: str | int) -> str:
        """Return the query for the same wish with some things changed."""
        fields = {"state": self.state, "severity": self.severity, "code": self.code, "q": self.q}
        fields |= {"unconfirmed": "1" if self.unconfirmed else "", "start": str(self.start or "")}
        fields |= {name: str(value) for name, value in changed.items()}
        return "?" + urlencode({name: value for name, value in fields.items() if value})

    @property
    def any(self) -> bool:
        """Whether anything is left out of the list."""
        return bool(self.state or self.severity or self.code or self.q or self.unconfirmed)


@dataclass(frozen=True, slots=True)
class Door:
    """A number that leads to exactly the clauses that it counts."""

    name: str
    label: Word
    icon: str
    number: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A page of a draft.

    Args:
        cards: The clauses shown.
        found: How many fit the wish in all; of a whole draft its clauses, without headings and notes.
        counts: Totals of the draft.
        doors: Numbers by state and severity.
        contents: The headings.
        in_force: The standard with the edition in force today.
        more: Address of the rows that follow, "" at the end.
        editable: Whether whoever looks may change the draft.
    """

    cards: Sequence[DraftCard]
    found: int
    counts: DraftCounts
    doors: Sequence[Door]
    contents: Sequence[HeadingRow]
    in_force: StandardOnDay
    more: str
    editable: bool

    @classmethod
    def of(cls, actor: Actor, today: StandardOnDay, wish: DraftWish, *, day: date) -> DraftPage:
        """Gather a page of a standard that came with its edition in force; six queries, however many the clauses."""
        standard = today.standard
        rows, found = selectors.draft_clauses(
            standard,
            day=day,
            state=wish.state,
            severity=wish.severity,
            code=wish.code,
            words=wish.q,
            unconfirmed=wish.unconfirmed,
            start=wish.start,
            count=PAGE,
        )
        editable = actor.may("standards.edit", standard.unit)
        confirmable = actor.may("standards.confirm", standard.unit) and actor.person is not None
        counts = selectors.counts_of_draft(standard)
        return cls(
            cards=[DraftCard.of(row, standard.code, editable=editable, confirmable=confirmable) for row in rows],
            found=found if wish.any else counts.clauses,
            counts=counts,
            doors=_doors(counts, wish),
            contents=selectors.outline_of(standard),
            in_force=today,
            more=wish.address(start=wish.start + PAGE, rows=1) if found > wish.start + PAGE else "",
            editable=editable,
        )


def _doors(counts: DraftCounts, wish: DraftWish) -> list[Door]:
    numbers = [("state", STATES, counts.states), ("severity", SEVERITIES, counts.severities)]
    return [
        Door(
            name=name,
            label=face.label,
            icon=face.icon,
            number=found.get(name, 0),
            href="?" + urlencode({kind: name}),
            chosen=getattr(wish, kind) == name,
        )
        for kind, faces, found in numbers
        for name, face in faces.items()
    ]
