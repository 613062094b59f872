"""The workbook of units, posts and people: read from whatever people send, and written back."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from babel.messages.mofile import read_mo
from openpyxl.workbook import Workbook

import messages
from adapters.excel_files import book_bytes, sheet_book
from adapters.hostile_files import neutralised, refused
from adapters.word_files import with_part
from guicheng.adapters.organization_sheet import (
    KIND_NAMES,
    ROLE_NAMES,
    TRADE_NAMES,
    kind_called,
    noted_workbook,
    organization_template,
    read_organization,
    roles_called,
    trade_called,
)
from guicheng.adapters.organization_sheet.words import (
    COLUMN_NAMES,
    FORM,
    NOTE_NAME,
    SHEET_NAMES,
)
from guicheng.adapters.sheet_form import is_note
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import Message

_HOSTILE = [case for case in refused() if case[1].endswith((".xlsx", ".xlsm", ".xls"))]
_STRANGE = [case for case in neutralised() if case[1].endswith(".xlsx")]


def workbook(**sheets: list[list[object]]) -> bytes:
    """Return a workbook with these sheets, each a list of rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    return book_bytes(book)


def chinese() -> Callable[[str], str]:
    messages.compile_catalogue()
    with messages.CATALOGUE.open("rb") as file:
        catalogue = read_mo(file)
    return lambda text: str(catalogue[text].string) if text in catalogue else text


def cells(data: bytes, sheet: str) -> list[list[object]]:
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(data))[sheet].iter_rows(values_only=True)]


def test_rows_are_read_with_their_sheet_and_number() -> None:
    book = read_organization(
        "a.xlsx",
        workbook(
            组织=[["上级", "名称", "类型", "编码"], ["", "东区", "区域", "E"], [], ["东区", "云栖花园", "项目", 7]],
            岗位=[["岗位名称", "业务类别"], ["维修工", "工程"]],
            人员=[["用户名", "姓名", "手机"], ["qian", "钱师傅", 13812345678]],
        ),
    )
    assert [(row.sheet, row.number, row.values) for row in book.units] == [
        ("组织", 2, {"parent": "", "name": "东区", "kind": "区域", "code": "E"}),
        ("组织", 4, {"parent": "东区", "name": "云栖花园", "kind": "项目", "code": "7"}),
    ]
    assert book.posts[0].values == {"name": "维修工", "trade": "工程"}
    assert book.people[0].values == {"username": "qian", "name": "钱师傅", "phone": "13812345678"}
    assert book.ignored == ()


@pytest.mark.parametrize(
    ("sheet", "heads", "columns"),
    [
        ("Units", ["Parent unit", "UNIT NAME", "Level", "Code"], {"parent", "name", "kind", "code"}),
        ("组织架构", ["所属上级", "单位名称 *", "类别", "项目编号"], {"parent", "name", "kind", "code"}),
        ("Positions", ["Position", "Service"], {"name", "trade"}),
        ("花名册", ["工号（必填）", "姓名 [全名]", "联系电话(11 位)"], {"username", "name", "phone"}),
        (
            "花名册",
            ["账号", "员工姓名", "联系电话", "所属项目", "职位", "系统角色", "管理范围"],
            {"username", "name", "phone", "unit", "post", "role", "role_unit"},
        ),
        (
            "Staff",
            ["Login", "Full name", "E-Mail", "Mobile", "Estate", "Job", "Roles"],
            {"username", "name", "email", "phone", "unit", "post", "role"},
        ),
    ],
)
def test_heads_are_known_by_many_names_in_both_languages(sheet: str, heads: list[object], columns: set[str]) -> None:
    book = read_organization("a.xlsx", workbook(**{sheet: [heads, ["x"] * len(heads)]}))
    (row,) = (*book.units, *book.posts, *book.people)
    assert set(row.values) == columns


def test_a_title_may_stand_above_the_heads_and_other_columns_and_sheets_are_left_alone() -> None:
    data = workbook(
        人员=[["2026 年人员名册"], [], ["序号", "用户名", "姓名", "籍贯"], [1, "qian", "钱师傅", "杭州"]],
        统计=[["合计", 1]],
    )
    book = read_organization("a.xlsx", data)
    assert [(row.number, row.values) for row in book.people] == [(4, {"username": "qian", "name": "钱师傅"})]
    assert book.ignored == ("统计",)


def test_a_cell_merged_downwards_counts_for_each_row() -> None:
    book = Workbook()
    page = book.worksheets[0]
    page.title = "人员"
    for row in (
        ["单位", "用户名", "姓名"],
        ["云栖花园", "qian", "钱师傅"],
        [None, "sun", "孙主管"],
        [None, "zhou", "周工"],
    ):
        page.append(row)
    page.merge_cells("A2:A3")
    read = read_organization("a.xlsx", book_bytes(book))
    assert [row.values["unit"] for row in read.people] == ["云栖花园", "云栖花园", ""]


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ({"台账": [["用户名", "姓名"]]}, "组织 (Organization), 岗位 (Posts) or 人员 (People)"),
        ({"人员": [["姓名"], ["钱师傅"]]}, "用户名 (User name)"),
        ({"组织": []}, "名称 (Name of the unit)"),
    ],
)
def test_a_workbook_without_what_is_needed_is_refused_by_name(sheets: dict[str, list[list[object]]], said: str) -> None:
    with pytest.raises(FileRefusedError) as error:
        read_organization("名单.xlsx", workbook(**sheets))
    assert "名单.xlsx" in str(error.value)
    assert said in str(error.value)


@pytest.mark.parametrize(("name", "make"), [case[1:] for case in _HOSTILE], ids=[case[0] for case in _HOSTILE])
def test_a_hostile_file_is_refused(name: str, make: Callable[[], bytes]) -> None:
    with pytest.raises(FileRefusedError):
        read_organization(name, make())


@pytest.mark.parametrize(("name", "make"), [case[1:] for case in _STRANGE], ids=[case[0] for case in _STRANGE])
def test_a_strange_sheet_is_refused_or_read_without_harm(name: str, make: Callable[[], bytes]) -> None:
    def named(old: bytes) -> bytes:
        return old.replace(b'name="Sheet"', 'name="人员"'.encode())

    with pytest.raises(FileRefusedError):
        read_organization(name, with_part(make(), "xl/workbook.xml", named))


@pytest.mark.parametrize("data", [b"", "用户名,姓名".encode(), b"%PDF-1.7", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(FileRefusedError, match=r"a\.xlsx"):
        read_organization("a.xlsx", data)


def test_a_word_file_is_refused() -> None:
    from adapters.word_files import from_body, plain

    with pytest.raises(FileRefusedError, match="no Excel workbook"):
        read_organization("a.docx", from_body(plain("人员")))


def test_a_sheet_longer_than_any_company_is_refused() -> None:
    head = [["用户名", "姓名"]]
    with pytest.raises(FileRefusedError, match="20000 rows"):
        read_organization("a.xlsx", workbook(人员=[*head, *[["qian", "钱"]] * 20_001]))
    far = sheet_book(
        '<row r="1"><c r="A1" t="str"><v>用户名</v></c><c r="B1" t="str"><v>姓名</v></c></row>'
        '<row r="1048576"><c r="A1048576" t="str"><v>x</v></c></row>'
    )
    far = with_part(far, "xl/workbook.xml", lambda old: old.replace(b'name="Sheet"', 'name="人员"'.encode()))
    with pytest.raises(FileRefusedError, match="20000 rows"):
        read_organization("a.xlsx", far)


def test_a_row_with_a_fault_comes_back_where_it_was_with_a_remark() -> None:
    rows = [
        ["名册"],
        [],
        ["用户名", "姓名", "手机", "备注"],
        ["qian", "钱师傅", "=1+1", "=HYPERLINK()"],
        ["sun", "孙", "+86 138", ""],
    ]
    data = workbook(人员=rows, 统计=[["合计", 2]])
    book = read_organization("a.xlsx", data)
    notes = {("人员", 4): [Message("Enter the person's name."), Message("Choose one of the roles.")]}
    back = noted_workbook(book, notes, chinese())
    assert cells(back, "统计") == [["合计", "2"]]
    shown = cells(back, "人员")
    assert shown[0][0] == "名册"
    assert shown[2] == ["用户名", "姓名", "手机", "备注", "说明"]
    assert shown[3] == ["qian", "钱师傅", "=1+1", "=HYPERLINK()", "填写姓名\n选择一个角色"]
    assert shown[4] == ["sun", "孙", "+86 138", None, None]
    page = openpyxl.load_workbook(io.BytesIO(back))["人员"]
    assert [page.cell(4, column).data_type for column in (3, 4)] == ["s", "s"]
    assert page["C4"].quotePrefix
    assert b"<f>" not in back
    again = read_organization("a.xlsx", back)
    assert [row.values for row in again.people] == [row.values for row in book.people]
    assert cells(noted_workbook(again, notes, chinese()), "人员") == shown


def test_remarks_of_an_earlier_import_go() -> None:
    data = workbook(岗位=[["岗位", "业务类别", "说明"], ["门岗", "秩序", "改掉"], ["", "", "只有说明"]])
    book = read_organization("a.xlsx", data)
    assert [row.values for row in book.posts] == [{"name": "门岗", "trade": "秩序"}]
    assert cells(noted_workbook(book, {}), "岗位")[1] == ["门岗", "秩序", None]


@pytest.mark.parametrize("translate", [str, chinese()], ids=["english", "chinese"])
def test_what_the_template_says_is_understood_when_it_comes_back(translate: Callable[[str], str]) -> None:
    for sheet, name in SHEET_NAMES.items():
        assert FORM.sheet_called(name.render(translate)) == sheet
        for column, head in COLUMN_NAMES[sheet].items():
            assert FORM.column_called(sheet, head.render(translate)) == column, head
    assert is_note(NOTE_NAME.render(translate))
    for names, called in ((KIND_NAMES, kind_called), (TRADE_NAMES, trade_called)):
        for value, name in names.items():
            assert called(name.render(translate)) == called(value) == value
    for value, name in ROLE_NAMES.items():
        assert [role for _word, role in roles_called(name.render(translate))] == [value]
    book = read_organization("a.xlsx", organization_template(translate))
    assert len(book.ignored) == 1
    assert book.units == book.posts == book.people == ()


def test_the_template_keeps_numbers_as_text_offers_choices_and_explains_each_column() -> None:
    data = organization_template(chinese())
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["组织", "岗位", "人员", "在岗时间", "填写方法"]
    assert [cell.value for cell in book["人员"][1]] == [
        "用户名*",
        "姓名*",
        "手机",
        "邮箱",
        "单位",
        "岗位",
        "角色",
        "角色范围",
    ]
    assert {rule.formula1 for rule in book["组织"].data_validations.dataValidation} == {'"区域,项目"'}
    explained = cells(data, "填写方法")
    assert len(explained) == sum(map(len, COLUMN_NAMES.values()))
    assert all(all(row) for row in explained)


def test_several_roles_stand_in_one_cell() -> None:
    assert roles_called("主管、项目经理，皇帝") == [
        ("主管", "supervisor"),
        ("项目经理", "estate_manager"),
        ("皇帝", ""),
    ]
    assert roles_called("Quality manager; auditor") == [("Quality manager", "quality_manager"), ("auditor", "auditor")]


def test_twenty_thousand_rows_are_read_and_written_back() -> None:
    data = workbook(
        人员=[["用户名", "姓名", "手机", "单位"], *[[f"p{n}", f"人{n}", "13812345678", "云栖"] for n in range(19_000)]]
    )
    book = read_organization("a.xlsx", data)
    assert len(book.people) == 19_000
    noted = noted_workbook(book, {("人员", row.number): [Message("x")] for row in book.people})
    again = read_organization("a.xlsx", noted)
    assert [row.number for row in again.people] == [row.number for row in book.people]
