"""Expectation beside perception in five dimensions of service quality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guicheng.domain.demand.estimates import LEVEL, Column, Estimate, Weights, mean_of
from guicheng.domain.demand.questions import Dimension


@dataclass(frozen=True, slots=True)
class Expected:
    """What was answered to one statement.

    Args:
        item: Its id.
        dimension: Dimension that it belongs to; None for none.
        expectation: Expectation by response, in points.
        perception: Perception by response, in points.
    """

    item: str
    dimension: Dimension | None
    expectation: Column
    perception: Column

    def gaps(self) -> dict[int, float]:
        """Return perception less expectation of each response that answered both, in points."""
        both = self.expectation.keys() & self.perception.keys()
        return {key: self.perception[key] - self.expectation[key] for key in both}


@dataclass(frozen=True, slots=True)
class Gap:
    """How far perception stays behind expectation.

    Args:
        name: Id of the statement, or of the dimension.
        expectation: Mean expectation, in points.
        perception: Mean perception, in points.
        gap: Mean of perception less expectation of those who answered both; negative where it falls short.
    """

    name: str
    expectation: Estimate
    perception: Estimate
    gap: Estimate

    @property
    def short(self) -> bool:
        """Whether the shortfall is more than chance: all of the interval lies below 0."""
        return self.gap.high is not None and self.gap.high < 0


def statement_gaps(
    answered: Sequence[Expected], weights: Weights | None = None, *, level: float = LEVEL
) -> tuple[Gap, ...]:
    """Return the gap of each statement, in the given order.

    Args:
        answered: What was answered.
        weights: Weight by response; None for all alike.
        level: Level of the intervals.
    """
    return tuple([_gap(each.item, [each], weights, level) for each in answered])


def dimension_gaps(
    answered: Sequence[Expected], weights: Weights | None = None, *, level: float = LEVEL
) -> tuple[Gap, ...]:
    """Return the gap of each dimension that was asked about.

    A response counts in a dimension with the mean of what it answered there, so that who answers more statements
    does not count for more and the interval knows that answers of one person hang together.

    Args:
        answered: What was answered.
        weights: Weight by response; None for all alike.
        level: Level of the intervals.

    References:
        Parasuraman, Zeithaml, Berry: SERVQUAL. Journal of Retailing 64 (1988).
    """
    found = []
    for dimension in Dimension:
        inside = [each for each in answered if each.dimension is dimension]
        if inside:
            found.append(_gap(dimension.value, inside, weights, level))
    return tuple(found)


def _gap(name: str, inside: Sequence[Expected], weights: Weights | None, level: float) -> Gap:
    return Gap(
        name,
        mean_of(_per_response([each.expectation for each in inside]), weights, level=level),
        mean_of(_per_response([each.perception for each in inside]), weights, level=level),
        mean_of(_per_response([each.gaps() for each in inside]), weights, level=level),
    )


def _per_response(columns: Sequence[Mapping[int, float]]) -> dict[int, float]:
    """Return the mean of each response over the columns that it answered."""
    values: dict[int, list[float]] = {}
    for column in columns:
        for key, value in column.items():
            values.setdefault(key, []).append(value)
    return {key: sum(each) / len(each) for key, each in values.items()}
