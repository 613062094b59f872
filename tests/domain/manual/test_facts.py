"""Tables whose headings say what is done, and whose cells say how often."""

from __future__ import annotations

import pytest

from domain.manual.reading_helpers import read_table, texts


def test_each_cell_of_a_matrix_is_a_promise_of_its_own():
    manual = read_table("植物|浇水|修剪", "草坪|每周2次|每月2次", "灌木|每周1次|—")
    assert texts(manual) == ["草坪浇水每周2次", "草坪修剪每月2次", "灌木浇水每周1次"]


def test_a_quality_says_what_its_heading_says_it_is_of():
    manual = read_table("岗位|人数要求|培训学时", "电工|不少于6人|每年24学时", "门岗|不少于4人|每年48学时")
    assert texts(manual)[:2] == ["电工人数不少于6人", "电工培训学时每年24学时"]


def test_a_lone_column_of_frequencies_is_told_by_its_cells():
    manual = read_table("区域|工作内容|安排", "大堂|拖洗|每日2次", "楼道|清扫|每日1次")
    assert texts(manual) == ["大堂拖洗，每日2次", "楼道清扫，每日1次"]


def test_two_sides_of_one_thing_stand_together():
    manual = read_table(
        "部位|作业||验收|",
        "部位|内容|频次|标准|责任人",
        "大堂|拖洗|每日2次|无水渍|保洁员",
        merges=((0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)),
    )
    assert texts(manual) == ["大堂拖洗，每日2次，无水渍"]


@pytest.mark.parametrize(
    "rows",
    [
        ("日期||班次|", "巡查人||异常情况|", "处理结果||确认签字|  年  月  日"),
        ("房号||姓名|", "原因|||"),
    ],
)
def test_a_form_holds_no_clause(rows):
    manual = read_table(*rows)
    assert texts(manual) == []
    assert {left.reason for left in manual.leftovers} == {"form"}


def test_a_numbered_title_in_a_table_without_head_names_what_follows():
    manual = read_table("1|客户接待", "1.1|来电三声内接听。", "1.2|佩戴工牌。")
    assert texts(manual) == ["来电三声内接听。", "佩戴工牌。"]
    assert [section.title for section in manual.sections] == ["客户接待"]
