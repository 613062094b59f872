"""The elements that a clause says itself, that a column or a form beside it says, and that its standard says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal

from guicheng.domain.clause import Clause, State
from guicheng.domain.elements.acts import Acts
from guicheng.domain.elements.parts import BOOKS, patterns
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
#: What a table calls them otherwise: how often is a time limit too.
_COLUMNS: Final = {Element.LIMIT: ("limit", "frequency")}


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
    """The elements of a clause; what nobody says is missing from ``told``.

    Args:
        told: What each element is.
        said: What the sentence itself says of those that are written beside it too.
    """

    told: Mapping[Element, Told]
    said: Mapping[Element, Told] = field(default_factory=dict)

    @property
    def post(self) -> str:
        """The post that answers for it where one alone can: as a column says it, of the text the first; "" for none."""
        told = self.told.get(Element.PROVIDER)
        if told is None:
            return ""
        return told.text.partition("、")[0] if told.source == "text" else told.text

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
    said = _said(clause)
    for element in SEVEN:
        told = _beside(element, beside) or said.get(element)
        if told is None and element is Element.OBJECT and customers:
            told = Told(customers, "standard")
        if told is not None:
            found[element] = told
    return ElementRow(found, {element: told for element, told in said.items() if found[element] is not told})


def _beside(element: Element, beside: Mapping[str, str]) -> Told | None:
    words = [beside.get(name, "").strip() for name in _COLUMNS.get(element, (element.value,))]
    said = "；".join(word for word in words if word)
    return Told(said, "beside") if said else None


def _said(clause: Clause) -> dict[Element, Told]:
    """Return what the text says itself; what cannot be taken from it cleanly is left out."""
    if clause.state is State.NOTE:
        return {}
    acts, customer = Acts(clause), patterns()["object"].search(BOOKS.sub(_blank, clause.text))
    taken: dict[Element, Sequence[Span | str]] = {
        Element.OBJECT: [Span(*customer.span())] if customer else [],
        Element.CONTENT: acts.acts(),
        Element.QUALITY: acts.levels(),
        Element.LIMIT: acts.limits(),
        Element.PROVIDER: acts.doers(),
        Element.WAY: acts.ways(),
        Element.ASSESSMENT: acts.checks(),
    }
    return {element: _told(clause.text, found) for element, found in taken.items() if found}


def _told(text: str, found: Sequence[Span | str]) -> Told:
    """Return words as one element, with the place of the first that stands there as it is."""
    words = list(dict.fromkeys(each.of(text) if isinstance(each, Span) else each for each in found))
    first = found[0] if isinstance(found[0], Span) else _place(text, words[0])
    return Told("、".join(words), "text", first)


def _place(text: str, words: str) -> Span | None:
    place = text.find(words)
    return Span(place, place + len(words)) if place >= 0 else None


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def is_assessment(text: str) -> bool:
    """Tell whether words say how a promise is checked, and not what is promised.

    Example:
        >>> [is_assessment(text) for text in ("每月抽查派工单", "每日清扫2次")]
        [True, False]
    """
    return patterns()[Element.ASSESSMENT.value].search(text) is not None
