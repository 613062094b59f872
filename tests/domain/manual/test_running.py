"""Headers and footers of pages that stand in the running text."""

from __future__ import annotations

import pytest

from guicheng.domain.manual.blocks import Paragraph, Place, SourceFile
from guicheng.domain.manual.outline import outline


def _outlined(*texts: str) -> tuple[list[str], list[tuple[str, str]]]:
    blocks = tuple(Paragraph(text, Place("body", number)) for number, text in enumerate(texts, 1))
    manual = outline(SourceFile("手册.txt", "txt", blocks))
    clauses = [clause.text for section in manual.sections for clause in section.clauses]
    return clauses, [(left.text, left.reason) for left in manual.leftovers]


@pytest.mark.parametrize(
    "head",
    [
        "某某物业　GC-2023-04　内部资料　　　第 9 页 共 29 页",
        "第9页/共29页",
        "第 12 页",
        "某某物业服务有限公司 | 第十页",
        "Service standards   Page 3 of 40",
        "- 17 -",
        "第3页　某某物业服务标准",
    ],
)
def test_a_line_with_the_number_of_its_page_is_no_clause(head: str) -> None:
    clauses, left = _outlined("1. 大堂地面每日拖洗2次。", head, "2. 电梯轿厢每日消毒1次。")
    assert clauses == ["大堂地面每日拖洗2次。", "电梯轿厢每日消毒1次。"]
    assert left == [(head, "header")]


def test_a_sentence_that_stands_on_two_pages_is_whole_again() -> None:
    clauses, left = _outlined(
        "1. 满意度调查每年6月、11月各开展1次，问卷发放覆盖90%以上的住户，",
        "某某物业 内部资料 第 5 页 共 29 页",
        "某某物业服务标准手册",
        "结果由品质部在调查结束后15日内公布。",
        "某某物业服务标准手册",
        "2. 电梯轿厢每日消毒1次。",
        "某某物业服务标准手册",
    )
    assert clauses == [
        "满意度调查每年6月、11月各开展1次，问卷发放覆盖90%以上的住户，结果由品质部在调查结束后15日内公布。",
        "电梯轿厢每日消毒1次。",
    ]
    assert [reason for _text, reason in left] == ["header"] * 4


@pytest.mark.parametrize(
    "text",
    ["检查项目见附件第5页", "本手册共29页，每页加盖骑缝章。", "访客登记册共100页"],
)
def test_a_line_that_speaks_of_pages_stays(text: str) -> None:
    clauses, left = _outlined("1. 大堂地面每日拖洗2次。", f"2. {text}", "3. 电梯轿厢每日消毒1次。")
    assert text in clauses
    assert ("header" in dict(left).values()) is False


def test_titles_that_come_again_and_again_are_no_headers() -> None:
    lines = [line for day in ("大堂", "楼道", "车库") for line in ("作业标准", f"{day}地面每日清扫1次。")]
    clauses, left = _outlined(*lines)
    assert clauses == ["大堂地面每日清扫1次。", "楼道地面每日清扫1次。", "车库地面每日清扫1次。"]
    assert [reason for _text, reason in left if reason == "header"] == []
