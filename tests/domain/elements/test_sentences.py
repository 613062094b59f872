"""Ninety sentences over all domains, with what a quality manager would write into each field beside them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from guicheng.domain.clause.reader import read
from guicheng.domain.elements import SEVEN, elements_of
from guicheng.domain.elements.ways import ways_in

CASES = Path(__file__).parents[2] / "cases" / "elements"
#: Of the fields of sentences to which nothing was fitted, so many are right at least.
RIGHT = 0.95


def rows(name):
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def wrong(row):
    """Return the fields that are not as written; where two ways of writing are as good, a stroke stands between."""
    told = elements_of(read(row["text"]), {}).told
    said = {element.value: told[element].text if element in told else "" for element in SEVEN}
    return {key: text for key, text in said.items() if text not in (row[key] or "").split("/")}


@pytest.mark.parametrize("row", rows("sentences.tsv"), ids=lambda row: row["text"])
def test_each_element_is_what_a_quality_manager_would_write(row):
    assert wrong(row) == {}


def test_sentences_to_which_nothing_was_fitted_are_nearly_as_right():
    unseen = rows("unseen.tsv")
    missed = sum(len(wrong(row)) for row in unseen)
    assert 1 - missed / (len(unseen) * len(SEVEN)) >= RIGHT


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("弱电工检查门禁和道闸每周1次", ()),
        ("绿化员擦拭轿厢后无张贴残胶", ()),
        ("电梯使用单位变更登记", ()),
        ("现场监护员停止作业", ()),
        ("使用文明用语", ()),
        ("用投诉系统登记，填写《投诉登记表》", ("投诉系统", "《投诉登记表》")),
        ("凭出入证或送货单进入", ("出入证", "送货单")),
        ("通过微信群和公告栏通知业主", ("微信群", "公告栏")),
        ("在公告栏张贴通知", ("公告栏", "张贴")),
    ],
)
def test_a_thing_is_a_way_only_where_it_is_used(text, ways):
    assert ways_in(text) == ways


@pytest.mark.parametrize(
    ("text", "provider", "post"),
    [
        ("保洁员每日清扫1次，秩序维护员每日巡逻2次。", "保洁员、秩序维护员", "保洁员"),
        ("维保单由电梯安全管理员签字。", "", ""),
        ("接到秩序班长报告后，维修工15分钟内到场。", "维修工", "维修工"),
        ("消防控制室24小时有人值守。", "", ""),
        ("监控中心每班在岗监控员不少于2人。", "", ""),
    ],
)
def test_who_acts_is_the_provider_and_one_post_answers(text, provider, post):
    row = elements_of(read(text), {})
    assert row.post == post
    assert {key.value: told.text for key, told in row.told.items()}.get("provider", "") == provider


def test_a_column_names_several_posts_as_one():
    assert elements_of(read("每日清扫1次。"), {"provider": "保洁员、保洁领班"}).post == "保洁员、保洁领班"
