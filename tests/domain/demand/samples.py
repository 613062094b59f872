"""Made-up answers from a seed, for tests that ask a second opinion."""

from __future__ import annotations

from guicheng.domain.demand.chance import Chance


def column(seed: int, count: int, low: int = 1, high: int = 5) -> dict[int, float]:
    """Return whole answers by response."""
    chance = Chance(seed, "column")
    return {key: float(low + chance.below(high - low + 1)) for key in range(count)}


def weights(seed: int, count: int) -> dict[int, float]:
    """Return weights from 0.5 to 2.5 by response."""
    chance = Chance(seed, "weights")
    return {key: 0.5 + chance.below(2001) / 1000 for key in range(count)}


def listed(answers: dict[int, float]) -> list[float]:
    """Return the values in the order of the responses."""
    return [answers[key] for key in sorted(answers)]
