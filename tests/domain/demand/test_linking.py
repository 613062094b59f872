"""A clause is suggested for a demand by shared activities and shared words, with both told."""

from __future__ import annotations

import pytest

from guicheng.domain.comparison import shipped_vocabulary
from guicheng.domain.demand.linking import ClauseIndex

CLAUSES = (
    "接到急修报修后，维修工30分钟内到场。",
    "大堂地面每日清扫2次。",
    "草坪每月修剪1次，草高不超过8厘米。",
    "接到投诉后24小时内首次答复。",
    "监控录像保存不少于30日。",
)
INDEX = ClauseIndex(CLAUSES, shipped_vocabulary())


@pytest.mark.parametrize(
    ("demand", "clause"),
    [
        ("报修以后半小时要有人到场", 0),
        ("大堂地面太脏", 1),
        ("草坪要常修剪", 2),
        ("投诉没有人答复", 3),
        ("监控录像要能查到", 4),
    ],
)
def test_the_clause_that_speaks_of_the_same_comes_first(demand, clause):
    assert INDEX.suggest(demand)[0].clause == clause


def test_a_suggestion_says_what_it_rests_on():
    found = INDEX.suggest("投诉没有人答复")[0]
    assert "complaint" in found.activities
    assert found.words == ("投诉", "答复")
    assert 0 < found.score <= 1


def test_an_activity_that_somebody_named_counts_without_its_words():
    assert INDEX.suggest("绿地太乱", activity="mowing")[0].clause == 2
    assert INDEX.suggest("绿地太乱") == []


def test_what_has_nothing_in_common_gets_no_suggestion():
    assert INDEX.suggest("希望开游泳馆") == []
    assert INDEX.suggest("") == []
    assert ClauseIndex([], shipped_vocabulary()).suggest("投诉没有人答复") == []


def test_no_more_come_than_were_asked_for_the_best_first():
    many = ClauseIndex(["接到投诉后答复。"] * 9, shipped_vocabulary()).suggest("投诉答复", most=4)
    assert len(many) == 4
    scores = [each.score for each in INDEX.suggest("投诉答复、报修到场")]
    assert scores == sorted(scores, reverse=True)
