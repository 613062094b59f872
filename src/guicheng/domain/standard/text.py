"""The text of a standard, part by part: what files, workbooks and drafts hold alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

#: The seven elements of a service clause by the key under which drafts keep them, with their Chinese names.
ELEMENTS: Final[dict[str, str]] = {
    "object": "服务对象",
    "content": "服务内容",
    "quality": "质量要求",
    "limit": "时限",
    "provider": "提供者",
    "way": "方式与工具",
    "assessment": "考核方法",
}
#: What tables and files say of a clause besides, by the same kind of key.
MORE_ELEMENTS: Final[dict[str, str]] = {
    "frequency": "频次",
    "retention": "保存期限",
    "price": "收费标准",
    "record": "记录",
    "next": "后续环节",
    "note": "备注",
    "grade": "等级",
    "effort": "耗时",
    "material": "材料",
}


class PartKind(StrEnum):
    """What a part of a standard is; only clauses are read and checked."""

    CLAUSE = "clause"
    HEADING = "heading"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Suppression:
    """That a finding of one rule in a clause is accepted.

    Args:
        code: The rule.
        reason: Why; never empty.
        until: The last day on which it holds, None for ever.
    """

    code: str
    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ClauseText:
    """One part of a standard: a clause, a heading or a note.

    Args:
        text: As written, with ``{15|20|30}`` where the grades differ and 【…】 where a parameter stands; not empty,
            without blanks at its ends.
        number: Number printed before it, such as ``1.1``; "" for none.
        kind: What it is.
        level: Rank of a heading, counted from 1; 0 for the others.
        elements: What is said of it beside the sentence, by the keys of ``ELEMENTS`` and ``MORE_ELEMENTS``, and any
            other column of a table under its own heading.
        grades: Names of the grades that have this clause; empty where all have it.
        key: Its UUID, so that files and drafts know it for the same clause; "" for none.
        suppressions: Findings that are accepted.
    """

    text: str
    number: str = ""
    kind: PartKind = PartKind.CLAUSE
    level: int = 0
    elements: dict[str, str] = field(default_factory=dict)
    grades: tuple[str, ...] = ()
    key: str = ""
    suppressions: tuple[Suppression, ...] = ()


@dataclass(frozen=True, slots=True)
class StandardText:
    """A standard as text.

    Args:
        code: Its code, such as ``GC-01``.
        title: Its title.
        domain: First level of the service catalogue, such as ``engineering``; "" for none.
        items: Keys of catalogue items that it covers.
        property_types: Kinds of property for which it holds; empty for all.
        customer_groups: Groups of customers for whom it holds; empty for all.
        grades: Names of the grades, best first; empty where it has only one form.
        level: ``company``, ``estate``, ``contract``, or "" where the folder says it.
        key: Its UUID; "" for none.
        parts: Clauses, headings and notes, in order.
        unit_path: Names of its unit and of those above it, from below the company down; empty for the whole company.
    """

    code: str
    title: str
    domain: str = ""
    items: tuple[str, ...] = ()
    property_types: tuple[str, ...] = ()
    customer_groups: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    level: str = ""
    key: str = ""
    parts: tuple[ClauseText, ...] = ()
    unit_path: tuple[str, ...] = ()

    @property
    def clauses(self) -> tuple[ClauseText, ...]:
        """The parts that are clauses, in order."""
        return tuple(part for part in self.parts if part.kind is PartKind.CLAUSE)

    def sections(self) -> Iterator[tuple[ClauseText | None, tuple[ClauseText, ...]]]:
        """Yield each heading with the clauses that follow it up to the next; None heads those before the first."""
        heading: ClauseText | None = None
        held: list[ClauseText] = []
        for part in self.parts:
            if part.kind is PartKind.HEADING:
                if held:
                    yield heading, tuple(held)
                heading, held = part, []
            elif part.kind is PartKind.CLAUSE:
                held.append(part)
        if held:
            yield heading, tuple(held)
