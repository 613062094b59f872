"""A manual with each clause read and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from guicheng.domain.clause import Clause
from guicheng.domain.clause.lexicon import Lexicon
from guicheng.domain.clause.reader import read
from guicheng.domain.lint import all_rules, check
from guicheng.domain.manual.parts import Manual, Section, SourceClause
from guicheng.domain.values import ClauseRef, Finding


@dataclass(frozen=True, slots=True)
class Checks:
    """How clauses are read and which rules speak.

    Args:
        lexicon: The words to read by; the shipped ones by default.
        select: Codes or beginnings of codes; only these rules speak.
        ignore: Codes or beginnings of codes that stay silent.
    """

    lexicon: Lexicon | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadClause:
    """A clause of a file with its reading and findings.

    Args:
        source: Its text and place in the file.
        section: The section that holds it.
        clause: What was understood.
        findings: What the rules have to say, in order of place.
    """

    source: SourceClause
    section: Section
    clause: Clause
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ManualReading:
    """A whole file, read and checked.

    Args:
        manual: Its sections, and what became no clause.
        clauses: All clauses, in reading order.
    """

    manual: Manual
    clauses: tuple[ReadClause, ...]


def read_section_clause(
    source: SourceClause, section: Section, *, document: str, index: int, checks: Checks
) -> ReadClause:
    """Read and check one clause; what a column of its table row answers is not asked again.

    Args:
        source: Text and place.
        section: The section that holds it.
        document: Name of the file, for its address.
        index: Position among the clauses of the file, counted from 0.
        checks: How it is read and checked.

    Raises:
        UnknownRuleError: A code of ``checks`` names no rule.
    """
    ref = ClauseRef(document, section.title, source.number, index)
    clause = read(source.text, ref=ref, lexicon=checks.lexicon)
    findings = check(clause, select=checks.select, ignore=checks.ignore)
    if findings and source.elements:
        answered = _answered_by(source.elements)
        findings = tuple(finding for finding in findings if finding.code not in answered)
    return ReadClause(source, section, clause, findings)


def read_clauses(
    manual: Manual, checks: Checks, progress: Callable[[int, int], None] | None = None
) -> Iterator[ReadClause]:
    """Read the clauses of a manual one after another.

    Args:
        manual: The file, taken apart.
        checks: How clauses are read and checked.
        progress: Called after each clause with how many are read and how many there are.
    """
    placed: Sequence[tuple[Section, SourceClause]] = [
        (section, source) for section in manual.sections for source in section.clauses
    ]
    for index, (section, source) in enumerate(placed):
        yield read_section_clause(source, section, document=manual.name, index=index, checks=checks)
        if progress:
            progress(index + 1, len(placed))


def _answered_by(elements: Mapping[str, str]) -> frozenset[str]:
    filled = {name for name, text in elements.items() if text.strip()}
    return frozenset(code for code, element in _elements() if element in filled)


@cache
def _elements() -> tuple[tuple[str, str], ...]:
    return tuple((rule.code, rule.element) for rule in all_rules() if rule.element)
