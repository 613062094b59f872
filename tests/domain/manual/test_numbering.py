"""Typed numbers are found where they are numbers, and nowhere else."""

from __future__ import annotations

import pytest

from domain.manual.reading_helpers import numbered, outlined
from guicheng.domain.manual.numbering import find_item_marker, find_marker, last_value, split_inline


@pytest.mark.parametrize(
    ("line", "number", "scheme"),
    [
        ("第一章 总则", "第一章", "chapter"),
        ("第 二 节　巡逻", "第二节", "section"),
        ("第十二条 门岗", "第十二条", "article"),
        ("第三部分 保洁", "第三部分", "part"),
        ("附件1：报修单", "附件1", "appendix"),
        ("附录A 表格", "附录A", "appendix"),
        ("一、目的", "一", "chinese"),
        ("十二．绿化", "十二", "chinese"),
        ("三)门岗", "三", "chinese"),
        ("4° 车库", "4", "figure"),
        ("乙、巡逻", "乙", "chinese"),
        ("B2 回访", "B2", "code"),
        ("B.1 商场卫生间", "B.1", "code"),
        ("C.２.3 来访", "C.2.3", "code"),
        ("No.3 消杀", "No.3", "code"),
        ("iii. 浇水", "iii", "roman"),
        ("（三）清运", "(三)", "chinese-paren"),
        ("(四) 消杀", "(四)", "chinese-paren"),
        ("1. 清扫", "1", "figure"),
        ("２、拖洗", "2", "figure"),
        ("3．擦拭", "3", "figure"),
        ("4)上岗", "4", "figure"),
        ("5 范围", "5", "figure"),
        ("1.1 受理", "1.1", "decimal-2"),
        ("3.2 人员要求", "3.2", "decimal-2"),
        ("5.4　台风暴雨", "5.4", "decimal-2"),
        ("2.1日常保洁", "2.1", "decimal-2"),
        ("4 处理时限", "4", "figure"),
        ("2 年度计划", "2", "figure"),
        ("３.２.１　接待", "3.2.1", "decimal-3"),
        ("1.2.3.4.登记", "1.2.3.4", "decimal-4"),
        ("（1）佩戴", "(1)", "paren"),
        ("⑵着装", "⑵", "paren"),
        ("①轻放", "①", "circle"),
        ("a. 姓名", "a", "letter"),
        ("B）事由", "B", "letter"),
        ("Ⅲ、考核", "Ⅲ", "roman"),
        ("● 微笑", "●", "bullet"),
        ("- 微笑", "-", "bullet"),
    ],
)
def test_a_typed_number_is_found(line: str, number: str, scheme: str) -> None:
    marker = find_marker(line)
    assert marker is not None
    assert (marker.number, marker.scheme) == (number, scheme)


@pytest.mark.parametrize(
    "line",
    [
        "24小时值守",
        "1.5米以下儿童",
        "3 人一组",
        "30分钟内到场",
        "2.5%以内",
        "一般报修当日完成",
        "三级标准",
        "2024年3月",
        "第一时间登记",
        "A座大堂",
        "A4 纸双面打印",
        "B1 层车库每日清扫",
        "5km/h以内",
        "0.5m以下",
        "12个工作日",
        "2.5 米以下",
        "1.5～2米的绿篱",
        "附近道路",
        "-5℃以下停工",
        "一次性告知",
    ],
)
def test_a_quantity_at_the_start_is_no_list_number(line: str) -> None:
    assert find_marker(line) is None


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("第二十一条", 21),
        ("一百零五", 105),
        ("十", 10),
        ("3.12", 12),
        ("⑦", 7),
        ("⑷", 4),
        ("(c)", 3),
        ("●", 0),
        ("", 0),
    ],
)
def test_the_last_figure_of_a_number_is_known(number: str, value: int) -> None:
    assert last_value(number) == value


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("1.清扫；2.拖洗；3.擦拭", ["1.清扫；", "2.拖洗；", "3.擦拭"]),
        ("应做到：①轻放；②慢走。", ["应做到：", "①轻放；", "②慢走。"]),
        ("流程：（1）登记，（2）派单", ["流程：", "（1）登记，", "（2）派单"]),
        ("1、登记 2、30分钟内到场", ["1、登记 ", "2、30分钟内到场"]),
        ("1.登记；2.派单；3.30分钟内到场。", ["1.登记；", "2.派单；", "3.30分钟内到场。"]),
        ("高1.2米，宽2.5米", ["高1.2米，宽2.5米"]),
        ("按本条1.执行", ["按本条1.执行"]),
        ("1.只有一项", ["1.只有一项"]),
        ("见（1）（3）项", ["见（1）（3）项"]),
        ("2.先；3.后", ["2.先；", "3.后"]),
        ("处置顺序：①消音 ②现场核实 ③复位。", ["处置顺序：①消音 ②现场核实 ③复位。"]),
        ("处置流程：①登记 ②30分钟内到场", ["处置流程：", "①登记 ", "②30分钟内到场"]),
    ],
)
def test_items_typed_on_one_line_are_taken_apart(line: str, parts: list[str]) -> None:
    assert split_inline(line) == parts
    assert "".join(split_inline(line)) == line


def test_the_number_of_a_cut_off_item_is_not_taken_for_a_decimal() -> None:
    marker = find_item_marker("3.30分钟内到场")
    assert marker is not None
    assert marker.number == "3"


def test_numbers_stand_beside_their_clauses() -> None:
    manual = outlined("1.登记；2.派单；3.30分钟内到场。\n● 微笑服务\n（四）每周消杀1次。")
    assert numbered(manual) == [
        ("1", "登记；"),
        ("2", "派单；"),
        ("3", "30分钟内到场。"),
        ("", "微笑服务"),
        ("(四)", "每周消杀1次。"),
    ]
