"""Forms and records: one column of both, or each in a column of its own."""

from __future__ import annotations

import pytest

from guicheng.adapters.bpmn.tables import rows_of_diagram
from guicheng.adapters.bpmn.writing import write_diagram
from guicheng.domain.process import check_table, compile_table, read_table
from guicheng.domain.process.cells import headings_of, process_of
from guicheng.domain.process.difference import difference
from guicheng.domain.process.reading import read_rows
from guicheng.domain.process.records import records_of

APART = [
    ["序号", "步骤", "岗位", "时限", "表单", "记录", "去向"],
    ["1", "登记", "客服", "5分钟", "报修单(类别:急/缓)", "登记簿（保存3年）", "急→2；缓→结束"],
    ["2", "派单", "客服", "5分钟", "派工单", "", "结束"],
    ["3", "回访", "客服", "5分钟", "", "回访记录", "结束"],
    ["4", "归档", "客服", "5分钟", "", "", "结束"],
]


@pytest.mark.parametrize("heading", ["表单/记录", "表单", "记录", "使用表单", "记录表单"])
def test_one_column_is_both(heading):
    rows = [[cell if cell != "表单" else heading for cell in row[:5]] + row[6:] for row in APART[:3]]
    step = read_table("试", rows).steps[0]
    assert (step.form, step.record, step.papers) == ("", "报修单(类别:急/缓)", "报修单(类别:急/缓)")


def test_two_columns_are_read_apart():
    table = read_table("试", APART)
    assert [(step.form, step.record) for step in table.steps] == [
        ("报修单(类别:急/缓)", "登记簿（保存3年）"),
        ("派工单", ""),
        ("", "回访记录"),
        ("", ""),
    ]
    assert table.steps[0].choices[0].answers == ("急", "缓")
    assert compile_table(table).by_id["1"].record == "报修单(类别:急/缓)、登记簿（保存3年）"


def test_a_step_with_either_leaves_a_record():
    found = [each.steps for each in check_table(read_table("试", APART)).findings if each.code == "no-record"]
    assert found == [("4",)]


def test_both_are_among_the_records_of_the_process():
    uses = {use.name: use for use in records_of(read_table("试", APART))}
    assert list(uses) == ["报修单", "登记簿", "派工单", "回访记录"]
    assert uses["登记簿"].kept == "3年"


def test_a_diagram_carries_them_apart_and_back():
    rows = read_rows("试", APART[:4])
    again = rows_of_diagram("试.bpmn", write_diagram(process_of("试", rows)))
    assert [(row["form"], row["record"]) for row in again.rows] == [
        ("报修单(类别:急/缓)", "登记簿（保存3年）"),
        ("派工单", ""),
        ("", "回访记录"),
    ]
    assert [step.form for step in again.process.steps][:2] == ["报修单(类别:急/缓)", "派工单"]


def test_a_change_names_the_form_or_the_record():
    def changed(older, newer):
        rows = [{"id": "a", "number": "1", "name": "登记", "next": "结束", **cells} for cells in (older, newer)]
        return [each.sentence.render() for each in difference(rows[:1], rows[1:])]

    assert changed({"form": "甲", "record": "乙"}, {"form": "丙", "record": "乙"}) == ["form: 甲 → 丙"]
    assert changed({"form": "甲", "record": "乙"}, {"form": "甲", "record": "丁"}) == ["record: 乙 → 丁"]
    assert changed({"record": "乙"}, {"record": "丁"}) == ["form or record: 乙 → 丁"]


def test_headings_stay_one_until_a_row_tells_them_apart():
    assert headings_of([{"record": "乙"}])["record"] == "表单/记录"
    assert list(headings_of([{"form": "甲"}]).values())[4:6] == ["表单", "记录"]
