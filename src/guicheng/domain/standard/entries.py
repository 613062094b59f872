"""The clauses of a system and what is found by setting them beside one another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from guicheng.domain.clause import Clause
from guicheng.domain.comparison import Comparison, Level, Term
from guicheng.domain.lint import explained
from guicheng.domain.values import Finding, Message, Severity, Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A clause in the system.

    Args:
        clause: The reading.
        terms: Its comparable promises.
        level: Who set it.
        place: Where it stands, as people are told: ``GC-01.md:12 1.1``.
        grade: The grade at which it is read, "" where it has one form.
        heading: Title of its section.
        unit: Path of its unit in the company's tree; what begins with it stands below. "" for the whole company.
    """

    clause: Clause
    terms: tuple[Term, ...]
    level: Level
    place: str
    grade: str = ""
    heading: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class SystemFinding:
    """What is found in a clause by looking at others.

    Args:
        finding: Code, weight, place in the clause and sentence.
        entry: Position of the clause among the entries.
        other: Position of the clause on the other side, None where there is none.
        verdict: How the clause stands to the other side.
        comparison: What comparing said; None where nothing was compared.
        against: What the other side is called.
    """

    finding: Finding
    entry: int
    other: int | None
    verdict: str
    comparison: Comparison | None = None
    against: str = ""

    @property
    def witness(self) -> Message | None:
        """A case that shows it, or the fact that is missing; None where there is neither."""
        return self.comparison.told if self.comparison else None


def finding_of(
    code: str,
    entry: int,
    span: Span,
    message: Message,
    *,
    other: int | None = None,
    comparison: Comparison | None = None,
    verdict: str = "",
    severity: Severity | None = None,
    against: str = "",
) -> SystemFinding:
    """Return a finding with the name and, where none is given, the weight of its code."""
    page = _page(code)
    finding = Finding(code, page.name, severity or page.severity, span, message)
    told = verdict or (str(comparison.verdict) if comparison else "")
    return SystemFinding(finding, entry, other, told, comparison, against)


_page = cache(explained)
