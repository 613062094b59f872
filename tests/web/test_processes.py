"""Processes as people meet them: the library, the table with its proof, approval and editions."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook
from tests.apps.standards.company import GOOD

from guicheng.apps.processes.models import Process, ProcessEdition
from guicheng.apps.processes.readings import COLUMNS
from guicheng.apps.processes.selectors import process_editions_at

pytestmark = pytest.mark.django_db

CSV = """序号,步骤,岗位,时限(分钟),表单/记录,去向,超时,条款
1,接听报修,客服,5,报修单,急修→2；一般→3,,KF-03/1
2,急修到场,维修工,30,维修单,3,30分钟改派→3,
3,回访,客服,60,回访表,结束,,
"""


def page(answer, status=200):
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def begin(client, company, text=CSV, name="报修流程.csv", **more):
    file = SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)
    form = {"act": "create", "unit": company.estate.key, "code": "LC-01", "file": file, **more}
    return client.post("/processes/", form)


def table(process, **more):
    lists = {name: [row.get(name, "") for row in process.rows] for name in ("id", *COLUMNS)}
    return {"act": "save", "revision": process.revision, **lists, **more}


def test_a_process_begins_from_a_table_and_is_proved_at_once(company, as_):
    client = as_("chen")
    answer = begin(client, company)
    assert answer["Location"] == "/processes/LC-01/"
    text = page(client.get("/processes/LC-01/"))
    assert "报修流程" in text
    assert "无误" in text
    assert "95 分钟" in text
    assert '<svg class="swim"' in text
    listed = page(client.get("/processes/"))
    assert "LC-01 报修流程" in listed
    assert "95 分钟" in listed


def test_a_file_without_a_step_table_is_refused_with_what_to_do(company, as_):
    text = page(begin(as_("chen"), company, "甲,乙\n1,2\n"), 422)
    assert "步骤" in text
    assert not Process.objects.exists()


def test_a_fault_stands_beside_its_step_and_marks_the_drawing(company, as_):
    client = as_("chen")
    begin(client, company)
    process = Process.objects.get()
    form = table(process)
    form["next"] = ["2", "7", "结束"]
    assert client.post("/processes/LC-01/", form).status_code == 302
    text = page(client.get("/processes/LC-01/"))
    assert "去向不明" in text
    assert 'class="step faulty" data-step="2"' in text


def test_two_people_type_and_the_later_keeps_the_words_on_the_page(company, as_):
    client = as_("chen")
    begin(client, company)
    process = Process.objects.get()
    mine, theirs = table(process), table(process)
    theirs["limit"] = ["1分钟", "30分钟", "60分钟"]
    mine["limit"] = ["9分钟", "30分钟", "60分钟"]
    assert client.post("/processes/LC-01/", theirs).status_code == 302
    text = page(client.post("/processes/LC-01/", mine), 409)
    assert ">9分钟</textarea>" in text
    assert Process.objects.get().rows[0]["limit"] == "1分钟"


@pytest.mark.parametrize(
    ("turn", "names"),
    [
        ("up 1", ["急修到场", "接听报修", "回访"]),
        ("down 1", ["接听报修", "回访", "急修到场"]),
        ("insert 0", ["接听报修", "新步骤", "急修到场", "回访"]),
        ("remove 2", ["接听报修", "急修到场"]),
        ("remove 77", ["接听报修", "急修到场", "回访"]),
    ],
)
def test_rows_are_moved_added_and_removed_without_scripts(company, as_, turn, names):
    client = as_("chen")
    begin(client, company)
    client.post("/processes/LC-01/", table(Process.objects.get(), turn=turn))
    assert [row["name"] for row in Process.objects.get().rows] == names


def test_a_change_is_taken_back_and_the_history_tells_both(company, as_):
    client = as_("chen")
    begin(client, company)
    form = table(Process.objects.get())
    form["post"] = ["客服", "急修工", "客服"]
    client.post("/processes/LC-01/", form)
    client.post("/processes/LC-01/", {"act": "undo", "revision": 2})
    assert Process.objects.get().rows[1]["post"] == "维修工"
    text = page(client.get("/processes/LC-01/history/"))
    assert "岗位：维修工 → 急修工" in text
    assert "岗位：急修工 → 维修工" in text


def test_a_promise_is_set_beside_the_limits(company, as_):
    client = as_("chen")
    begin(client, company)
    assert "承诺不能保证" in page(client.get("/processes/LC-01/", {"promise": "30:1→3,1=急修"}))
    assert "承诺不能保证" not in page(client.get("/processes/LC-01/", {"promise": "95:1→3,1=急修"}))
    assert 'role="alert"' in page(client.get("/processes/LC-01/", {"promise": "很快"}))


def test_a_table_goes_out_and_comes_in_again(company, as_):
    client = as_("chen")
    begin(client, company)
    rows = Process.objects.get().rows
    for code, kind in (("LC-02", "csv"), ("LC-03", "xlsx"), ("LC-04", "md")):
        data = client.get(f"/processes/LC-01/table.{kind}").content
        begin(client, company, data, f"a.{kind}", code=code, title="回来")
        again = Process.objects.get(code=code).rows
        assert [{**row, "id": ""} for row in again] == [{**row, "id": ""} for row in rows], kind
    assert load_workbook(io.BytesIO(client.get("/processes/LC-01/table.xlsx").content)).active["B2"].value == "接听报修"
    assert client.get("/processes/LC-01/table.exe").status_code == 404
    assert client.get("/processes/LC-01/drawing.svg").content.startswith(b"<svg")


def test_a_step_links_to_its_clause_and_the_clause_to_its_step(company, as_):
    clause = company.standard(GOOD).clauses.get()
    clause.number = "1"
    clause.save()
    client = as_("chen")
    begin(client, company)
    assert f'href="/standards/KF-03/#c-{clause.key}"' in page(client.get("/processes/LC-01/"))
    beside = page(client.get("/standards/KF-03/beside/"))
    assert f'id="steps-{clause.key}"' in beside
    assert "LC-01 1 接听报修" in beside


def test_a_process_is_approved_by_another_published_and_compared(company, as_):
    client = as_("chen")
    begin(client, company)
    here = "/processes/LC-01/approval/"
    for number, limit in ((1, "30分钟"), (2, "20分钟")):
        form = table(Process.objects.get())
        form["limit"] = ["5分钟", limit, "60分钟"]
        as_("chen").post("/processes/LC-01/", form)
        assert client.post(here, {"act": "ask"}).status_code == 302
        assert page(client.post(here, {"act": "approve"}), 403)
        assert as_("lin").post(here, {"act": "approve"}).status_code == 302
        assert as_("chen").post(here, {"act": "publish", "effective_from": "2099-01-01"}).status_code == 302
        assert ProcessEdition.objects.count() == number
    assert "时限：30分钟 → 20分钟" in page(client.get("/processes/LC-01/editions/2/"))
    assert "第 2 版" in page(client.get(here))
    assert page(client.post(here, {"act": "publish", "effective_from": "x"}), 422)


def test_an_estate_reads_the_editions_in_force_from_above_and_no_draft(company, as_, django_assert_max_num_queries):
    begin(as_("chen"), company, unit=company.region.key)
    here = "/processes/LC-01/approval/"
    assert "报修流程" not in page(as_("wang").get("/processes/"))
    as_("chen").post(here, {"act": "ask"})
    as_("lin").post(here, {"act": "approve"})
    assert page(as_("wang").get("/processes/LC-01/editions/1/"), 404)
    as_("chen").post(here, {"act": "publish", "effective_from": str(timezone.localdate())})
    client = as_("wang")
    with django_assert_max_num_queries(12):
        listed = page(client.get("/processes/"))
    assert '<a href="/processes/LC-01/editions/1/">LC-01 报修流程</a>' in listed
    assert "报修流程" not in page(as_("wang").get("/processes/?q=ZX"))
    edition = page(as_("wang").get("/processes/LC-01/editions/1/"))
    assert "急修到场" in edition
    assert 'href="/processes/LC-01/"' not in edition
    assert as_("wang").get("/processes/LC-01/").status_code == 404
    # Another estate of the company lies beside that region, and frontline reads no processes.
    for name in ("zhao", "qian"):
        assert as_(name).get("/processes/LC-01/editions/1/").status_code == 404
    assert "报修流程" not in page(as_("zhao").get("/processes/"))
    [held] = process_editions_at(company.actor("wang"), company.estate, day=timezone.localdate())
    assert held.code == "LC-01"


def test_a_process_with_faults_is_not_set_before_anybody(company, as_):
    client = as_("chen")
    begin(client, company, CSV.replace("结束", "77"))
    assert "1 处" in page(client.post("/processes/LC-01/approval/", {"act": "ask"}), 422)


def test_who_only_reads_meets_no_button_and_frontline_no_page(company, as_):
    begin(as_("chen"), company)
    text = page(as_("sun").get("/processes/LC-01/"))
    assert 'name="turn"' not in text
    assert "readonly" in text
    assert as_("qian").get("/processes/LC-01/").status_code == 404
    assert as_("zhao").get("/processes/LC-01/").status_code == 404


def test_markup_in_a_table_stays_text(company, as_):
    client = as_("chen")
    begin(client, company, CSV.replace("接听报修", "<script>x</script>").replace("急修→2", "<b>→2"))
    text = page(client.get("/processes/LC-01/"))
    assert "<script>x" not in text
    assert "<b>→" not in text


def test_a_process_is_renamed_and_taken_out_of_use_and_back(company, as_):
    client = as_("chen")
    begin(client, company)
    client.post("/processes/LC-01/", {"act": "rename", "title": "急修流程"})
    client.post("/processes/LC-01/", {"act": "archive"})
    assert "急修流程" not in page(client.get("/processes/"))
    assert "急修流程" in page(client.get("/processes/", {"archived": "1"}))
    assert page(client.post("/processes/LC-01/", table(Process.objects.get())), 422)
    client.post("/processes/LC-01/", {"act": "unarchive"})
    assert "急修流程" in page(client.get("/processes/", {"q": "lc-01"}))
