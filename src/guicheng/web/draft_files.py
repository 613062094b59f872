"""Drafts and editions as files: Excel for people, Markdown for papers and versions, JSON for programs."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from guicheng.adapters.reports.contract import finding_json
from guicheng.adapters.reports.standards_book import clause_row, standards_book
from guicheng.apps.standards import selectors
from guicheng.apps.standards.models import Edition, EditionClause, Standard
from guicheng.apps.standards.selectors import DraftRow, StandardRow
from guicheng.apps.standards.selectors.beside import clauses_in_order
from guicheng.usecases.take_sheet import files_of_drafts
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
    """Return drafts as a file, read and judged for a day; Markdown holds the words alone, so nothing is read for it.

    Raises:
        KeyError: There is no such kind of file.
    """
    if kind == "md":
        return _markdown(rows)
    writers: dict[str, Callable[[Sequence[Draft]], bytes]] = {"xlsx": _workbook, "json": _json}
    clauses = selectors.clauses_of_drafts([row.standard for row in rows], day=day)
    return writers[kind]([Draft(row, clauses[row.standard.pk]) for row in rows])


def folder_file(rows: Sequence[StandardRow]) -> bytes:
    """Return drafts as a folder of files, packed: the form that ``guicheng check`` reads."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, text in files_of_drafts([row.standard for row in rows]).items():
            packed.writestr(zipfile.ZipInfo(path), text.encode("utf-8", "replace"), zipfile.ZIP_DEFLATED)
    return out.getvalue()


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
        return _joined([f"# {edition.code} {edition.title}", since, *_lines(clauses)])
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


def _markdown(rows: Iterable[StandardRow]) -> bytes:
    parts: list[str] = []
    standards = [row.standard for row in rows]
    clauses = clauses_in_order(standards)
    for standard in standards:
        parts += [f"# {standard.code} {standard.title}", *_lines(clauses[standard.pk])]
    return _joined(parts)


def _joined(parts: Sequence[str]) -> bytes:
    return ("\n\n".join(parts) + "\n").encode("utf-8", "replace")


def _lines(clauses: Iterable[Any]) -> Iterator[str]:
    """Yield clauses as Markdown, one paragraph each; what would be markup is escaped."""
    for clause in clauses:
        text = _plain(f"{clause.number} {clause.text}".strip())
        if clause.kind == "heading":
            yield f"{'#' * (min(max(clause.level, 1), 4) + 1)} {text.replace(chr(10), ' ')}"
        else:
            yield f"> {text.replace(chr(10), chr(10) + '> ')}" if clause.kind == "note" else text


def _plain(text: str) -> str:
    """Escape what Markdown would take for more than words, wherever it stands."""
    escaped = "".join(f"\\{character}" if character in "\\`*_[]<>#|~" else character for character in text)
    head, dot, rest = escaped.partition(".")
    # A number with a dot at the front would begin a list and lose its figures.
    listed = dot and head.isdigit() and (not rest or rest[0] == " ")
    bullet = escaped[:1] in {"-", "+"}
    return f"{head}\\.{rest}" if listed else f"\\{escaped}" if bullet else escaped


def _json(found: Sequence[Draft]) -> bytes:
    return _dumped({"format": 1, "standards": [_draft_json(draft) for draft in found]})


def _draft_json(draft: Draft) -> dict[str, Any]:
    standard = draft.standard
    return {
        "key": str(standard.key),
        "code": standard.code,
        "title": standard.title,
        "category": standard.category,
        "unit": standard.unit.name,
        "state": standard.state,
        "revision": standard.revision,
        "edition": draft.row.in_force.number if draft.row.in_force else None,
        "clauses": [_clause_json(row) for row in draft.clauses],
    }


def _clause_json(row: DraftRow) -> dict[str, Any]:
    clause = row.clause
    findings = (*row.findings.standing, *row.findings.notices)
    return {
        **_paragraph(clause),
        "revision": clause.revision,
        "readings": [{"echo": echo.echo, "confirmed_by": echo.confirmed_by or None} for echo in row.echo],
        "findings": [finding_json(finding, gettext) for finding in findings],
    }


def _edition_json(edition: Edition, clauses: Iterable[EditionClause]) -> dict[str, Any]:
    return {
        "format": 1,
        "key": str(edition.key),
        "number": edition.number,
        "code": edition.code,
        "title": edition.title,
        "category": edition.category,
        "effective_from": f"{edition.effective_from:%Y-%m-%d}",
        "published_at": edition.published_at.isoformat(),
        "content_hash": edition.content_hash,
        "parameters": edition.parameters,
        "clauses": [{**_paragraph(each), "echo": each.echo, "confirmed": each.confirmed} for each in clauses],
    }


def _paragraph(clause: Any) -> dict[str, Any]:
    return {
        "key": str(clause.key),
        "kind": clause.kind,
        "level": clause.level,
        "number": clause.number,
        "text": clause.text,
        "elements": clause.elements,
        "state": clause.state,
    }


def _dumped(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
