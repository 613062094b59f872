"""The JSON contract of a clause."""

from __future__ import annotations

import json

from guicheng.adapters.reports.contract import clause_json, line_json
from guicheng.domain.manual.blocks import Place
from guicheng.domain.manual.parts import Section, SourceClause
from guicheng.domain.manual.reading import Checks, read_section_clause
from guicheng.usecases.read_manual import read_lines

KEYS = ["id", "text", "state", "echo", "measures", "thresholds", "findings"]
MEASURE_KEYS = ["kind", "op", "value", "unit", "per", "trigger", "action", "condition", "span"]


def line(text, translate=str):
    return line_json(next(read_lines("-", [text])), translate)


def from_table(text, **elements):
    section = Section("工程", "三", 1, (), ())
    source = SourceClause(text, "3.1", Place("body", 4, 2, 3), elements)
    return read_section_clause(source, section, document="a.docx", index=6, checks=Checks())


def test_a_line_has_exactly_the_keys_of_the_contract():
    found = line("接到报修后，维修工30分钟内到场。")
    assert list(found) == KEYS
    assert [list(measure) for measure in found["measures"]] == [MEASURE_KEYS]
    measure = found["measures"][0]
    assert (measure["kind"], measure["op"], measure["value"], measure["unit"]) == ("time_limit", "<=", 30, "minute")
    start, end = measure["span"]
    assert found["text"][start:end] == "30分钟内"
    assert found["state"] == "read"
    assert "30" in found["echo"]


def test_a_longest_interval_is_shown_as_a_frequency():
    measure = line("电工每隔2小时巡视1次。")["measures"][0]
    assert (measure["kind"], measure["per"]) == ("frequency", "2 hour")


def test_whole_numbers_are_integers_and_others_are_not():
    whole, part = line("每日清扫2次。")["measures"][0]["value"], line("合格率不低于98.5%。")["measures"][0]["value"]
    assert (whole, type(whole)) == (2, int)
    assert (part, type(part)) == (98.5, float)
    assert isinstance(line("监控室24小时值班。")["measures"][0]["value"], str)


def test_findings_are_said_in_the_readers_language():
    found = line("应及时到场。", lambda sentence: {"within … minutes": "限几分钟"}.get(sentence, sentence))
    finding = next(found for found in found["findings"] if found["code"] == "MH001")
    assert list(finding) == ["code", "name", "severity", "span", "message", "fixes"]
    assert finding["span"] == [1, 3]
    assert finding["fixes"][0] == {
        "kind": "choose", "span": [1, 3], "replacement": "在【__】分钟内", "label": "限几分钟",
    }  # fmt: skip


def test_a_clause_of_a_document_says_where_it_stands():
    found = clause_json(from_table("水泵房每日巡视1次。", provider="电工"), str)
    assert list(found) == [*KEYS, "section", "number", "place", "elements"]
    assert found["id"] == 7
    assert (found["section"], found["number"]) == ("工程", "3.1")
    assert found["place"] == {"part": "body", "block": 4, "row": 2, "column": 3}
    assert found["elements"] == {"provider": "电工"}


def test_what_a_column_answers_is_not_asked_again():
    text = "水泵房每日巡视1次。"
    assert "YS001" in {finding.code for finding in from_table(text).findings}
    assert "YS001" in {finding.code for finding in from_table(text, provider=" ").findings}
    assert "YS001" not in {finding.code for finding in from_table(text, provider="电工").findings}


def test_running_text_has_no_row_and_hidden_text_says_so():
    section = Section("a", "", 1, (), ())
    read = read_section_clause(
        SourceClause("每日清扫", "", Place("body", 4, hidden=True)), section, document="a", index=0, checks=Checks()
    )
    assert clause_json(read, str)["place"] == {"part": "body", "block": 4, "hidden": True}


def test_any_text_makes_valid_json():
    for text in ["\x07响铃", "\u202e倒写", "😀每日2次", '"引号"\\', "a\tb"]:
        assert json.loads(json.dumps(line(text), ensure_ascii=False))["text"] == text
