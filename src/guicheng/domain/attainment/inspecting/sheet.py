"""Scoring sheets (检查评分表): sections with lines, points that add up, deductions, vetoes, bonuses and bands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Final

from guicheng.domain.attainment.scorecard import Band, decimal
from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import _

#: Points of a sheet where nobody said otherwise (百分制).
FULL: Final = Fraction(100)


class Veto(StrEnum):
    """What a failed line does to the whole (一票否决)."""

    #: The total is 0.
    ZERO = "zero"
    #: The band is one lower than the points say.
    GRADE_DOWN = "grade-down"


class SheetRefusedError(GuichengError):
    """A sheet cannot be scored by as it is.

    Args:
        reasons: All that is wrong with it, in the order of the sheet.
    """

    code = "sheet-refused"

    def __init__(self, reasons: tuple[Message, ...]) -> None:
        super().__init__(reasons[0])
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of a sheet.

    Args:
        key: By which results name it.
        name: What people call it, such as a citation with the words of the line.
        points: What it is worth, above 0.
        each: What each finding takes off, above 0 and at most ``points``; None takes off the failed share of the line.
        cap: What findings take off at most, above 0 and at most ``points``; None for all of its points.
        veto: What a failure does to the whole; None for no more than its points.
    """

    key: str
    name: str
    points: Fraction
    each: Fraction | None = None
    cap: Fraction | None = None
    veto: Veto | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a sheet.

    Args:
        name: What it is called.
        points: What it is worth: the sum of its lines.
        lines: At least one.
        cap: What its lines take off together at most; None for all of its points.
    """

    name: str
    points: Fraction
    lines: tuple[SheetLine, ...]
    cap: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Bonus:
    """What is added, or taken off, for something outside the lines: praise +2, bad press -2.

    Args:
        key: By which counts name it.
        name: What it is for.
        points: For each time; below 0 it takes off.
    """

    key: str
    name: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class Sheet:
    """A scoring sheet, which may still be wrong; see ``faults_of``.

    Args:
        sections: In order.
        full: What the sections add up to.
        bonuses: What is added and taken off beside them.
        bonus_cap: What bonuses add at most; what takes off has no cap.
        bands: The best first, the last one from 0; none where the score is all there is.
    """

    sections: tuple[Section, ...]
    full: Fraction = FULL
    bonuses: tuple[Bonus, ...] = ()
    bonus_cap: Fraction = Fraction(0)
    bands: tuple[Band, ...] = ()

    @property
    def lines(self) -> tuple[SheetLine, ...]:
        """Return the lines of all sections."""
        return tuple(line for section in self.sections for line in section.lines)

    @property
    def sum(self) -> Fraction:
        """Return what the sections add up to."""
        return sum((section.points for section in self.sections), Fraction())


def whole(sheet: Sheet) -> Sheet:
    """Return a sheet by which scores can be given.

    Raises:
        SheetRefusedError: Something is wrong with it; all of it is told.
    """
    if faults := faults_of(sheet):
        raise SheetRefusedError(faults)
    return sheet


def shared_out(points: Fraction, count: int) -> tuple[Fraction, ...]:
    """Return points shared out evenly in hundredths, which add up again; what is left over goes to the first ones.

    Args:
        points: A multiple of 1/100, at least 0.
        count: Among how many, at least 1.

    Example:
        >>> [str(each) for each in shared_out(Fraction(100), 3)]
        ['1667/50', '3333/100', '3333/100']
    """
    each, rest = divmod(int(points * 100), count)
    return tuple(Fraction(each + (place < rest), 100) for place in range(count))


def faults_of(sheet: Sheet) -> tuple[Message, ...]:
    """Return all that is wrong with a sheet, none where scores can be given by it.

    Example:
        >>> parts = [("设施", 30), ("安全", 20), ("态度", 20), ("社区", 20), ("收费", 10), ("满意", 30)]
        >>> made = [
        ...     Section(name, Fraction(points), (SheetLine(name, name, Fraction(points)),)) for name, points in parts
        ... ]
        >>> faults_of(Sheet(tuple(made)))[0].fields["sum"]
        '130'
    """
    return tuple(
        fault
        for found in (
            _sum(sheet),
            _doubles(sheet),
            *(_section(section) for section in sheet.sections),
            _bonuses(sheet),
            _bands(sheet.bands),
        )
        for fault in found
    )


def _sum(sheet: Sheet) -> Iterator[Message]:
    if not sheet.sections:
        yield _("The sheet has no line yet. Take over a standard or add a section.")
    elif sheet.sum != sheet.full:
        yield _(
            "The sections add up to {sum}, not to {full}: {parts}. Correct their points.",
            sum=decimal(sheet.sum),
            full=decimal(sheet.full),
            parts=_parts((section.name, section.points) for section in sheet.sections),
        )


def _doubles(sheet: Sheet) -> Iterator[Message]:
    for name, count in Counter(section.name for section in sheet.sections).items():
        if count > 1:
            yield _("The section “{name}” stands on the sheet twice. Join them or rename one.", name=name)
    names = {line.key: line.name for line in sheet.lines}
    for key, count in Counter(line.key for line in sheet.lines).items():
        if count > 1:
            yield _("The line “{name}” stands on the sheet twice. Take one of them out.", name=names[key])


def _section(section: Section) -> Iterator[Message]:
    if not section.lines:
        yield _("The section “{name}” has no line. Add one or take the section out.", name=section.name)
        return
    total = sum((line.points for line in section.lines), Fraction())
    if total != section.points:
        yield _(
            "The lines of “{name}” add up to {sum}, the section has {points}: {parts}. Correct their points.",
            name=section.name,
            sum=decimal(total),
            points=decimal(section.points),
            parts=_parts((line.name, line.points) for line in section.lines),
        )
    if section.cap is not None and not 0 < section.cap <= section.points:
        yield _(
            "“{name}” is worth {points}; what it takes off at most lies above 0 and not above that.",
            name=section.name,
            points=decimal(section.points),
        )
    for line in section.lines:
        yield from _line(line)


def _line(line: SheetLine) -> Iterator[Message]:
    if line.points <= 0:
        yield _("“{name}” is worth {points}. Give it points above 0.", name=line.name, points=decimal(line.points))
        return
    if line.each is not None and not 0 < line.each <= line.points:
        yield _(
            "“{name}” takes off {each} for each finding and is worth {points}. Take off less, and more than 0.",
            name=line.name,
            each=decimal(line.each),
            points=decimal(line.points),
        )
    if line.cap is not None and not 0 < line.cap <= line.points:
        yield _(
            "“{name}” is worth {points}; what it takes off at most lies above 0 and not above that.",
            name=line.name,
            points=decimal(line.points),
        )


def _bonuses(sheet: Sheet) -> Iterator[Message]:
    if sheet.bonus_cap < 0:
        yield _("Bonuses cannot add less than 0. Set what they add at most to 0 or more.")
    for bonus in sheet.bonuses:
        if not bonus.points:
            yield _("“{name}” adds nothing. Give it points or take it out.", name=bonus.name)
    if any(bonus.points > 0 for bonus in sheet.bonuses) and not sheet.bonus_cap:
        yield _("Say how many points bonuses add at most.")


def _bands(bands: tuple[Band, ...]) -> Iterator[Message]:
    if bands and (bands[-1].since != 0 or any(low.since >= high.since for high, low in pairwise(bands))):
        yield _("Bands go from the best down to one that begins at 0, each below the last.")


def _parts(parts: Iterable[tuple[str, Fraction]]) -> str:
    return "、".join(f"{name} {decimal(points)}" for name, points in parts)
