"""Clauses of standards and manuals, read and checked each by itself; no database, no framework."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from guicheng.adapters.standards_files import Folder, ReadFile, manual_of, placed_at
from guicheng.domain.comparison import UNKNOWN, Facts, Level
from guicheng.domain.manual.reading import Checks, ReadClause, read_section_clause
from guicheng.domain.standard import ClauseText
from guicheng.domain.values import GuichengError
from guicheng.usecases.read_manual import read_manual


@dataclass(frozen=True, slots=True)
class Source:
    """What is checked.

    Args:
        folder: Standards in the format and the tables beside them.
        manuals: Content of other documents by the name under which they are told.
        level: Who set it.
        root: What stands before the paths of the folder when they are told.
    """

    folder: Folder = field(default_factory=Folder)
    manuals: Mapping[str, bytes] = field(default_factory=dict)
    level: Level = Level.COMPANY
    root: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How it is checked.

    Args:
        checks: How clauses are read and which rules speak.
        day: The day on which suppressions and deviations must not be over.
        grade: Only this grade; "" for all.
        city: City whose law holds besides that of the country; "" for none.
        facts: What is known for comparing.
    """

    checks: Checks
    day: date
    grade: str = ""
    city: str = ""
    facts: Facts = UNKNOWN


@dataclass(frozen=True, slots=True)
class Spot:
    """One clause at one grade.

    Args:
        file: The file.
        kind: ``md``, ``docx``, ``xlsx`` or ``txt``.
        read: The clause, read and checked by itself.
        level: Who set it.
        grade: The grade at which it is read, "" where it has one form.
        code: Code of its standard, "" where it has none.
        part: The clause as it is written in a file of the format; None for other documents.
        parameters: Values that were filled in.
        unit: Way to the unit that it belongs to, as ``Entry`` has it.
    """

    file: str
    kind: str
    read: ReadClause
    level: Level
    grade: str = ""
    code: str = ""
    part: ClauseText | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""

    @property
    def place(self) -> str:
        """File, line or section, and number, as people are told."""
        read = self.read
        if self.kind in {"md", "txt"}:
            return " ".join(part for part in (f"{self.file}:{read.source.place.block}", read.source.number) if part)
        return " · ".join(part for part in (self.file, read.section.title, read.source.number) if part)

    @property
    def names(self) -> frozenset[str]:
        """What a signed deviation may call it."""
        key = self.part.key if self.part else ""
        address = f"{self.code or self.file}/{self.read.source.number or self.read.clause.ref.index + 1}"
        return frozenset(filter(None, (address, key, self.file)))


def spots_of(source: Source, wanted: Wanted, faults: list[GuichengError]) -> Iterator[Spot]:
    """Yield the clauses of a source, read and checked, one with several grades once for each.

    Args:
        source: What is read.
        wanted: How.
        faults: Takes what could not be read.
    """
    lexicon = wanted.checks.lexicon
    if source.folder.terms:
        from guicheng.domain.clause.lexicon import shipped

        lexicon = (lexicon or shipped()).over(source.folder.terms)
    checks = replace(wanted.checks, lexicon=lexicon)
    for file in source.folder.files:
        yield from _file_spots(source, file, checks, wanted.grade)
    for name, data in source.manuals.items():
        try:
            reading = read_manual(name, data, checks=checks)
        except GuichengError as error:
            faults.append(error)
            continue
        yield from (Spot(name, reading.manual.kind, read, source.level) for read in reading.clauses)


def _file_spots(source: Source, file: ReadFile, checks: Checks, wanted: str) -> Iterator[Spot]:
    standard = file.standard
    level = Level(standard.level) if standard.level else source.level
    chosen = [grade for grade in standard.grades if not wanted or grade == wanted]
    parameters = source.folder.parameters
    # Each name ends: what begins with a way stands below it, and 东区二期 not below 东区.
    unit = "".join(f"{step}\n" for step in standard.unit_path)
    for grade in chosen or ([] if standard.grades else [""]):
        placed = placed_at(file.placed, grade) if grade else file.placed
        name = source.root + file.path
        manual = manual_of(name, placed, parameters)
        placed_clauses = [(section, clause) for section in manual.sections for clause in section.clauses]
        for index, ((section, clause), part) in enumerate(zip(placed_clauses, placed.standard.clauses, strict=True)):
            read = read_section_clause(clause, section, document=name, index=index, checks=checks)
            yield Spot(name, "md", read, level, grade, standard.code, part, parameters, unit)
