"""The report of a month: sentences that follow from its figures, as Word, PDF and Excel."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from docx import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from openpyxl import load_workbook

from guicheng.adapters.handouts import write_docx, write_pdf
from guicheng.adapters.monthly_report import (
    Basis,
    CellLine,
    ClauseLine,
    DomainLine,
    EditionLine,
    MonthlyFacts,
    MonthShare,
    Section,
    Unmeasured,
    monthly_book,
    monthly_document,
)
from guicheng.adapters.monthly_report.words import changes, percent, points, rests_on
from guicheng.domain.attainment.changed import Kept, difference_of
from guicheng.domain.targets.document import Heading, Note, Table
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 2, 9, 30, tzinfo=ZONE)
BASIS = Basis("2026-10", 2, AT, AT, "2026-09", 1, AT, 3)
WORSE = difference_of(Kept(190, 200), Kept(160, 200))
SAME = difference_of(Kept(90, 100), Kept(91, 100))
ARRIVE = "接到急修报修后，维修工30分钟内到场。"
FACTS = MonthlyFacts(
    company="云帆物业",
    place="云栖花园",
    basis=BASIS,
    whole=WORSE,
    trend=[MonthShare("2026-09", Kept(190, 200), sealed=True), MonthShare("2026-10", Kept(160, 200), sealed=False)],
    domains=[DomainLine(_("Cleaning"), WORSE, 2, 5), DomainLine(_("Order"), SAME, 0, 4)],
    clauses=[ClauseLine("GC-01/1.1", ARRIVE, WORSE, 1, 2)],
    gained=[],
    fallen=[ClauseLine("GC-01/1.1", ARRIVE, WORSE, 1, 2)],
    missed=[CellLine("云栖花园", "GC-01/1.1", ARRIVE, Kept(14, 18))],
    mended=[],
    editions=[EditionLine("GC-01", "工程维修", 3, date(2026, 10, 15))],
    complaints=(4, 7),
    unmeasured=[Unmeasured("KF-02/2", "满意度不低于90%。", _("No event tells of a share."))],
    more=[
        Section(_("Inspections"), [_("Inspections with a score: {count}.", count="1")], (_("Estate"),), [("=cmd()",)])
    ],
)
EMPTY = replace(
    FACTS,
    basis=replace(BASIS, version=0, sealed_at=None, before="", before_version=0),
    whole=difference_of(Kept(0, 0), Kept(0, 0)),
    trend=[],
    domains=[],
    clauses=[],
    fallen=[],
    missed=[],
    editions=[],
    unmeasured=[],
    more=[],
)


def said(message: Message) -> str:
    return message.render()


def sentences(facts):
    return [said(each) for each in changes(facts)]


def test_each_sentence_follows_from_the_figures():
    assert sentences(FACTS) == [
        "In 2026-10 160 of 200 with evidence were kept, 80.0%; none is without.",
        "In 2026-09 it was 95.0%, 190 of 200 with evidence; none was without.",
        "That is worse by more than noise: −15.0 points, between −21.5 and −8.7.",
        "Cleaning became worse: from 95.0% to 80.0%, −15.0 points.",
        "Clause GC-01/1.1 became worse: from 95.0% to 80.0%.",
        "Newly below their promise, clauses at estates: 1.",
        "云栖花园, clause GC-01/1.1: 14 of 18, 77.7%.",
        "No longer below their promise, clauses at estates: 0.",
        "Published: GC-01 工程维修, edition 3, in force from 2026-10-15.",
        "Complaints recorded: 4; in the month before: 7.",
    ]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (Kept(160, 200), Kept(190, 200), "That is better by more than noise: +15.0 points, between +8.7 and +21.5."),
        (Kept(90, 100), Kept(91, 100), "The difference of +1.0 points is within noise: between −7.5 and +9.5."),
    ],
)
def test_better_is_said_only_beyond_noise(before, after, sentence):
    assert sentences(replace(FACTS, whole=difference_of(before, after)))[2] == sentence


def test_a_kind_of_service_within_noise_is_no_change():
    assert not [each for each in sentences(FACTS) if each.startswith("Order")]


def test_without_a_month_before_nothing_is_compared():
    told = sentences(replace(FACTS, basis=replace(BASIS, before=""), whole=difference_of(Kept(0, 0), Kept(9, 10))))
    assert told[1] == "There is no month before it to compare with."
    assert not [each for each in told if "below their promise" in each]


def test_a_month_in_which_nothing_counts_says_so():
    assert sentences(EMPTY)[0] == "Nothing counts in 2026-10: nothing was due, or everything was excused."
    assert "No edition was published in 2026-10." in sentences(EMPTY)


def test_what_became_better_is_told_after_what_became_worse():
    line = ClauseLine("GC-01/1.2", ARRIVE, difference_of(Kept(50, 100), Kept(90, 100)), 0, 1)
    told = sentences(replace(FACTS, gained=[line], domains=[DomainLine(_("Order"), line.change, 0, 1)]))
    assert told[3] == "Order became better: from 50.0% to 90.0%, +40.0 points."
    assert told[5] == "Clause GC-01/1.2 became better: from 50.0% to 90.0%."


def test_a_report_says_on_which_version_it_rests():
    told = [said(each) for each in rests_on(BASIS)]
    assert (
        told[0] == "The figures are those of 2026-10 as sealed in version 2 on 2026-11-02 09:30. They stay as they are."
    )
    assert told[1] == "The month before is taken as sealed in version 1."
    told = [said(each) for each in rests_on(EMPTY.basis)]
    assert told[0].startswith("2026-10 is not sealed.")
    told = [said(each) for each in rests_on(replace(BASIS, before_version=0))]
    assert told[1].startswith("The month before is not sealed")


@pytest.mark.parametrize(
    ("kept", "shown"), [(Kept(9996, 10000), "99.9%"), (Kept(1, 1), "100.0%"), (Kept(0, 3), "0.0%"), (Kept(0, 0), "—")]
)
def test_a_share_is_cut_and_never_rounded_up(kept, shown):
    assert percent(kept) == shown


def test_a_difference_has_its_sign():
    assert [points(each) for each in (0.05, -0.05, None)] == ["+5.0", "−5.0", "—"]


def test_the_document_has_a_chapter_for_each_part():
    blocks = monthly_document(FACTS, said).blocks
    titles = [block.text for block in blocks if isinstance(block, Heading)]
    assert titles == [
        "What changed in the month",
        "On what this rests",
        "Attainment month by month",
        "Attainment by kind of service",
        "Worst clauses",
        "Newly below the promise",
        "Inspections",
        "Promises that cannot be measured",
    ]
    assert all(
        len(row.cells) == len(block.head) == len(block.widths)
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
    )


def test_an_empty_month_has_sentences_in_place_of_tables():
    blocks = monthly_document(EMPTY, said).blocks
    assert not [block for block in blocks if isinstance(block, Table)]
    assert "None: evidence can tell of every promise in force." in [b.text for b in blocks if isinstance(b, Note)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_word_and_pdf_hold_the_report_in_both_languages(language):
    document = monthly_document(FACTS, said, language=language)
    word = WordFile(io.BytesIO(write_docx(document, printed_at=AT)))
    told = [paragraph.text for paragraph in word.paragraphs]
    assert "In 2026-10 160 of 200 with evidence were kept, 80.0%; none is without." in told
    assert any("at the upper end of its interval" in sentence for sentence in told), "the order has its rule"
    edge = word.sections[0].footer.paragraphs[0].text
    assert ("打印于" in edge, "Printed" in edge) == (language == "zh", language == "en")
    assert write_pdf(document, printed_at=AT).startswith(b"%PDF")


def test_the_workbook_has_a_sheet_for_each_part_and_no_formula():
    book = load_workbook(io.BytesIO(monthly_book(FACTS, said)))
    assert book.sheetnames == [
        "What changed in the month",
        "Month by month",
        "By kind of service",
        "Worst clauses",
        "Newly below the promise",
        "Inspections",
        "Without measure",
    ]
    assert [cell.value for cell in book["By kind of service"][2]] == [
        "Cleaning", 160, 200, 0, 80, 95, -15, "worse", 2, 5
    ]  # fmt: skip
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_an_empty_workbook_opens():
    assert load_workbook(io.BytesIO(monthly_book(EMPTY, said)))["Worst clauses"].max_row == 1


def test_figures_of_a_section_are_numbers_that_can_be_summed_and_words_stay_words():
    rows = [("云栖花园", "好评率", "58.3%", "—", "12"), ("山语城", "百户投诉", "4.35", "0.00", "007")]
    head = [_("Estate"), _("Metric"), _("This month"), _("The month before"), _("Rests on")]
    book = load_workbook(
        io.BytesIO(monthly_book(replace(FACTS, more=[Section(_("Satisfaction"), [], head, rows)]), said))
    )
    shown = [[(cell.value, cell.number_format) for cell in row[2:]] for row in book["Satisfaction"]["A2:E3"]]
    assert shown == [
        [(0.583, "0.0%"), ("—", "General"), (12, "0")],
        [(4.35, "0.00"), (0, "0.00"), ("007", "General")],
    ]


def test_each_sheet_prints_on_paper_that_says_of_what_it_is():
    book = load_workbook(io.BytesIO(monthly_book(replace(FACTS, company="云帆&云栖"), said)))
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.oddHeader.center.text == "云帆&&云栖 · Monthly report of attainment · 云栖花园 · 2026-10"


def test_a_long_sentence_has_the_room_of_its_lines():
    line = ClauseLine("GC-01/1.1", "维" * 61, WORSE, 1, 2)
    sheet = load_workbook(io.BytesIO(monthly_book(replace(FACTS, clauses=[line, *FACTS.clauses]), said)))[
        "Worst clauses"
    ]
    assert [sheet.row_dimensions[number].height for number in (2, 3)] == [45, None]


def test_what_a_section_says_stands_with_the_sentences_and_not_among_the_rows():
    book = load_workbook(io.BytesIO(monthly_book(FACTS, said)))
    assert "Inspections with a score: 1." in [row[0].value for row in book["What changed in the month"]]
    assert [row[0].value for row in book["Inspections"]] == ["Estate", "'=cmd()"]


@pytest.mark.parametrize(("place", "words"), [("云栖花园", "云栖花园 · 2026-10"), ("云帆物业", "2026-10")])
def test_each_page_says_of_what_and_when_it_is_and_that_it_stays(place, words):
    document = monthly_document(replace(FACTS, place=place), said)
    (section,) = WordFile(io.BytesIO(write_docx(document, printed_at=AT))).sections
    assert section.header.paragraphs[0].text == f"云帆物业 · Monthly report of attainment · {words}"
    assert section.footer.paragraphs[0].text.startswith("打印于 2026-11-02 09:30\t")


def test_figures_stand_at_the_right():
    tables = [block for block in monthly_document(FACTS, said).blocks if isinstance(block, Table)]
    assert [sorted(table.figures) for table in tables] == [
        [1, 2, 3], [1, 2, 3, 4, 5, 7], [2, 3, 4, 5, 6, 8], [3, 4], [], []
    ]  # fmt: skip
    document = monthly_document(FACTS, said)
    cells = [
        cell for row in WordFile(io.BytesIO(write_docx(document, printed_at=AT))).tables[0].rows for cell in row.cells
    ]
    aligned = [cell.paragraphs[0].alignment for cell in cells[5:10]]
    assert [each == WD_ALIGN_PARAGRAPH.RIGHT for each in aligned] == [False, True, True, True, False]
