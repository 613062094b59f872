"""A wave, analysed as a whole."""

from __future__ import annotations

import pytest
from tests.domain.demand.forms import PARTS, YES_NO, ask, form

from guicheng.domain.demand.answers import check_answers
from guicheng.domain.demand.chance import Chance
from guicheng.domain.demand.questions import sets_of
from guicheng.domain.demand.wave import Wave, changes_of, figures_of

ASKED = form(
    ask("repair", "importance_satisfaction", unsure=True),
    ask("stairs", "importance_satisfaction"),
    ask("rare", "importance_satisfaction"),
    ask("gap", "expectation_perception", dimension="empathy"),
    ask("kano", "kano"),
    ask("nps", "nps"),
    ask("stars", "rating", points=7),
    ask("grid", "matrix"),
    ask("table", "matrix", options=YES_NO),
    ask("one", "single", options=PARTS[:3]),
    ask("many", "multiple", options=PARTS[:3]),
    ask("best", "maxdiff"),
    ask("weigh", "ahp"),
    ask("age", "number"),
    ask("why", "text"),
)


def answers(seed: int, key: int, happy: int = 0) -> dict[str, list[str]]:
    chance = Chance(seed + key, "answers")

    def points(low=1, high=5):
        return [str(low + chance.below(high - low + 1))]

    sent = {
        "repair.importance": points(4),
        "repair.satisfaction": points(1 + happy, 2 + happy),
        "stairs.importance": points(2, 3),
        "stairs.satisfaction": points(3),
        "gap.expectation": points(4),
        "gap.perception": points(2, 4),
        "kano.functional": ["1"],
        "kano.dysfunctional": points(3, 5),
        "nps": points(0, 10),
        "stars": points(1, 7),
        "grid.a": points(),
        "grid.b": points(),
        "table.a": ["yes"],
        "table.b": ["no"],
        "one": ["a" if key % 10 else "b"],
        "many": ["a", "b"] if key % 2 else ["b"],
        "weigh.a.b": ["3"],
        "weigh.a.c": ["5"],
        "weigh.b.c": ["2"],
        "why": ["好"],
    }
    if key < 3:
        sent |= {"rare.importance": ["5"], "rare.satisfaction": ["1"], "age": ["50"]}
    for index, shown in enumerate(sets_of(ASKED.question("best"), key), 1):
        ordered = sorted(option.id for option in shown)
        sent |= {f"best.{index}.best": [ordered[0]], f"best.{index}.worst": [ordered[-1]]}
    return sent


def wave(seed: int = 1, count: int = 60, happy: int = 0, **more) -> Wave:
    found = {}
    for key in range(count):
        checked = check_answers(ASKED, answers(seed, key, happy), key)
        assert not checked.complaints
        found[key] = checked.answers
    return Wave(ASKED, found, seeds={key: key for key in range(count)}, **more)


def test_every_question_has_its_figure():
    found = figures_of(wave())
    assert found.count == found.effective == 60
    assert [each.item for each in found.map.items] == ["repair", "stairs"]
    assert [each.item for each in found.priorities] == ["repair", "stairs"]
    assert [each.item for each in found.kanos] == ["kano"]
    assert [each.name for each in found.statements] == ["gap"]
    assert [each.name for each in found.dimensions] == ["empathy"]
    assert found.promoters["nps"].score.count == 60
    assert [(each.field, each.points) for each in found.scores] == [("stars", 7), ("grid.a", 5), ("grid.b", 5)]
    assert [each.field for each in found.chosen] == ["table.a", "table.b", "one", "many"]
    assert max(found.rated["best"], key=lambda each: each.share.value).option == "a"
    assert found.weighed["weigh"].weights["a"].value > 0.5


def test_what_fewer_than_five_answered_is_withheld_everywhere():
    found = figures_of(wave())
    assert found.withheld == ("rare.importance", "rare.satisfaction", "age")
    few = figures_of(wave(count=4))
    assert few.map is None
    assert few.priorities == few.kanos == few.statements == few.scores == few.chosen == ()
    assert few.promoters == few.rated == few.weighed == {}


def test_small_options_are_hidden_with_what_would_give_them_away():
    found = {each.field: each for each in figures_of(wave(count=40)).chosen}
    assert found["one"].counts == {"a": None, "b": None, "c": 0}
    assert found["one"].shares["a"] is None
    assert found["one"].total == 40
    assert found["many"].counts == {"a": 20, "b": 40, "c": 0}
    nearly = figures_of(wave(count=7)).chosen
    assert {each.field: each.counts for each in nearly}["many"] == {"a": None, "b": 7, "c": 0}


def test_weights_and_population_reach_the_figures():
    plain = figures_of(wave())
    heavy = figures_of(wave(weights={key: 3.0 if key < 20 else 0.5 for key in range(60)}, population=70))
    assert heavy.effective < 60
    assert heavy.promoters["nps"].score.value != plain.promoters["nps"].score.value
    narrow = figures_of(wave(population=70))
    assert narrow.scores[0].mean.high - narrow.scores[0].mean.low < plain.scores[0].mean.high - plain.scores[0].mean.low


def test_what_both_waves_asked_alike_is_compared():
    found = {each.name: each for each in changes_of(wave(1), wave(500, happy=2))}
    assert list(found) == [
        "repair.satisfaction",
        "stairs.satisfaction",
        "gap.perception",
        "nps.promoters",
        "nps.detractors",
        "stars",
        "grid.a",
        "grid.b",
    ]
    assert found["repair.satisfaction"].sure()
    assert found["repair.satisfaction"].difference == pytest.approx(2, abs=0.3)
    assert not found["stairs.satisfaction"].sure()


def test_a_question_on_another_scale_is_not_compared():
    other = form(ask("stars", "rating", points=5), ask("nps", "nps"), ask("new", "rating"))
    earlier = Wave(other, {key: {"stars": 3, "nps": 9} for key in range(9)})
    assert [each.name for each in changes_of(earlier, wave())] == ["nps.promoters", "nps.detractors"]


def test_half_answered_sets_and_comparisons_do_not_count():
    part = {
        key: {"weigh.a.b": 3, "best.1.best": "a", "repair.importance": 5, "repair.satisfaction": "na"}
        for key in range(9)
    }
    found = figures_of(Wave(ASKED, part))
    assert found.weighed == found.rated == {}
    assert found.map is None
