"""Sentences name stages and events in the reader's language, as the tables do."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import compare_clauses, terms_of
from guicheng.domain.comparison.stage_names import end_named, start_named
from guicheng.domain.comparison.tables import stages

ROWS = (files("guicheng") / "locale" / "zh_Hans" / "comparison.tsv").read_text(encoding="utf-8").splitlines()
CHINESE = {row[0]: row[1] for row in csv.reader(ROWS, delimiter="\t", quoting=csv.QUOTE_NONE) if len(row) > 1}


@pytest.mark.parametrize(("table", "named"), [("endpoints", end_named), ("triggers", start_named)])
def test_each_stage_is_named_as_its_table_names_it(table, named):
    for stage in stages(table):
        assert named(stage.name).text == f"“{stage.en}”"
        assert CHINESE[f"“{stage.en}”"] == f"“{stage.zh}”"
    assert named("").text == "what is not named"


@pytest.mark.parametrize(
    ("mine", "theirs", "said"),
    [
        (
            "接到投诉后48小时内答复。",
            "自投诉登记起24小时内答复。",
            "How long it is from “it is reported” to “it is taken in”: the clocks start with different events.",
        ),
        (
            "接到报修后30分钟内接听。",
            "接到报修后30分钟内到场。",
            "Whether “picked up” comes before “on site”: the two end with different acts.",
        ),
        (
            "大堂每日清扫1次。",
            "大堂每日清扫2次。",
            "No more than once, as “每日清扫1次” asks: “每日清扫2次” is broken.",
        ),
    ],
)
def test_an_english_sentence_has_no_chinese_name_of_a_stage(mine, theirs, said):
    found = compare_clauses(terms_of(read(mine)), terms_of(read(theirs)))
    told = found.missing or (found.witness and found.witness.example)
    assert told
    assert told.render() == said
