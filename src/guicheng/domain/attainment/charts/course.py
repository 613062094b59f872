"""The course of a figure over time: a chart for each edition's phase, its signals, and what to do about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from guicheng.domain.attainment.charts.chart import Chart, Point, p_chart, u_chart, xmr_chart
from guicheng.domain.attainment.charts.phases import Phase, phases
from guicheng.domain.attainment.charts.signals import Signal, advice, signals
from guicheng.domain.values import Message


class Kind(StrEnum):
    """Which chart suits a figure."""

    SHARE = "p"
    RATE = "u"
    SINGLE = "xmr"


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure of a course.

    Args:
        begin: First day of its period, or the day of a single figure.
        count: How many, or the single figure.
        size: Of how many, or over how many units; 1 for single figures.
    """

    begin: date
    count: float
    size: float = 1.0

    @property
    def value(self) -> float:
        """The figure itself."""
        return self.count / self.size


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase of a course with its own limits.

    Args:
        phase: Its points.
        chart: Its chart; None where it has too few points for limits.
        signals: What chance hardly brings about; places count from the first point of the whole course.
        advice: What to do about the phase as a whole.
    """

    phase: Phase
    chart: Chart | None
    signals: tuple[Signal, ...]
    advice: tuple[Message, ...]

    def point(self, place: int) -> Point | None:
        """Return a point of the whole course, with its limits; None outside the phase and without limits."""
        if self.chart is None or not self.phase.first <= place <= self.phase.last:
            return None
        return self.chart.points[place - self.phase.first]


def course(kind: Kind, readings: Sequence[Reading], starts: Sequence[date]) -> tuple[Stretch, ...]:
    """Return the phases of a course, each with limits of its own.

    Args:
        kind: Which chart suits it.
        readings: In order of time; empty periods are left out before.
        starts: Days from which a later edition holds, ascending.

    Raises:
        ChartRefusedError: A count or a size cannot be.
    """
    found = []
    for phase in phases([each.begin for each in readings], starts):
        part = readings[phase.first : phase.last + 1]
        found.append(_stretch(phase, _CHARTS[kind](part)) if phase.has_limits else Stretch(phase, None, (), ()))
    return tuple(found)


def _stretch(phase: Phase, chart: Chart) -> Stretch:
    seen = signals(chart)
    moved = [
        Signal(each.rule, tuple([place + phase.first for place in each.points]), each.above, each.message)
        for each in seen
    ]
    return Stretch(phase, chart, tuple(moved), advice(chart, seen))


def _share(part: Sequence[Reading]) -> Chart:
    return p_chart([int(each.count) for each in part], [int(each.size) for each in part])


def _rate(part: Sequence[Reading]) -> Chart:
    return u_chart([int(each.count) for each in part], [each.size for each in part])


def _single(part: Sequence[Reading]) -> Chart:
    return xmr_chart([each.value for each in part])


_CHARTS: Final[Mapping[Kind, Callable[[Sequence[Reading]], Chart]]] = {
    Kind.SHARE: _share,
    Kind.RATE: _rate,
    Kind.SINGLE: _single,
}
