"""Forms and records of a process, with how long they are kept where somebody said so."""

from __future__ import annotations

from guicheng.domain.process.cells import process_of
from guicheng.domain.process.records import records_of


def found(*rows):
    cells = [{"number": str(n), "name": f"做{n}", "next": "结束", **row} for n, row in enumerate(rows, 1)]
    return [(use.name, use.steps, use.posts, use.kept) for use in records_of(process_of("试", cells))]


def test_a_record_is_told_once_with_all_its_steps_and_posts():
    assert found(
        {"record": "维修单(结论:好/差；程度:轻、重)", "post": "客服"},
        {"record": "维修单、材料单", "post": "维修工"},
        {"record": "维修单"},
    ) == [
        ("维修单", ("1", "2", "3"), ("客服", "维修工"), ""),
        ("材料单", ("2",), ("维修工",), ""),
    ]


def test_how_long_it_is_kept_stands_in_brackets_in_the_cell_or_in_the_note():
    assert found({"record": "台账（保存3年）"})[0][3] == "3年"
    assert found({"record": "台账 保存期限不少于两年"}) == [("台账", ("1",), (), "两年")]
    assert found({"record": "台账", "note": "记录长期保存；存档期为6个月以上"})[0][3] == "6个月以上"
    assert found({"record": "台账、单", "note": "保存3年"}) == [("台账", ("1",), (), ""), ("单", ("1",), (), "")]


def test_blank_parts_are_no_records():
    assert found({"record": "；、(只有括号)"}, {"record": "无"}) == []
