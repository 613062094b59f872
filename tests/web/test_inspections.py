"""Inspections on their pages: a sheet that adds up, a round, a score that opens into its clause, a signature."""

from __future__ import annotations

import io
import re

import pytest
from django.core.cache import cache
from django.db import transaction
from openpyxl import load_workbook
from tests.apps.assessment.inspecting import BADGE, Inspecting
from tests.apps.standards.company import Company
from tests.web.test_rounds import browser, text

from guicheng.apps.assessment.models import Inspection, InspectionPlan, InspectionSheet
from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.operations.models import WorkOrder

pytestmark = pytest.mark.django_db
FREE, WEARS = "消防通道畅通", "保洁员作业时佩戴工牌"


@pytest.fixture
def at_work(db, settings, tmp_path):
    settings.SECOND_FACTOR = False
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()
    return Inspecting(Company())


def fields(page):
    """The fields of the form of points, as a browser would send them."""
    return dict(re.findall(r'name="((?:row|part)-[^"]+-(?:points|name|each|cap))"[^>]*?value="([^"]*)"', page))


def test_a_sheet_says_what_it_adds_up_to_and_keeps_what_was_typed(at_work):
    chen = browser(at_work.company, "chen")
    path = f"/inspections/sheets/{at_work.sheet.key}/"
    page = text(chen.get(path))
    assert "Adds up" in page
    form = {**fields(page), "act": "save", "revision": at_work.sheet.revision, "part-0-points": "80"}
    assert chen.post(path, form).status_code == 302
    page = text(chen.get(path))
    assert "add up to 130, not to 100: 报修服务标准 80、现场管理 50" in page
    at_work.sheet.refresh_from_db()
    form = {"act": "force", "revision": at_work.sheet.revision}
    assert "130" in text(chen.post(path, form), 422)
    refused = {**form, **fields(page), "act": "save", "part-0-points": "many"}
    page = text(chen.post(path, refused), 422)
    assert 'value="many"' in page
    assert "“many” is no number of points" in page


def test_an_inspection_is_planned_begun_presented_and_signed_on_its_pages(at_work):
    at_work.in_force()
    company = at_work.company
    form = {
        "act": "write", "unit": company.region.key, "kind": "company", "title": "季度检查", "sheet": at_work.sheet.key,
        "every": "days", "step": "1", "on": "1", "days": "2", "inspector": company.people["li"].key,
        "margin": "10", "level": "95",
    }  # fmt: skip
    chen, li, wang = (browser(company, name) for name in ("chen", "li", "wang"))
    assert chen.post("/inspections/plans/", form).url == f"/inspections/plans/{InspectionPlan.objects.get().key}/"
    row = Inspection.objects.order_by("begin").first()
    path = f"/inspections/{row.key}/"
    assert li.post(path, {"act": "start"}).url == f"/rounds/{row.occurrence}/"
    assert "Finish the round first" in text(li.post(path, {"act": "present"}), 422)
    at_work.walk(row, **{WEARS: "fail"})
    assert li.post(path, {"act": "present"}).status_code == 302
    page = text(wang.get(path))
    assert "75 / 100" in page
    assert BADGE in page
    [address] = set(re.findall(r'href="(/standards/[^"#]+/editions/1/)#', page))
    assert BADGE in text(wang.get(address))
    finding = row.findings.get()
    photo = wang.get(f"{path}photos/{finding.photos[0]}")
    assert (photo.status_code, photo["Content-Type"]) == (200, "image/jpeg")
    assert wang.get(f"{path}photos/{'0' * 64}").status_code == 404
    for act, made in (("order", WorkOrder), ("mend", Nonconformity)):
        for _again in range(2):
            assert wang.post(path, {"act": act, "finding": finding.key}).status_code == 302
        assert made.objects.count() == 1
    assert (Nonconformity.objects.get().sentence, Nonconformity.objects.get().unit) == (BADGE, company.estate)
    mended = text(wang.get(f"/improvement/{Nonconformity.objects.get().key}/"))
    assert f'href="/inspections/findings/{finding.key}/"' in mended
    assert wang.get(f"/inspections/findings/{finding.key}/").url == f"{path}#f-{finding.key}"
    assert "Write your name" in text(wang.post(path, {"act": "sign", "objection": "在换装"}), 422)
    assert wang.post(path, {"act": "sign", "name": "王经理", "objection": "在换装"}).status_code == 302
    paper = text(wang.get(f"{path}print/"))
    assert "王经理" in paper
    assert "在换装" in paper


def test_the_workbook_of_findings_holds_no_formula(at_work):
    row = at_work.done(at_work.plan(title="=1+1"), **{FREE: "fail"})
    answer = browser(at_work.company, "wang").get("/inspections/findings.xlsx?kind=company")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet[2][0].value == f"'{row.title}"
    assert "f" not in {cell.data_type for line in sheet.iter_rows() for cell in line}


def test_the_page_of_a_mystery_visit_does_not_name_the_visitor_to_the_estate(at_work):
    row = at_work.done(at_work.plan("mystery"), **{FREE: "fail"})
    for path in (f"/inspections/{row.key}/", f"/inspections/{row.key}/print/"):
        assert "李督导" not in text(browser(at_work.company, "wang").get(path))
        assert "李督导" in text(browser(at_work.company, "chen").get(path))


@pytest.mark.parametrize("kind", ["company", "flying", "mystery", "third_party", "self"])
def test_only_those_who_may_carry_an_inspection_out_are_offered_it(at_work, kind):
    company = at_work.company
    company.join("zhou", "周区长", ("quality_manager", company.region))
    independent = kind != "self"
    row = at_work.first(at_work.plan(kind, inspectors=[] if independent else [str(company.people["wang"].key)]))
    chen = browser(company, "chen")
    path = f"/inspections/{row.key}/"
    offered = dict(re.findall(r'<option value="([^"]+)"[^>]*>([^<]+)</option>', text(chen.get(path))))
    region = set() if kind == "mystery" else {"周区长"}
    estate = set() if independent else {"王经理", "孙主管"}
    assert set(offered.values()) == {"陈晓", "林品", "李督导"} | region | estate
    for person, name in offered.items():
        before = transaction.savepoint()
        assert chen.post(path, {"act": "assign", "person": person}).status_code == 302, name
        who = next(each for each in company.people.values() if each.name == name)
        assert at_work.start(Inspection.objects.get(pk=row.pk), by=who.username).inspector == who
        transaction.savepoint_rollback(before)


def test_estates_with_one_inspection_have_no_rank(at_work):
    at_work.done(at_work.plan())
    page = text(browser(at_work.company, "chen").get("/inspections/ranking/"))
    assert "too few to rank" in page
    assert "<svg" in page


def test_an_estate_sees_sheets_and_changes_none(at_work):
    wang = browser(at_work.company, "wang")
    path = f"/inspections/sheets/{at_work.sheet.key}/"
    assert 'name="act"' not in text(wang.get(path)).partition("<main")[2]
    assert wang.post(path, {"act": "share"}).status_code == 403
    assert InspectionSheet.objects.get().revision == at_work.sheet.revision
