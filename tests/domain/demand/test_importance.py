"""Quadrants and priorities."""

from __future__ import annotations

import pytest
from tests.domain.demand.samples import column, weights

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


def test_the_interval_of_a_score_is_that_of_the_delta_method():
    """For large samples the percentile interval comes near mean ± 1.96 errors of the product of two means."""
    answers = [Pair("a", column(1, 600), column(2, 600))]
    found = priorities(answers, draws=2000)[0].score
    important = [(value - 1) / 4 for value in answers[0].importance.values()]
    unhappy = [(5 - value) / 4 for value in answers[0].satisfaction.values()]
    m, u = sum(important) / 600, sum(unhappy) / 600
    spread = [(i - m) * u + (d - u) * m for i, d in zip(important, unhappy, strict=True)]
    error = (sum(value * value for value in spread) / 600 / 600) ** 0.5
    assert found.low == pytest.approx(m * u - 1.96 * error, abs=0.15 * error)
    assert found.high == pytest.approx(m * u + 1.96 * error, abs=0.15 * error)


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
