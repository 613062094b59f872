"""The SARIF log holds what the 2.1.0 schema asks for."""

from __future__ import annotations

import re

import pytest

from guicheng.adapters.reports.sarif import sarif_log
from guicheng.domain.lint import all_explained
from guicheng.domain.manual.blocks import Place
from guicheng.domain.manual.parts import Section, SourceClause
from guicheng.domain.manual.reading import Checks, read_section_clause
from guicheng.usecases.read_manual import read_lines

LINES = ["每日清扫1次。", "😀应及时到场，保持整洁。", "", "欠费业主停水停电。"]


def log_of_text(name="folder/规 程.txt"):
    return sarif_log([(name, "txt", list(read_lines(name, LINES)))], str, version="0.1.0")


def document_clause():
    source = SourceClause("应及时到场。", "3.1", Place("body", 12))
    return read_section_clause(source, Section("急修", "三", 1, (), ()), document="a", index=0, checks=Checks())


def run_of(log):
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    return run


def test_every_rule_is_listed_with_its_help():
    rules = run_of(log_of_text())["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in all_explained()]
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert rule["help"]["text"]
        assert "```diff" in rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
    off = {rule["id"] for rule in rules if not rule["defaultConfiguration"]["enabled"]}
    assert off == {"MH005", "MH006"}


def test_columns_count_code_points_from_one():
    run = run_of(log_of_text())
    assert run["columnKind"] == "unicodeCodePoints"
    result = next(result for result in run["results"] if result["ruleId"] == "MH001")
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (2, 3, 5)
    assert region["snippet"]["text"] == "及时"
    assert LINES[1][region["startColumn"] - 1 : region["endColumn"] - 1] == "及时"


def test_results_point_to_their_rule_and_carry_what_the_schema_requires():
    run = run_of(log_of_text())
    rules = run["tool"]["driver"]["rules"]
    assert {result["ruleId"] for result in run["results"]} >= {"MH001", "MH003", "FL001"}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        assert re.fullmatch(r"[0-9a-f]{24}", result["partialFingerprints"]["clauseText/v1"])
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert location["uri"] == "folder/%E8%A7%84%20%E7%A8%8B.txt"


def test_fixes_replace_exactly_the_word():
    result = next(result for result in run_of(log_of_text())["results"] if result["ruleId"] == "MH001")
    change = result["fixes"][0]["artifactChanges"][0]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 2, "startColumn": 3, "endColumn": 5},
            "insertedContent": {"text": "在【__】分钟内"},
        }
    ]
    assert change["artifactLocation"]["uri"] == result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


@pytest.mark.parametrize(("kind", "region"), [("docx", None), ("xlsx", None), ("md", {"startLine": 12})])
def test_a_document_is_addressed_by_section_and_number(kind, region):
    run = run_of(sarif_log([(f"a.{kind}", kind, [document_clause()])], str, version="0", language="zh-CN"))
    assert run["language"] == "zh-CN"
    location = run["results"][0]["locations"][0]
    assert location["physicalLocation"].get("region") == region
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "急修 3.1"
    assert "fixes" not in run["results"][0]


def test_a_windows_path_becomes_a_uri():
    log = log_of_text("C:\\标准\\a.txt")
    location = run_of(log)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "C:/%E6%A0%87%E5%87%86/a.txt"
