"""Check standards as one system: reading, lint, consistency, levels, law and grades; no database, no framework."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from guicheng.domain.clause import State
from guicheng.domain.comparison import Level, terms_of
from guicheng.domain.comparison.compliance import Duty
from guicheng.domain.standard.deviation import SignedDeviation
from guicheng.domain.standard.entries import Entry, SystemFinding
from guicheng.domain.standard.ladder import ladder
from guicheng.domain.standard.legal import legal_findings, silent_duties
from guicheng.domain.standard.notices import expired_suppression, unknown_parameter, unused_suppression
from guicheng.domain.standard.parameters import fill
from guicheng.domain.standard.resemblance import Resemblance, pairs_told
from guicheng.domain.standard.system import System
from guicheng.domain.standard.tailoring import borne_out
from guicheng.domain.values import Finding, GuichengError, Severity
from guicheng.usecases.checked_clauses import Source, Spot, Wanted, spots_of
from guicheng.usecases.comply import duties_of
from guicheng.usecases.misnamed import misnamed


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
    begun = System(there, wanted.facts).findings()
    found = list(borne_out(begun, there, wanted.facts))
    found += Resemblance(there, wanted.facts).findings(pairs_told(begun))
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
