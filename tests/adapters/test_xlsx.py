"""A workbook is read sheet by sheet, with values as Excel shows them."""

from __future__ import annotations

import datetime as dt

import openpyxl
import pytest
from openpyxl.comments import Comment

from adapters.excel_files import book_bytes, shared_book, sheet_book
from guicheng.adapters import open_file
from guicheng.adapters.xlsx.formats import Formats
from guicheng.domain.manual import Paragraph, Table


def _tables(data: bytes) -> list[Table]:
    return [block for block in open_file("a.xlsx", data).blocks if isinstance(block, Table)]


def _rows(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row] for row in _tables(data)[0].rows]


def test_every_sheet_gives_its_name_and_its_table() -> None:
    book = openpyxl.Workbook()
    book.active.title = "保洁"
    book.active["A1"] = "清扫"
    book.create_sheet("绿化")["B2"] = "修剪"
    book.create_sheet("空")
    blocks = open_file("a.xlsx", book_bytes(book)).blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["保洁", "绿化"]
    assert [block.place.part for block in blocks] == ["保洁", "保洁", "绿化", "绿化"]


def test_merged_cells_are_repeated_and_places_are_those_of_the_sheet() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["A3"], sheet["B3"], sheet["B4"] = "保洁标准", "大堂", "清扫", "拖洗"
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A3:A4")
    table = _tables(book_bytes(book))[0]
    assert [[cell.text for cell in row] for row in table.rows] == [["保洁标准"] * 2, ["大堂", "清扫"], ["大堂", "拖洗"]]
    assert (table.rows[2][1].place.row, table.rows[2][1].place.column) == (4, 2)
    assert table.rows[2][0].merged
    assert table.rows[2][0].place == table.rows[1][0].place


def test_hidden_sheets_rows_and_columns_are_read_and_say_so() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["甲", "乙"], ["丙", "丁"]):
        sheet.append(row)
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("旧").append(["戊", "己"])
    book["旧"].sheet_state = "hidden"
    shown, old = _tables(book_bytes(book))
    assert [[cell.place.hidden for cell in row] for row in shown.rows] == [[False, True], [True, True]]
    assert old.rows[0][0].place.hidden


def test_shared_and_rich_strings_are_read_without_reading_aids() -> None:
    strings = "<si><t>清扫</t></si><si><r><t>每日</t></r><r><rPr><b/></rPr><t>2次</t></r><rPh><t>mei</t></rPh></si>"
    data = shared_book('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>', strings)
    assert _rows(data) == [["清扫", "每日2次"]]


def test_a_formula_shows_its_last_value_or_itself() -> None:
    data = sheet_book(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1">'
        '<f>SUM(A1:A3)</f></c><c r="C1" t="e"><v>#REF!</v></c></row>'
    )
    assert _rows(data) == [["2", "=SUM(A1:A3)", "#REF!"]]


def test_rows_and_cells_without_addresses_follow_one_another() -> None:
    data = sheet_book("<row><c><v>1</v></c><c><v>2</v></c></row><row><c t='b'><v>1</v></c></row>")
    assert _rows(data) == [["1", "2"], ["TRUE", ""]]


def test_values_that_openpyxl_writes_come_back_as_excel_shows_them() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for column, (value, code) in enumerate(
        [
            (0.95, "0%"),
            (0.985, "0.0%"),
            (dt.date(2024, 3, 1), "yyyy-mm-dd"),
            (dt.time(8, 30), "h:mm"),
            (1234.5, "#,##0.00"),
            (2, '0"次/日"'),
            (0.30000000000000004, "General"),
            (dt.date(2024, 3, 1), 'yyyy"年"m"月"d"日"'),
        ],
        1,
    ):
        sheet.cell(1, column, value).number_format = code
    assert _rows(book_bytes(book)) == [
        ["95%", "98.5%", "2024-03-01", "8:30", "1,234.50", "2次/日", "0.3", "2024年3月1日"]
    ]


@pytest.mark.parametrize(
    ("raw", "code", "shown"),
    [
        ("0.5", "[h]:mm", "12:00"),
        ("1.5", "[h]:mm", "36:00"),
        ("30", '0"分钟"', "30分钟"),
        ("45352.604166666664", "yyyy/m/d h:mm", "2024/3/1 14:30"),
        ("3", "@", "3"),
        ("x", "0%", "x"),
        ("NaN", "0%", "NaN"),
        ("1E+400", "0", "1E+400"),
        ("-1", "yyyy-mm-dd", "-1"),
        ("0.000011", "0.00E+00", "0.000011"),
        ("0.6", "h时mm分", "14时24分"),
        ("0.6", "上午/下午h:mm", "下午14:24"),
        ("5", "0_ ;[红色]-0", "5"),
        ("0.0416666667", "mm:ss", "00:00"),
    ],
)
def test_number_formats_show_what_excel_shows(raw: str, code: str, shown: str) -> None:
    assert Formats([code]).show(raw, 0) == shown


def test_days_can_be_counted_from_1904() -> None:
    assert Formats(["yyyy-m-d"], base_1904=True).show("0", 0) == "1904-1-1"


def test_comments_are_listed() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "每日2次"
    book.active["A1"].comment = Comment("夏季3次", "陈工")
    blocks = open_file("a.xlsx", book_bytes(book)).blocks
    assert [block.text for block in blocks if block.place.part == "comment" and isinstance(block, Paragraph)] == [
        "夏季3次"
    ]


def test_a_merge_over_whole_columns_reaches_only_over_used_rows() -> None:
    data = sheet_book(
        '<row r="1"><c r="A1" t="str"><v>保洁</v></c><c r="B1" t="str"><v>清扫</v></c></row>'
        '<row r="9"><c r="B9" t="str"><v>拖洗</v></c></row>',
        '<mergeCells><mergeCell ref="A1:A1048576"/></mergeCells>',
    )
    assert _rows(data) == [["保洁", "清扫"], ["保洁", "拖洗"]]
