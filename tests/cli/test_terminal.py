"""Rows, columns and underlines on a terminal."""

from __future__ import annotations

import pytest

from guicheng.cli.language import translator, wanted
from guicheng.cli.terminal import Screen, clause_lines, finding_lines
from guicheng.cli.width import columns, rows, wrap
from guicheng.domain.values import Span
from guicheng.usecases.read_manual import read_lines


@pytest.mark.parametrize(
    ("text", "wide"), [("", 0), ("ab", 2), ("及时", 4), ("ａ，", 4), ("e\u0301", 1), ("😀", 2), ("\u200b", 0)]
)
def test_columns_are_those_of_a_terminal(text, wide):
    assert columns(text) == wide


def test_rows_fill_the_width_and_lose_nothing():
    text = "接到报修后，维修工30分钟内到场；wait for the engineer，再到业主家中。" * 5
    found = list(rows(text, 30))
    assert "".join(text[start:end] for start, end in found) == text
    assert all(columns(text[start:end]) <= 30 for start, end in found)


def test_no_row_begins_with_a_closing_mark_or_inside_a_word():
    for row in wrap("保洁员每日清扫大堂，擦拭扶手；冲洗地面。" * 6, 20):
        assert row[0] not in "，。；"
    assert wrap("Send a demand and then sue", 12) == ["Send a", "demand and", "then sue"]


def test_a_word_longer_than_a_row_is_cut():
    assert wrap("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]


def test_the_underline_follows_a_wrapped_word():
    text = "一二三四五六七八九及时十"
    lines = list(clause_lines(text, [Span(9, 11)], Screen(str, 24)))
    assert lines == ["    一二三四五六七八九及", "                      ^^", "    时十", "    ^^"]


def test_an_underline_stands_under_narrow_and_wide_characters():
    assert list(clause_lines("a及b时", [Span(1, 2), Span(3, 4)], Screen(str, 40))) == ["    a及b时", "     ^^ ^^"]


def test_characters_that_move_the_cursor_are_shown_as_blanks():
    shown = "".join(clause_lines("响\x1b[31m铃\u202e倒", [], Screen(str, 40)))
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_no_line_of_a_finding_is_wider_than_the_screen():
    read = next(read_lines("-", ["接到报修后应及时到场，大堂保持整洁，" * 4 + "每日清扫2次；每周冲洗1次。"]))
    for width in (40, 60, 100):
        for line in finding_lines("a.txt:1:6", read, Screen(translator("zh"), width)):
            assert columns(line) <= width


def test_chinese_is_spoken_unless_english_is_asked_for(monkeypatch):
    monkeypatch.delenv("GUICHENG_LANG", raising=False)
    assert wanted() == "zh"
    assert wanted("en") == "en"
    assert wanted("en_GB") == "en"
    monkeypatch.setenv("GUICHENG_LANG", "en")
    assert wanted() == "en"
    assert wanted("zh") == "zh"


def test_without_the_compiled_catalogue_sentences_stay_english(monkeypatch, tmp_path):
    monkeypatch.setattr("guicheng.cli.language._CATALOGUE", tmp_path / "none.mo")
    translator.cache_clear()
    assert translator("zh")("Show hints too.") == "Show hints too."
    translator.cache_clear()
    (tmp_path / "none.mo").write_bytes(b"no catalogue")
    assert translator("zh")("Show hints too.") == "Show hints too."
    translator.cache_clear()
