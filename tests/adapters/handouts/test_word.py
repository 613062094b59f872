"""Word files that go out: what a person sees in Word, and what our own reader finds in them."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.targets.standards import CLEANING, DRAFT, REPAIR, standard

from guicheng.adapters import open_file
from guicheng.adapters.handouts import write_docx
from guicheng.adapters.handouts.word.lists import Lists
from guicheng.domain.manual import outline
from guicheng.domain.targets.document import Picture, Table, TableRow
from guicheng.domain.targets.handbook import handbook
from guicheng.domain.targets.manual import manual
from guicheng.domain.targets.notice import Contact, notice
from guicheng.domain.targets.source import Imprint
from guicheng.domain.values import ClauseRef

AT = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
ESTATE = Imprint(ClauseRef("清河家园"), "清河家园服务手册", company="清河物业")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(document):
    return docx.Document(io.BytesIO(write_docx(document, printed_at=AT)))


def reread(document):
    found = outline(open_file("手册.docx", write_docx(document, printed_at=AT)))
    return [(clause.number, clause.text, clause.elements) for section in found.sections for clause in section.clauses]


def told(source):
    return [(line.number, line.text, {}) for line in source.clauses]


def test_our_reader_finds_every_clause_again_and_nothing_else():
    assert reread(manual([REPAIR])) == told(REPAIR)
    assert reread(manual([REPAIR, CLEANING, DRAFT], ESTATE)) == told(REPAIR) + told(CLEANING) + told(DRAFT)


def test_our_reader_finds_the_elements_again():
    found = reread(manual([REPAIR], elements=True))
    assert found == [(line.number, line.text, dict(line.elements)) for line in REPAIR.clauses]


@pytest.mark.parametrize(
    "numbers",
    [
        ["1", "1.1", "1.2", "2", "2.1"],
        ["3", "3.4", "3.5", "5"],
        ["3.4", "3.6", "4.1"],
        ["第一条", "第二条", "第十二条"],
        ["(一)", "(二)", "①", "②", "(三)"],
        ["a", "b", "c"],
        ["KF-03-01", "KF-03-02"],
        ["A.1.1", "A.1.2"],
    ],
)
def test_word_prints_the_numbers_that_the_standard_has(numbers):
    texts = [f"接到报修后{minute}分钟内到场。" for minute in range(1, len(numbers) + 1)]
    plain = standard("X-1", "编号", *texts)
    lines = tuple(replace(line, number=number) for line, number in zip(plain.lines, numbers, strict=True))
    found = written(manual([replace(plain, lines=lines)]))
    body = [each for each in found.paragraphs if each.style.name == "条款"]
    assert [each.text for each in body] == texts, "a number is printed by a list, not typed"
    assert all(each._p.pPr.numPr is not None for each in body)
    assert [clause[0] for clause in reread(manual([replace(plain, lines=lines)]))] == numbers


def test_a_number_that_no_list_can_print_is_typed():
    assert Lists().place("之外") is None
    assert Lists().place("100%1") is None
    assert Lists().place("9" * 50) is None
    lists = Lists()
    places = [lists.place(f"{number}.1") for number in range(2, 4_010, 2)]
    assert places[-1] is None, "a file holds only so many lists"
    plain = standard("X-1", "编号", "接到报修后5分钟内到场。")
    lines = (replace(plain.lines[0], number="之外"),)
    assert "之外 接到报修后5分钟内到场。" in [
        each.text for each in written(manual([replace(plain, lines=lines)])).paragraphs
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=4), min_size=1, max_size=12))
def test_any_row_of_decimal_numbers_comes_back(parts):
    numbers = [".".join(map(str, each)) for each in parts]
    plain = standard("X-1", "编号", *[f"接到报修后{minute}分钟内到场。" for minute in range(1, len(numbers) + 1)])
    lines = tuple(replace(line, number=number) for line, number in zip(plain.lines, numbers, strict=True))
    assert [clause[0] for clause in reread(manual([replace(plain, lines=lines)]))] == numbers


def test_the_page_is_a4_with_header_footer_and_properties():
    found = written(manual([REPAIR]))
    section = found.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (round(section.top_margin.mm), round(section.left_margin.mm)) == (18, 20)
    assert section.header.paragraphs[0].text == "清河物业 · GC-01 报修服务标准 · 第2版 · 2026年3月1日起施行"
    footer = section.footer.paragraphs[0]
    assert "打印于 2026-11-28 09:30，以系统现行版本为准" in footer.text
    instructions = [each.text.strip() for each in footer._p.iter(f"{W}instrText")]
    assert instructions == ["PAGE", "NUMPAGES"]
    assert found.core_properties.title == "GC-01 报修服务标准"
    assert found.core_properties.author == "清河物业"


def test_a_draft_says_so_on_its_title_page_and_on_every_page():
    found = written(manual([DRAFT]))
    assert "草稿，未经批准，不作执行依据" in [each.text for each in found.paragraphs]
    assert found.sections[0].header.paragraphs[0].text.endswith("草稿")


def test_chinese_is_set_in_chinese_fonts_and_clauses_stay_whole():
    found = written(manual([REPAIR]))
    fonts = found.styles.element.find(f"{W}docDefaults").find(f".//{W}rFonts")
    assert fonts.get(f"{W}eastAsia") == "宋体"
    assert found.styles["条款"].paragraph_format.keep_together
    assert found.styles["Heading 1"].paragraph_format.keep_with_next


def test_contents_hold_the_headings_before_word_fills_them_in():
    found = written(manual([REPAIR]))
    entries = found.element.body.find(f"{W}sdt").findall(f".//{W}hyperlink")
    names = ["".join(text.text for text in entry.iter(f"{W}t")) for entry in entries]
    assert names == ["1 受理", "2 到场", "2.1 急修", "3 检查"]
    marks = {mark.get(f"{W}name") for mark in found.element.body.iter(f"{W}bookmarkStart")}
    assert {entry.get(f"{W}anchor") for entry in entries} <= marks
    assert found.settings.element.find(f"{W}updateFields") is not None


def test_a_row_stays_whole_and_the_head_of_a_table_is_repeated():
    (table,) = written(handbook([REPAIR], "维修工", ESTATE)).tables
    rows = [row._tr.trPr for row in table.rows]
    assert all(row.find(f"{W}cantSplit") is not None for row in rows)
    assert [row.find(f"{W}tblHeader") is not None for row in rows] == [True, False]


def test_a_notice_has_no_title_page_and_lines_to_write_on():
    found = written(notice([REPAIR], ESTATE, Contact(ESTATE.ref, phone="0533-1234567")))
    facts = found.tables[-1]
    assert [cell.text for cell in facts.rows[0].cells] == ["服务电话", "0533-1234567"]
    assert [cell.text for cell in facts.rows[1].cells] == ["投诉监督电话", ""]
    assert found.element.body.find(f"{W}sdt") is None


def test_a_drawing_is_taken_in_with_its_words():
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="90"><rect width="900" height="90"/></svg>'
    document = manual([REPAIR])
    picture = Picture(REPAIR.ref, drawing, "svg", "急修流程")
    data = write_docx(replace(document, blocks=(picture, *document.blocks)), printed_at=AT)
    assert any(name.endswith(".png") for name in zipfile.ZipFile(io.BytesIO(data)).namelist())
    found = docx.Document(io.BytesIO(data))
    assert found.inline_shapes[0].width.mm == pytest.approx(165, abs=0.1)
    assert found.inline_shapes[0]._inline.docPr.get("descr") == "急修流程"
    assert "急修流程" in [each.text for each in found.paragraphs]


HOSTILE = (
    "=1+1",
    "甲\x00乙\x0b丙",
    "\ud800半个",
    "w:p></w:p>",
    "长" * 20_000,
    "A" * 5_000,
    "甲\n乙",
    "\u202e反",
    "&amp;<b>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_the_file(text):
    plain = standard("X-1", "敌意", "接到报修后5分钟内到场。")
    line = replace(plain.lines[0], text=text, elements={"quality": text})
    imprint = replace(plain.imprint, title=text[:60], company=text[:60])
    found = written(manual([replace(plain, lines=(line,), imprint=imprint)], elements=True))
    shown = [each.text for each in found.paragraphs if each.style.name == "条款"]
    assert shown == [text.replace("\x00", "").replace("\x0b", "").replace("\ud800", "")]


def test_cells_hold_hostile_text_too():
    row = TableRow(ClauseRef("X"), ("甲\x01", "乙\ud800", "=丙"))
    document = replace(manual([REPAIR]), blocks=(Table(ClauseRef("X"), ("a", "b", "c"), (row,), (1, 1, 1)),))
    assert [cell.text for cell in written(document).tables[0].rows[1].cells] == ["甲", "乙", "=丙"]


def test_progress_counts_the_blocks():
    calls = []
    document = manual([REPAIR])
    write_docx(document, printed_at=AT, progress=lambda *of: calls.append(of))
    assert calls[-1] == (len(document.blocks), len(document.blocks))
    assert len(calls) == len(document.blocks)
