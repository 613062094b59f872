"""Run rules: patterns that chance alone hardly brings about, and what to do about them, or not.

References: Western Electric, Statistical Quality Control Handbook, 1956; Nelson, J. Quality Technology 16(4), 1984.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import prod
from typing import Final

from guicheng.domain.attainment.charts.chart import Chart, Point
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: Fewer points than these give limits that still move.
ENOUGH: Final = 12
_RUN: Final = 8
_TREND: Final = 6
_FAR: Final = 2.0
_BEYOND: Final = 3.0
#: How often a normal figure lies so far out on either side, and eight of them on one.
_RARE: Final = {_FAR: 0.0455, _BEYOND: 0.0027}
_RARE_RUN: Final = 0.5**_RUN


class Rule(StrEnum):
    """Which pattern was found."""

    BEYOND = "beyond"
    TWO_OF_THREE = "two_of_three"
    RUN = "run"
    TREND = "trend"


@dataclass(frozen=True, slots=True)
class Signal:
    """A pattern that chance alone hardly brings about.

    Args:
        rule: Which.
        points: Places of the points that make it, from 0.
        above: Whether it lies above the centre, or rises.
        message: What was found, and what to do.
    """

    rule: Rule
    points: tuple[int, ...]
    above: bool
    message: Message


def signals(chart: Chart) -> tuple[Signal, ...]:
    """Return the signals of a chart, in order of their last points; each stretch is told once by each rule.

    Args:
        chart: The chart.
    """
    found = [*_beyond(chart), *_two_of_three(chart), *_runs(chart), *_trends(chart)]
    return tuple(sorted(found, key=lambda each: (each.points[-1], each.rule)))


def _is_out(point: Point, far: float) -> bool:
    """Tell whether a point lies so far out, and few cases do not bring that about often."""
    return abs(point.distance) > far and point.chances.tail <= _RARE[far]


def _beyond(chart: Chart) -> Iterator[Signal]:
    said = _("The point lies beyond what chance brings about. Ask what was different in this period.")
    for place, point in enumerate(chart.points):
        if _is_out(point, _BEYOND):
            yield Signal(Rule.BEYOND, (place,), point.distance > 0, said)


def _two_of_three(chart: Chart) -> Iterator[Signal]:
    said = _("Two of three points lie far out on one side. Look whether something began to change.")
    for above in (True, False):
        far = [_is_out(point, _FAR) and (point.distance > 0) is above for point in chart.points]
        last = -1
        for place in range(len(far)):
            window = [each for each in range(max(0, place - 2), place + 1) if far[each] and each > last]
            if len(window) >= 2 and far[place]:
                yield Signal(Rule.TWO_OF_THREE, tuple(window), above, said)
                last = place


def _runs(chart: Chart) -> Iterator[Signal]:
    said = _(
        "{count} points in a row lie on one side. The level has moved; look for what changed when the row began.",
        count=str(_RUN),
    )
    for places in _stretches([_sign(point.distance) for point in chart.points]):
        # Where nearly all is kept, week after week without a miss lies above the mean, and that is no shift.
        if len(places) >= _RUN and prod(chart.points[place].chances.side for place in places) <= _RARE_RUN:
            yield Signal(Rule.RUN, places, chart.points[places[0]].distance > 0, said)


def _trends(chart: Chart) -> Iterator[Signal]:
    said = _(
        "{count} points in a row go one way. Something wears out or gets better step by step.",
        count=str(_TREND),
    )
    steps = [_sign(after.value - before.value) for before, after in pairwise(chart.points)]
    for points in _stretches(steps):
        # Six points that each go further than the one before have five steps between them.
        if len(points) >= _TREND - 1:
            yield Signal(Rule.TREND, (*points, points[-1] + 1), steps[points[0]] > 0, said)


def _stretches(signs: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield the places of each longest stretch with one sign; 0 belongs to none."""
    held: list[int] = []
    for place, sign in enumerate(signs):
        if held and sign == signs[held[0]]:
            held.append(place)
        else:
            if held:
                yield tuple(held)
            held = [place] if sign else []
    if held:
        yield tuple(held)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def advice(chart: Chart, found: Sequence[Signal]) -> tuple[Message, ...]:
    """Return what to do about a chart as a whole, and when not to react.

    Args:
        chart: The chart.
        found: Its signals.
    """
    said = []
    if len(chart.points) < ENOUGH:
        said.append(
            _(
                "There are {count} points; below {enough} the limits still move. "
                "Collect more before you conclude anything.",
                count=str(len(chart.points)),
                enough=str(ENOUGH),
            )
        )
    if any(abs(point.distance) > _BEYOND and not _is_out(point, _BEYOND) for point in chart.points):
        said.append(
            _("A point lies outside the limits, yet so few cases were counted in it that chance brings that about.")
        )
    if not found:
        said.append(
            _(
                "The ups and downs are those of chance. Do not ask anybody about a single point and reward nobody "
                "for one; whoever wants another level has to change the way of working."
            )
        )
    if chart.widened > 1:
        said.append(_("The limits are widened, since neighbouring periods differ more than their sizes explain."))
    return tuple(said)
