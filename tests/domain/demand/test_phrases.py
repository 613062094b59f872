"""Phrases are found in what many people say; fillers, halves of words and what one person says are not."""

from __future__ import annotations

import pytest

from domain.demand.voices import ABOUT, records
from guicheng.domain.demand.phrases import phrases_in

SAID = records(400)
TEXTS = [text for _about, text in SAID]


def test_what_the_records_are_about_comes_out():
    found = {phrase.text for phrase in phrases_in(TEXTS, least=5)}
    for about in ABOUT:
        assert any(about in text or text in about for text in found), (about, sorted(found))


def test_most_of_what_comes_out_is_what_the_records_are_about():
    found = [phrase.text for phrase in phrases_in(TEXTS, least=5)]
    hits = [text for text in found if any(text in about or about in text for about in ABOUT)]
    assert len(hits) >= 0.7 * len(found), found
    assert hits == found[: len(hits)]


def test_a_phrase_names_the_records_that_hold_it():
    for phrase in phrases_in(TEXTS, least=5):
        assert list(phrase.records) == [index for index, text in enumerate(TEXTS) if phrase.text in text]


def test_greetings_and_half_words_do_not_come_out():
    found = {phrase.text for phrase in phrases_in(TEXTS, least=5)}
    assert not found & {"你好", "希望", "业主", "反映", "尽快处理", "动车充", "递柜", "圾分类", "物粪"}


def test_what_is_known_is_not_found_again():
    found = {phrase.text for phrase in phrases_in(TEXTS, least=5, but=["电梯", "快递柜"])}
    assert not any("电梯" in text or "快递柜" in text for text in found)
    assert any("广场舞" in text for text in found)


def test_what_too_few_say_is_left_out():
    assert phrases_in(["水景喷泉不喷水", "水景喷泉很好看"], least=3) == []
    assert phrases_in([], least=2) == []


def test_one_person_repeating_themselves_is_one_record():
    assert phrases_in(["晒台晒台晒台晒台晒台"] + ["无关的话"] * 3, least=2) == []


def test_a_cover_is_no_phrase():
    texts = [f"［电话］找{name}，漏水严重" for name in ("甲方", "乙方", "丙方", "丁方", "戊方", "己方")]
    assert not any("电话" in phrase.text for phrase in phrases_in(texts, least=3))


def test_a_phrase_of_one_text_is_refused():
    with pytest.raises(ValueError, match="one text"):
        phrases_in(TEXTS, least=1)
