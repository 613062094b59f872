"""Records find their themes by words that people confirmed, and what is left over proposes new ones."""

from __future__ import annotations

import pytest

from domain.demand.voices import records
from guicheng.domain.comparison import shipped_vocabulary
from guicheng.domain.demand.themes import ThemeWords, activity_of, assigned, merged_words, proposals, synonyms_of

WORDS = shipped_vocabulary()
TEXTS = [text for _about, text in records(300)]


def test_a_record_speaks_of_each_theme_whose_words_it_holds():
    themes = [
        ThemeWords("c", ("电动车充电", "充电桩")),
        ThemeWords("l", ("电梯",)),
        ThemeWords("x", ("坏",), closed=True),
    ]
    texts = ["充电桩旁边电梯坏了", "电梯坏了", "坏了", ""]
    assert assigned(texts, themes) == {"c": (0,), "l": (0, 1)}


def test_width_and_case_of_words_are_overlooked():
    assert assigned(["ＷＩＦＩ太慢"], [ThemeWords("w", ("wifi",))]) == {"w": (0,)}


def test_no_theme_assigns_nothing():
    assert assigned(TEXTS, []) == {}


def test_what_is_left_over_is_proposed_the_most_frequent_first():
    found = proposals(TEXTS, [], WORDS, least=5)
    names = [each.name for each in found]
    assert {"垃圾分类", "宠物粪便", "广场舞"} <= set(names)
    sizes = [len(each.records) for each in found]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) >= 5
    assert len(names) == len(set(names))


def test_an_activity_of_the_lexicon_is_proposed_under_its_own_name():
    texts = [f"{place}漏水没人管" for place in ("地库", "外墙", "厨房", "阳台", "走廊", "机房")]
    [leak] = [each for each in proposals(texts, [], WORDS, least=5) if each.activity]
    assert (leak.activity, leak.records) == ("leak", (0, 1, 2, 3, 4, 5))


def test_a_confirmed_or_refused_theme_is_not_proposed_again():
    before = {each.name for each in proposals(TEXTS, [], WORDS, least=5)}
    known = [ThemeWords("a", ("垃圾分类",)), ThemeWords("b", ("广场舞",), closed=True)]
    after = {each.name for each in proposals(TEXTS, known, WORDS, least=5)}
    assert {"垃圾分类", "广场舞"} <= before
    assert not any("垃圾分类" in name or "广场舞" in name for name in after)


def test_a_synonym_takes_its_records_out_of_what_is_proposed():
    texts = ["充电桩不够"] * 6
    assert proposals(texts, [ThemeWords("c", ("电动车充电", "充电桩"))], WORDS, least=5) == []


def test_a_complaint_is_no_theme_of_complaints():
    texts = [f"投诉{what}" for what in "甲乙丙丁戊己"]
    assert not any(each.activity == "complaint" for each in proposals(texts, [], WORDS, least=2))


@pytest.mark.parametrize(
    ("text", "key"),
    [("电梯等太久", ""), ("报修没人来", "repair"), ("天花板漏水", "leak"), ("草坪很久没剪草", "mowing")],
)
def test_the_activity_of_a_text(text, key):
    assert activity_of(text, WORDS) == key


def test_a_theme_that_takes_another_in_keeps_both_words_once():
    kept, gone = ThemeWords("a", ("电动车充电", "充电桩")), ThemeWords("b", ("电瓶车充电", "充电桩"))
    assert merged_words(kept, gone) == ("电动车充电", "充电桩", "电瓶车充电")


def test_synonyms_are_divided_by_any_sign():
    assert synonyms_of("充电桩，充电；电瓶车\n充电桩 电动车", but="电动车") == ("充电桩", "充电", "电瓶车")
    assert synonyms_of("  ", but="x") == ()
