"""The shipped duties hold together: every sentence reads into its bound, every field is of the closed sets."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest

from guicheng.adapters.norms import catalogue_items, read_norms, shipped_norms
from guicheng.domain.comparison.norm import place_called, places_of, read_as, selected
from guicheng.domain.comparison.topics import legal_topics
from guicheng.domain.lint.codes import MODULES

NORMS = shipped_norms()
FILES = [file for file in (files("guicheng.library") / "norms").iterdir() if file.name.endswith(".yaml")]
NUMBERED = [norm for norm in NORMS if norm.figure is not None]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_shipped_file_has_no_complaint(file):
    read = read_norms(file.name, file.read_bytes(), items=catalogue_items())
    assert [(complaint.line, complaint.message.render()) for complaint in read.complaints] == []
    assert read.norms


@pytest.mark.parametrize("norm", NUMBERED, ids=lambda norm: norm.id)
def test_a_sentence_reads_into_exactly_its_bound(norm):
    assert read_as(norm) == (norm.figure,)


def test_duties_without_a_number_read_without_one():
    assert [norm.id for norm in NORMS if norm.figure is None and read_as(norm)] == []


def test_there_are_enough_duties_and_each_place_has_some():
    counts = Counter(norm.place.zh for norm in NORMS)
    assert len(NORMS) >= 430
    assert {"全国", "北京", "杭州", "山东", "青岛", "淄博", "温州", "上海", "潍坊", "滨州"} <= set(counts)
    assert counts["全国"] >= 110
    assert len(NUMBERED) >= 240


def test_ids_are_unique_and_name_their_place():
    assert len({norm.id for norm in NORMS}) == len(NORMS)
    assert all(norm.id.startswith(f"{norm.place.key}.") for norm in NORMS)


def test_summaries_are_sentences_in_both_languages():
    for norm in NORMS:
        assert norm.zh.endswith("。"), norm.id
        assert re.fullmatch(r"[A-Z].+\.", norm.en), norm.id
        assert len(norm.zh) <= 60, norm.id


def test_every_topic_is_used_and_names_a_real_rule():
    used = {norm.activity for norm in NORMS}
    assert used == set(legal_topics())
    assert {topic.rule for topic in legal_topics().values()} - {""} <= set(MODULES)


@pytest.mark.parametrize("norm", NORMS, ids=lambda norm: norm.id)
def test_the_topic_of_a_duty_speaks_in_its_own_sentence(norm):
    if not norm.ban:
        assert legal_topics()[norm.activity].speaks_in(norm.clause.text)


@pytest.mark.parametrize(
    ("activity", "days"),
    [
        (
            "contract.filing",
            {"山东": 10, "青岛": 10, "淄博": 10, "北京": 15, "杭州": 15, "河南": 15, "上海": 30, "潍坊": 10},
        ),
        ("handover.exit", {"上海": 10, "杭州": 15, "北京": 30, "青岛": 30, "淄博": 30, "潍坊": 30}),
        ("head.report", {"北京": 3, "淄博": 5, "潍坊": 10}),
        ("lift.record_retention", {"全国": 4, "杭州": 4, "温州": 4, "滨州": 4, "潍坊": 4}),
        ("lift.training_retention", {"温州": 4, "潍坊": 2}),
        ("complaint.answer", {"杭州": 10}),
        ("committee.first_session", {"北京": 7, "山东": 7, "青岛": 3, "淄博": 3}),
        ("owners_meeting.preparatory_shown", {"北京": 7, "山东": 10, "青岛": 3, "淄博": 10}),
        ("contract.emergency_term", {"北京": 6, "青岛": 6, "淄博": 6}),
        ("lift.rescue_outside", {"全国": 1, "杭州": 1}),
    ],
)
def test_local_numbers_that_differ_are_all_there(activity, days):
    found = {norm.place.zh: int(norm.figure.value) for norm in NUMBERED if norm.activity == activity}
    assert found == days


def test_a_city_takes_the_law_of_its_province_and_of_the_country():
    qingdao = selected(NORMS, city="青岛市")
    assert {norm.place.zh for norm in qingdao} == {"全国", "山东", "青岛"}
    assert {norm.place.zh for norm in selected(NORMS, city="Qingdao")} == {"全国", "山东", "青岛"}
    assert {norm.place.zh for norm in selected(NORMS, city="安阳")} == {"全国", "河南", "安阳"}


def test_a_city_without_norms_takes_those_of_its_province():
    assert {norm.place.zh for norm in selected(NORMS, city="济南市", province="山东省")} == {"全国", "山东"}
    assert {norm.place.zh for norm in selected(NORMS)} == {"全国"}


def test_places_are_found_by_either_name():
    assert place_called(NORMS, "杭州市").key == "hangzhou"
    assert place_called(NORMS, " Beijing ").zh == "北京"
    assert places_of(NORMS)[0].national
