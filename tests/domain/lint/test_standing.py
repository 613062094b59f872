"""The index of rules leaves out only rules that have nothing to say."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.lint import all_rules, check, unlawful
from guicheng.domain.lint.frames import beside
from guicheng.domain.lint.needed import needed, ways
from guicheng.domain.lint.rule import rule
from guicheng.domain.lint.standing import class_bits, needs_of_frame, needs_of_way, standing, ways_of
from guicheng.domain.lint.unlawful import DEBT, Frame, anchor_words, frames, pattern_of, words
from guicheng.domain.lint.wording import over_fees, sentences
from guicheng.domain.values import Severity

CASES = Path(__file__).parents[2] / "cases"
FAMILIES = sorted({found.code[:2] for found in all_rules()})


@cache
def texts():
    """Return every line of every case in which Chinese stands, and the sentence that it expects something of."""
    found = {}
    for file in sorted(CASES.rglob("*")):
        if file.suffix in {".md", ".tsv", ".yaml", ".txt", ".jsonl"}:
            for line in file.read_text(encoding="utf-8").splitlines():
                for text in {line, line.partition("    # ")[0]}:
                    if re.search("[一-鿿]{3}", text):
                        found[text.strip()] = True
    return list(found)


def spoken(rule_, clause):
    return [(rule_.code, remark.span, remark.message, remark.fixes) for remark in rule_.check(clause)]


@pytest.mark.unmeasured
def test_check_says_what_all_rules_say_one_by_one():
    assert len(texts()) > 6_000
    for text in texts():
        clause = read(text)
        one_by_one = [found for each in all_rules() for found in spoken(each, clause)]
        found = [(each.code, each.span, each.message, each.fixes) for each in check(clause, select=FAMILIES)]
        assert found == sorted(one_by_one, key=lambda each: (each[1], each[0])), text


def test_a_class_of_which_a_word_stands_in_a_text_is_standing():
    patterns = [(pattern_of(group), bit) for group, bit in class_bits().items()]
    for text in texts()[::4]:
        found = standing(text)
        for pattern, bit in patterns:
            assert found & bit or not pattern.search(text), f"{text}: {pattern.search(text)}"


def test_a_frame_of_which_all_classes_stand_in_a_sentence_is_tried():
    """What ``beside`` asks of a sentence before it looks closer, asked here of every frame by its patterns alone."""
    tried = 0
    for text in texts()[::3]:
        clause = read(text)
        for start, sentence in sentences(text):
            debt = pattern_of(DEBT).search(sentence) or over_fees(clause, start)
            stands = cache(lambda group, sentence=sentence: bool(pattern_of(group).search(sentence)))
            for frame in (frame for known in frames().values() for frame in known):
                if all(map(stands, frame.act)) and all(debt if g == DEBT else stands(g) for g in frame.around):
                    needs = needs_of_frame(frame).bits
                    assert needs & standing(sentence) == needs, f"{sentence}: {frame}"
                    tried += 1
    assert tried > 500


@pytest.mark.parametrize("told", [each for each in all_rules() if each.told_by], ids=lambda each: each.code)
def test_a_pattern_of_a_rule_matches_only_in_a_way_whose_words_stand(told):
    assert all(ways_of(told))
    needs = [needs_of_way(way).bits for way in ways_of(told)]
    for pattern in told.told_by:
        for text in texts()[::2]:
            for hit in pattern.finditer(text):
                assert any(all(any(word in hit[0] for word in words) for words in way) for way in ways(pattern.pattern))
                assert any(need & standing(text) == need for need in needs)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("停水", {"停水"}),
        ("[停断]水", {"停水", "断水"}),
        ("停(?:其|该户)?水", {"停水", "停其水", "停该户水"}),
        ("停水(?!平)", {"停水"}),
        ("(?<!不)停水$", {"停水"}),
        ("停水|拉闸", {"停水", "拉闸"}),
        ("停.{0,4}用水", {"用水"}),
        ("[^，]{2}用水", {"用水"}),
        ("罚[0-3]元", {"罚0元", "罚1元", "罚2元", "罚3元"}),
        (r"罚\d元", {"罚"}),
        ("罚[一-龥]金额", {"金额"}),
        ("(?:停水){2}", {"停水"}),
        ("(?:停水)+?", {"停水"}),
        ("(?:停水)*关", {"关"}),
        ("关?(?:.?)停水", {"停水"}),
        ("(停)水", {"停水"}),
        (r"停\.水", {"停.水"}),
        ("第[一二三四五六七八九][一二三四五六七八九]楼梯", {f"{digit}楼梯" for digit in "一二三四五六七八九"}),
        ("(?:[一二三四五六七八九][一二三四五六七八]|[0-9])乙", {"乙"}),
    ],
)
def test_a_pattern_needs_words(pattern, words):
    assert needed(pattern) == words


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("停水", [[{"停水"}]]),
        ("欠费.{0,9}停[水电]|拉闸", [[{"欠费"}, {"停水", "停电"}], [{"拉闸"}]]),
        ("(?:停水|拉.?闸)(?!门)", [[{"停水"}], [{"拉"}, {"闸"}]]),
        ("((?:停水|拉闸))$", [[{"停水"}], [{"拉闸"}]]),
        ("欠费(?:停水|拉闸)", [[{"欠费停水", "欠费拉闸"}]]),
        ("欠.?(?:停.?水|拉闸)", [[{"欠"}, {"停", "拉闸"}]]),
        ("停水|.?", [[{"停水"}], []]),
    ],
)
def test_a_pattern_matches_in_ways(pattern, expected):
    assert [[set(words) for words in way] for way in ways(pattern)] == expected


@pytest.mark.parametrize("pattern", ["停?", ".+", "停水|", "停水|.", r"\d", "(?i:ic)", "(停)?(?(1)水|电)", "[^停]"])
def test_a_pattern_that_needs_no_certain_word_is_known_as_such(pattern):
    assert needed(pattern) is None


def test_a_class_with_a_word_that_stands_for_anything_is_refused(monkeypatch):
    monkeypatch.setattr(unlawful, "words", lambda: {"loose": ("停水", ".")})
    with pytest.raises(ValueError, match="loose may stand for anything"):
        anchor_words.__wrapped__("loose")


def test_a_debt_in_the_head_of_the_list_is_not_asked_of_the_sentence():
    assert Frame(("cut", "utility"), (DEBT, "violation"), ()).needs() == {"cut", "utility", "violation"}


def test_a_rule_that_says_of_what_it_speaks_does_not_look_at_all_clauses():
    def documented(_clause):
        """Find it.

        Why it matters:
            It does.

        Example:
            甲。

        Use instead:
            乙。

        References:
            None.
        """
        yield from ()

    def made(**said):
        return rule("XX001", "some-rule", Severity.HINT, **said)(documented)

    assert made().looks_at_all
    assert not made(words=("vague-time",)).looks_at_all
    assert not made(told_by=()).looks_at_all


def test_every_class_of_the_table_has_words_and_every_frame_a_rule():
    assert all(words().values())
    assert set(frames()) <= {each.code for each in all_rules()}
    assert list(beside(read("每日清扫1次。"), "FL001", ())) == []
