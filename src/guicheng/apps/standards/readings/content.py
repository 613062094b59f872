"""What exactly is approved and published: content as canonical JSON, and the hash that names it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Protocol
from uuid import UUID

from django.utils.timezone import get_default_timezone

from guicheng.apps.standards.models import DraftClause, Edition, EditionClause, Standard
from guicheng.apps.standards.readings.words import CompanyWords
from guicheng.domain.standard.parameters import parameter_names

Content = dict[str, Any]


class Paragraph(Protocol):
    """A clause of a draft or an edition."""

    key: UUID
    kind: str
    level: int
    number: str
    text: str
    elements: Any


class Titled(Protocol):
    """A standard or an edition."""

    code: str
    title: str
    category: str
    grades: Any


def content_of(titled: Titled, clauses: Iterable[Paragraph], parameters: Mapping[str, str]) -> Content:
    """Return the content of a standard or an edition.

    Args:
        titled: Gives code, title, category and grades.
        clauses: In order.
        parameters: Value of each named parameter that the clauses use.
    """
    # A standard of one form is named as it was before there were grades, so that its hash stays.
    graded = {"grades": list(titled.grades)} if titled.grades else {}
    return {
        **graded,
        "format": 1,
        "code": titled.code,
        "title": titled.title,
        "category": titled.category,
        "parameters": dict(parameters),
        "clauses": [
            {
                "key": str(clause.key),
                "kind": clause.kind,
                "level": clause.level,
                "number": clause.number,
                "text": clause.text,
                "elements": dict(clause.elements),
            }
            for clause in clauses
        ],
    }


def content_hash(content: Content) -> str:
    """Return the SHA-256 of content as canonical JSON: keys sorted, no spaces, UTF-8.

    Example:
        >>> content_hash({"b": 1, "a": "条"}) == content_hash({"a": "条", "b": 1})
        True
    """
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def draft_content(standard: Standard, words: CompanyWords) -> Content:
    """Return the content of a standard's draft as it stands: one query."""
    clauses = list(DraftClause.objects.filter(standard=standard).order_by("position", "pk"))
    used = {name for clause in clauses for name in parameter_names(clause.text)}
    values = {name: words.parameters[name] for name in sorted(used) if name in words.parameters}
    return content_of(standard, clauses, values)


def edition_content(edition: Edition, clauses: Iterable[EditionClause]) -> Content:
    """Return the content of an edition from its rows."""
    return content_of(edition, clauses, edition.parameters)


def day_of(at: datetime) -> date:
    """Return the day of a moment where the company works."""
    return at.astimezone(get_default_timezone()).date()
