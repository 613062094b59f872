"""What answers come to on a sheet, as exact fractions, by line, section and in total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from guicheng.domain.attainment.inspecting.sheet import Section, Sheet, SheetLine, Veto, whole
from guicheng.domain.attainment.scorecard import Band

_NOTHING: Final = Fraction(0)


@dataclass(frozen=True, slots=True)
class Result:
    """What was answered to a line, over all places at which it was looked at.

    Args:
        passed: At how many it is in order.
        failed: At how many it is not.
        findings: How many findings these are together, at least ``failed``; each takes off what a finding takes off.
    """

    passed: int = 0
    failed: int = 0
    findings: int = 0

    @property
    def judged(self) -> int:
        """How many answers count; those that do not apply are none of them."""
        return self.passed + self.failed


@dataclass(frozen=True, slots=True)
class LineScore:
    """What a line comes to.

    Args:
        line: The line.
        result: What was answered.
        possible: Its points; 0 where it does not apply or was not answered, and nothing counts.
        deducted: What of them is taken off, before the cap of the section.
    """

    line: SheetLine
    result: Result
    possible: Fraction
    deducted: Fraction


@dataclass(frozen=True, slots=True)
class SectionScore:
    """What a section comes to.

    Args:
        name: Its name.
        possible: Points of its lines that apply.
        deducted: What is taken off, not above its cap.
        capped: Whether its lines would take off more than its cap.
        lines: Its lines in order.
    """

    name: str
    possible: Fraction
    deducted: Fraction
    capped: bool
    lines: tuple[LineScore, ...]

    @property
    def reached(self) -> Fraction:
        """Points that stay."""
        return self.possible - self.deducted

    @property
    def share(self) -> Fraction | None:
        """Share of the points that apply, 0 to 1; None where none applies."""
        return self.reached / self.possible if self.possible else None


@dataclass(frozen=True, slots=True)
class Scored:
    """What a sheet comes to.

    Args:
        total: Points, 0 to the full points of the sheet; None where no line applies.
        sections: In order.
        extra: What bonuses add, below 0 what they take off.
        vetoes: Lines that failed and veto.
        band: None where there are none, or no line applies.
    """

    total: Fraction | None
    sections: tuple[SectionScore, ...]
    extra: Fraction
    vetoes: tuple[SheetLine, ...]
    band: Band | None


def score_sheet(sheet: Sheet, results: Mapping[str, Result], times: Mapping[str, int] | None = None) -> Scored:
    """Return what results come to.

    A line without an answer that counts leaves the denominator: the total is the share of the points that apply, times
    the full points of the sheet. Findings take off points of their line, so two places out of order cost twice; a line
    without a deduction of its own loses the share of places that failed.

    Args:
        sheet: By which.
        results: By key of the line; a line that is not named was not answered.
        times: How often each bonus was earned, by its key.

    Raises:
        SheetRefusedError: The sheet does not add up.
    """
    whole(sheet)
    sections = tuple(_section(section, results) for section in sheet.sections)
    extra = _extra(sheet, times or {})
    vetoes = tuple(each.line for section in sections for each in section.lines if each.line.veto and each.result.failed)
    total = _total(sheet, sections, extra)
    if total is not None and any(line.veto is Veto.ZERO for line in vetoes):
        total = _NOTHING
    return Scored(total, sections, extra, vetoes, _band(sheet, total, vetoes))


def _section(section: Section, results: Mapping[str, Result]) -> SectionScore:
    lines = tuple(_line(line, results.get(line.key, Result())) for line in section.lines)
    possible = sum((each.possible for each in lines), _NOTHING)
    deducted = sum((each.deducted for each in lines), _NOTHING)
    most = deducted if section.cap is None else min(deducted, section.cap)
    return SectionScore(section.name, possible, most, most < deducted, lines)


def _line(line: SheetLine, result: Result) -> LineScore:
    if not result.judged:
        return LineScore(line, result, _NOTHING, _NOTHING)
    by_share = line.points * Fraction(result.failed, result.judged)
    lost = by_share if line.each is None else line.each * result.findings
    return LineScore(line, result, line.points, min(lost, line.points if line.cap is None else line.cap))


def _extra(sheet: Sheet, times: Mapping[str, int]) -> Fraction:
    earned = [bonus.points * times.get(bonus.key, 0) for bonus in sheet.bonuses]
    added = sum((points for points in earned if points > 0), _NOTHING)
    return min(added, sheet.bonus_cap) + sum((points for points in earned if points < 0), _NOTHING)


def _total(sheet: Sheet, sections: tuple[SectionScore, ...], extra: Fraction) -> Fraction | None:
    possible = sum((section.possible for section in sections), _NOTHING)
    if not possible:
        return None
    reached = sum((section.reached for section in sections), _NOTHING)
    return min(max(reached / possible * sheet.full + extra, _NOTHING), sheet.full)


def _band(sheet: Sheet, total: Fraction | None, vetoes: tuple[SheetLine, ...]) -> Band | None:
    if total is None or not sheet.bands:
        return None
    place = next(place for place, band in enumerate(sheet.bands) if total >= band.since)
    down = sum(line.veto is Veto.GRADE_DOWN for line in vetoes)
    return sheet.bands[min(place + down, len(sheet.bands) - 1)]
