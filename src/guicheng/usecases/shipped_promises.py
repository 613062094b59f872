"""What the shipped processes keep: their figures beside the timed clauses of the starter library and duties of law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from guicheng.adapters.process_library import Kept, ShippedProcess, shipped_processes
from guicheng.apps.processes.readings import citations, process_of
from guicheng.domain.process import compile_table, read_promise
from guicheng.domain.process.keeping import minutes_allowed
from guicheng.domain.process.promise import span_of, worst_of
from guicheng.domain.standard import ClauseText, PartKind, StandardText
from guicheng.domain.standard.grades import text_at
from guicheng.usecases.adopt_library import library_standards


@dataclass(frozen=True, slots=True)
class KeptPromise:
    """A timed clause and what the chart needs for it.

    Args:
        clause: Code of the standard, a stroke, number of the clause.
        text: The clause at the grade.
        span: From the start of which step to the end of which, with answers.
        promised: Minutes that the clause allows.
        worst: Minutes that the steps take at worst, each at most once; None when no case gets there.
    """

    clause: str
    text: str
    span: str
    promised: Fraction
    worst: Fraction | None

    @property
    def kept(self) -> bool:
        """Whether the chart keeps the clause."""
        return self.worst is not None and self.worst <= self.promised


def promises_kept(process: ShippedProcess, grade: str) -> tuple[KeptPromise, ...]:
    """Return the clauses that a process says it keeps, with both figures at a grade.

    Args:
        process: A process of the library.
        grade: One of its grades.

    Raises:
        KeyError: The library has no such clause.
        PromiseRefusedError: A span does not fit the process.
    """
    found = []
    for each in process.promises:
        standard, part = clauses()[each.what]
        promised = limit_of(standard, part, grade)
        text = text_at(part.text, standard.grades, grade, part.grades)
        found.append(KeptPromise(each.what, text, each.span, promised or Fraction(0), worst_at(process, each, grade)))
    return tuple(found)


def worst_at(process: ShippedProcess, kept: Kept, grade: str) -> Fraction | None:
    """Return the minutes that a span takes at worst at a grade, each step at most once."""
    graph = compile_table(process_of(process.title, process.at(grade)))
    return worst_of(graph, span_of(graph, read_promise(f"1:{kept.span}")))[0].minutes


@cache
def clauses() -> dict[str, tuple[StandardText, ClauseText]]:
    """Return the clauses of the starter library with their standards, by citation."""
    return {
        f"{standard.code}/{part.number}": (standard, part)
        for standard in library_standards()
        for part in standard.parts
        if part.kind is PartKind.CLAUSE
    }


def limit_of(standard: StandardText, part: ClauseText, grade: str) -> Fraction | None:
    """Return the minutes that a clause allows after its event, None when it sets no such limit."""
    text = text_at(part.text, standard.grades, grade, part.grades)
    return min(minutes_allowed(text), default=None)


def unrealised() -> tuple[str, ...]:
    """Return the timed clauses of the starter library that no shipped process realises, in order of the library."""
    cited = {text for process in shipped_processes() for row in process.rows for text in citations(row["clauses"])}
    return tuple(each for each in _timed() if each not in cited)


def _timed() -> Iterator[str]:
    for citation, (standard, part) in clauses().items():
        grades = part.grades or standard.grades
        if any(limit_of(standard, part, grade) is not None for grade in grades):
            yield citation
