"""Swimlanes as SVG: every line and label as the layout has it, every text escaped, strips for paper."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from adapters.bpmn.test_writing import random_table
from domain.process.test_diagrams import graph
from guicheng.adapters.handouts.pdf.drawing import png_of
from guicheng.adapters.process_drawing import SHEET, Look, draw, draw_graph
from guicheng.adapters.process_palette import Theme
from guicheng.domain.process import compile_table, read_table

HEAD = ["序号", "步骤", "岗位", "时限", "记录", "去向", "超时"]
BACK_AND_FORTH = [
    ["1", "接听报修", "客服", "5分钟", "单", "急修→2；一般→3；其他→结束", ""],
    ["2", "急修", "维修工", "30分钟", "单", "4", "30分钟改派→5"],
    ["3", "预约", "维修工", "1天", "单", "4", "1天→5"],
    ["4", "修理", "维修工", "2小时", "单", "修好→6；没修好→2；缺料→5", ""],
    ["5", "调派", "主管", "15分钟", "单", "4", ""],
    ["6", "回访", "客服", "1天", "单", "满意→结束；不满意→1", ""],
]


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - drawn here


def found(root, tag, kind):
    return [each for each in root.iter() if each.tag.endswith(tag) and kind in each.get("class", "").split()]


def process(*rows):
    return read_table("流程", [HEAD, *rows])


def test_each_way_of_the_table_is_one_line_and_each_answer_one_label():
    text = draw_graph(compile_table(process(*BACK_AND_FORTH)), Look())
    root = parsed(text)
    assert len(found(root, "}path", "late")) == 2
    assert sorted(each.text for each in found(root, "}text", "answer")) == sorted(
        ["急修", "一般", "其他", "修好", "没修好", "缺料", "满意", "不满意"]
    )
    assert [each.text for each in found(root, "}text", "wait")] == ["30分钟改派", "1天"]
    assert {each.get("data-step") for each in found(root, "}g", "step")} == set("123456")


def test_a_wide_drawing_follows_once_more_for_paper_and_a_narrow_one_does_not():
    wide, narrow = draw(process(*BACK_AND_FORTH)), draw(process(["1", "登记", "客服", "5分钟", "单", "结束", ""]))
    assert (wide.count("<svg"), wide.count("on-paper"), narrow.count("<svg")) == (2, 1, 1)
    paper = parsed(wide[wide.index("<svg", 5) :])
    assert float(paper.get("width")) <= SHEET + 10
    assert found(paper, "}g", "step")
    ids = re.findall(r'id="([^"]+)"', wide)
    assert len(ids) == len(set(ids))


def test_a_lane_without_a_post_is_named():
    assert ">未定</text>" in draw(process(["1", "登记", "", "", "", "结束", ""]), nobody="未定")


def test_a_cut_name_is_told_whole():
    name = "名" * 200
    assert f"<title>{name}</title>" in draw(process(["1", name, "客服", "", "", "结束", ""]))


def test_markup_is_text_and_faulty_steps_are_marked():
    text = draw(
        process(["1", "<b>&", "\"'</svg>", "5分钟", "单", "<i>→结束", ""]), faulty=frozenset({"1"}), title='"><x>'
    )
    assert not set(re.findall(r"<(\w+)", text)) & {"b", "i", "x"}
    assert text.count("</svg>") == 1
    assert 'class="step faulty"' in text
    parsed(text)


def test_what_xml_cannot_hold_is_left_out():
    parsed(draw(process(["1", "登\x00记\x0b\ud800", "客\x1f服", "5分钟", "单", "结束", ""]), title="\x00"))


def test_heat_and_small_print_stand_on_the_step():
    table = compile_table(process(*BACK_AND_FORTH))
    root = parsed(draw_graph(table, Look(heat={"2": 1.0, "3": 0.0}), {"2": ("12 次", "最长 3 天")}))
    assert len(found(root, "}rect", "heat")) == 2
    assert [each.text for each in found(root, "}text", "note")] == ["12 次", "最长 3 天"]


@pytest.mark.parametrize("text", ["s>A A>o1 o1>急>B o1>难>C B>o2 C>o2 o2>D D>t", "s>A A>+1 +1>B +1>C B>+2 C>+2 +2>e"])
def test_every_kind_of_node_is_drawn(text):
    root = parsed(draw_graph(graph(text), Look()))
    assert len(found(root, "}g", "mark")) == 2
    assert len(found(root, "}path", "sign")) == 2
    assert len(found(root, "}circle", "stop")) == text.count("t")


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("wide", [None, 700])
def test_a_drawing_becomes_a_picture_in_every_theme(theme, wide):
    text = draw_graph(compile_table(random_table(11)), Look(theme=theme, wide=wide))
    assert png_of(text.encode()).startswith(b"\x89PNG")
    assert "<style>" in text
