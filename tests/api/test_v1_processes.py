"""Processes through version 1: from a table to an edition, two who save at once, diagrams, links to clauses."""

from __future__ import annotations

from base64 import b64decode

import pytest
from tests.api.caller import Caller
from tests.api.things import BPMN, STEPS
from tests.apps.standards.company import GOOD, Company

from guicheng.apps.processes.models import Process

pytestmark = [pytest.mark.django_db, pytest.mark.one]
STUCK = [
    {**STEPS[0], "next": "急→2；缓→3"},
    {**STEPS[1], "next": "4"},
    {**STEPS[1], "number": "3", "next": "4"},
    {**STEPS[0], "number": "4", "next": "结束", "join": "全部"},
]


@pytest.fixture
def company(db):
    return Company()


@pytest.fixture
def chen(company):
    return Caller.person(company, "chen")


def begun(caller, company, **more):
    body = {"unit": str(company.estate.key), "code": "LC-01", "title": "报修", "rows": STEPS, **more}
    return caller.send("POST", "/processes", body, 201)


def test_a_process_goes_from_a_table_to_two_editions_and_tells_what_changed(company, chen):
    made = begun(chen, company)
    assert (made["errors"], made["minutes"], made["edition"], made["request"]) == (0, "35", None, None)
    lin = Caller.person(company, "lin")
    for number, limit in ((1, "5分钟"), (2, "4分钟")):
        rows = [{**row, "limit": limit} if row["number"] == "1" else row for row in made["rows"]]
        made = chen.send("PUT", "/processes/LC-01/table", {"rows": rows, "revision": made["revision"]})
        assert chen.send("POST", "/processes/LC-01/requests", {"note": "请看"}, 201)["state"] == "open"
        assert chen.send("POST", "/processes/LC-01/approve", {}, 403)["code"] == "not-allowed"
        assert lin.send("POST", "/processes/LC-01/approve", {"note": "同意"})["state"] == "approved"
        edition = chen.send("POST", "/processes/LC-01/editions", {"effective_from": "2099-01-01"}, 201)
        assert (edition["number"], edition["rows"][0]["limit"]) == (number, limit)
    [change] = chen.get("/processes/LC-01/editions/1/to/2")["items"]
    assert (change["step"], change["what"], change["sentence"]) == ("1 接听报修", "limit", "时限：5分钟 → 4分钟")
    assert chen.get("/processes/LC-01/differences")["items"] == []
    assert [row["number"] for row in chen.get("/processes/LC-01/editions")["items"]] == [2, 1]
    assert chen.get("/processes/LC-01/editions/1")["rows"][0]["limit"] == "5分钟"
    assert [row["act"] for row in chen.get("/processes/LC-01/history")["items"]] == ["save", "create"]
    assert chen.get("/processes", words="报修")["items"][0]["edition"] == 2


def test_the_second_of_two_who_save_learns_what_stands_there(company, chen):
    made = begun(chen, company)
    first = [{**row, "limit": "6分钟"} for row in made["rows"]]
    chen.send("PUT", "/processes/LC-01/table", {"rows": first, "revision": made["revision"]})
    answer = chen.send("PUT", "/processes/LC-01/table", {"rows": [], "revision": made["revision"]}, 409)
    assert (answer["code"], answer["revision"]) == ("stale", made["revision"] + 1)
    assert "6分钟" in answer["present"]
    assert Process.objects.get().rows[0]["limit"] == "6分钟"


def test_a_process_with_faults_cannot_be_asked_for_and_says_how_they_come_about(company, chen):
    begun(chen, company, rows=STUCK)
    report = chen.get("/processes/LC-01/check")
    assert not report["sound"]
    [stuck] = report["findings"]
    assert (stuck["code"], stuck["witness"][0]["step"]) == ("deadlock", "1")
    assert chen.send("POST", "/processes/LC-01/requests", {}, 409)["code"] == "faults-stand"


def test_a_table_is_checked_with_a_promise_and_nothing_is_kept(company, chen):
    report = chen.send("POST", "/step-tables/check", {"rows": STEPS, "promise": "10:1→2"})
    assert [fault["code"] for fault in report["findings"]] == ["promise-broken"]
    assert (report["promised_minutes"], report["worst_minutes"]["once"]) == (10, 35)
    assert chen.send("POST", "/step-tables/check", {"bpmn": BPMN})["sound"]
    assert chen.send("POST", "/step-tables/check", {}, 422)["code"] == "table-refused"
    assert chen.send("POST", "/step-tables/check", {"rows": STEPS, "promise": "x"}, 422)["code"] == "promise-refused"
    assert not Process.objects.exists()


def test_changes_are_taken_back_and_done_again(company, chen):
    made = begun(chen, company)
    rows = [{**row, "post": "前台"} for row in made["rows"]]
    made = chen.send("PUT", "/processes/LC-01/table", {"rows": rows, "revision": made["revision"]})
    back = chen.send("POST", "/processes/LC-01/undo", {"revision": made["revision"]})
    assert back["rows"][0]["post"] == "客服"
    again = chen.send("POST", "/processes/LC-01/redo", {"revision": back["revision"]})
    assert again["rows"][0]["post"] == "前台"
    assert chen.send("POST", "/processes/LC-01/redo", {"revision": again["revision"]}, 422)["code"] == "not-a-process"


def test_a_diagram_is_saved_as_the_table_that_it_says(company, chen):
    made = begun(chen, company)
    drawn = b64decode(chen.get("/processes/LC-01/files/bpmn")["content"]).decode()
    assert f'id="step_{made["rows"][0]["id"]}"' in drawn
    body = {"bpmn": drawn.replace("到场维修", "上门维修"), "revision": made["revision"]}
    saved = chen.send("PUT", "/processes/LC-01/diagram", body)
    assert [(row["id"], row["name"]) for row in saved["rows"]] == [
        (made["rows"][0]["id"], "接听报修"),
        (made["rows"][1]["id"], "上门维修"),
    ]
    assert saved["only_in_diagram"] == []
    hostile = drawn.replace("<bpmn:userTask", "<bpmn:scriptTask", 1).replace(
        "</bpmn:userTask>", "</bpmn:scriptTask>", 1
    )
    answer = chen.send("PUT", "/processes/LC-01/diagram", {"bpmn": hostile, "revision": saved["revision"]}, 422)
    assert (answer["code"], answer["elements"]) == ("diagram-refused", [f"step_{made['rows'][0]['id']}"])


def test_what_no_table_can_say_stays_in_the_diagram(company, chen):
    drawn = BPMN.replace("</bpmn:process>", "", 1)
    gate = '<bpmn:intermediateCatchEvent id="wait"><bpmn:messageEventDefinition/></bpmn:intermediateCatchEvent>'
    flows = '<bpmn:sequenceFlow id="w1" sourceRef="step_1" targetRef="wait"/>'
    flows += '<bpmn:sequenceFlow id="w2" sourceRef="wait" targetRef="step_2"/>'
    start, end = drawn.index('<bpmn:sequenceFlow id="flow_step_1_step_2"'), drawn.index("<bpmndi:BPMNDiagram")
    cut = drawn[:start] + drawn[drawn.index("/>", start) + 2 : end] + gate + flows + "</bpmn:process>" + drawn[end:]
    made = begun(chen, company, rows=[], title="", bpmn=cut)
    assert made["title"] == "报修"
    assert made["only_in_diagram"] == ["wait"]
    assert [(row["number"], row["name"], row["limit"]) for row in made["rows"]] == [
        ("1", "接听报修", "5分钟"),
        ("2", "到场维修", "30分钟"),
    ]
    body = {"rows": made["rows"], "revision": made["revision"]}
    assert chen.send("PUT", "/processes/LC-01/table", body, 409)["code"] == "only-in-diagram"
    assert chen.send("PUT", "/processes/LC-01/table", {**body, "gives_up_diagram": True})["only_in_diagram"] == []


def test_a_step_is_linked_to_clauses_and_a_clause_tells_its_steps(company, chen):
    standard = company.standard(GOOD)
    standard.clauses.update(number="1")
    made = begun(chen, company)
    step = made["rows"][1]["id"]
    body = {"clauses": ["KF-03/1"], "revision": made["revision"]}
    assert chen.send("PUT", f"/processes/LC-01/steps/{step}/clauses", body)["rows"][1]["clauses"] == "KF-03/1"
    [found] = chen.get(f"/clauses/{standard.clauses.get().key}/steps")["items"]
    assert (found["process"], found["id"], found["name"]) == ("LC-01", step, "到场维修")
    chen.send("PUT", "/processes/LC-01/steps/nothing/clauses", body, 404)


@pytest.mark.parametrize(
    ("form", "start"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("md", "# 报修".encode()), ("svg", b"<svg")]
)
def test_a_process_is_fetched_as_a_file(company, chen, form, start):
    begun(chen, company)
    found = chen.get(f"/processes/LC-01/files/{form}")
    assert found["name"] == f"LC-01 报修.{form}"
    assert b64decode(found["content"]).startswith(start)


def test_a_program_writes_drafts_once_a_key_and_never_decides(company):
    program = Caller.program(company, "processes.read", "processes.edit", "processes.approve", "processes.publish")
    made = begun(program, company)
    program.headers["Idempotency-Key"] = "once"
    body = {"rows": [*STEPS, {"name": "归档"}], "revision": made["revision"]}
    first = program.send("PUT", "/processes/LC-01/table", body)
    assert program.send("PUT", "/processes/LC-01/table", body) == first
    del program.headers["Idempotency-Key"]
    for act in ("requests", "approve"):
        assert program.send("POST", f"/processes/LC-01/{act}", {}, 403)["code"] == "not-allowed"


def test_a_process_out_of_use_takes_no_changes(company, chen):
    begun(chen, company)
    assert chen.send("POST", "/processes/LC-01/archive")["archived_at"]
    assert chen.send("PATCH", "/processes/LC-01", {"title": "新名"}, 409)["code"] == "archived"
    assert chen.send("POST", "/processes/LC-01/unarchive")["archived_at"] is None
    assert chen.send("PATCH", "/processes/LC-01", {"title": "新名"})["title"] == "新名"


def test_times_gaps_and_replays_come_through_the_api(company, chen):
    standard = company.standard("接到报修后25分钟内到场。", "接到投诉后2小时内答复。")
    for number, clause in enumerate(standard.clauses.order_by("position"), 1):
        clause.number = str(number)
        clause.save(update_fields=["number"])
    begun(chen, company, rows=[{**STEPS[0], "clauses": "KF-03/1(1→2)"}, {**STEPS[1], "clauses": ""}])
    said = chen.get("/processes/LC-01/times", kept="90", days="mon-fri")
    assert (said["once"], said["assumed"]["kept_percent"], said["likely"]["steps"]) == (35, 90, 2)
    assert said["worst_start"]["weekday"] == "fri"
    assert [(each["clause"], each["standing"], each["span"]) for each in said["clauses"]] == [
        ("KF-03/1", "broken", "1→2")
    ]
    assert chen.get("/processes/LC-01/times", status=422, kept="x")["code"] == "assumption-refused"
    assert chen.get("/processes/LC-01/check")["warnings"] == []
    assert [each["number"] for each in chen.get("/uncited-steps")["items"]] == ["2"]
    (left,) = chen.get("/unrealised-clauses", standard="KF-03")["items"]
    assert (left["number"], left["allowed_minutes"]) == ("2", [120])
    log = "工单号,环节,完成时间\nA,1,2026-01-05 08:00\nB,2,2026-01-05 08:00\n"
    assert chen.send("POST", "/processes/LC-01/replays", {"log": log})["key"] is None
    kept = chen.send("POST", "/processes/LC-01/replays", {"log": log, "keep": True, "name": "一月.csv"})
    assert (kept["cases"], kept["fitting"]) == (2, 0)
    (row,) = chen.get("/processes/LC-01/replays")["items"]
    assert (row["key"], row["file_name"], row["edition"]) == (kept["key"], "一月.csv", None)
    assert chen.get(f"/processes/LC-01/replays/{kept['key']}")["deviations"] == kept["deviations"]
    shen = Caller.person(company, "shen")
    assert shen.send("DELETE", f"/processes/LC-01/replays/{kept['key']}", None, 403)["code"] == "not-allowed"
    chen.send("DELETE", f"/processes/LC-01/replays/{kept['key']}", None, 204)
    assert chen.get("/processes/LC-01/replays")["items"] == []
    assert chen.send("POST", "/processes/LC-01/replays", {"log": "x"}, 422)["code"] == "log-refused"
