"""Clauses to Excel and back."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from guicheng.adapters.clause_sheet import Derived, clause_sheet, noted_clause_sheet, read_clause_sheet
from guicheng.cli.language import translator
from guicheng.domain.standard import ClauseText, PartKind, StandardText
from guicheng.domain.standard.rows import take_rows
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import _

STANDARD = StandardText(
    "GC-01",
    "报修",
    grades=("一级", "二级"),
    parts=(
        ClauseText("受理", "1", PartKind.HEADING, 1),
        ClauseText(
            "应在{15|20}分钟内到场。", "1.1", elements={"provider": "维修工", "区域": "大堂", "effort": "20分钟×1人"}
        ),
        ClauseText("=1+1", "1.2", elements={"quality": "-2+3", "way": "'=x"}, grades=("一级",)),
        ClauseText("第一行\n第二行", "1.3", PartKind.NOTE),
    ),
)
ZH = translator("zh")


def book(data):
    return load_workbook(io.BytesIO(data))


def edited(data, **cells):
    """Return a workbook with other texts in some cells."""
    opened = book(data)
    for place, text in cells.items():
        opened.worksheets[0][place] = text
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def column(data, head):
    """Return the letter of a column."""
    return next(cell.column_letter for cell in book(data).worksheets[0][1] if cell.value == head)


@pytest.mark.parametrize("translate", [str, ZH])
def test_what_is_written_reads_back_to_the_same(translate):
    sheet = read_clause_sheet("a.xlsx", clause_sheet([STANDARD], translate))
    taken = take_rows([STANDARD], sheet.rows)
    assert (taken.changes, dict(taken.faults)) == ((), {})


def test_heads_and_cells_are_in_the_language_of_the_reader_and_show_the_reading():
    data = clause_sheet([STANDARD], ZH, lambda _standard, _index: Derived("已读懂", "≤15 分钟", "MH001 …"))
    head, first, second = list(book(data).worksheets[0].values)[:3]
    row = dict(zip(head, second, strict=True))
    assert (row["编号"], row["类别"], row["条号"], row["文字"]) == ("GC-01", "条款", "1.1", "应在{15|20}分钟内到场。")
    assert (row["提供者"], row["区域"], row["耗时"]) == ("维修工", "大堂", "20分钟×1人")
    assert (row["等级 一级"], row["等级 二级"], row["读作"], row["章节"]) == ("15", "20", "≤15 分钟", "1 受理")
    assert dict(zip(head, first, strict=True))["类别"] == "标题行"


def test_no_cell_is_a_formula_or_looks_like_one():
    for row in book(clause_sheet([STANDARD])).worksheets[0].iter_rows():
        for cell in row:
            assert cell.data_type in {"s", "n", "inlineStr"}
            assert not str(cell.value or "").startswith(("=", "+", "-", "@"))


def test_an_edited_cell_is_a_change_and_a_bad_row_comes_back_with_its_reason():
    data = clause_sheet([STANDARD], ZH)
    text = column(data, "文字")
    sheet = read_clause_sheet("a.xlsx", edited(data, **{f"{text}3": "应在{10|20}分钟内到场。", f"{text}4": ""}))
    taken = take_rows([STANDARD], sheet.rows)
    assert [change.row for change in taken.changes] == [3]
    assert taken.standards[0].parts[1].text == "应在{10|20}分钟内到场。"
    back = noted_clause_sheet(sheet, taken.faults, ZH)
    rows = list(book(back).worksheets[0].values)
    assert rows[0][-1] == "原因"
    assert rows[3][-1].startswith("条款内容是空的")
    assert rows[2][-1] is None
    again = read_clause_sheet("a.xlsx", edited(back, **{f"{text}4": "佩戴工牌。"}))
    assert "other:原因" not in again.rows[0].values
    after = take_rows(taken.standards, again.rows)
    assert (after.faults, [change.row for change in after.changes]) == ({}, [4])
    formula = read_clause_sheet("a.xlsx", edited(back, **{f"{text}4": "=1+1"}))
    assert "is a formula" in take_rows(taken.standards, formula.rows).faults[4][0].render()


def test_a_workbook_without_the_columns_is_refused():
    from guicheng.adapters.reports.table import table_book

    with pytest.raises(FileRefusedError, match="has no sheet with the columns 编号"):
        read_clause_sheet("a.xlsx", table_book("x", ["a"], [["b"]]))


def test_a_grade_column_is_edited_in_the_sheet():
    data = clause_sheet([STANDARD], ZH)
    sheet = read_clause_sheet("a.xlsx", edited(data, **{f"{column(data, '等级 二级')}3": "25"}))
    assert take_rows([STANDARD], sheet.rows).standards[0].parts[1].text == "应在{15|25}分钟内到场。"


def test_the_reason_of_a_row_is_told_in_its_own_sheet():
    sheet = read_clause_sheet("a.xlsx", clause_sheet([STANDARD]))
    rows = list(
        book(noted_clause_sheet(sheet, {3: (_("The text is empty. Write it, or delete the row."),)}))
        .worksheets[0]
        .values
    )
    assert rows[2][-1] == "The text is empty. Write it, or delete the row."
