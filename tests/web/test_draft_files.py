"""Drafts and editions as files: Excel, Markdown and JSON, alone or many in one."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from tests.apps.standards.company import AT, GOOD, VAGUE, Company, clause

from guicheng.adapters.reports.standard_json import load_standards
from guicheng.adapters.standards_files import read_folder, read_standard, unpacked
from guicheng.apps.standards import services
from guicheng.web import draft_files

pytestmark = pytest.mark.django_db
DRAFT = "/standards/KF-03/draft."
EDITION = "/standards/KF-03/editions/1/edition."


@pytest.fixture
def company(db):
    return Company()


@pytest.fixture
def signed_in(client, company):
    def enter(username):
        client.force_login(company.people[username])
        return client

    return enter


def sheets(answer):
    book = load_workbook(BytesIO(answer.content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def publish(company):
    standard = company.standard(GOOD)
    row, now = clause(standard), timezone.now()
    services.confirm_reading(
        actor=company.actor("chen"), clause_key=row.key, echo="接到急修报修后 · ≤30 分钟内 · 维修工到场", at=AT
    )
    sent = services.submit(actor=company.actor("chen"), standard_key=standard.key, at=now)
    for name in ("lin", "wang"):
        services.approve(actor=company.actor(name), submission_key=sent.key, at=now)
    from guicheng.usecases.publish_edition import publish_edition

    publish_edition(actor=company.actor("lin"), standard_key=standard.key, effective_from=timezone.localdate(), at=now)
    return standard


def test_a_draft_is_handed_out_as_excel_with_readings_and_findings(company, signed_in):
    company.standard(GOOD, VAGUE)
    answer = signed_in("shen").get(f"{DRAFT}xlsx")
    assert "KF-03" in answer["Content-Disposition"]
    found = sheets(answer)
    assert list(found) == ["标准", "条款"]
    assert found["标准"][1][:3] == ["KF-03", "报修服务标准", "云栖花园"]
    rows = found["条款"][1:]
    assert rows[0][3] == GOOD
    assert "≤30 分钟内" in rows[0][5]
    assert rows[0][6] == "0 / 1"
    assert "MH001" in rows[1][7]


def test_a_draft_is_handed_out_as_markdown_and_json(company, signed_in):
    standard = company.standard(GOOD)
    services.add_clause(
        actor=company.actor("chen"), standard_key=standard.key, text="时限", kind="heading", number="1", after="", at=AT
    )
    services.add_clause(actor=company.actor("chen"), standard_key=standard.key, text="*按 # 登记_", kind="note", at=AT)
    text = signed_in("wang").get(f"{DRAFT}md").content.decode()
    kept = read_standard("KF-03.md", text.encode()).standard
    assert (kept.code, kept.title, kept.key) == ("KF-03", "报修服务标准", str(standard.key))
    assert [part.text for part in kept.parts] == ["时限", GOOD, "*按 # 登记_"]
    data = signed_in("wang").get(f"{DRAFT}json").content
    assert (
        json.loads(data)["standards"][0]["parts"][1]["readings"][0]["echo"]
        == "接到急修报修后 · ≤30 分钟内 · 维修工到场"
    )
    assert load_standards("KF-03.json", data) == (kept,)


def test_a_cell_is_never_a_formula(company, signed_in):
    company.standard("=HYPERLINK(1)到场及时")
    (row,) = sheets(signed_in("chen").get(f"{DRAFT}xlsx"))["条款"][1:]
    assert row[3].startswith("'=")


def test_files_are_refused_to_those_who_may_not_read_the_draft(company, signed_in, client):
    company.standard(GOOD)
    for username in ("zhao", "qian"):
        assert signed_in(username).get(f"{DRAFT}xlsx").status_code == 404
    client.force_login(Company(prefix="x").people["chen"])
    assert client.get(f"{DRAFT}json").status_code == 404
    assert signed_in("chen").get(f"{DRAFT}exe").status_code == 404


def test_an_edition_is_handed_out_word_for_word_to_the_frontline_too(company, signed_in):
    publish(company)
    found = json.loads(signed_in("qian").get(f"{EDITION}json").content)
    (clause_said,) = found["standards"][0]["parts"]
    assert (found["number"], clause_said["text"], clause_said["confirmed"]) == (1, GOOD, True)
    assert len(found["content_hash"]) == 64
    data = signed_in("qian").get(f"{EDITION}md").content
    assert data.decode().startswith("---\n# 第1版")
    kept = read_standard("KF-03.md", data).standard
    assert ([part.text for part in kept.parts], kept.code) == ([GOOD], "KF-03")
    assert load_standards("a.json", signed_in("qian").get(f"{EDITION}json").content) == (kept,)
    assert sheets(signed_in("qian").get(f"{EDITION}xlsx"))["条款"][1][3] == GOOD
    assert signed_in("zhao").get(f"{EDITION}md").status_code == 404
    assert signed_in("qian").get("/standards/KF-03/editions/2/edition.md").status_code == 404
    assert signed_in("qian").get(f"{EDITION}pdf").status_code == 404


def test_all_that_the_filter_shows_is_exported_within_ones_reach(company, signed_in):
    company.standard(GOOD)
    company.standard(VAGUE, code="BJ-01", title="保洁标准", unit=company.other)
    codes = {row[0] for row in sheets(signed_in("chen").get("/standards/export.xlsx"))["标准"][1:]}
    assert codes == {"KF-03", "BJ-01"}
    found = sheets(signed_in("chen").get("/standards/export.xlsx?q=急修"))
    assert [row[0] for row in found["条款"][1:]] == ["KF-03"]
    mine = sheets(signed_in("wang").get("/standards/export.xlsx"))
    assert [row[0] for row in mine["标准"][1:]] == ["KF-03"]
    assert signed_in("qian").get("/standards/export.xlsx").status_code == 404
    assert signed_in("chen").get("/standards/export.doc").status_code == 404
    assert signed_in("wang").get(f"/standards/export.md?unit={company.other.key}").status_code == 404


def test_those_that_were_ticked_are_exported_in_one_file(company, signed_in):
    one = company.standard(GOOD)
    other = company.standard(VAGUE, code="BJ-01", title="保洁标准", unit=company.other)
    data = signed_in("chen").post("/standards/export.md", {"key": [str(one.key)], "scope": "ticked"}).content
    assert list(unpacked("a.zip", data)) == ["KF-03-报修服务标准.md"]
    assert signed_in("wang").post("/standards/export.md", {"key": [str(other.key)]}).status_code == 404
    everything = signed_in("chen").post("/standards/export.md", {"key": [str(one.key)], "scope": "all"})
    assert len(unpacked("a.zip", everything.content)) == 2


def test_drafts_are_exported_as_the_folder_that_is_kept_in_version_control(company, signed_in):
    company.standard(GOOD)
    company.standard(VAGUE, code="BJ-01", title="保洁标准", unit=company.other)
    data = signed_in("chen").get("/standards/export.zip").content
    found = read_folder(unpacked("a.zip", data))
    assert not found.faults
    assert {each.standard.code for each in found.files} == {"KF-03", "BJ-01"}
    assert signed_in("chen").get("/standards/KF-03/draft.zip").status_code == 404


def test_a_file_of_too_many_clauses_is_refused_with_a_sentence(company, signed_in, monkeypatch):
    company.standard(GOOD, VAGUE)
    monkeypatch.setattr(draft_files, "MOST_CLAUSES", 1)
    answer = signed_in("chen").get("/standards/export.xlsx")
    assert answer.status_code == 422
    assert "少选一些" in answer.content.decode()
