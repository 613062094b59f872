"""Rows of a document turned back into domain values, so that pages and exports show what the rules say now."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

import guicheng
from guicheng.apps.standards.models import Document, DocumentClause, DocumentLeftOver, DocumentSection
from guicheng.domain.lint import all_rules
from guicheng.domain.manual import LeftOver, Manual, Place, Section, SourceClause
from guicheng.domain.manual.reading import Checks, ManualReading, ReadClause, read_section_clause


@cache
def reader_version() -> str:
    """Name what reads documents now: release, rules, words and patterns.

    A document that another version read is read again when the worker starts, so that counts and lists agree.
    """
    digest = sha256(",".join(f"{rule.code}:{rule.severity}" for rule in all_rules()).encode())
    tables = [files("guicheng.domain.clause") / name for name in ("forms.toml", "patterns.toml")]
    lexicon = files("guicheng.library") / "lexicon"
    tables += sorted(
        (entry for entry in lexicon.iterdir() if entry.name.endswith(".tsv")), key=lambda entry: entry.name
    )
    for table in tables:
        digest.update(table.read_bytes())
    return f"{guicheng.__version__}+{digest.hexdigest()[:12]}"


def place_json(place: Place) -> dict[str, Any]:
    """Return a place as it is stored."""
    return asdict(place)


def read_row(row: DocumentClause, section: Section | None = None) -> ReadClause:
    """Read a stored clause again; its section must be loaded with it unless it is given."""
    found = section or section_of(row.section)
    source = SourceClause(row.text, row.number, Place(**row.place), row.elements)
    return read_section_clause(source, found, document="", index=row.position, checks=Checks())


def section_of(row: DocumentSection) -> Section:
    """Return a stored section, without its clauses."""
    return Section(row.title, row.number, row.level, tuple(row.path), ())


def manual_reading(document: Document) -> ManualReading:
    """Return the whole document as it is read now: three queries, whatever its length."""
    sections = {row.pk: section_of(row) for row in document.sections.order_by("index")}
    rows = document.clauses.order_by("position")
    clauses = tuple(read_row(row, sections[row.section_id]) for row in rows)
    leftovers = tuple(leftover_of(row) for row in document.leftovers.all())
    return ManualReading(Manual(document.name, document.kind, tuple(sections.values()), leftovers), clauses)


def leftover_of(row: DocumentLeftOver) -> LeftOver:
    """Return a stored left-over."""
    return LeftOver(row.text, row.reason, Place(**row.place))
