"""Every character that a file holds is in a clause, a title or a left-over."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.manual.whole import lost
from guicheng.domain.manual import Block, Cell, Paragraph, Picture, Place, SourceFile, Table, outline

_MARKS = (
    "",
    "第一章 ",
    "第二节 ",
    "第三条 ",
    "一、",
    "二、",
    "（一）",
    "（2）",
    "1.",
    "2、",
    "1.1 ",
    "2.3.4 ",
    "①",
    "a.",
    "● ",
    "- ",
    "注：",
    "附件1：",
    "1) ",
    "Ⅱ、",
    "3.5",
    "目录",
)
_TEXTS = (
    "保洁标准",
    "接到报修后30分钟内到场。",
    "保洁员应做到：",
    "佩戴工牌",
    "每日2次",
    "1.清扫；2.拖洗；3.30分钟内",
    "注意：①轻放；②慢走",
    "",
    "/",
    "—",
    "大堂",
    "标准",
    "项目",
    "内容",
    "频次（次/日）",
    "责任人",
    "完成时限（分钟）",
    "分值",
    "5",
    "30",
    "合计",
    "版本",
    "一级标准",
    "二级标准",
    "是",
    "编制：品质部",
    "总则……………3",
    "总则\t3",
    "无积尘、\n无污渍；\n无异味",
    "第一行\n第二行",
    "签字：____",
    "二〇二四年三月",
    "备注",
    "序号",
    "步骤",
    "；；",
    "。",
    "：",
    "1.",
    "（一）",
    "类别",
    "检查内容",
    "评分标准",
    "扣2分",
)
_texts = st.one_of(
    st.sampled_from(_TEXTS),
    st.text(alphabet="一二三章节条、.．()（）①②1２3：；。，大堂每日次分钟内标准/-—●\t \na", max_size=14),
)


@st.composite
def _tables(draw: st.DrawFn, block: int) -> Table:
    height, width = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    place = Place("body", block)
    grid = [
        [Cell(draw(_texts), Place("body", block, row + 1, column + 1)) for column in range(width)]
        for row in range(height)
    ]
    for _merge in range(draw(st.integers(0, 2))):
        _merge_some(draw, grid)
    return Table(tuple(map(tuple, grid)), place)


def _merge_some(draw: st.DrawFn, grid: list[list[Cell]]) -> None:
    top, left = draw(st.integers(0, len(grid) - 1)), draw(st.integers(0, len(grid[0]) - 1))
    bottom, right = draw(st.integers(top, len(grid) - 1)), draw(st.integers(left, len(grid[0]) - 1))
    region = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
    places = [cell.place for line in grid for cell in line]
    if any(places.count(grid[row][column].place) > 1 for row, column in region):
        return
    origin = grid[top][left]
    for row, column in region[1:]:
        grid[row][column] = Cell(origin.text, origin.place, merged=True)


@st.composite
def _files(draw: st.DrawFn) -> SourceFile:
    blocks: list[Block] = []
    for block in range(1, draw(st.integers(1, 8)) + 1):
        kind = draw(st.integers(0, 9))
        part = draw(st.sampled_from(("body", "body", "body", "textbox", "header", "comment", "footnote")))
        place = Place(part, block, hidden=draw(st.integers(0, 9)) == 0)
        if kind < 6:
            text = draw(st.sampled_from(_MARKS)) + draw(_texts)
            level = draw(st.sampled_from((0, 0, 0, 1, 2, 3)))
            number = draw(st.sampled_from(("", "", "", "1.", "第二章", "STEP 1", "(a)")))
            blocks.append(Paragraph(text, place, level, number, draw(st.integers(0, 9)) == 0, draw(st.booleans())))
        elif kind < 9:
            blocks.append(draw(_tables(block)))
        else:
            blocks.append(Picture(place, draw(_texts)))
    return SourceFile("手册.docx", "docx", tuple(blocks))


@settings(max_examples=400, deadline=None)
@given(_files())
def test_every_character_of_generated_blocks_is_kept(source: SourceFile) -> None:
    assert lost(source, outline(source)) == ""


@settings(max_examples=150, deadline=None)
@given(_files())
def test_an_outline_gives_no_empty_clause_and_no_empty_section(source: SourceFile) -> None:
    manual = outline(source)
    assert all(section.clauses and section.title.strip() for section in manual.sections)
    assert all(clause.text.strip() for section in manual.sections for clause in section.clauses)
