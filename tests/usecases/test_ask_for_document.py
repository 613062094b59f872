"""The manual of a unit takes the processes in force there along: drawing, table, forms, records."""

from __future__ import annotations

import io
from datetime import date, timedelta

import docx
import pypdf
import pytest
from tests.apps.processes.test_processes import approved, begin, publish
from tests.apps.standards.company import AT, GOOD, Company
from tests.apps.standards.test_handouts import publish as publish_standard

from guicheng.apps.processes import services as processes
from guicheng.apps.standards import handouts
from guicheng.apps.standards.models import Standard
from guicheng.apps.standards.readings import day_of
from guicheng.apps.standards.services import HandoutWish
from guicheng.usecases.ask_for_document import ask_for_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(db):
    return Company()


@pytest.fixture
def published(company):
    publish_standard(company, company.standard(GOOD))
    process = begin(company)
    approved(company, process)
    return publish(company, process, effective_from=day_of(AT))


def asked(company, kind="manual", form="docx", at=AT, subject=None):
    wish = HandoutWish(kind=kind, form=form, post="维修工" if kind == "post" else "")
    return ask_for_document(actor=company.actor("chen"), subject=subject or company.estate, wish=wish, at=at)


def made(row, at=AT):
    return handouts.made(row, at=at, progress=lambda _done, _total: None)


def test_a_word_manual_holds_the_drawing_the_steps_and_the_records(company, published):
    file = docx.Document(io.BytesIO(made(asked(company))))
    words = [paragraph.text for paragraph in file.paragraphs]
    assert "流程" in words
    assert "LC-01 报修流程" in words
    assert any("版本：第1版" in text for text in words)
    assert any(text.startswith("报修流程图") for text in words)
    heads = [[cell.text for cell in table.rows[0].cells] for table in file.tables]
    assert ["序号", "步骤", "岗位", "时限", "表单/记录", "去向", "超时"] in heads
    assert ["表单/记录", "填写步骤", "填写岗位", "保存期限"] in heads
    assert file.inline_shapes
    assert words.index("LC-01 报修流程") < next(place for place, text in enumerate(words) if text.startswith("编制"))


def test_a_pdf_manual_holds_them_too(company, published):
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made(asked(company, form="pdf")))).pages)
    assert "报修流程图" in "".join(text.split())
    assert "急修到场" in text


@pytest.mark.parametrize("kind", ["post", "notice"])
def test_other_documents_hold_no_process(company, published, kind):
    assert asked(company, kind).wish["processes"] == []


def test_what_is_not_yet_in_force_or_out_of_use_is_left_out(company, published):
    assert [each["code"] for each in asked(company).wish["processes"]] == ["LC-01"]
    assert asked(company, at=AT - timedelta(days=2)).wish["processes"] == []
    processes.set_archived(actor=company.actor("chen"), process_key=published.process.key, archived=True, at=AT)
    assert asked(company).wish["processes"] == []


def test_a_document_of_one_standard_holds_no_process(company, published):
    assert asked(company, subject=Standard.objects.get()).wish["processes"] == []


def test_the_newest_edition_in_force_is_taken(company, published):
    assert asked(company).wish["processes"][0]["edition"] == 1
    assert date.fromisoformat(asked(company).wish["processes"][0]["effective"]) == day_of(AT)
