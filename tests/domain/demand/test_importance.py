"""Quadrants and priorities."""

from __future__ import annotations

import numpy as np
import pytest
from tests.domain.demand.samples import column, listed, weights

from guicheng.domain.demand.importance import Pair, Quadrant, counts_by_quadrant, importance_map, quadrant_of
from guicheng.domain.demand.priority import by_item, priorities

LEVELS = {"mend": (5, 2), "keep": (5, 5), "low": (2, 2), "over": (2, 5)}


def pair(item: str, importance: float, satisfaction: float, count: int = 40) -> Pair:
    """Answers that lie a point around their mean."""
    return Pair(
        item,
        {key: importance - (key % 2) for key in range(count)},
        {key: satisfaction - (key % 3 == 0) for key in range(count)},
    )


def test_each_item_stands_in_its_quadrant_and_surely_so():
    found = importance_map([pair(name, *level) for name, level in LEVELS.items()])
    assert [(each.item, each.quadrant) for each in found.items] == [
        ("mend", Quadrant.MEND),
        ("keep", Quadrant.KEEP),
        ("low", Quadrant.LOW),
        ("over", Quadrant.OVER),
    ]
    assert all(each.sure for each in found.items)
    assert found.importance_line == pytest.approx(0.5)
    assert counts_by_quadrant(found) == dict.fromkeys(Quadrant, 1)
    assert found.items[0].importance.answers == tuple(range(40))


def test_an_item_near_a_line_is_not_sure():
    found = importance_map([pair("a", 4, 4), pair("b", 5, 2), pair("c", 3, 5)], lines=(0.63, 0.66))
    assert [each.sure for each in found.items] == [False, True, True]


def test_an_item_without_answers_has_no_quadrant():
    found = importance_map([Pair("none", {}, {}), pair("a", 5, 2)])
    assert (found.items[0].quadrant, found.items[0].sure) == (None, False)
    alone = importance_map([Pair("none", {}, {})])
    assert (alone.importance_line, alone.satisfaction_line) == (0.5, 0.5)


@pytest.mark.parametrize(
    ("importance", "satisfaction", "quadrant"),
    [
        (0.5, 0.5, "keep_up"),
        (0.5, 0.49, "concentrate_here"),
        (0.49, 0.5, "possible_overkill"),
        (0.49, 0.49, "low_priority"),
    ],
)
def test_a_point_on_a_line_counts_as_above_it(importance, satisfaction, quadrant):
    assert quadrant_of(importance, satisfaction, (0.5, 0.5)) == quadrant


def test_the_order_is_that_of_importance_times_dissatisfaction():
    found = priorities([pair(name, *level) for name, level in LEVELS.items()])
    assert [each.item for each in found] == ["mend", "low", "keep", "over"]
    assert found[0].score.value == pytest.approx(0.875 * (1 - (0.25 - 14 / 40 / 4)))
    assert found[0].ranks == (1, 1)
    assert found[0].first == 1
    assert found[-1].first == 0
    assert by_item(found)["keep"].rank == 3


@pytest.mark.parametrize("seed", [0, 20])
def test_the_interval_of_a_score_is_that_of_resampled_responses(seed):
    """Samples of whole responses, drawn by numpy: what the delta method stands for."""
    weight = weights(seed, 300) if seed else None
    answers = [
        Pair("a", column(seed + 1, 300), column(seed + 2, 300)),
        Pair("b", column(seed + 3, 300), column(seed + 4, 300)),
    ]
    found = {each.item: each.score for each in priorities(answers, weight)}
    draw = np.random.default_rng(seed)
    heavy = np.array(listed(weight)) if weight else np.ones(300)
    for each in answers:
        important, unhappy = (np.array(listed(each.importance)) - 1) / 4, (5 - np.array(listed(each.satisfaction))) / 4
        drawn = [
            np.average(important[rows], weights=heavy[rows]) * np.average(unhappy[rows], weights=heavy[rows])
            for rows in (draw.integers(0, 300, 300) for _sample in range(4000))
        ]
        error = np.std(drawn)
        assert found[each.item].high - found[each.item].low == pytest.approx(2 * 1.96 * error, rel=0.06)


def test_ranks_follow_how_answers_hang_together():
    """Two items that everybody rates alike never change places, however uncertain each score is."""
    satisfied = column(2, 40)
    better = {key: max(1.0, value - 1) for key, value in satisfied.items()}
    pairs = [Pair("a", dict.fromkeys(satisfied, 5.0), better), Pair("b", dict.fromkeys(satisfied, 5.0), satisfied)]
    found = by_item(priorities(pairs))
    assert (found["a"].ranks, found["b"].ranks) == ((1, 1), (2, 2))


def test_items_alike_share_the_uncertainty_of_the_order():
    found = priorities([Pair("a", column(1, 50), column(2, 50)), Pair("b", column(3, 50), column(4, 50))], top=1)
    assert {each.ranks for each in found} == {(1, 2)}
    assert sum(each.first for each in found) == pytest.approx(1, abs=0.02)
    assert found == priorities(
        [Pair("a", column(1, 50), column(2, 50)), Pair("b", column(3, 50), column(4, 50))], top=1
    )


def test_weights_move_the_order():
    one = {key: 5.0 if key < 10 else 1.0 for key in range(40)}
    other = {key: 1.0 if key < 10 else 4.0 for key in range(40)}
    pairs = [Pair("one", one, dict.fromkeys(one, 1.0)), Pair("other", other, dict.fromkeys(other, 1.0))]
    assert [each.item for each in priorities(pairs)] == ["other", "one"]
    heavy = {key: 9.0 if key < 10 else 0.5 for key in range(40)}
    found = priorities(pairs, heavy)
    assert [each.item for each in found] == ["one", "other"]
    assert found[0].score.effective < 40
    assert importance_map(pairs, weights(1, 40)).items[0].importance.effective < 40


def test_items_without_answers_stand_last_without_an_interval():
    found = priorities([Pair("none", {}, {}), pair("a", 5, 2), Pair("one", {1: 5.0}, {1: 1.0})])
    assert [each.item for each in found] == ["one", "a", "none"]
    assert (found[0].score.low, found[2].score.value, found[2].ranks, found[2].first) == (None, None, None, 0)
    assert priorities([Pair("none", {}, {})])[0].ranks is None
    with pytest.raises(ValueError, match="too few"):
        priorities([], draws=10)
