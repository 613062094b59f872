"""Lists whose words and numbers go together by their place: 急修、小修分别在30分钟、2小时内到场."""

from __future__ import annotations

from collections.abc import Sequence

from guicheng.domain.clause import Clause, Kind
from guicheng.domain.comparison.parts import Part
from guicheng.domain.comparison.vocabulary import Hit
from guicheng.domain.values import Span


def dealt(clause: Clause, plain: str, part: Part, words: Sequence[Hit], own: Span) -> Hit | None:
    """Return the word before 分别 that is a bound's by its place; None where there is no such list.

    Args:
        clause: The clause.
        plain: Its normalized text.
        part: The part with the list.
        words: Its words of one sort, in order of place.
        own: The bound.
    """
    each = plain.find("分别", part.start, part.end)
    listed = [hit for hit in words if hit.end <= each]
    bounds = [
        other.span.start
        for other in clause.requirements
        if each < other.span.start < part.end and other.kind is not Kind.WINDOW
    ]
    if each < 0 or len(bounds) < 2 or len(listed) != len(bounds) or own.start not in bounds:
        return None
    return listed[bounds.index(own.start)]
