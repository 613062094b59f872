"""What the page of a document shows: counts that are doors, contents, filters, and the clauses by section."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from guicheng.apps.standards import selectors
from guicheng.apps.standards.models import Document
from guicheng.web.cards import Card
from guicheng.web.filters import Chip, Filters, chips, choices
from guicheng.web.wording import SEVERITIES, STATES, Word

#: Clauses shown at once, and printed at once.
PAGE: Final = 80
MOST_PRINTED: Final = 5000


@dataclass(frozen=True, slots=True)
class Count:
    """A number that leads to exactly the clauses it counts."""

    name: str
    number: int
    label: Word
    icon: str
    query: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section in the contents and over its clauses."""

    index: int
    title: str
    path: str
    depth: int
    href: str
    clauses: int
    errors: int
    warnings: int
    unread: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Clauses of one section that stand together."""

    section: SectionLine
    cards: list[Card]


@dataclass(frozen=True, slots=True)
class Turn:
    """The way to the clauses that follow."""

    href: str
    count: int
    left: int


def page_of(query: QueryDict) -> int:
    """Return the page of an address, counted from 1."""
    text = query.get("page", "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) <= 6 else 1


def of(document: Document, filters: Filters, page: int, *, whole: bool = False) -> dict[str, object]:
    """Return what the clauses' tab shows.

    Args:
        document: A document that was read.
        filters: What the reader wants to see.
        page: Page of the list, counted from 1.
        whole: Show all clauses at once, to be printed.
    """
    size = MOST_PRINTED if whole else PAGE
    rows, found = _rows(document, filters, (page - 1) * size, size)
    counts = selectors.counts_of(document)
    lines = {section.index: _section(section, filters, document) for section in selectors.sections_of(document)}
    return {
        **head(counts, filters, tab="clauses"),
        "filters": filters,
        "active": _active(filters, lines),
        "fields": choices(filters, _values(counts, lines.values())),
        "sections": list(lines.values()),
        "groups": [
            Group(lines[index], [_card(row) for row in group]) for index, group in groupby(rows, _section_index)
        ],
        "found": found,
        "next_page": _next(filters, page, found - page * size),
        "page_before": _address(filters, page - 1) if page > 1 and rows else "",
    }


def head(counts: selectors.Counts, filters: Filters, *, tab: str) -> dict[str, object]:
    """Return what stands over both tabs: totals, and counts by state and by severity."""
    numbers = [("state", STATES, counts.states), ("severity", SEVERITIES, counts.severities)]
    doors = [
        Count(
            name=name,
            number=found.get(name, 0),
            label=face.label,
            icon=face.icon,
            query=Filters(**{kind: name}).query,
            chosen=filters == Filters(**{kind: name}),
        )
        for kind, faces, found in numbers
        for name, face in faces.items()
    ]
    return {"totals": counts, "counts": doors, "tab": tab, "unfiltered": tab == "clauses" and not filters.any}


def _rows(document: Document, filters: Filters, start: int, count: int) -> tuple[list[selectors.ClauseRow], int]:
    return selectors.clauses_of(
        document,
        state=filters.state,
        severity=filters.severity,
        code=filters.code,
        section=int(filters.section) if filters.section else None,
        words=filters.q,
        start=start,
        count=count,
    )


def _section(row: selectors.SectionRow, filters: Filters, document: Document) -> SectionLine:
    # A file without a title of its own lends its name to the section above all others: no news here.
    stem = PurePosixPath(document.name).stem
    page = row.first // PAGE + 1
    address = f"?page={page}" if page > 1 else "?"
    return SectionLine(
        index=row.index,
        title=f"{row.number} {row.title}".strip(),
        path=" › ".join(title for title in row.path if title != stem),
        depth=min(row.level, 3),
        href=f"{address}#s-{row.index}",
        clauses=row.clauses,
        errors=row.errors,
        warnings=row.warnings,
        unread=row.unread,
        chosen=filters.section == str(row.index),
    )


def _card(row: selectors.ClauseRow) -> Card:
    return Card(
        text=row.text,
        state=row.state,
        read=row.read,
        echo=row.echo,
        remarks=row.findings,
        number=row.number,
        anchor=f"c-{row.position}",
        name=row.number or _("Clause {position}").format(position=row.position + 1),
        columns=row.elements,
    )


def _section_index(row: selectors.ClauseRow) -> int:
    return row.section


def _active(filters: Filters, sections: dict[int, SectionLine]) -> list[Chip]:
    def title(index: str) -> str:
        section = sections.get(int(index))
        return section.title if section else index

    return chips(filters, title)


def _values(counts: selectors.Counts, sections: Iterable[SectionLine]) -> dict[str, list[tuple[str, Word, int]]]:
    """Return what each filter offers, with the number of clauses behind it."""
    return {
        "state": [(name, face.label, counts.states.get(name, 0)) for name, face in STATES.items()],
        "severity": [(name, face.label, counts.severities.get(name, 0)) for name, face in SEVERITIES.items()],
        "code": [(code, code, number) for code, number in sorted(counts.codes.items())],
        "section": [(str(section.index), section.title, section.clauses) for section in sections],
    }


def _next(filters: Filters, page: int, left: int) -> Turn | None:
    return Turn(_address(filters, page + 1), min(PAGE, left), left) if left > 0 else None


def _address(filters: Filters, page: int) -> str:
    return "?" + "&".join(part for part in (filters.query, f"page={page}" if page > 1 else "") if part)
