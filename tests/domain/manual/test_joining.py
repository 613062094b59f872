"""Sentences broken over lines are put together; lines that end where they should are left alone."""

from __future__ import annotations

import pytest

from guicheng.domain.manual import Paragraph, Place, SourceFile, outline

FULL = "秩序维护员每日会同工程主管对地下车库和设备夹层各巡查两次"


def clauses(*texts: str, strong: int = -1) -> list[str]:
    blocks = tuple(
        Paragraph(text, Place("body", number), strong=number == strong) for number, text in enumerate(texts, 1)
    )
    sections = outline(SourceFile("a.docx", "docx", blocks)).sections
    return [clause.text for section in sections for clause in section.clauses]


@pytest.mark.parametrize(
    ("texts", "joined"),
    [
        (
            ["装修期间，客服部每周到装修现场查看", "不少于2次，并填写《装修巡查表》。"],
            ["装修期间，客服部每周到装修现场查看不少于2次，并填写《装修巡查表》。"],
        ),
        (
            ["门岗秩序员不得代业主保管任何", "物品，遇有请求应礼貌说明。"],
            ["门岗秩序员不得代业主保管任何物品，遇有请求应礼貌说明。"],
        ),
        (("1、维修工到场后应", "出示工牌。"), ["维修工到场后应出示工牌。"]),
        (("1、接待时佩戴工牌、", "穿工服，", "说普通话。"), ["接待时佩戴工牌、穿工服，说普通话。"]),
        ((f"1、{FULL}发现问题的当场", "处理并登记。"), [f"{FULL}发现问题的当场处理并登记。"]),
        ((f"1、{FULL}发现", f"{FULL}处理", "并登记。"), [f"{FULL}发现{FULL}处理并登记。"]),
    ],
)
def test_a_broken_sentence_is_one_clause(texts, joined):
    assert clauses(*texts) == joined


@pytest.mark.parametrize(
    "texts",
    [
        ("佩戴工牌", "着装整齐", "30分钟内响应", "业主可以参与。"),
        (f"1、{FULL}", f"2、{FULL}。"),
        (f"{FULL}。", "并做好记录。"),
        (f"{FULL}", "短句"),
        (f"{FULL}发现问题的当场处理", f"{FULL}{FULL}发现问题的当场处理。"),
        ("维修工应：", "到场后出示工牌。"),
    ],
)
def test_lines_that_end_where_they_should_are_left_alone(texts):
    assert len(clauses("一、要求", *texts)) >= len([text for text in texts if text[-1] != "："])


def test_a_bold_line_is_not_joined_with_what_stands_below():
    assert clauses("一、要求", "维修服务和", "每日巡查1次。", strong=2)[-1] == "每日巡查1次。"
