"""A baseline keeps what was there, and nothing else."""

from __future__ import annotations

import json

import pytest

from guicheng.adapters.reports.fingerprint import Baseline, BaselineUnreadableError, fingerprints
from guicheng.domain.clause.reader import read
from guicheng.domain.lint import check

TEXT = "应及时到场，及时修理，保持整洁。"


def findings(text):
    return check(read(text), select=["MH"])


def kept(*texts):
    baseline = Baseline()
    for text in texts:
        baseline.add(text, findings(text))
    return Baseline.load("b.json", baseline.dump())


def test_the_same_word_twice_in_a_clause_has_two_fingerprints():
    found = list(fingerprints(TEXT, findings(TEXT)))
    assert len(found) == len(set(found)) == 3


def test_an_old_clause_is_silent_wherever_it_moved():
    assert kept("地面干净。", TEXT).new(TEXT, findings(TEXT)) == ()
    assert kept(TEXT).new(f"  {TEXT} ", findings(f"  {TEXT} ")) == ()


def test_an_edited_clause_must_be_clean():
    edited = TEXT.replace("修理", "维修")
    assert len(kept(TEXT).new(edited, findings(edited))) == 3


def test_a_copy_of_an_old_clause_is_new():
    baseline = kept(TEXT)
    assert baseline.new(TEXT, findings(TEXT)) == ()
    assert len(baseline.new(TEXT, findings(TEXT))) == 3


def test_a_finding_of_another_rule_is_new():
    old = check(read(TEXT), select=["MH003"])
    baseline = Baseline()
    baseline.add(TEXT, old)
    assert [finding.code for finding in baseline.new(TEXT, findings(TEXT))] == ["MH001", "MH001"]


def test_the_file_is_sorted_and_holds_no_text_of_the_clause():
    dump = kept("地面干净。", TEXT).dump()
    stored = json.loads(dump)["findings"]
    assert list(stored) == sorted(stored)
    assert "地面" not in dump


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": 2, "findings": {}}', '{"format": 1, "findings": {"a": "x"}}']
)
def test_another_file_is_refused_in_a_sentence(text):
    with pytest.raises(BaselineUnreadableError, match=r"“b\.json” is no baseline"):
        Baseline.load("b.json", text)
