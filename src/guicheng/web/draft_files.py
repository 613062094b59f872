"""Drafts and editions as files: Excel for people, Markdown for versions, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from guicheng.adapters.reports.contract import finding_json
from guicheng.adapters.reports.standard_json import standard_json
from guicheng.adapters.reports.standards_book import clause_row, standards_book
from guicheng.adapters.standards_files import packed, write_standard
from guicheng.apps.organization.actors import Actor
from guicheng.apps.standards import selectors
from guicheng.apps.standards.models import Edition, EditionClause, Standard
from guicheng.apps.standards.selectors import DraftRow, StandardRow
from guicheng.apps.standards.selectors.texts import edition_text, texts_of_rows
from guicheng.domain.standard import StandardText
from guicheng.usecases.exchange_standards import folder_for
from guicheng.web.standards_list import STANDARD_STATES, TRADES

#: Clauses that one file of several drafts holds at most; reading them takes some seconds already.
MOST_CLAUSES: Final = 20_000
EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES: Final[Mapping[str, str]] = {
    "xlsx": EXCEL,
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "zip": "application/zip",
}
KINDS: Final = frozenset({"xlsx", "md", "json"})
#: Several standards as the folder that a company keeps in its own version control.
FOLDER: Final = "zip"
Row = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class Draft:
    """A standard with the clauses of its draft, read now."""

    row: StandardRow
    clauses: list[DraftRow]

    @property
    def standard(self) -> Standard:
        """The standard itself."""
        return self.row.standard


def drafts_file(rows: Sequence[StandardRow], kind: str, *, day: date) -> bytes:
    """Return drafts as a workbook to look at or as JSON, read and judged for a day.

    Raises:
        KeyError: There is no such kind of file.
    """
    writers: dict[str, Callable[[Sequence[Draft]], bytes]] = {"xlsx": _workbook, "json": _json}
    clauses = selectors.clauses_of_drafts([row.standard for row in rows], day=day)
    return writers[kind]([Draft(row, clauses[row.standard.pk]) for row in rows])


def folder_file(actor: Actor, rows: Sequence[StandardRow], *, day: date) -> bytes:
    """Return drafts as a folder of files, packed: the form that ``guicheng check`` reads."""
    return packed(folder_for(actor, [row.standard for row in rows], day=day))


def edition_file(edition: Edition, clauses: Sequence[EditionClause], kind: str) -> bytes:
    """Return an edition as a file, word for word as it was published.

    Raises:
        KeyError: There is no such kind of file.
    """
    if kind == "json":
        return _dumped(_edition_json(edition, clauses))
    if kind == "md":
        since = gettext("Edition {number}, in force from {day}").format(
            number=edition.number, day=f"{edition.effective_from:%Y-%m-%d}"
        )
        # A comment of the front matter: whoever reads the file as a standard passes it over.
        written = write_standard(edition_text(edition, clauses))
        return written.replace("---\n", f"---\n# {since}\n", 1).encode("utf-8", "replace")
    if kind != "xlsx":
        raise KeyError(kind)
    return standards_book([_edition_row(edition, clauses)], _edition_clause_rows(edition, clauses), gettext)


def answer(data: bytes, name: str, kind: str) -> HttpResponse:
    """Return a download."""
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.{kind}") or "attachment"
    return HttpResponse(data, content_type=_TYPES[kind], headers={"Content-Disposition": disposition})


def _workbook(found: Sequence[Draft]) -> bytes:
    clauses = (_clause_row(draft, row) for draft in found for row in draft.clauses)
    return standards_book([_standard_row(draft.row) for draft in found], clauses, gettext)


def _standard_row(row: StandardRow) -> Row:
    standard = row.standard
    return (
        standard.code,
        standard.title,
        standard.unit.name,
        str(TRADES[standard.category]) if standard.category else "",
        str(STANDARD_STATES[standard.state].label),
        row.clauses,
        row.errors,
        row.warnings,
        f"{row.confirmed} / {row.requirements}",
        standard.steward.name if standard.steward else "",
        row.in_force.number if row.in_force else "",
    )


def _clause_row(draft: Draft, row: DraftRow) -> Row:
    clause, confirmed = row.clause, sum(echo.confirmed_at is not None for echo in row.echo)
    return clause_row(
        code=draft.standard.code,
        number=clause.number,
        kind=clause.kind,
        text=clause.text,
        state=clause.state,
        echo=[echo.echo for echo in row.echo],
        confirmed=f"{confirmed} / {len(row.echo)}" if row.echo else "",
        findings=(*row.findings.standing, *row.findings.notices),
        elements=clause.elements,
        translate=gettext,
    )


def _edition_row(edition: Edition, clauses: Sequence[EditionClause]) -> Row:
    counted = sum(clause.kind == "clause" for clause in clauses)
    confirmed, read = (sum(bool(test) for test in tests) for tests in _confirmations(clauses))
    trade = str(TRADES[edition.category]) if edition.category else ""
    state = str(STANDARD_STATES["published"].label)
    unit = edition.standard.unit.name
    return edition.code, edition.title, unit, trade, state, counted, 0, 0, f"{confirmed} / {read}", "", edition.number


def _confirmations(clauses: Sequence[EditionClause]) -> tuple[list[bool], list[bool]]:
    return [clause.confirmed for clause in clauses], [bool(clause.echo) for clause in clauses]


def _edition_clause_rows(edition: Edition, clauses: Iterable[EditionClause]) -> Iterator[Row]:
    for clause in clauses:
        yield clause_row(
            code=edition.code,
            number=clause.number,
            kind=clause.kind,
            text=clause.text,
            state=clause.state,
            echo=clause.echo,
            confirmed="✓" if clause.confirmed else "",
            findings=(),
            elements=clause.elements,
            translate=gettext,
        )


def _json(found: Sequence[Draft]) -> bytes:
    texts = texts_of_rows([(draft.standard, draft.clauses) for draft in found])
    told = [_draft_json(draft, text) for draft, text in zip(found, texts, strict=True)]
    return _dumped({"format": 1, "standards": told})


def _draft_json(draft: Draft, text: StandardText) -> dict[str, Any]:
    standard, said = draft.standard, standard_json(text)
    return {
        **said,
        "unit": standard.unit.name,
        "state": standard.state,
        "revision": standard.revision,
        "edition": draft.row.in_force.number if draft.row.in_force else None,
        "parts": [part | _clause_json(row) for part, row in zip(said["parts"], draft.clauses, strict=True)],
    }


def _clause_json(row: DraftRow) -> dict[str, Any]:
    findings = (*row.findings.standing, *row.findings.notices)
    return {
        "state": row.clause.state,
        "revision": row.clause.revision,
        "readings": [{"echo": echo.echo, "confirmed_by": echo.confirmed_by or None} for echo in row.echo],
        "findings": [finding_json(finding, gettext) for finding in findings],
    }


def _edition_json(edition: Edition, clauses: Sequence[EditionClause]) -> dict[str, Any]:
    said = standard_json(edition_text(edition, clauses))
    made = ({"state": each.state, "echo": each.echo, "confirmed": each.confirmed} for each in clauses)
    parts = [part | more for part, more in zip(said["parts"], made, strict=True)]
    return {
        "format": 1,
        "key": str(edition.key),
        "number": edition.number,
        "effective_from": f"{edition.effective_from:%Y-%m-%d}",
        "published_at": edition.published_at.isoformat(),
        "content_hash": edition.content_hash,
        "parameters": edition.parameters,
        "standards": [said | {"edition": edition.number, "parts": parts}],
    }


def _dumped(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
