"""A draft edited in Excel: taken away, brought back row by row, refused rows returned with their reasons."""

from __future__ import annotations

import base64
import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from tests.apps.standards.company import AT, GOOD, VAGUE, Company, clause, texts

from guicheng.apps.standards import services
from guicheng.apps.standards.models import DraftClause

pytestmark = pytest.mark.django_db
PAGE = "/standards/KF-03/rows/"
OTHER = "客服员每日整理前台不少于2次。"


@pytest.fixture
def company(db):
    return Company()


@pytest.fixture
def standard(company):
    return company.standard(GOOD, VAGUE)


@pytest.fixture
def chen(client, company):
    client.force_login(company.people["chen"])
    return client


def taken_away(client):
    return load_workbook(BytesIO(client.get("/standards/KF-03/rows.xlsx").content))


def column(page, head):
    return next(cell.column for cell in page[1] if cell.value == head)


def write(page, row, head, value):
    page.cell(row, column(page, head)).value = value


def brought(client, book, **fields):
    out = BytesIO()
    book.save(out)
    file = SimpleUploadedFile("条款.xlsx", out.getvalue())
    return client.post(PAGE, {"act": "take", "file": file, **fields})


def returned(answer):
    data = re.search(r"base64,([^\"]+)\"", answer.content.decode()).group(1)
    return load_workbook(BytesIO(base64.b64decode(data))).active


def test_a_workbook_that_nobody_edited_changes_nothing(chen, standard):
    answer = brought(chen, taken_away(chen))
    assert (answer.status_code, 'class="notice is-read" role="status"' in answer.content.decode()) == (200, True)
    assert texts(standard) == [GOOD, VAGUE]


def test_an_edited_row_an_added_one_and_an_element_are_taken(chen, standard):
    book = taken_away(chen)
    page = book.active
    write(page, 3, "文字", "接到一般报修后，维修工24小时内到场。")
    write(page, 2, "提供者", "维修工")
    page.append(["" for _ in page[1]])
    write(page, 4, "文字", OTHER)
    answer = brought(chen, book)
    assert answer.status_code == 200, answer.content.decode()
    assert texts(standard) == [GOOD, "接到一般报修后，维修工24小时内到场。", OTHER]
    assert DraftClause.objects.get(text=GOOD).elements["provider"] == "维修工"


def test_a_bad_row_comes_back_with_its_reason_and_the_good_ones_are_taken(chen, standard):
    book = taken_away(chen)
    write(book.active, 2, "文字", "接到急修报修后，维修工20分钟内到场。")
    write(book.active, 3, "文字", "")
    answer = brought(chen, book, remove="1")
    assert answer.status_code == 422
    assert texts(standard) == ["接到急修报修后，维修工20分钟内到场。", VAGUE]
    back = returned(answer)
    said = [[cell.value for cell in row][-1] for row in back.iter_rows(min_row=2)]
    assert not said[0]
    assert "内容是空的" in said[1]


def test_the_returned_workbook_mended_is_taken(chen, standard):
    book = taken_away(chen)
    write(book.active, 3, "文字", "")
    back = returned(brought(chen, book))
    write(back, 3, "文字", OTHER)
    assert brought(chen, back.parent).status_code == 200
    assert texts(standard) == [GOOD, OTHER]


def test_new_and_changed_rows_of_the_returned_workbook_are_known_again(chen, standard):
    book = taken_away(chen)
    write(book.active, 2, "文字", "接到急修报修后，维修工20分钟内到场。")
    write(book.active, 3, "文字", "")
    book.active.append(["" for _ in book.active[1]])
    write(book.active, 4, "文字", OTHER)
    write(book.active, 4, "耗时", "20分钟×1人")
    brought(chen, book)
    taken = ["接到急修报修后，维修工20分钟内到场。", VAGUE, OTHER]
    assert texts(standard) == taken
    assert brought(chen, book).status_code == 422
    back = returned(brought(chen, book))
    assert texts(standard) == taken
    write(back, 2, "文字", "接到急修报修后，维修工15分钟内到场。")
    write(back, 3, "文字", VAGUE)
    write(back, 4, "文字", "客服员每日整理前台不少于3次。")
    assert brought(chen, back.parent).status_code == 200
    assert texts(standard) == ["接到急修报修后，维修工15分钟内到场。", VAGUE, "客服员每日整理前台不少于3次。"]


def test_effort_that_nobody_can_read_is_told(chen, standard):
    book = taken_away(chen)
    write(book.active, 2, "耗时", "二十分钟乘两人")
    answer = brought(chen, book)
    assert (answer.status_code, "二十分钟乘两人" in answer.content.decode()) == (422, True)


def test_a_clause_that_somebody_changed_meanwhile_is_not_overwritten(chen, company, standard):
    book = taken_away(chen)
    row = clause(standard)
    services.edit_clause(
        actor=company.actor("lin"),
        key=row.key,
        revision=row.revision,
        text="接到急修报修后，维修工15分钟内到场。",
        at=AT,
    )
    write(book.active, 2, "文字", "接到急修报修后，维修工60分钟内到场。")
    answer = brought(chen, book)
    assert answer.status_code == 422
    assert texts(standard)[0] == "接到急修报修后，维修工15分钟内到场。"
    assert "15分钟内到场" in answer.content.decode()


def test_deleted_rows_delete_clauses_only_where_that_is_asked(chen, standard):
    book = taken_away(chen)
    book.active.delete_rows(3)
    brought(chen, book)
    assert texts(standard) == [GOOD, VAGUE]
    assert brought(chen, book, remove="1").status_code == 200
    assert texts(standard) == [GOOD]


def test_rows_without_any_id_are_refused_where_they_would_double_the_draft(chen, standard):
    book = taken_away(chen)
    for row in (2, 3):
        write(book.active, row, "标识", "")
    answer = brought(chen, book)
    assert (answer.status_code, "都没有标识" in answer.content.decode()) == (422, True)
    assert texts(standard) == [GOOD, VAGUE]


def test_the_list_of_clauses_for_reading_is_no_workbook_for_editing(chen, standard):
    file = SimpleUploadedFile("条款.xlsx", chen.get("/standards/KF-03/draft.xlsx").content)
    assert chen.post(PAGE, {"act": "take", "file": file}).status_code == 422
    assert texts(standard) == [GOOD, VAGUE]


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_workbook_is_refused_with_a_sentence(chen, standard, data):
    answer = chen.post(PAGE, {"act": "take", "file": SimpleUploadedFile("x.xlsx", data)})
    assert (answer.status_code, "x.xlsx" in answer.content.decode()) == (422, True)


def test_no_file_asks_for_one(chen, standard):
    assert chen.post(PAGE, {"act": "take"}).status_code == 422


def test_an_archived_standard_takes_nothing(chen, company, standard):
    book = taken_away(chen)
    services.archive_standard(actor=company.actor("chen"), key=standard.key, at=AT)
    write(book.active, 2, "文字", OTHER)
    assert brought(chen, book).status_code == 422
    assert texts(standard) == [GOOD, VAGUE]


def kept_file(client):
    return client.get("/standards/KF-03/draft.md").content.decode()


def filed(client, text, name="KF-03.md", **fields):
    return client.post(PAGE, {"act": "take", "file": SimpleUploadedFile(name, text.encode()), **fields})


def test_the_file_of_a_standard_is_taken_back_with_elements_grades_and_keys(chen, standard):
    text = kept_file(chen)
    assert "现在的表格" not in filed(chen, text).content.decode()
    assert texts(standard) == [GOOD, VAGUE]
    mended = text.replace(VAGUE, "接到一般报修后，维修工{12|24}小时内到场。\n- 提供者：维修工").replace(
        "code: KF-03", "code: KF-03\ngrades: [一级, 二级]"
    )
    answer = filed(chen, mended)
    assert answer.status_code == 200, answer.content.decode()
    assert texts(standard) == [GOOD, "接到一般报修后，维修工{12|24}小时内到场。"]
    standard.refresh_from_db()
    assert standard.grades == ["一级", "二级"]
    assert kept_file(chen).count("- 提供者：维修工") == 1


def test_the_file_of_another_standard_or_one_out_of_form_is_refused(chen, standard):
    other = filed(chen, kept_file(chen).replace("code: KF-03", "code: KF-09"))
    assert (other.status_code, "KF-09" in other.content.decode()) == (422, True)
    bad = filed(chen, kept_file(chen).replace("code: KF-03", "code: KF-03\nlevel: 9"))
    assert bad.status_code == 422
    assert texts(standard) == [GOOD, VAGUE]
