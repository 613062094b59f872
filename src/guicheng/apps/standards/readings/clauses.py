"""A text of a draft, read and checked by the words of its company."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from typing import Final

from guicheng.apps.standards.models import ClauseKind
from guicheng.apps.standards.readings.words import CompanyWords
from guicheng.domain.clause import Clause, State
from guicheng.domain.clause.lexicon import Lexicon
from guicheng.domain.clause.printer import echoes
from guicheng.domain.manual import Place, Section, SourceClause
from guicheng.domain.manual.reading import Checks, ReadClause, read_section_clause
from guicheng.domain.standard.notices import unknown_parameter
from guicheng.domain.standard.parameters import clause_as_written, fill, finding_as_written
from guicheng.domain.values import Finding

#: Readings kept in mind, a few kilobytes each: what a dozen pages show.
_REMEMBERED: Final = 1_024
_ANYWHERE: Final = Section("", "", 1, (), ())


@dataclass(frozen=True, slots=True)
class TextReading:
    """What a text says.

    Args:
        clause: The reading; its places index the text as written.
        findings: What the rules say, in order of place; an unknown parameter is one of them.
        echo: The printed form of each requirement.
        filled: The text with its parameters filled in.
        parameters: Names of the parameters that were filled in.
    """

    clause: Clause
    findings: tuple[Finding, ...]
    echo: tuple[str, ...]
    filled: str
    parameters: frozenset[str]


def digest_of(text: str) -> str:
    """Return the digest by which a text is known as unchanged."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_text(
    text: str,
    words: CompanyWords,
    *,
    kind: str = ClauseKind.CLAUSE,
    number: str = "",
    elements: Mapping[str, str] | None = None,
) -> TextReading:
    """Read a text of a draft.

    Args:
        text: The text as written.
        words: The words of the company.
        kind: Headings and notes are not read; they promise nothing.
        number: Number printed before it, for its address.
        elements: What columns of its table row say.
    """
    filled = fill(text, words.parameters, words.grade)
    unknown = tuple(unknown_parameter(span, name) for span, name in filled.unknown)
    if kind != ClauseKind.CLAUSE:
        return TextReading(Clause(text, State.NOTE), unknown, (), filled.text, filled.used)
    read, echo = _read(filled.text, number, tuple((elements or {}).items()), words.lexicon)
    clause = clause_as_written(read.clause, filled)
    if unknown:
        clause = replace(clause, state=State.UNREAD)
    findings = [*(finding_as_written(finding, filled) for finding in read.findings), *unknown]
    findings.sort(key=lambda finding: (finding.span, finding.code))
    return TextReading(clause, tuple(findings), echo, filled.text, filled.used)


@lru_cache(maxsize=_REMEMBERED)
def _read(
    text: str, number: str, elements: tuple[tuple[str, str], ...], lexicon: Lexicon | None
) -> tuple[ReadClause, tuple[str, ...]]:
    """Read a text by a lexicon and say it back; both never change, so a page that is shown again reads nothing."""
    source = SourceClause(text, number, Place(), dict(elements))
    found = read_section_clause(source, _ANYWHERE, document="", index=0, checks=Checks(lexicon))
    return found, echoes(found.clause)
