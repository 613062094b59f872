"""The elements that a clause says itself, that a column or a form beside it says, and that its standard says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final, Literal

from guicheng.domain.catalogue.tables import rows_of
from guicheng.domain.clause import Clause, Kind, Requirement, State
from guicheng.domain.values import Span

#: Where an element was found.
Source = Literal["text", "beside", "standard"]


class Element(StrEnum):
    """One of the seven; the names are those of the columns of tables."""

    OBJECT = "object"
    CONTENT = "content"
    QUALITY = "quality"
    LIMIT = "limit"
    PROVIDER = "provider"
    WAY = "way"
    ASSESSMENT = "assessment"


#: All of them, in the order of the field.
SEVEN: Final = tuple(Element)
_LIMITS: Final = frozenset({Kind.TIME_LIMIT, Kind.FREQUENCY, Kind.INTERVAL, Kind.WINDOW, Kind.RETENTION})
_LEVELS: Final = frozenset({Kind.QUANTITY, Kind.COUNT, Kind.RATIO})
#: What a table calls them otherwise: how often is a time limit too.
_COLUMNS: Final = {Element.LIMIT: ("limit", "frequency")}
_LONGEST: Final = 40
_OPENING: Final = re.compile(r"^[\s\d.、()（）]*|^(?:应当|应|须|必须|需)")


@dataclass(frozen=True, slots=True)
class Told:
    """What an element is, and who says so.

    Args:
        text: The words.
        source: ``text``, ``beside`` (a column or the form beside the clause) or ``standard``.
        span: Where it stands in the text of the clause; None where it does not stand there.
    """

    text: str
    source: Source
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class ElementRow:
    """The elements of a clause; what nobody says is missing from ``told``."""

    told: Mapping[Element, Told]

    @property
    def missing(self) -> tuple[Element, ...]:
        """The elements that nobody says, in the order of the field."""
        return tuple(element for element in SEVEN if element not in self.told)


def elements_of(clause: Clause, beside: Mapping[str, str], *, customers: str = "") -> ElementRow:
    """Return the elements of a clause.

    What stands beside the clause counts before its text, for a person wrote it on purpose; what the standard says
    for all of its clauses counts last.

    Args:
        clause: The clause as read.
        beside: Element → words, from columns or the form.
        customers: For whom the standard is, as words; "" where it does not say.

    Example:
        >>> from guicheng.domain.clause.reader import read
        >>> row = elements_of(read("接到业主报修后，维修工30分钟内到场。"), {})
        >>> [(element.value, told.text) for element, told in row.told.items()]
        [('object', '业主'), ('content', '到场'), ('limit', '30分钟内'), ('provider', '维修工')]
    """
    found: dict[Element, Told] = {}
    for element in SEVEN:
        told = _beside(element, beside) or _said(element, clause)
        if told is None and element is Element.OBJECT and customers:
            told = Told(customers, "standard")
        if told is not None:
            found[element] = told
    return ElementRow(found)


def _beside(element: Element, beside: Mapping[str, str]) -> Told | None:
    words = [beside.get(name, "").strip() for name in _COLUMNS.get(element, (element.value,))]
    said = "；".join(word for word in words if word)
    return Told(said, "beside") if said else None


def _said(element: Element, clause: Clause) -> Told | None:
    if clause.state is State.NOTE:
        return None
    if element is Element.LIMIT:
        return _bounds(clause, _LIMITS)
    if element is Element.CONTENT:
        return _content(clause)
    if element is Element.PROVIDER and (post := _post(clause)):
        return post
    if element is Element.QUALITY and (level := _bounds(clause, _LEVELS)):
        return level
    hit = _patterns()[element].search(clause.text)
    return _at(clause, Span(*hit.span())) if hit else None


def _at(clause: Clause, span: Span) -> Told:
    return Told(span.of(clause.text), "text", span)


def _post(clause: Clause) -> Told | None:
    """Return the first post that the company's lexicon knows."""
    return next((_at(clause, word.span) for word in clause.words if word.group == "post"), None)


def providers_in(clause: Clause) -> tuple[tuple[int, str], ...]:
    """Return the posts that a clause names, each with its place, in order: 秩序维护员每日巡逻2次，保洁员每日清扫1次 has two."""
    known = {word.span.start: word.span.of(clause.text) for word in clause.words if word.group == "post"}
    found = {match.start(): match[0] for match in _patterns()[Element.PROVIDER].finditer(clause.text)}
    return tuple(sorted({**found, **known}.items()))


def _bounds(clause: Clause, kinds: frozenset[Kind]) -> Told | None:
    found: Sequence[Requirement] = [bound for bound in clause.requirements if bound.kind in kinds]
    if not found:
        return None
    words = dict.fromkeys(bound.span.of(clause.text) for bound in found)
    return Told("、".join(words), "text", found[0].span)


def _content(clause: Clause) -> Told | None:
    """Return the act: as the reader found it after its bound, else the part of the sentence that holds it."""
    for bound in clause.requirements:
        place = clause.text.find(bound.action) if bound.action else -1
        # What stands before its bound is as often who or where as what.
        if bound.action and place > bound.span.start:
            return _at(clause, Span(place, place + len(bound.action)))
    for promise in clause.promises:
        text = promise.span.of(clause.text)
        start = promise.span.start + len(text) - len(_OPENING.sub("", text))
        if promise.span.end - start > 1 and (promise.requirements or not clause.requirements):
            return _at(clause, Span(start, min(promise.span.end, start + _LONGEST)))
    return None


def is_assessment(text: str) -> bool:
    """Tell whether words say how a promise is checked, and not what is promised.

    Example:
        >>> [is_assessment(text) for text in ("每月抽查派工单", "每日清扫2次")]
        [True, False]
    """
    return _patterns()[Element.ASSESSMENT].search(text) is not None


@cache
def _patterns() -> dict[Element, re.Pattern[str]]:
    rows = rows_of("catalogue", "words.tsv", ("element", "pattern"))
    return {Element(row["element"]): re.compile(row["pattern"]) for row in rows}
