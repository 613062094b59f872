"""The shipped processes: files with front matter, whose step tables hold the limits of each grade in braces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from guicheng.adapters.standards_files.plain_yaml import load_plain
from guicheng.adapters.step_tables import read_step_rows
from guicheng.domain.process.citations import Citation, read_citations, write_citation
from guicheng.domain.standard.grades import UnknownGradeError, text_at
from guicheng.domain.values.message import _

_TEXTS: Final = ("code", "title", "english", "domain", "purpose", "purpose_en")
_LISTS: Final = ("property_types", "grades", "sources")
_SPANS: Final = ("promises", "norms")


@dataclass(frozen=True, slots=True)
class Kept:
    """What a process keeps: a timed clause of the starter library, or a duty of law.

    Args:
        what: Code of the standard, a stroke, number of the clause; or the id of the duty.
        span: From the start of which step to the end of which, with answers: ``1→3,1=紧急``; "" for a duty without
            a limit.
    """

    what: str
    span: str


@dataclass(frozen=True, slots=True)
class ShippedProcess:
    """A process of the library.

    Args:
        code: Code that its draft gets.
        title: Its title.
        english: Its title in English.
        domain: First level of the service catalogue, ``management`` for what is about all.
        purpose: What it is for, in a sentence.
        purpose_en: The same in English.
        property_types: For which properties it was written.
        grades: Names of the grades, the best first.
        sources: Other papers that its figures come from, and what they say.
        promises: The timed clauses that it keeps.
        norms: The duties of law that it was written to.
        rows: Cells of each step by column, with a value for each grade.
        file: Name of its file.
    """

    code: str
    title: str
    english: str
    domain: str
    purpose: str
    purpose_en: str
    property_types: tuple[str, ...]
    grades: tuple[str, ...]
    sources: tuple[str, ...]
    promises: tuple[Kept, ...]
    norms: tuple[Kept, ...]
    rows: tuple[Mapping[str, str], ...]
    file: str

    def at(self, grade: str) -> tuple[dict[str, str], ...]:
        """Return the cells of each step as one grade has them; "" keeps the values of all.

        Raises:
            UnknownGradeError: There is no grade of this name.
        """
        if grade and grade not in self.grades:
            raise UnknownGradeError(
                _(
                    "{code} has no grade “{grade}”. It has: {grades}.",
                    code=self.code,
                    grade=grade,
                    grades=", ".join(self.grades),
                )
            )
        if not grade:
            return tuple(dict(row) for row in self.rows)
        return tuple({name: text_at(text, self.grades, grade) for name, text in row.items()} for row in self.rows)

    def draft(self, grade: str) -> tuple[dict[str, str], ...]:
        """Return the cells as a draft begins: ``at`` a grade, with the spans of clauses behind their citations.

        Raises:
            UnknownGradeError: There is no grade of this name.
        """
        spans: dict[str, tuple[str, ...]] = {}
        for kept in self.promises:
            spans[kept.what] = (*spans.get(kept.what, ()), kept.span)
        return tuple({**row, "clauses": _spanned(row["clauses"], spans)} for row in self.at(grade))


@cache
def shipped_processes() -> tuple[ShippedProcess, ...]:
    """Return the processes of the library, by code.

    Raises:
        RuntimeError: A shipped file is not in the format.
    """
    shelf = files("guicheng.library") / "processes"
    found = [read_shipped(each.name, each.read_bytes()) for each in shelf.iterdir() if each.name.endswith(".md")]
    return tuple(sorted(found, key=lambda each: each.code))


def read_shipped(name: str, data: bytes) -> ShippedProcess:
    """Read the file of a shipped process.

    Args:
        name: Its name, for messages.
        data: All of it.

    Raises:
        RuntimeError: Its front matter lacks something, or has something unknown.
        FileRefusedError: It cannot be read.
        TableRefusedError: It holds no step table.
    """
    parts = data.decode().split("---\n", 2)
    front: dict[str, Any] = load_plain(parts[1]) if len(parts) == 3 and not parts[0] else {}
    wanted = {*_TEXTS, *_LISTS, *_SPANS}
    if set(front) != wanted:
        raise RuntimeError(f"{name}: the front matter differs in {sorted(set(front) ^ wanted)}")
    _title, rows = read_step_rows(name, parts[2].encode())
    values: dict[str, Any] = {key: front[key] for key in _TEXTS}
    values |= {key: tuple(front[key]) for key in _LISTS}
    values |= {key: tuple(_kept(front[key])) for key in _SPANS}
    return ShippedProcess(**values, rows=tuple(rows), file=name)


def _spanned(cell: str, spans: Mapping[str, tuple[str, ...]]) -> str:
    """Return a cell with spans behind each clause that is counted somewhere."""
    cited = read_citations(cell)
    return "、".join(write_citation(Citation(each.clause, spans.get(each.clause, ()))) for each in cited)


def _kept(promises: Mapping[str, str]) -> Iterator[Kept]:
    for what, spans in promises.items():
        yield from (Kept(what, span.strip()) for span in spans.split("；"))
