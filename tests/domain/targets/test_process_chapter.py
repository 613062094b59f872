"""A process as a chapter: drawing, steps, records, retention; on its own or within a manual."""

from __future__ import annotations

from datetime import date

from guicheng.domain.process.cells import process_of
from guicheng.domain.targets.document import Document, DocumentKind, Heading, Note, Picture, Signatures, Table
from guicheng.domain.targets.process_chapter import SourceProcess, process_chapters, process_document, with_chapters
from guicheng.domain.targets.source import Imprint, Standing
from guicheng.domain.values import ClauseRef

ROWS = [
    {
        "number": "1",
        "name": "登记",
        "post": "客服",
        "record": "单（保存3年）",
        "next": "急→2、3；缓→结束",
        "timeout": "5分钟→3",
        "note": "礼貌",
    },
    {"number": "2", "name": "处理", "limit": "1小时", "next": "3"},
    {"number": "3", "name": "归档", "join": "全部", "next": "9", "post": "内勤"},
]
SOURCE = SourceProcess(process_of("报修流程", ROWS), (b"<svg/>", b"<svg/>"), "LC-01", 2, date(2026, 1, 5))


def blocks(kind, found):
    return [block for block in found if isinstance(block, kind)]


def test_a_chapter_holds_drawing_steps_records_and_retention():
    found = list(process_chapters([SOURCE]))
    assert [(block.text, block.level) for block in blocks(Heading, found)] == [
        ("流程", 1),
        ("LC-01 报修流程", 2),
        ("流程图", 3),
        ("步骤", 3),
        ("表单、记录与保存", 3),
    ]
    assert [block.caption for block in blocks(Picture, found)] == ["报修流程图（1/2）", "报修流程图（2/2）"]
    assert blocks(Note, found)[0].text == "版本：第2版 · 2026年1月5日起施行"
    steps, records = blocks(Table, found)
    assert [row.cells for row in steps.rows] == [
        ("1", "登记\n礼貌", "客服", "—", "单（保存3年）", "急→2、3；缓→结束", "5分钟→3"),
        ("2", "处理", "—", "1小时", "—", "3", "—"),
        ("3", "归档（各路到齐后开始）", "内勤", "—", "—", "9", "—"),
    ]
    assert [row.cells for row in records.rows] == [("单", "1", "客服", "3年")]


def test_several_processes_begin_on_pages_of_their_own():
    found = blocks(Heading, process_chapters([SOURCE, SOURCE]))
    assert [block.fresh for block in found if block.level == 2] == [False, True]
    assert list(process_chapters([])) == []


def test_a_process_alone_says_that_it_is_a_draft_until_it_is_published():
    draft = SourceProcess(process_of("报修", [{"name": "登记", "next": "结束"}]), (b"<svg/>",))
    document = process_document(draft, "某物业")
    assert document.imprint.standing is Standing.DRAFT
    assert blocks(Picture, document.blocks)[0].caption == "报修流程图"
    assert blocks(Note, document.blocks)[0].text == "本流程不填写表单和记录。"
    assert process_document(SOURCE).imprint.standing is Standing.IN_FORCE
    assert not [block for block in blocks(Note, process_chapters([draft])) if block.lead]


def test_chapters_stand_before_the_lines_to_sign_on():
    ref = ClauseRef("KF")
    own = Document(DocumentKind.MANUAL, Imprint(ref, "手册"), "", (Note(ref, "甲"), Signatures(ref, ("编制",))))
    made = with_chapters(own, (Note(ref, "乙"),))
    assert [type(block) for block in made.blocks] == [Note, Note, Signatures]
    assert with_chapters(own, ()) is own
