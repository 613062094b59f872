"""A scorecard as a company writes it: where each line takes its figure from, and how a figure becomes points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from guicheng.domain.attainment.figure import FEW
from guicheng.domain.attainment.scorecard import Band, Item, Score, Scorecard, ScorecardRefusedError, decimal, score
from guicheng.domain.values.message import _


class Source(StrEnum):
    """Where a line takes its figure from."""

    ATTAINMENT = "attainment"
    INSPECTION = "inspection"
    SATISFACTION = "satisfaction"
    NONCONFORMITIES = "nonconformities"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card.

    Args:
        key: Its lasting name inside the card.
        name: What people read.
        weight: Points of 100.
        source: Where its figure comes from.
        subject: Which figure of the source: ``clause:`` with a key, ``domain:`` with a key, the key of a metric, or ""
            for all that the source has.
        section: What it is summed up under.
        full: Value from which on it has all its points.
        zero: Value at which it has none; above ``full`` where a smaller value is the better one.
        veto: Whether a result below ``least`` sets the lowest band.
        least: The least result that is no veto, 0 to 1.
        fewest: With fewer cases the line is left out, since chance would be judged.
    """

    key: str
    name: str
    weight: Fraction
    source: Source
    subject: str = ""
    section: str = ""
    full: Fraction = Fraction(1)
    zero: Fraction = Fraction()
    veto: bool = False
    least: Fraction = Fraction(1)
    fewest: int = FEW


@dataclass(frozen=True, slots=True)
class Card:
    """A card.

    Args:
        lines: Its lines, whose weights add up to 100.
        bands: The best one first, the last one from 0.
        most_extra: Most points that praise may add.

    Raises:
        ScorecardRefusedError: It cannot be summed up honestly.
    """

    lines: tuple[Line, ...]
    bands: tuple[Band, ...]
    most_extra: Fraction = Fraction()

    def __post_init__(self) -> None:
        """Refuse what adds up to something else, or could not be read off a scale."""
        self.scorecard()
        for line in self.lines:
            if line.full == line.zero:
                raise ScorecardRefusedError(
                    _("“{name}” has all its points and none at the same value. Part the two.", name=line.name)
                )
            if not 0 <= line.least <= 1:
                raise ScorecardRefusedError(_("The veto of “{name}” lies between 0 and 100 %.", name=line.name))
        if self.most_extra < 0:
            raise ScorecardRefusedError(_("The most extra points are 0 or more."))

    def scorecard(self) -> Scorecard:
        """Return the arithmetic of the card."""
        items = [Item(line.key, line.weight, line.section, line.veto, line.least) for line in self.lines]
        return Scorecard(tuple(items), self.bands)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a source says of a line.

    Args:
        value: The figure; None where there is none.
        count: How many cases it rests on; None where the source does not count cases.
    """

    value: Fraction | None = None
    count: int | None = None


class Judged(StrEnum):
    """What became of a line."""

    COUNTED = "counted"
    NOTHING = "nothing"
    FEW = "few"


@dataclass(frozen=True, slots=True)
class LineResult:
    """A line with what was reached.

    Args:
        line: The line.
        measured: Its figure.
        judged: Whether it counts, and why not.
        reached: From 0 to 1; None where it is left out.
        points: Points of its weight; None where it is left out.
    """

    line: Line
    measured: Measured
    judged: Judged
    reached: Fraction | None
    points: Fraction | None


@dataclass(frozen=True, slots=True)
class Settled:
    """A card, worked out.

    Args:
        lines: Its lines in order.
        score: What they come to.
    """

    lines: tuple[LineResult, ...]
    score: Score


def settle(card: Card, figures: Mapping[str, Measured], extra: Iterable[Fraction] = ()) -> Settled:
    """Work a card out.

    Args:
        card: The card.
        figures: Figure by key of the line; a line without one is left out.
        extra: Points that praise adds and that faults take off; what is added stays within the most of the card.
    """
    lines = tuple([_line(line, figures.get(line.key, Measured())) for line in card.lines])
    given = list(extra)
    added = min(sum((each for each in given if each > 0), Fraction()), card.most_extra)
    taken = sum((each for each in given if each < 0), Fraction())
    return Settled(
        lines, score(card.scorecard(), {each.line.key: each.reached for each in lines}, extra=[added, taken])
    )


def _line(line: Line, measured: Measured) -> LineResult:
    if measured.value is None:
        return LineResult(line, measured, Judged.NOTHING, None, None)
    if measured.count is not None and measured.count < line.fewest:
        return LineResult(line, measured, Judged.FEW, None, None)
    reached = min(max((measured.value - line.zero) / (line.full - line.zero), Fraction()), Fraction(1))
    return LineResult(line, measured, Judged.COUNTED, reached, line.weight * reached)


def card_json(card: Card) -> dict[str, Any]:
    """Return a card as it is kept; numbers are texts, so that they stay exact."""
    return {
        "lines": [
            {
                "key": line.key,
                "name": line.name,
                "weight": decimal(line.weight),
                "source": line.source.value,
                "subject": line.subject,
                "section": line.section,
                "full": decimal(line.full),
                "zero": decimal(line.zero),
                "veto": line.veto,
                "least": decimal(line.least),
                "fewest": line.fewest,
            }
            for line in card.lines
        ],
        "bands": [
            {"since": decimal(band.since), "name": band.name, "payout": decimal(band.payout)} for band in card.bands
        ],
        "most_extra": decimal(card.most_extra),
    }


def read_card(given: Mapping[str, Any]) -> Card:
    """Return the card that was kept or is asked for.

    Raises:
        ScorecardRefusedError: A value is none, or the card cannot be summed up honestly.
    """
    try:
        lines = tuple([_read_line(each) for each in given.get("lines", ())])
        bands = tuple(
            [
                Band(_number(each["since"]), str(each["name"]), _number(each["payout"]))
                for each in given.get("bands", ())
            ]
        )
        most = _number(given.get("most_extra", 0))
    except (KeyError, TypeError, AttributeError) as error:
        raise ScorecardRefusedError(_("A line needs a key, a name, a weight and a source.")) from error
    return Card(lines, bands, most)


def _read_line(given: Mapping[str, Any]) -> Line:
    try:
        source = Source(given["source"])
    except ValueError as error:
        raise ScorecardRefusedError(
            _("Choose where the figure of “{name}” comes from.", name=str(given["name"]))
        ) from error
    return Line(
        key=str(given["key"]),
        name=str(given["name"]),
        weight=_number(given["weight"]),
        source=source,
        subject=str(given.get("subject", "")),
        section=str(given.get("section", "")),
        full=_number(given.get("full", 1)),
        zero=_number(given.get("zero", 0)),
        veto=bool(given.get("veto", False)),
        least=_number(given.get("least", 1)),
        fewest=int(_number(given.get("fewest", FEW))),
    )


def _number(given: Any) -> Fraction:
    """Return a number of at most four decimals, which is what is kept of it.

    Raises:
        ScorecardRefusedError: It is none.
    """
    try:
        return round(Fraction(str(given).strip()), 4)
    except (ValueError, ZeroDivisionError) as error:
        raise ScorecardRefusedError(_("“{said}” is no number. Write it like 12.5.", said=str(given)[:20])) from error
