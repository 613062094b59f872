"""A Word document is read as its reader sees it."""

from __future__ import annotations

import docx
import pytest

from adapters.word_files import document_bytes, from_body, item, numbering, plain, with_part
from effort import steps
from guicheng.adapters import open_file
from guicheng.adapters.docx.numerals import numeral
from guicheng.domain.manual import Paragraph, Picture, Table, outline


def _blocks(data: bytes) -> list[Paragraph | Table | Picture]:
    return list(open_file("a.docx", data).blocks)


def _paragraphs(data: bytes) -> list[Paragraph]:
    return [block for block in _blocks(data) if isinstance(block, Paragraph)]


def _texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in _paragraphs(data)]


def _numbers(data: bytes) -> list[str]:
    return [paragraph.number for paragraph in _paragraphs(data)]


def test_paragraphs_and_tables_come_in_body_order_with_their_places() -> None:
    document = docx.Document()
    document.add_paragraph("先")
    document.add_table(1, 1).cell(0, 0).text = "中"
    document.add_paragraph("后")
    first, table, last = _blocks(document_bytes(document))
    assert (first.place.block, table.place.block, last.place.block) == (1, 2, 3)
    assert isinstance(table, Table)
    assert table.rows[0][0].text == "中"


def test_heading_levels_come_from_styles_and_their_parents() -> None:
    document = docx.Document()
    document.styles.add_style("公司标题", 1).base_style = document.styles["Heading 2"]
    document.add_paragraph("保洁", style="公司标题")
    document.add_heading("总则", 1)
    assert [paragraph.level for paragraph in _paragraphs(document_bytes(document))] == [2, 1]


def test_an_outline_level_of_the_paragraph_itself_counts() -> None:
    data = from_body('<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>巡逻</w:t></w:r></w:p>')
    assert _paragraphs(data)[0].level == 3


@pytest.mark.parametrize(
    ("levels", "items", "numbers"),
    [
        ([("decimal", "%1."), ("decimal", "%1.%2")], [0, 1, 1, 0, 1], ["1.", "1.1", "1.2", "2.", "2.1"]),
        (
            [("chineseCounting", "第%1章"), ("chineseCountingThousand", "%2、")],
            [0, 1, 1, 0, 1],
            ["第一章", "一、", "二、", "第二章", "一、"],
        ),
        (
            [("japaneseCounting", "（%1）")],
            [0] * 12,
            [f"（{sign}）" for sign in ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]],
        ),
        ([("decimalEnclosedCircle", "%1")], [0, 0], ["①", "②"]),
        ([("lowerLetter", "%1)"), ("upperRoman", "%2.")], [0, 1, 1, 1, 1], ["a)", "I.", "II.", "III.", "IV."]),
        ([("bullet", "●")], [0, 0], ["", ""]),
    ],
)
def test_automatic_numbers_are_computed(levels: list[tuple[str, str]], items: list[int], numbers: list[str]) -> None:
    body = "".join(item("每日清扫", level=level) for level in items)
    assert _numbers(from_body(body, numbering=numbering(*levels))) == numbers


def test_a_skipped_level_counts_as_begun() -> None:
    body = item("清扫", level=1) + item("拖洗", level=1)
    assert _numbers(from_body(body, numbering=numbering(("decimal", "%1"), ("decimal", "%1.%2")))) == ["1.1", "1.2"]


def test_a_second_list_with_a_start_of_its_own_begins_again() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = item("甲") + item("乙") + item("丙", num=2) + item("丁", num=2)
    assert _numbers(from_body(body, numbering=numbering(("decimal", "%1."), nums=nums))) == ["1.", "2.", "1.", "2."]


def test_a_list_goes_on_in_another_that_shares_its_definition() -> None:
    nums = "".join(f'<w:num w:numId="{index}"><w:abstractNumId w:val="0"/></w:num>' for index in (1, 2))
    body = item("甲") + item("乙", num=2)
    assert _numbers(from_body(body, numbering=numbering(("decimal", "%1."), nums=nums))) == ["1.", "2."]


def test_an_empty_list_paragraph_takes_its_number() -> None:
    body = item("甲") + item("") + item("丙")
    assert _numbers(from_body(body, numbering=numbering(("decimal", "%1.")))) == ["1.", "3."]


def test_a_style_can_number_its_paragraphs() -> None:
    document = docx.Document()
    document.add_paragraph("清扫", style="List Number")
    document.add_paragraph("拖洗", style="List Number")
    assert _numbers(document_bytes(document)) == ["1.", "2."]


def test_number_zero_takes_a_paragraph_out_of_its_list() -> None:
    assert _numbers(from_body(item("说明", num=0), numbering=numbering(("decimal", "%1.")))) == [""]


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (10, "chineseCounting", "十"),
        (110, "chineseCounting", "一百一十"),
        (1001, "chineseCountingThousand", "一千零一"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (21, "decimalEnclosedCircle", "㉑"),
        (51, "decimalEnclosedCircle", "51"),
        (27, "lowerLetter", "aa"),
        (1994, "lowerRoman", "mcmxciv"),
        (3, "decimalZero", "03"),
        (3, "ideographTraditional", "丙"),
        (205, "ideographDigital", "二〇五"),
        (7, "decimalFullWidth", "７"),
        (7, "noSuchFormat", "7"),
        (7, "none", ""),
    ],
)
def test_counters_are_written_as_word_writes_them(value: int, style: str, text: str) -> None:
    assert numeral(value, style) == text


def test_tracked_changes_are_taken_as_accepted() -> None:
    data = from_body(
        "<w:p><w:r><w:t>每日</w:t></w:r><w:del><w:r><w:delText>1</w:delText>"
        "</w:r></w:del><w:ins><w:r><w:t>2</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>次</w:t></w:r></w:moveTo></w:p>"
    )
    assert _texts(data) == ["每日2次"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    data = from_body(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>接到报修后</w:t></w:r></w:p>" + plain("30分钟内到场。")
    )
    assert _texts(data) == ["接到报修后30分钟内到场。"]


def test_a_deleted_table_row_is_gone() -> None:
    row = "<w:tr>{}<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    data = from_body("<w:tbl>" + row.format("<w:trPr><w:del/></w:trPr>", "旧") + row.format("", "新") + "</w:tbl>")
    table = _blocks(data)[0]
    assert isinstance(table, Table)
    assert [cell.text for line in table.rows for cell in line] == ["新"]


def test_a_text_box_is_read_once_although_the_file_tells_it_twice() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>小心地滑</w:t></w:r></w:p></w:txbxContent>"
    data = from_body(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        + box
        + "</wps:txbx></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:textbox>"
        + box
        + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>正文</w:t></w:r></w:p>"
    )
    assert [(paragraph.text, paragraph.place.part) for paragraph in _paragraphs(data)] == [
        ("正文", "body"),
        ("小心地滑", "textbox"),
    ]


def test_fields_give_their_result_and_not_their_code() -> None:
    data = from_body(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r>'
        '<w:t>3.2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:fldSimple w:instr="PAGE"><w:r><w:t>条</w:t></w:r></w:fldSimple></w:p>'
    )
    assert _texts(data) == ["3.2条"]


def test_an_unfinished_field_swallows_nothing_after_its_paragraph() -> None:
    data = from_body('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' + plain("每日清扫"))
    assert _texts(data) == ["每日清扫"]


def test_content_controls_links_breaks_tabs_and_symbols_are_read() -> None:
    data = from_body(
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:noBreakHyphen/></w:r>"
        "<w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink><w:sdt>"
        '<w:sdtContent><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
        "</w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>"
    )
    assert _texts(data) == ["甲\n乙\t-链☑"]


def test_a_contents_field_marks_its_paragraphs_and_ends_where_it_ends() -> None:
    data = from_body(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
        '<w:instrText xml:space="preserve"> TOC \\o "1-3" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>第一章</w:t><w:tab/><w:t>1</w:t></w:r></w:p>'
        + plain("第二章 4")
        + '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>第一章 总则</w:t></w:r></w:p>'
        + plain("每日清扫")
    )
    assert [paragraph.contents for paragraph in _paragraphs(data)] == [True, True, False, False]


def test_hidden_text_stands_apart_and_says_so() -> None:
    data = from_body("<w:p><w:r><w:t>看得见</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r></w:p>")
    assert [(paragraph.text, paragraph.place.hidden) for paragraph in _paragraphs(data)] == [
        ("看得见", False),
        ("看不见", True),
    ]


def test_merged_cells_are_repeated_over_the_full_grid() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for index, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = str(index)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "区域"
    read = _blocks(document_bytes(document))[0]
    assert isinstance(read, Table)
    assert [[cell.text for cell in row] for row in read.rows] == [
        ["区域", "区域", "2"],
        ["区域", "区域", "5"],
        ["6", "7", "8"],
    ]
    assert [cell.merged for cell in read.rows[0] + read.rows[1]] == [False, True, False, True, True, False]
    assert read.rows[1][1].place == read.rows[0][0].place


def test_a_short_row_is_filled_up() -> None:
    cell = "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
    table = _blocks(from_body(f"<w:tbl><w:tr>{cell * 3}</w:tr><w:tr>{cell}</w:tr></w:tbl>"))[0]
    assert isinstance(table, Table)
    assert [len(row) for row in table.rows] == [3, 3]


def test_a_table_inside_a_cell_follows_the_outer_one() -> None:
    document = docx.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "外"
    outer.cell(0, 1).add_table(1, 1).cell(0, 0).text = "内"
    document.add_paragraph("后")
    first, second, last = _blocks(document_bytes(document))
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert ([cell.text.strip() for cell in first.rows[0]], second.rows[0][0].text) == (["外", ""], "内")
    assert [block.place.block for block in (first, second, last)] == [1, 2, 3]


def test_lists_inside_cells_keep_their_numbers() -> None:
    data = from_body(
        f"<w:tbl><w:tr><w:tc>{item('清扫')}{item('拖洗')}</w:tc></w:tr></w:tbl>",
        numbering=numbering(("decimal", "%1.")),
    )
    table = _blocks(data)[0]
    assert isinstance(table, Table)
    assert table.rows[0][0].text == "1. 清扫\n2. 拖洗"


def test_headers_footers_and_comments_come_last_and_once() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "云栖物业"
    document.add_section().header.is_linked_to_previous = False
    document.sections[1].header.paragraphs[0].text = "云栖物业"
    document.sections[0].footer.paragraphs[0].text = "内部资料"
    run = document.add_paragraph("每日清扫").runs[0]
    document.add_comment(run, "改为两次？", author="陈工")
    read = _paragraphs(document_bytes(document))
    assert [(paragraph.place.part, paragraph.text) for paragraph in read] == [
        ("body", "每日清扫"),
        ("comment", "改为两次？"),
        ("header", "云栖物业"),
        ("footer", "内部资料"),
    ]


def test_pictures_are_listed_by_their_description() -> None:
    data = from_body(
        '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="巡逻路线图"/>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )
    picture = _blocks(data)[0]
    assert isinstance(picture, Picture)
    assert picture.name == "巡逻路线图"


def test_a_bold_line_is_strong_and_a_mixed_one_is_not() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>保洁</w:t></w:r>"
    data = from_body(f"<w:p>{bold}</w:p><w:p>{bold}<w:r><w:t>标准</w:t></w:r></w:p>")
    assert [paragraph.strong for paragraph in _paragraphs(data)] == [True, False]


def test_a_strict_document_is_read_like_any_other() -> None:
    data = with_part(
        from_body(plain("每日清扫")),
        "word/document.xml",
        lambda old: old.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
    )
    assert _texts(data) == ["每日清扫"]


def test_five_thousand_paragraphs_take_steps_in_proportion() -> None:
    """Steps, not seconds: calls that are made for 500 and for 5,000 paragraphs."""
    few, many = (from_body(plain("1. 保洁员每日清扫2次，无积水。") * count) for count in (500, 5_000))
    assert steps(lambda: outline(open_file("a.docx", many))) < 11 * steps(lambda: outline(open_file("a.docx", few)))
