"""What a rule weighs is earned on labelled sentences, and the published table is the measured one."""

from __future__ import annotations

import pytest

import reference
from guicheng.domain.lint import all_rules
from guicheng.domain.values import Severity

ROWS = list(reference.sentences())
MEASURED = reference.tallies(ROWS)


@pytest.mark.parametrize("tested", all_rules(), ids=lambda found: found.code)
def test_a_rule_is_more_than_a_hint_only_if_it_is_right_nine_times_in_ten(tested):
    tally = MEASURED[tested.code]
    assert tally.right >= 1, "no sentence of the corpus shows this rule"
    if tested.severity is not Severity.HINT:
        assert tally.precision >= reference.LEAST


def test_the_corpus_is_large_and_most_of_its_sentences_differ():
    texts = [row["text"] for row in ROWS]
    assert len(texts) >= 300
    assert len(set(texts)) == len(texts)
    assert sum(not row["expect"] for row in ROWS) >= 100


def test_expected_words_stand_in_their_sentence():
    codes = {rule.code for rule in all_rules()}
    for row in ROWS:
        for expected in row["expect"]:
            assert expected["code"] in codes
            assert expected.get("word", "") in row["text"]


def test_vague_words_are_found_and_little_else():
    vague = [tally for code, tally in MEASURED.items() if code.startswith("MH")]
    right = sum(tally.right for tally in vague)
    assert right / (right + sum(tally.wrong for tally in vague)) >= 0.95
    assert right / (right + sum(tally.missed for tally in vague)) >= 0.95


def test_a_wrong_finding_lowers_precision_and_a_missed_one_recall():
    rows = [
        {"text": "大堂整洁。", "expect": [{"code": "MH003", "word": "整洁"}]},
        {"text": "车库整洁。", "expect": []},
        {"text": "车库有灯。", "expect": [{"code": "MH003"}]},
    ]
    tally = reference.tallies(rows)["MH003"]
    assert (tally.right, tally.wrong, tally.missed) == (1, 1, 1)
    assert tally.precision == tally.recall == 0.5
    assert reference.tallies(rows)["MH001"].precision is None


def test_the_published_table_is_fresh():
    assert reference.PAGE.read_text(encoding="utf-8") == reference.precision_page()
