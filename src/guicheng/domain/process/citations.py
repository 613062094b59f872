"""The clauses that a step cites, and from where to where each of them is counted: KF-01/3.2(1→4,1=紧急)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_MARKS: Final = re.compile(r"[、,，;；\s]+")
#: Brackets behind a clause that hold an arrow; other brackets belong to its number.
_SPAN: Final = re.compile(r"\s*[(（]([^()（）]*(?:→|->|=>)[^()（）]*)[)）]")
_BETWEEN: Final = re.compile(r"[；;]")


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause that a step cites.

    Args:
        clause: How the table names it.
        spans: From the start of which step to the end of which it is counted, with answers; none where nobody said.
    """

    clause: str
    spans: tuple[str, ...] = ()


def read_citations(text: str) -> tuple[Citation, ...]:
    """Return the clauses that a cell names, each once, in order.

    Example:
        >>> [(each.clause, each.spans) for each in read_citations("KF-01/3.2(1→4,1=紧急；1→6)、KF-02/1")]
        [('KF-01/3.2', ('1→4,1=紧急', '1→6')), ('KF-02/1', ())]
    """
    spans: list[tuple[str, ...]] = []

    def kept(match: re.Match[str]) -> str:
        spans.append(tuple(part.strip() for part in _BETWEEN.split(match[1]) if part.strip()))
        return f"\0{len(spans) - 1}、"

    found: dict[str, tuple[str, ...]] = {}
    for part in _MARKS.split(_SPAN.sub(kept, text.replace("\0", ""))):
        clause, _mark, place = part.partition("\0")
        if clause:
            found[clause] = (*found.get(clause, ()), *(spans[int(place)] if place else ()))
    return tuple(Citation(clause, each) for clause, each in found.items())


def write_citation(citation: Citation) -> str:
    """Return a citation as a cell writes it.

    Example:
        >>> write_citation(Citation("KF-01/3.2", ("1→4,1=紧急",)))
        'KF-01/3.2(1→4,1=紧急)'
    """
    return f"{citation.clause}({'；'.join(citation.spans)})" if citation.spans else citation.clause
