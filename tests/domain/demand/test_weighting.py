"""Weights: met shares, bounds, and a second opinion from an optimiser."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.optimize import minimize

from guicheng.domain.demand.chance import Chance
from guicheng.domain.demand.weighting import NoWeightsError, post_stratified, raked

TENURE = {"owner": 0.7, "tenant": 0.3}
AGE = {"young": 0.4, "middle": 0.35, "old": 0.25}


def groups(seed: int, count: int) -> dict[str, dict[int, str]]:
    chance = Chance(seed, "groups")
    tenure = {key: "tenant" if key % 3 and chance.below(3) else "owner" for key in range(count)}
    return {"tenure": tenure, "age": {key: ("young", "middle", "old")[chance.below(7) % 3] for key in range(count)}}


def test_post_stratification_weighs_each_group_by_its_share_over_that_of_the_sample():
    by_id = {1: "owner", 2: "owner", 3: "owner", 4: "tenant"}
    found = post_stratified(by_id, TENURE)
    assert found.weights == pytest.approx({1: 0.7 / 0.75, 2: 0.7 / 0.75, 3: 0.7 / 0.75, 4: 0.3 / 0.25})
    assert found.met
    assert found.error < 1e-12
    squares = sum(weight**2 for weight in found.weights.values())
    assert found.design_effect == pytest.approx(4 * squares / 16)
    assert found.effective == pytest.approx(4 / found.design_effect)


@pytest.mark.parametrize("seed", range(8))
def test_raking_is_the_nearest_weighting_that_meets_the_shares(seed):
    """The raked weights have least relative entropy; scipy finds them through the dual problem."""
    by_id = groups(seed, 60)
    found = raked(by_id, {"tenure": TENURE, "age": AGE}, bounds=(0, math.inf))
    marks = np.array(
        [
            [by_id["tenure"][key] == "owner", by_id["age"][key] == "young", by_id["age"][key] == "middle", True]
            for key in range(60)
        ],
        dtype=float,
    )
    wanted = np.array([0.7, 0.4, 0.35, 1.0]) * 60
    theirs = minimize(
        lambda x: np.exp(marks @ x).sum() - wanted @ x,
        np.zeros(4),
        jac=lambda x: marks.T @ np.exp(marks @ x) - wanted,
        method="BFGS",
        options={"gtol": 1e-9},
    )
    assert [found.weights[key] for key in range(60)] == pytest.approx(list(np.exp(marks @ theirs.x)), rel=1e-4)
    assert found.met
    assert found.bounded == 0


def test_bounds_hold_and_what_they_cost_is_told():
    by_id = {"tenure": {key: "tenant" if key == 0 else "owner" for key in range(100)}}
    free = raked(by_id, {"tenure": TENURE}, bounds=(0, math.inf))
    assert free.weights[0] == pytest.approx(30)
    bound = raked(by_id, {"tenure": TENURE}, bounds=(0.2, 5))
    assert max(bound.weights.values()) == 5
    assert sum(bound.weights.values()) == pytest.approx(100)
    assert not bound.met
    assert bound.error == pytest.approx(0.25)
    assert bound.bounded == 1
    assert bound.design_effect < free.design_effect


def test_bounds_that_leave_nobody_free_still_end():
    by_id = {"tenure": {1: "owner", 2: "tenant"}}
    found = raked(by_id, {"tenure": {"owner": 0.99, "tenant": 0.01}}, bounds=(0.9, 1.1))
    assert found.weights == pytest.approx({1: 1.1, 2: 0.9})


def test_a_share_of_zero_needs_no_answers():
    found = post_stratified({1: "owner", 2: "tenant"}, {**TENURE, "gone": 0.0})
    assert found.met


@pytest.mark.parametrize(
    ("by_id", "shares", "said"),
    [
        ({}, {}, "at least one variable"),
        ({"tenure": {}}, {"tenure": TENURE}, "at least one variable"),
        ({"tenure": {1: "owner"}}, {"age": AGE}, "at least one variable"),
        ({"tenure": {1: "owner", 2: "guest"}}, {"tenure": TENURE}, "No share of the population is given for: guest"),
        ({"tenure": {1: "owner"}}, {"tenure": TENURE}, "Nobody answered from: tenant"),
        ({"tenure": {1: "owner", 2: "tenant"}}, {"tenure": {"owner": 0.7, "tenant": 0.2}}, "do not sum to 100 %"),
        ({"tenure": {1: "owner"}, "age": {2: "old"}}, {"tenure": TENURE, "age": AGE}, "Every response needs a group"),
    ],
)
def test_what_no_weights_can_come_from_is_refused(by_id, shares, said):
    with pytest.raises(NoWeightsError, match=said):
        raked(by_id, shares)
