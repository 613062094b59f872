"""What a file is, its content says; what cannot be read is refused in plain words."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import guicheng
from adapters.excel_files import sheet_book
from adapters.hostile_files import refused
from adapters.messy_manual import messy_manual
from adapters.word_files import from_body, plain
from domain.manual.reading_helpers import left, numbered, texts, titles
from domain.manual.whole import lost
from guicheng.adapters import open_file
from guicheng.domain.manual import outline
from guicheng.domain.values import FileRefusedError

_CATALOGUE = Path(guicheng.__file__).parent / "locale/zh_Hans/documents.tsv"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.docx", from_body(plain("x")), "docx"),
        ("手册.DOCX", from_body(plain("x")), "docx"),
        ("a.xlsx", sheet_book(""), "xlsx"),
        ("a.md", b"x", "md"),
        ("a.markdown", b"x", "md"),
        ("a.txt", b"x", "txt"),
        ("a", from_body(plain("x")), "docx"),
    ],
)
def test_the_content_says_what_a_file_is(name: str, data: bytes, kind: str) -> None:
    assert open_file(name, data).kind == kind


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("old Word", "old Word format"),
        ("encrypted Word", "password"),
        ("encrypted parts", "password"),
        ("macros renamed to docx", "macros"),
        ("PDF renamed", "is a PDF"),
        ("Word named xlsx", "Change the ending to .docx"),
        ("zip bomb in the main part", "far more data"),
        ("name that climbs out", "points outside"),
        ("billion laughs in the document", "declares entities"),
        ("truncated file", "cut short"),
        ("100000 files inside", "files inside"),
        ("a cell over a million columns", "columns"),
        ("100000 paragraphs", "paragraphs"),
        ("200 tables inside one another", "nested"),
        ("bytes that are no text", "not text"),
        ("empty file", "is empty"),
        ("text of 30 MB", "20 MB"),
    ],
)
def test_a_refusal_says_what_is_wrong(label: str, words: str) -> None:
    name, make = next((name, make) for known, name, make in refused() if known == label)
    with pytest.raises(FileRefusedError) as caught:
        open_file(name, make())
    assert words in str(caught.value)


def test_every_refusal_can_be_said_in_chinese() -> None:
    with _CATALOGUE.open(encoding="utf-8", newline="") as table:
        known = {row[0]: row[1] for row in csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE)}
    for label, name, make in refused():
        if label.startswith(("zip bomb", "many parts", "100000 files", "40 MB", "a million")):
            continue
        with pytest.raises(FileRefusedError) as caught:
            open_file(name, make())
        message = caught.value.message
        assert "{" not in message.render(known.__getitem__), label


def test_a_messy_manual_loses_nothing() -> None:
    source = open_file("住宅项目服务标准.docx", messy_manual())
    assert lost(source, outline(source)) == ""


def test_the_sections_of_a_messy_manual_are_the_ones_a_reader_sees() -> None:
    assert titles(outline(open_file("手册.docx", messy_manual()))) == [
        "总则 > 目的",
        "总则 > 适用范围",
        "总则 > 术语",
        "保洁服务 > 人员要求",
        "保洁服务 > 公共区域保洁标准 > 住宅楼内保洁作业标准",
        "保洁服务 > 垃圾清运",
        "维修服务 > 报修受理",
        "维修服务 > 维修时限",
        "维修服务 > 维修流程",
        "维修服务 > 上门礼仪",
        "客户服务 > 投诉处理",
        "客户服务 > 满意度调查",
        "客户服务 > 检查与考核",
        "秩序维护 > 门岗",
        "秩序维护 > 巡逻",
        "秩序维护 > 应急",
        "服务电话",
    ]


def test_clauses_of_a_messy_manual_are_told_once_and_whole() -> None:
    manual = outline(open_file("手册.docx", messy_manual()))
    told = numbered(manual)
    for clause in [
        ("1", "上岗统一着装，佩戴工牌"),
        ("1", "大堂地面清扫、拖洗，每日2次"),
        ("1-1", "大堂地面无积尘"),
        ("2", "大堂玻璃门擦拭，每日1次，无手印"),
        ("4", "外围道路每日2次清扫，目视无纸屑。"),
        ("3", "装修垃圾３日内清走。"),
        ("②", "四壁无污渍；"),
        ("3.1.2", "接到报修后：急修30分钟内到场，小修2小时内到场。"),
        ("", "急修：5分钟内接单，30分钟内到场，6小时内完成"),
        ("4", "业主签字确认后回访，3日内"),
        ("2", "穿戴鞋套"),
        ("", "二级标准：监控录像保存60天"),
        ("", "服务态度：来电三声内接听"),
        ("", "报修热线：24小时接听"),
        ("", "提示：地面湿滑时先放提示牌，10分钟内拖干。"),
    ]:
        assert told.count(clause) == 1, clause
    assert len(set(texts(manual))) == len(texts(manual))


def test_left_overs_of_a_messy_manual_have_their_reasons() -> None:
    manual = outline(open_file("手册.docx", messy_manual()))
    assert left(manual, "contents") == [
        "目    录",
        "第一章 总则\t1",
        "第二章 保洁服务\t2",
        "第三章 维修服务……………………6",
        "第四章 客户服务……………………8",
    ]
    assert left(manual, "header") == ["云栖物业 服务手册 A/2版", "第 1 页"]
    assert "业主姓名\t联系电话" in left(manual, "form")
    assert "合计\t25" in left(manual, "note")
    assert "A/1\t首次发布\t陈工\t2022-05-01" in left(manual, "note")
    assert "住宅项目服务标准手册" in left(manual, "title")
