"""Results of scorecards between rows and values of the domain; fractions stay exact in both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from guicheng.apps.assessment.models import CardResult
from guicheng.domain.attainment.card import Card, LineResult, Measured, Settled, read_card, settle
from guicheng.domain.attainment.scorecard import decimal


@dataclass(frozen=True, slots=True)
class Figure:
    """The figure of a line, as it was when a result was worked out.

    Args:
        measured: Its value, and of how many cases.
        basis: What it rests on in a word: ``sealed:1`` for a version of a sealed month, ``live``, ``formula:2`` for a
            version of a metric, ``appeal`` for one that an appeal set.
    """

    measured: Measured
    basis: str = ""


def figures_json(figures: Mapping[str, Figure]) -> dict[str, Any]:
    """Return figures as a row keeps them."""
    return {
        key: {
            "value": None if each.measured.value is None else str(each.measured.value),
            "count": each.measured.count,
            "basis": each.basis,
        }
        for key, each in figures.items()
    }


def figures_of(kept: Mapping[str, Any]) -> dict[str, Figure]:
    """Return the figures of a row."""
    return {
        key: Figure(
            Measured(None if each["value"] is None else Fraction(each["value"]), each["count"]), each.get("basis", "")
        )
        for key, each in kept.items()
    }


def settled(card: Card, figures: Mapping[str, Figure], extra: Iterable[Mapping[str, Any]]) -> Settled:
    """Work a card out of figures and extra points as a row keeps them."""
    given = [Fraction(each["points"]) for each in extra]
    return settle(card, {key: each.measured for key, each in figures.items()}, given)


def outcome_json(found: Settled) -> dict[str, Any]:
    """Return what a card came to as a row keeps it."""
    score = found.score
    return {
        "lines": [_line_json(each) for each in found.lines],
        "sections": {name: None if part is None else decimal(part) for name, part in score.sections.items()},
        "vetoes": list(score.vetoes),
        "extra": decimal(score.extra),
        "band": None if score.band is None else {"name": score.band.name, "payout": decimal(score.band.payout)},
    }


def _line_json(each: LineResult) -> dict[str, Any]:
    return {
        "key": each.line.key,
        "judged": each.judged.value,
        "reached": None if each.reached is None else decimal(each.reached),
        "points": None if each.points is None else decimal(each.points),
    }


def card_of(definition: Mapping[str, Any]) -> Card:
    """Return the card that a version keeps."""
    return read_card(definition)


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A line of a kept result: what was asked, its figure, and what became of it."""

    result: LineResult
    figure: Figure


def told_lines(row: CardResult) -> list[ToldLine]:
    """Return the lines of a kept result, worked out again of what it keeps, which gives what it gave."""
    figures = figures_of(row.figures)
    found = settled(card_of(row.version.definition), figures, row.extra)
    return [ToldLine(each, figures.get(each.line.key, Figure(Measured()))) for each in found.lines]
