"""Named parameters in a text: 【时限.急修到场】 is read as its value, and every place maps back to the text as written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from guicheng.domain.clause import Clause
from guicheng.domain.clause.clause import Gap, Promise, Word
from guicheng.domain.clause.requirement import Requirement
from guicheng.domain.values import Finding, Fix, Span

#: A name has a group and a dot, so 【重要】 and the blank 【__】 of a rewrite are plain text.
_NAMED: Final = re.compile(r"【([^【】\s.．]{1,30}[.．][^【】\s]{1,30})】")
#: A parameter, or one value for each grade, the best first.
_PLACES: Final = re.compile(rf"{_NAMED.pattern}|\{{([^{{}}|]{{0,200}}(?:\|[^{{}}|]{{0,200}}){{1,19}})\}}")
_Placed = TypeVar("_Placed", Requirement, Word, Gap)


@dataclass(frozen=True, slots=True)
class Piece:
    """Where one parameter stands in the text as written, and where its value stands in the filled one."""

    written: Span
    filled: Span


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its parameters filled in.

    Args:
        written: The text as written.
        text: The text as it is read.
        pieces: The parameters that were filled in, in order of place.
        unknown: Place and name of each parameter that has no value.
        used: Names that were filled in.
    """

    written: str
    text: str
    pieces: tuple[Piece, ...] = ()
    unknown: tuple[tuple[Span, str], ...] = ()
    used: frozenset[str] = frozenset()

    def back(self, span: Span) -> Span:
        """Return the place in the text as written; what touches a value covers the whole 【…】.

        Example:
            >>> filled = fill("报修后【时限.到场】内到场", {"时限.到场": "30分钟"})
            >>> filled.back(Span(3, 8)).of(filled.written)
            '【时限.到场】内'
        """
        return Span(self._back(span.start, opens=True), self._back(span.end, opens=False))

    def _back(self, place: int, *, opens: bool) -> int:
        moved = 0
        for piece in self.pieces:
            start, end = piece.filled.start, piece.filled.end
            if place < start or (place == start and not opens):
                break
            if opens and place < end:
                return piece.written.start
            if not opens and place <= end:
                return piece.written.end
            moved = piece.written.end - end
        return place + moved

    def touches(self, span: Span) -> bool:
        """Tell whether a place of the filled text shares a character with a value."""
        return any(piece.filled.overlaps(span) for piece in self.pieces)


def canonical(name: str) -> str:
    """Return a parameter's name with a plain dot."""
    return name.replace("．", ".")


def parameter_names(text: str) -> frozenset[str]:
    """Return the names of the parameters that a text mentions."""
    return frozenset(canonical(match[1]) for match in _NAMED.finditer(text))


def fill(text: str, values: Mapping[str, str], grade: int = 0) -> Filled:
    """Fill in the parameters of a text, and the values of a grade.

    Args:
        text: The text as written.
        values: Value of each parameter by its name.
        grade: Position of the grade among those of the standard, the best is 0; a place that gives fewer values
            keeps its last one.

    Example:
        >>> fill("{15|20|30}分钟内到场", {}, 1).text
        '20分钟内到场'
    """
    if "【" not in text and "{" not in text:
        return Filled(text, text)
    parts: list[str] = []
    pieces: list[Piece] = []
    unknown: list[tuple[Span, str]] = []
    reached = length = 0
    for match in _PLACES.finditer(text):
        span, value = Span(*match.span()), _value(match, values, grade)
        if value is None:
            unknown.append((span, match[1]))
            continue
        length += span.start - reached
        parts += [text[reached : span.start], value]
        pieces.append(Piece(span, Span(length, length + len(value))))
        length, reached = length + len(value), span.end
    written = (piece.written.of(text) for piece in pieces)
    used = frozenset(canonical(words[1:-1]) for words in written if words.startswith("【"))
    return Filled(text, "".join([*parts, text[reached:]]), tuple(pieces), tuple(unknown), used)


def _value(match: re.Match[str], values: Mapping[str, str], grade: int) -> str | None:
    if match[2] is None:
        return values.get(canonical(match[1]))
    given = match[2].split("|")
    return given[min(grade, len(given) - 1)]


def clause_as_written(clause: Clause, filled: Filled) -> Clause:
    """Return the reading of a filled text with its places in the text as written."""
    if not filled.pieces:
        return clause
    return replace(
        clause,
        text=filled.written,
        requirements=_placed(clause.requirements, filled),
        thresholds=_placed(clause.thresholds, filled),
        words=_placed(clause.words, filled),
        gaps=_placed(clause.gaps, filled),
        promises=tuple(_promise(promise, filled) for promise in clause.promises),
    )


def _promise(promise: Promise, filled: Filled) -> Promise:
    requirements, words = _placed(promise.requirements, filled), _placed(promise.words, filled)
    return Promise(filled.back(promise.span), requirements, words)


def _placed(found: Iterable[_Placed], filled: Filled) -> tuple[_Placed, ...]:
    return tuple(replace(each, span=filled.back(each.span)) for each in found)


def finding_as_written(finding: Finding, filled: Filled) -> Finding:
    """Return a finding with its places in the text as written; a rewrite that would overwrite a value is dropped."""
    if not filled.pieces:
        return finding
    fixes: tuple[Fix, ...] = tuple(
        replace(fix, span=filled.back(fix.span)) for fix in finding.fixes if not filled.touches(fix.span)
    )
    return replace(finding, span=filled.back(finding.span), fixes=fixes)
