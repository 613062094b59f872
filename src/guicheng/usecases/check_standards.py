"""Check standards as one system: reading, lint, consistency, levels, law and grades; no database, no framework."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from guicheng.adapters.standards_files import Folder, ReadFile, manual_of, placed_at
from guicheng.domain.clause import State
from guicheng.domain.comparison import UNKNOWN, Facts, Level, terms_of
from guicheng.domain.comparison.compliance import Duty
from guicheng.domain.manual.reading import Checks, ReadClause, read_section_clause
from guicheng.domain.standard import ClauseText
from guicheng.domain.standard.deviation import SignedDeviation
from guicheng.domain.standard.entries import Entry, SystemFinding
from guicheng.domain.standard.ladder import ladder
from guicheng.domain.standard.legal import legal_findings, silent_duties
from guicheng.domain.standard.notices import expired_suppression, unknown_parameter, unused_suppression
from guicheng.domain.standard.parameters import fill
from guicheng.domain.standard.resemblance import Resemblance, pairs_told
from guicheng.domain.standard.system import System
from guicheng.domain.values import Finding, GuichengError, Severity
from guicheng.usecases.comply import duties_of
from guicheng.usecases.misnamed import misnamed
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


@dataclass(frozen=True, slots=True)
class Reported:
    """One finding.

    Args:
        spot: Where.
        finding: What.
        system: What was found by looking at other clauses or at the law; None for the clause by itself.
        other: The clause on the other side.
    """

    spot: Spot
    finding: Finding
    system: SystemFinding | None = None
    other: Spot | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a check.

    Args:
        findings: In order of files and lines.
        spots: All clauses, a clause with several grades once for each.
        faults: What could not be read.
        grades: The grades that were checked.
        silent: Duties of law of which no clause speaks, or none for some of their cases.
        duties: How many duties of law were looked at.
        accepted: How many findings are suppressed or signed.
        promises: How many promises could be compared.
    """

    findings: tuple[Reported, ...]
    spots: tuple[Spot, ...]
    faults: tuple[GuichengError, ...]
    grades: tuple[str, ...]
    silent: tuple[Duty, ...]
    duties: int
    accepted: int
    promises: int


def check_standards(sources: Sequence[Source], wanted: Wanted) -> Report:
    """Check standards and manuals of all levels.

    Args:
        sources: What is checked.
        wanted: How.

    Raises:
        UnknownRuleError: A code of ``wanted.checks`` names no rule.
    """
    faults = [fault for source in sources for fault in source.folder.faults]
    spots = [spot for source in sources for spot in spots_of(source, wanted, faults)]
    # Of one grade alone not all clauses are here, and one that a deviation names may be among the others.
    names = None if wanted.grade else frozenset(name for spot in spots for name in spot.names)
    faults += [fault for source in sources for fault in misnamed(source.folder, source.root, names)]
    grades = tuple(dict.fromkeys(spot.grade for spot in spots if spot.grade)) or ("",)
    entries = [_entry(spot) for spot in spots]
    duties: tuple[Duty, ...] = ()
    found = [Reported(spot, finding) for spot in spots for finding in _alone(spot)]
    found += _ladders(spots, entries, wanted)
    for grade in grades:
        held = [index for index, spot in enumerate(spots) if spot.grade in {"", grade}]
        there, told = _of_grade(held, spots, entries, wanted)
        found += there
        duties = duties or told
    deviations = [each for source in sources for each in source.folder.deviations]
    kept, accepted = _sorted_out(_once(found), deviations, wanted.day)
    order = {(spot.file, spot.read.source.place.block): index for index, spot in reversed(list(enumerate(spots)))}
    kept.sort(key=lambda each: (order[each.spot.file, each.spot.read.source.place.block], each.finding.span))
    promises = sum(len(entry.terms) for entry in entries)
    return Report(
        tuple(kept), tuple(spots), tuple(faults), grades, silent_duties(duties), len(duties), accepted, promises
    )


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


def _entry(spot: Spot) -> Entry:
    clause = spot.read.clause
    terms = terms_of(clause, level=spot.level) if clause.state is not State.NOTE else ()
    return Entry(clause, terms, spot.level, spot.place, spot.grade, spot.read.section.title, spot.unit)


def _alone(spot: Spot) -> Iterator[Finding]:
    yield from spot.read.findings
    if spot.part is not None:
        yield from (unknown_parameter(span, name) for span, name in fill(spot.part.text, spot.parameters).unknown)


def _of_grade(
    held: Sequence[int], spots: Sequence[Spot], entries: Sequence[Entry], wanted: Wanted
) -> tuple[list[Reported], tuple[Duty, ...]]:
    """Return what is found among the clauses of one grade."""
    there = [entries[index] for index in held]
    found = list(System(there, wanted.facts).findings())
    found += Resemblance(there, wanted.facts).findings(pairs_told(found))
    own = [entry.clause for entry in there if entry.level is not Level.CONTRACT]
    duties = duties_of(own, city=wanted.city, facts=wanted.facts)
    found += legal_findings(duties, there)
    return [_reported(each, [spots[index] for index in held]) for each in found], duties


def _reported(found: SystemFinding, spots: Sequence[Spot]) -> Reported:
    other = spots[found.other] if found.other is not None else None
    return Reported(spots[found.entry], found.finding, found, other)


def _ladders(spots: Sequence[Spot], entries: Sequence[Entry], wanted: Wanted) -> Iterator[Reported]:
    by_line: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for index, spot in enumerate(spots):
        if spot.grade:
            by_line.setdefault((spot.file, spot.read.source.place.block), []).append((spot.grade, index))
    for clause in by_line.values():
        yield from (_reported(each, spots) for each in ladder(clause, entries, wanted.facts))


def _once(found: Iterable[Reported]) -> list[Reported]:
    """Return the findings, each that several grades have once; an unlawful act is told by its own rule alone."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    unlawful = {
        (each.spot.file, each.spot.read.source.place.block) for each in found if each.finding.code.startswith("FL")
    }
    for each in found:
        where = (each.spot.file, each.spot.read.source.place.block, each.spot.read.source.place.row)
        if each.finding.code == "CJ005" and where[:2] in unlawful:
            continue
        other = (
            (each.other.file, each.other.read.source.place) if each.other else ("", each.system and each.system.against)
        )
        text = each.spot.read.source.text if each.spot.part is None or each.system is None else ""
        words = each.finding.span.of(each.spot.read.clause.text) if each.system is None else ""
        index = each.spot.read.clause.ref.index if each.spot.part is None else 0
        key = (*where, index, text, each.finding.code, words, *other)
        if each.spot.part is not None:
            key = (*where, each.finding.code, words, *other)
        if key not in seen:
            seen.add(key)
            kept.append(each)
    return kept


def _sorted_out(
    found: Sequence[Reported], deviations: Sequence[SignedDeviation], day: date
) -> tuple[list[Reported], int]:
    """Return the findings that nobody accepted, and how many were; what was accepted in vain is a finding itself."""
    holding = [each for each in deviations if not each.is_over(day)]
    kept: list[Reported] = []
    used: set[tuple[str, int, str]] = set()
    for each in found:
        where = (each.spot.file, each.spot.read.source.place.block)
        suppressions = each.spot.part.suppressions if each.spot.part else ()
        codes = {one.code for one in suppressions if one.until is None or one.until >= day}
        if each.finding.code in codes and each.finding.code != "CS001":
            used.add((*where, each.finding.code))
        elif not (each.system and _signed(each, holding)):
            kept.append(each)
    accepted = len(found) - len(kept)
    return kept + _vain(found, used, day), accepted


def _signed(each: Reported, deviations: Sequence[SignedDeviation]) -> bool:
    against = each.other.names if each.other else frozenset({each.system.against} if each.system else ())
    verdict = each.system.verdict if each.system else ""
    return any(one.covers(each.spot.names, verdict, against) for one in deviations)


def _vain(found: Sequence[Reported], used: set[tuple[str, int, str]], day: date) -> list[Reported]:
    """Return a finding for each suppression that covers nothing or is over, where anything was found in its file."""
    told: dict[tuple[str, int, str], Reported] = {}
    for each in found:
        for one in each.spot.part.suppressions if each.spot.part else ():
            key = (each.spot.file, each.spot.read.source.place.block, one.code)
            if one.until is not None and one.until < day:
                told[key] = Reported(each.spot, expired_suppression(one.code, one.reason, f"{one.until:%Y-%m-%d}"))
            elif key not in used:
                told[key] = Reported(each.spot, unused_suppression(one.code, one.reason))
    return list(told.values())


def counts(report: Report) -> dict[Severity, int]:
    """Return how many findings there are of each weight."""
    return {weight: sum(each.finding.severity is weight for each in report.findings) for weight in Severity}
