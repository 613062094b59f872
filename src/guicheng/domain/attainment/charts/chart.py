"""Limits of p, u and XmR charts.

References: Shewhart 1931; Montgomery, Introduction to Statistical Quality Control, ch. 6 and 7; Laney 2002.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import sqrt
from typing import Final

from guicheng.domain.attainment.charts.chances import EVEN, Chances, of_rate, of_share
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

#: Mean range of two normal values in standard deviations.
_D2: Final = 1.128
_WIDTH: Final = 3.0
FEWEST: Final = 2


class ChartRefusedError(GuichengError):
    """No chart can be drawn of these figures."""

    code = "chart-refused"


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a chart.

    Args:
        value: The figure.
        low: Lower limit there, not below what the figure can be.
        high: Upper limit there.
        sigma: Standard deviation there; 0 where all figures are the same.
        distance: How many standard deviations it lies above (positive) or below the centre.
        chances: What chance alone does with it.
    """

    value: float
    low: float
    high: float
    sigma: float
    distance: float
    chances: Chances = EVEN


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart.

    Args:
        kind: ``p``, ``u`` or ``xmr``.
        centre: The mean.
        points: In order of time.
        widened: By how much Laney's correction widened the limits; 1 for none.
        moving_range: Mean of the moving ranges of an XmR chart, None for the others.
        range_limit: Upper limit of a moving range, None for the others.
    """

    kind: str
    centre: float
    points: tuple[Point, ...]
    widened: float = 1.0
    moving_range: float | None = None
    range_limit: float | None = None


def p_chart(broken: Sequence[int], counted: Sequence[int], *, laney: bool = False) -> Chart:
    """Return the chart of shares.

    Args:
        broken: How many were not kept, by period.
        counted: Of how many, by period; at least 1 each.
        laney: Whether limits are widened by the variation between neighbours, for large groups.

    Raises:
        ChartRefusedError: There are fewer than two periods, or a count cannot be.
    """
    _refuse(broken, counted)
    if any(few > many for few, many in zip(broken, counted, strict=True)):
        raise ChartRefusedError(_("More were broken than counted. Correct the figures."))
    centre = sum(broken) / sum(counted)
    sigmas = [sqrt(centre * (1 - centre) / many) for many in counted]
    chances = [of_share(few, many, centre) for few, many in zip(broken, counted, strict=True)]
    return _attributes("p", centre, broken, counted, sigmas, chances=chances, ceiling=1.0, laney=laney)


def u_chart(count: Sequence[int], units: Sequence[float], *, laney: bool = False) -> Chart:
    """Return the chart of counts by unit, such as complaints by hundred households.

    Args:
        count: How many happened, by period.
        units: Over how many units, by period; above 0 each.
        laney: As in ``p_chart``.

    Raises:
        ChartRefusedError: There are fewer than two periods, or a count cannot be.
    """
    _refuse(count, units)
    centre = sum(count) / sum(units)
    sigmas = [sqrt(centre / many) for many in units]
    chances = [of_rate(few, centre * many) for few, many in zip(count, units, strict=True)]
    return _attributes("u", centre, count, units, sigmas, chances=chances, ceiling=float("inf"), laney=laney)


def _refuse(counts: Sequence[int], sizes: Sequence[float]) -> None:
    if len(counts) != len(sizes) or len(counts) < FEWEST:
        raise ChartRefusedError(_("A chart needs at least two periods, each with its count and its size."))
    if min(counts) < 0 or min(sizes) <= 0:
        raise ChartRefusedError(_("A period counts nothing below 0 and has a size above 0; leave empty periods out."))


def _attributes(
    kind: str,
    centre: float,
    counts: Sequence[int],
    sizes: Sequence[float],
    sigmas: Sequence[float],
    *,
    chances: Sequence[Chances],
    ceiling: float,
    laney: bool,
) -> Chart:
    values = [few / many for few, many in zip(counts, sizes, strict=True)]
    distances = [_distance(value - centre, sigma) for value, sigma in zip(values, sigmas, strict=True)]
    widened = 1.0
    if laney:
        steps = [abs(after - before) for before, after in pairwise(distances)]
        # Never narrower than chance allows: steadier figures than that are no reason to alarm.
        widened = max(1.0, sum(steps) / len(steps) / _D2)
    points = tuple(
        replace(_point(value, centre, sigma * widened, 0.0, ceiling), chances=each)
        for value, sigma, each in zip(values, sigmas, chances, strict=True)
    )
    return Chart(kind, centre, points, widened)


def _point(value: float, centre: float, sigma: float, floor: float, ceiling: float) -> Point:
    low, high = max(floor, centre - _WIDTH * sigma), min(ceiling, centre + _WIDTH * sigma)
    return Point(value, low, high, sigma, _distance(value - centre, sigma))


def _distance(away: float, sigma: float) -> float:
    return away / sigma if sigma else 0.0


def xmr_chart(values: Sequence[float]) -> Chart:
    """Return the chart of single figures with their moving ranges.

    Args:
        values: In order of time, at least two.

    Raises:
        ChartRefusedError: There are fewer.
    """
    if len(values) < FEWEST:
        raise ChartRefusedError(_("A chart needs at least two periods, each with its figure."))
    centre = sum(values) / len(values)
    ranges = [abs(after - before) for before, after in pairwise(values)]
    mean = sum(ranges) / len(ranges)
    sigma = mean / _D2
    points = tuple(_point(value, centre, sigma, float("-inf"), float("inf")) for value in values)
    # D4 of two values, 3.267.
    return Chart("xmr", centre, points, 1.0, mean, 3.267 * mean)
