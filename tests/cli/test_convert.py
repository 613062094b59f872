"""``guicheng convert``, run as a person runs it."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from tests.cli.test_commands import run

TEXT = """---
code: GC-01
title: 报修
grades: [一级, 二级]
---
# 报修

## 1 受理

1.1 接到紧急报修后，维修工应在{15|20}分钟内到达现场。
- 提供者：维修工

1.2 维修工佩戴工牌。
"""


MANUAL = "# 手册\n\n## 1 门岗\n\n- 门岗24小时值守。\n\n## 2 巡逻\n\n- 每2小时巡逻1次。\n"


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "standards" / "engineering"
    made.mkdir(parents=True)
    (made / "GC-01.md").write_text(TEXT, encoding="utf-8")
    return tmp_path / "standards"


def edited(path, **cells):
    book = load_workbook(io.BytesIO(path.read_bytes()))
    page = book.worksheets[0]
    heads = {cell.value: cell.column_letter for cell in page[1]}
    for place, text in cells.items():
        head, row = place.rsplit("_", 1)
        page[f"{heads[head]}{row}"] = text
    book.save(path)


def test_a_folder_goes_to_json_and_comes_back_byte_for_byte(folder, tmp_path):
    assert run("convert", str(folder), str(tmp_path / "a.json"))[0] == 0
    assert run("convert", str(tmp_path / "a.json"), str(tmp_path / "b.md"))[0] == 0
    assert (tmp_path / "b.md").read_text(encoding="utf-8") == TEXT


def test_a_sheet_is_edited_and_good_rows_are_taken_while_bad_ones_come_back(folder, tmp_path):
    sheet = tmp_path / "a.xlsx"
    assert run("convert", str(folder), str(sheet))[0] == 0
    edited(sheet, Text_3="接到紧急报修后，维修工应在{10|20}分钟内到达现场。", Text_4="")
    code, out, _err = run("convert", str(sheet), str(folder))
    assert code == 1
    assert "Changed: GC-01 1.1" in out
    assert "{10|20}分钟" in (folder / "engineering" / "GC-01.md").read_text(encoding="utf-8")
    back = load_workbook(tmp_path / "a-reasons.xlsx").worksheets[0]
    assert [row[-1] for row in back.values][3] == "The text is empty. Write it, or delete the row."


def test_a_sheet_that_nobody_edited_changes_nothing(folder, tmp_path):
    sheet = tmp_path / "a.xlsx"
    run("convert", str(folder), str(sheet))
    assert run("convert", str(sheet), str(folder)) == (0, "", "")
    assert (folder / "engineering" / "GC-01.md").read_text(encoding="utf-8") == TEXT


def test_a_manual_becomes_a_folder_of_standards_that_can_be_checked(tmp_path):
    manual = tmp_path / "手册.txt"
    manual.write_text("# 报修\n1. 接到急修后30分钟内到场。\n# 保洁\n1. 大堂每日清扫2次。\n", encoding="utf-8")
    assert run("convert", str(manual), str(tmp_path / "made"))[0] == 0
    names = sorted(path.name for path in (tmp_path / "made").iterdir())
    assert names == ["BZ-01-报修.md", "BZ-02-保洁.md"]
    assert "Clauses: 2." in run("check", str(tmp_path / "made"))[1]


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("nowhere", "a.json", "There is no file “nowhere”"),
        ("bad.json", "a.md", "is no JSON file of standards"),
    ],
)
def test_what_cannot_be_converted_ends_with_2_and_a_sentence(tmp_path, source, target, said, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.json").write_text('{"format": 1}', encoding="utf-8")
    code, _out, err = run("convert", source, target)
    assert code == 2
    assert said in err


def test_a_workbook_of_several_standards_overwrites_no_single_file(tmp_path):
    manual = tmp_path / "manual.md"
    manual.write_text(MANUAL, encoding="utf-8")
    assert run("convert", str(manual), str(tmp_path / "a.xlsx"))[0] == 0
    status, _out, told = run("convert", str(tmp_path / "a.xlsx"), str(manual), "--lang", "en")
    assert status == 2
    assert "2 standards do not fit into one .md file" in told
    assert manual.read_text(encoding="utf-8") == MANUAL


@pytest.mark.parametrize("kind", ["zip", "json"])
def test_a_packed_folder_and_json_are_read_and_checked_as_the_folder(folder, tmp_path, kind):
    held = tmp_path / f"a.{kind}"
    assert run("convert", str(folder), str(held))[0] == 0
    assert run("convert", str(held), str(tmp_path / "b.md"))[0] == 0
    assert (tmp_path / "b.md").read_text(encoding="utf-8") == TEXT
    assert "Clauses: 2." in run("check", str(held))[1]


def test_a_workbook_of_clauses_is_no_source_of_standards(folder, tmp_path):
    sheet = tmp_path / "a.xlsx"
    run("convert", str(folder), str(sheet))
    for wish in (("convert", str(sheet), str(tmp_path / "made")), ("check", str(sheet))):
        code, _out, err = run(*wish)
        assert code == 2
        assert "Take the standard as Markdown (.md), several as a folder (.zip)." in err
    assert not (tmp_path / "made").exists()


def test_a_workbook_without_ids_doubles_nothing(folder, tmp_path):
    sheet = tmp_path / "a.xlsx"
    run("convert", str(folder), str(sheet))
    edited(sheet, **{f"ID_{row}": "" for row in (2, 3, 4)})
    code, _out, err = run("convert", str(sheet), str(folder))
    assert (code, "has an ID" in err) == (2, True)
    assert (folder / "engineering" / "GC-01.md").read_text(encoding="utf-8") == TEXT


def test_what_the_system_says_of_a_file_is_told_in_the_language_of_the_command(folder, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    err = run("convert", str(folder), str(tmp_path / "file" / "a.json"), GUICHENG_LANG="zh")[2]
    assert err.rstrip().endswith("写不进去：本应是文件夹的地方是一个文件") or "写不进去：已经有同名的东西" in err
