"""Plain text and Markdown are read line by line."""

from __future__ import annotations

import pytest

from guicheng.adapters import open_file
from guicheng.domain.manual import Paragraph, Picture, Table
from guicheng.domain.values import FileRefusedError


def _lines(name: str, data: bytes) -> list[tuple[int, str, str]]:
    return [
        (block.place.block, block.number, block.text)
        for block in open_file(name, data).blocks
        if isinstance(block, Paragraph)
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_is_read_in_every_usual_encoding_and_line_end(encoding: str, end: str) -> None:
    data = f"第1条 接到报修{end}{end}30分钟内到场。".encode(encoding)
    assert _lines("a.txt", data) == [(1, "", "第1条 接到报修"), (3, "", "30分钟内到场。")]


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(FileRefusedError, match="not text"):
        open_file("a.txt", b"\x81\xff\xff" * 50)


def test_text_without_an_ending_or_with_an_unknown_one_is_read_as_text() -> None:
    assert open_file("标准", "每日清扫".encode()).kind == "txt"
    assert open_file("标准.text", "每日清扫".encode()).kind == "txt"


def test_folders_before_the_name_are_dropped() -> None:
    assert open_file("C:\\手册\\保洁.txt", b"x").name == "保洁.txt"


def test_markdown_headings_lists_and_line_numbers() -> None:
    data = "# 手册\n\n## 保洁\n\n3. 清扫\n4. 拖洗\n   - 先扫后拖\n\n每日两次。\n目视无尘。\n".encode()
    blocks = [block for block in open_file("a.md", data).blocks if isinstance(block, Paragraph)]
    assert [(block.level, block.number, block.text) for block in blocks] == [
        (1, "", "手册"),
        (2, "", "保洁"),
        (0, "3.", "清扫"),
        (0, "4.", "拖洗"),
        (0, "", "先扫后拖"),
        (0, "", "每日两次。"),
        (0, "", "目视无尘。"),
    ]
    assert [block.place.block for block in blocks] == [1, 3, 5, 6, 7, 9, 10]


def test_markdown_tables_are_grids_with_breaks_inside_cells() -> None:
    table = open_file("a.md", "|项目|标准|\n|--|--|\n|大堂|**无尘**<br>无水|\n".encode()).blocks[0]
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [["项目", "标准"], ["大堂", "无尘\n无水"]]


def test_a_line_that_an_editor_wrapped_is_put_together() -> None:
    first, second = "保洁员每日对大堂、电梯厅、楼道和外围道路进行两次清扫并且做好", "记录，由主管签字。"
    assert [text for _line, _number, text in _lines("a.md", f"{first}\n{second}".encode())] == [first + second]


def test_markdown_pictures_code_and_html_are_not_lost() -> None:
    blocks = open_file("a.md", "![路线图](a.png)\n\n```\n每日巡逻\n```\n\n<p>注意</p>\n".encode()).blocks
    assert [block.name for block in blocks if isinstance(block, Picture)] == ["路线图"]
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["每日巡逻", "<p>注意</p>"]


def test_a_numbered_paragraph_written_in_parentheses_keeps_its_form() -> None:
    assert _lines("a.md", "1) 清扫\n2) 拖洗\n".encode()) == [(1, "1)", "清扫"), (2, "2)", "拖洗")]
