"""The starter library is lawful wherever norms are shipped: no clause of any grade is looser than a duty."""

from __future__ import annotations

import pytest

from guicheng.adapters.norms import shipped_norms
from guicheng.domain.comparison.compliance import Standing, compliance
from guicheng.domain.comparison.norm import selected
from library import starter

NORMS = shipped_norms()
PLACES = sorted({norm.place.zh for norm in NORMS})


def test_places_are_shipped():
    assert {"全国", "杭州", "北京", "山东", "青岛", "淄博", "温州"} <= set(PLACES)


@pytest.mark.parametrize("place", PLACES)
def test_no_clause_is_looser_than_the_law_of_a_place(place):
    duties = compliance([row.reading for row in starter.rows()], selected(NORMS, city=place))
    looser = [
        (duty.norm.id, answer.clause.text)
        for duty in duties
        for answer in duty.answers
        if answer.standing is Standing.LOOSER
    ]
    assert looser == []
    assert sum(duty.standing in {Standing.COVERED, Standing.TIGHTER} for duty in duties) > 20


@pytest.mark.parametrize(
    ("place", "norm"),
    [
        ("全国", "cn.lift-file"),
        ("全国", "cn.lift-entrusted"),
        ("全国", "cn.noise-quarrels"),
        ("温州", "wenzhou.lift-signs"),
        ("温州", "wenzhou.lift-stop"),
        ("安阳", "anyang.quality-alarm"),
    ],
)
def test_what_the_law_asks_without_a_number_has_a_clause_of_its_own(place, norm):
    duties = compliance([row.reading for row in starter.rows()], selected(NORMS, city=place))
    (duty,) = (duty for duty in duties if duty.norm.id == norm)
    assert duty.standing is Standing.COVERED
