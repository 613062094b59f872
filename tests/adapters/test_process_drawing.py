"""Swimlanes: no line through a step, no label on another, every text escaped."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from guicheng.adapters.process_drawing import draw
from guicheng.domain.process import read_table

HEAD = ["序号", "步骤", "岗位", "时限", "记录", "去向", "超时"]
LONG = "这一步的名称长得两行也写不下所以要在末尾省略"
TABLES = {
    "back and forth": [
        ["1", "接听报修", "客服", "5分钟", "单", "急修→2；一般→3；其他→结束", ""],
        ["2", "急修", "维修工", "30分钟", "单", "4", "30分钟改派→5"],
        ["3", "预约", "维修工", "1天", "单", "4", "1天→5"],
        ["4", LONG, "维修工", "2小时", "单", "修好→6；没修好→2；缺料→5", ""],
        ["5", "调派", "主管", "15分钟", "单", "4", ""],
        ["6", "回访", "客服", "1天", "单", "满意→结束；不满意→1", ""],
    ],
    "nobody and nowhere": [["1", "登记", "", "", "", "9", ""], ["2", "归档", "", "", "", "结束", "3分钟→结束"]],
    "one step": [["1", "登记", "客服", "5分钟", "单", "结束", ""]],
}


def drawn(name):
    return ET.fromstring(draw(read_table("流程", [HEAD, *TABLES[name]]), title=name))  # noqa: S314 - drawn here


def found(root, tag, kind=""):
    return [each for each in root.iter() if each.tag.endswith(tag) and kind in [*each.get("class", "").split(), ""]]


def boxes(root):
    return [
        tuple(float(each[0].get(name)) for name in ("x", "y", "width", "height")) for each in found(root, "}g", "step")
    ]


def legs(root):
    """The straight pieces of every line, as (x, y, x, y)."""
    for path in found(root, "}path", "way"):
        words = re.findall(r"[MHV][-\d. ]+", path.get("d"))
        x, y = map(float, words[0][1:].split())
        for word in words[1:]:
            far = float(word[1:])
            yield (x, y, far, y) if word[0] == "H" else (x, y, x, far)
            x, y = (far, y) if word[0] == "H" else (x, far)


@pytest.mark.parametrize("name", TABLES)
def test_no_line_runs_through_a_step(name):
    root = drawn(name)
    for left, top, wide, high in boxes(root):
        for x1, y1, x2, y2 in legs(root):
            apart = max(x1, x2) <= left or min(x1, x2) >= left + wide or max(y1, y2) <= top or min(y1, y2) >= top + high
            assert apart, (name, (left, top), (x1, y1, x2, y2))


@pytest.mark.parametrize("name", TABLES)
def test_no_label_lies_on_another_or_on_a_step(name):
    root = drawn(name)
    marks = []
    for label in found(root, "}text", "answer"):
        x, y, wide = float(label.get("x")), float(label.get("y")), 11.0 * len(label.text)
        left = x - wide if label.get("text-anchor") == "end" else x
        marks.append((left, y - 10, wide, 11.0))
    for index, (x, y, wide, high) in enumerate(marks):
        for other in [*marks[index + 1 :], *boxes(root)]:
            apart = x + wide <= other[0] or other[0] + other[2] <= x or y + high <= other[1] or other[1] + other[3] <= y
            assert apart, (name, (x, y), other)


@pytest.mark.parametrize("name", TABLES)
def test_everything_lies_within_the_drawing(name):
    root = drawn(name)
    wide, high = float(root.get("width")), float(root.get("height"))
    for x1, y1, x2, y2 in legs(root):
        assert 0 <= min(x1, x2) <= max(x1, x2) <= wide
        assert 0 <= min(y1, y2) <= max(y1, y2) <= high


def test_each_way_of_the_table_is_one_line_and_unknown_targets_are_none():
    assert len(found(drawn("back and forth"), "}path", "way")) == 1 + 3 + 2 + 2 + 3 + 1 + 2
    assert len(found(drawn("back and forth"), "}path", "late")) == 2
    assert len(found(drawn("nobody and nowhere"), "}path", "way")) == 3


def test_a_lane_without_a_post_is_named_and_a_long_name_is_cut():
    text = draw(read_table("流程", [HEAD, *TABLES["nobody and nowhere"]]), nobody="未定")
    assert ">未定</text>" in text
    assert "…</text>" in draw(read_table("流程", [HEAD, *TABLES["back and forth"]]))


def test_markup_is_text_and_faulty_steps_are_marked():
    table = read_table("流程", [HEAD, ["1", "<b>&", "\"'", "5分钟", "单", "<i>→结束", ""]])
    text = draw(table, faulty=frozenset({"1"}), title='"><x>')
    assert "<b>" not in text
    assert "<i>" not in text
    assert "<x>" not in text
    assert 'class="step faulty"' in text
