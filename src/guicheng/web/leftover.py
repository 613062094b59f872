"""The text of a file that became no clause, grouped by reason."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from guicheng.apps.standards import selectors
from guicheng.apps.standards.models import Document
from guicheng.domain.manual import Place
from guicheng.web.wording import LEFT_OVER, PARTS, Word


@dataclass(frozen=True, slots=True)
class Line:
    """One text and where it stands in the file."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Reason:
    """The texts that became no clause for one reason."""

    label: Word
    why: Word
    lines: list[Line]


def by_reason(document: Document) -> list[Reason]:
    """Return the left-overs of a document; reasons with text to check come first."""
    found: dict[str, list[Line]] = {}
    for row in selectors.leftovers_of(document):
        found.setdefault(row.reason, []).append(Line(row.text, place_of(row.place)))
    order = [*LEFT_OVER, *(reason for reason in found if reason not in LEFT_OVER)]
    return [Reason(*LEFT_OVER.get(reason, (reason, "")), found[reason]) for reason in order if reason in found]


def place_of(place: Place) -> str:
    """Return a place so that a person finds it again in the file."""
    part = str(PARTS.get(place.part, place.part))
    if place.row:
        sentence = _("{part} {block}, row {row}, column {column}")
        return sentence.format(part=part, block=place.block, row=place.row, column=place.column)
    return _("{part} {block}").format(part=part, block=place.block)
