"""Every rule does what its help page and its case file say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.lint import UnknownRuleError, all_rules, check, rule_of, rules_for
from guicheng.domain.lint.codes import MODULES
from guicheng.domain.lint.rule import rule
from guicheng.domain.values import Severity

CASES = Path(__file__).parents[2] / "cases" / "lint"
RULES = all_rules()
RULE_IDS = [found.code for found in RULES]


def cases(code):
    """Yield each sentence of a case file with what is expected of it."""
    for line in (CASES / f"{code}.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            text, _, expected = line.strip().partition("    # ")
            yield text.strip(), [part.strip() for part in expected.split(",") if part.strip()]


def found_in(text, code):
    return [(finding.code, finding.span.of(text)) for finding in check(read(text), select=[code])]


@pytest.mark.parametrize("code", RULE_IDS)
def test_a_case_file_says_what_a_rule_finds(code):
    rows = list(cases(code))
    assert any(expected for _text, expected in rows)
    assert any(not expected for _text, expected in rows)
    for text, expected in rows:
        found = found_in(text, code)
        assert len(found) == len(expected), f"{text}: {found}"
        for part, (found_code, word) in zip(expected, found, strict=True):
            wanted_code, _, wanted_word = part.partition(" ")
            assert wanted_code == found_code
            assert wanted_word in {"", word}, f"{text}: {word}"


@pytest.mark.parametrize("tested", RULES, ids=RULE_IDS)
def test_the_example_fires_and_the_other_way_is_silent(tested):
    for line in tested.example.splitlines():
        assert found_in(line, tested.code), line
    for line in tested.instead.splitlines():
        assert not found_in(line, tested.code), line


@pytest.mark.parametrize("tested", RULES, ids=RULE_IDS)
def test_a_finding_points_into_the_text_and_says_what_to_do(tested):
    for text in tested.example.splitlines():
        for finding in check(read(text), select=[tested.code]):
            assert 0 <= finding.span.start < finding.span.end <= len(text)
            assert finding.severity is tested.severity
            assert finding.name == tested.name
            assert len(finding.message.render()) > 20
            for fix in finding.fixes:
                assert fix.apply(text) != text
                assert fix.kind == "choose"


@pytest.mark.parametrize("tested", RULES, ids=RULE_IDS)
def test_a_help_page_is_whole(tested):
    assert re.fullmatch(r"[A-Z].+\.", tested.summary)
    assert len(tested.why) > 40
    assert tested.references
    assert tested.help_messages() == (tested.summary, tested.why, *tested.references)


def test_codes_are_unique_ordered_and_each_has_a_case_file():
    assert sorted(RULE_IDS) == RULE_IDS
    assert list(MODULES) == RULE_IDS
    assert len({found.name for found in RULES}) == len(RULES)
    assert {path.stem for path in CASES.glob("*.md")} == set(RULE_IDS)


def test_rules_off_by_default_speak_only_when_named():
    off = [found.code for found in RULES if not found.default]
    assert off == ["MH005", "MH006"]
    text = "值班员马上关闭总阀。"
    assert check(read(text)) == ()
    assert found_in(text, "MH006") == [("MH006", "马上")]
    assert found_in(text, "MH") == [("MH006", "马上")]


def test_select_takes_families_and_ignore_wins():
    text = "定期清扫，保持整洁。"
    assert {code for code, _word in found_in(text, "MH")} == {"MH002", "MH003"}
    kept = check(read(text), select=["MH"], ignore=["mh002"])
    assert [finding.code for finding in kept] == ["MH003"]
    assert rules_for(("FL",)) == tuple(found for found in RULES if found.code.startswith("FL"))


def test_findings_come_in_order_of_place():
    places = [finding.span for finding in check(read("地面整洁，定期打蜡，及时补漆，认真检查。"))]
    assert places == sorted(places)
    assert len(places) == 4


@pytest.mark.parametrize(("code", "near"), [("MH01", "MH001"), ("ys0012", "YS012")])
def test_an_unknown_code_names_near_ones(code, near):
    with pytest.raises(UnknownRuleError) as caught:
        rule_of(code)
    assert near in caught.value.message.render()


def test_a_code_near_to_nothing_says_where_the_list_is():
    with pytest.raises(UnknownRuleError, match="guicheng rules"):
        check(read("每日清扫"), select=["蓝"])
    with pytest.raises(UnknownRuleError):
        check(read("每日清扫"), ignore=[""])


def test_codes_are_found_in_any_case():
    assert rule_of("mh001") is rule_of("MH001")


def test_a_rule_without_a_help_page_is_refused():
    def silent(clause):
        """Find nothing."""
        return iter(())

    with pytest.raises(ValueError, match="XX001"):
        rule("XX001", "silent", Severity.HINT)(silent)
    with pytest.raises(ValueError, match="no rule code"):
        rule("X1", "silent", Severity.HINT)


@pytest.mark.parametrize(
    "text", ["", " ", "。", "\x00", "整洁" * 400, "《及时规范》", "及时" * 3 + "，" * 50, "\ud800及时"]
)
def test_no_text_raises(text):
    for finding in check(read(text), select=["DU", "FL", "MH", "YS"]):
        assert finding.span.of(text)


def test_words_in_the_title_of_a_document_are_names():
    assert found_in("按《设备整洁、完好管理办法》执行。", "MH") == []
    assert found_in("按《设备管理办法》保持整洁。", "MH") == [("MH003", "整洁")]
