"""What the page of one inspection shows: sections with what each line lost, the sample, who signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from guicheng.apps.assessment.models import Finding, Inspection, InspectionState
from guicheng.apps.assessment.readings.inspection_rounds import Answered, lost_by
from guicheng.apps.assessment.readings.inspection_sheets import Source
from guicheng.apps.assessment.selectors.inspection_results import Came
from guicheng.apps.improvement.models import Nonconformity
from guicheng.domain.attainment.inspecting.sampling import Seen
from guicheng.domain.attainment.inspecting.scoring import LineScore, SectionScore
from guicheng.web.inspection_words import KINDS, MISSED, STATES, VETOES, points
from guicheng.web.wording import Word


@dataclass(frozen=True, slots=True)
class Lost:
    """A finding on the page.

    Args:
        each: What was answered.
        points: What it takes off.
        citation: The clause as people cite it, "" for a line of the company's own.
        standard: Key of its standard, by which pages find it under any code.
        edition: Number of the edition that was in force; 0 for a line of the company's own.
        sentence: The clause as published.
        veto: What it does to the whole, "" for no more than its points.
        row: The kept finding; None while the inspection is not presented.
        mended: The nonconformity that was opened of it.
    """

    each: Answered
    points: str
    citation: str
    standard: str
    edition: int
    sentence: str
    veto: Word
    row: Finding | None
    mended: Nonconformity | None


@dataclass(frozen=True, slots=True)
class SectionShown:
    """A section on the page.

    Args:
        name: Its name.
        reached: Points that stay.
        possible: Points that apply.
        percent: Share of them in per cent, rounded down; None where none applies.
        capped: Whether its lines would take off more than its cap.
        lost: Its findings.
        left_out: How many of its lines do not apply or are not answered.
    """

    name: str
    reached: str
    possible: str
    percent: int | None
    capped: bool
    lost: tuple[Lost, ...]
    left_out: int


def sections_of(
    came: Came, kept: Mapping[str, Finding], mended: Mapping[str, Nonconformity]
) -> tuple[SectionShown, ...]:
    """Return the sections of an inspection with what was found.

    Args:
        came: What it comes to.
        kept: Findings that were kept, by address.
        mended: Nonconformities that were opened of them, by the key of the finding.
    """
    return tuple(_section(section, came, kept, mended) for section in came.score.sections)


def _section(
    section: SectionScore, came: Came, kept: Mapping[str, Finding], mended: Mapping[str, Nonconformity]
) -> SectionShown:
    lines = {each.line.key: each for each in section.lines}
    rows = {each.key: each for each in came.today}
    lost = [
        _lost(lines[each.row.key], each, rows[each.row.key].source, kept, mended)
        for each in came.answered
        if each.failed and each.row.key in lines
    ]
    share = section.share
    return SectionShown(
        section.name,
        points(section.reached),
        points(section.possible),
        None if share is None else int(share * 100),
        section.capped,
        tuple(lost),
        sum(not line.possible for line in section.lines),
    )


def _lost(
    line: LineScore,
    each: Answered,
    source: Source,
    kept: Mapping[str, Finding],
    mended: Mapping[str, Nonconformity],
) -> Lost:
    row = kept.get(each.address)
    return Lost(
        each,
        points(lost_by(line, each)),
        source.citation,
        source.standard,
        source.number,
        source.sentence,
        VETOES[each.row.veto.value] if each.row.veto else "",
        row,
        mended.get(str(row.key)) if row else None,
    )


def total_of(row: Inspection, came: Came | None) -> str:
    """Return the score of an inspection for people: the one that was kept, or as it stands now."""
    if row.score:
        return points(row.score["total"])
    return points(came.score.total if came else None)


def percent(share: float) -> str:
    """Return a share in per cent with one decimal."""
    return f"{share * 100:.1f}"


def sample_words(seen: Seen | None) -> dict[str, str] | None:
    """Return the fields of the sentence that tells what a sample says; None without one."""
    if seen is None:
        return None
    return {
        "sample": str(seen.sample),
        "population": str(seen.population),
        "failed": str(seen.failed),
        "level": f"{seen.level * 100:.0f}",
        "low": percent(seen.low),
        "high": percent(seen.high),
    }


def state_of(row: Inspection, at: datetime) -> tuple[Word, str, str]:
    """Return how an inspection stands at a moment: word, icon and colour."""
    missed = row.state == InspectionState.PLANNED and row.end <= at
    return MISSED if missed else STATES[row.state]


def shown(rows: Sequence[Inspection], at: datetime) -> list[dict[str, Any]]:
    """Return inspections as lists show them at a moment."""
    found = []
    for row in rows:
        word, icon, colour = state_of(row, at)
        score = None if row.total is None else points(Fraction(row.total, 100))
        found.append(
            {"row": row, "kind": KINDS[row.kind], "word": word, "icon": icon, "colour": colour, "score": score}
        )
    return found
