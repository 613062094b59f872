"""What the page of a process asks for while somebody writes, its diagram, and logs set beside it."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.apps.standards.company import AT, Company

from guicheng.apps.processes import services
from guicheng.apps.processes.models import Process, TableChange
from guicheng.apps.processes.readings import COLUMNS

pytestmark = pytest.mark.django_db
ROWS = [
    {"number": "1", "name": "接听报修", "post": "客服", "limit": "5分钟", "record": "报修单", "next": "2"},
    {"number": "2", "name": "到场维修", "post": "维修工", "limit": "30分钟", "record": "维修单", "next": "3"},
    {"number": "3", "name": "回访", "post": "客服", "limit": "60分钟", "record": "回访表", "next": "结束"},
]
LOG = """工单号,环节,开始时间,完成时间
A,接听报修,2026-01-05 09:00,2026-01-05 09:04
A,到场维修,2026-01-05 09:20,2026-01-05 09:50
A,回访,2026-01-05 10:50,2026-01-05 11:00
B,接听报修,2026-01-05 09:00,2026-01-05 09:05
B,回访,2026-01-05 10:00,2026-01-05 10:05
C,接听报修,2026-01-05 09:00,2026-01-05 09:05
"""


@pytest.fixture
def company(db):
    return Company()


@pytest.fixture
def process(company):
    return services.create_process(
        actor=company.actor("chen"), unit_key=company.estate.key, code="LC-01", title="报修", rows=ROWS, at=AT
    )


@pytest.fixture
def ask(client, company):
    def send(username="chen", status=200, **body):
        client.force_login(company.people[username])
        answer = client.post("/processes/LC-01/live/", json.dumps(body), content_type="application/json")
        assert answer.status_code == status, answer.content.decode()
        return answer.json() if answer["Content-Type"] == "application/json" else {}

    return send


def test_a_table_that_is_not_saved_is_proved_and_drawn(process, ask):
    rows = [{**process.rows[0], "next": "9"}, *process.rows[1:]]
    answer = ask(act="prove", rows=rows)
    assert "去向不明" in answer["html"]
    assert 'class="step faulty" data-step="1"' in answer["html"]
    assert TableChange.objects.count() == 1


def test_a_save_answers_with_ids_and_numbers(process, ask):
    answer = ask(act="save", rows=[*process.rows, {"name": "归档"}], revision=1)
    assert (answer["revision"], answer["rows"][3]["number"]) == (2, "4")
    assert len(answer["rows"][3]["id"]) == 12
    assert ask(act="undo", revision=2)["rows"] == process.rows
    assert len(ask(act="redo", revision=3)["rows"]) == 4


def test_whoever_saves_second_gets_both_and_both_put_together(process, ask):
    ask(act="save", rows=[{**process.rows[0], "limit": "6分钟"}, *process.rows[1:]], revision=1)
    mine = [process.rows[0], {**process.rows[1], "limit": "25分钟"}, process.rows[2], {"name": "归档"}]
    answer = ask("wang", act="save", rows=mine, revision=1, status=409)
    assert answer["revision"] == 2
    assert [row["limit"] for row in answer["merged"]] == ["6分钟", "25分钟", "60分钟", ""]
    assert answer["merged"][3]["id"] == ""
    assert "陈晓" in answer["html"]
    assert Process.objects.get().rows[1]["limit"] == "30分钟"


def test_a_drawing_that_came_second_is_told_apart_too_even_a_damaged_one(process, ask, client):
    ask(act="save", rows=[{**process.rows[0], "limit": "6分钟"}, *process.rows[1:]], revision=1)
    drawn = client.get("/processes/LC-01/diagram.bpmn").content.decode().replace("到场维修", "上门维修")
    assert "上门维修" in ask(act="draw", xml=drawn, revision=1, status=409)["html"]
    assert ask(act="draw", xml="<a/>", revision=1, status=409)["rows"][0]["limit"] == "6分钟"


def test_what_cannot_be_drawn_is_refused_with_its_elements(process, ask, client):
    ask(act="prove", rows=[])
    drawn = client.get("/processes/LC-01/diagram.bpmn").content.decode()
    hostile = drawn.replace("<bpmn:userTask", "<bpmn:scriptTask").replace("</bpmn:userTask", "</bpmn:scriptTask")
    answer = ask(act="draw", xml=hostile, revision=1, status=422)
    assert f"step_{process.rows[0]['id']}" in answer["elements"]
    assert answer["sentence"]


@pytest.mark.parametrize("body", [{"act": "burn"}])
def test_an_act_that_there_is_not_is_absent(process, ask, body):
    ask(status=404, **body)


def test_a_body_that_is_no_table_harms_nothing(process, client, company):
    client.force_login(company.people["chen"])
    for body in ("[]", "{", '{"act": "save", "rows": 7, "revision": "x"}', '{"act": "prove", "rows": [7, null]}'):
        answer = client.post("/processes/LC-01/live/", body, content_type="application/json")
        assert answer.status_code in {200, 409}, body
    assert Process.objects.get().rows == process.rows


def test_whoever_may_only_read_can_neither_save_nor_prove(process, ask):
    ask("sun", act="save", rows=[], revision=1, status=404)
    assert Process.objects.get().revision == 1


def test_an_empty_process_begins_with_an_empty_pool(company, client):
    services.create_process(actor=company.actor("chen"), unit_key=company.estate.key, code="LC-02", title="空", at=AT)
    client.force_login(company.people["chen"])
    assert b"startEvent" in client.get("/processes/LC-02/diagram.bpmn").content
    assert client.get("/processes/LC-02/draw/").status_code == 200


def replay(client, text, name="log.csv", **more):
    file = SimpleUploadedFile(name, text.encode())
    return client.post("/processes/LC-01/replay/", {"file": file, **more})


def test_a_log_tells_who_kept_to_the_process_and_where_cases_wait(process, client, company):
    client.force_login(company.people["sun"])
    answer = replay(client, LOG)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "3 张单子，6 行" in text
    assert [tally[:2] for tally in answer.context["tallies"]][:2] == [("符合", 1), ("跳步", 1)]
    assert [(case, kind) for case, kind, _why in answer.context["wrong"]] == [("B", "跳步"), ("C", "未闭环")]
    assert answer.context["steps"][1] == ("2 到场维修", 1, "16", "16", "16", "30", "30", "30")
    assert answer.context["variants"][0][:2] == (1, 33)
    assert 'class="heat"' in text


def test_a_log_is_set_beside_an_edition(process, client, company):
    services.ask_for_approval(actor=company.actor("chen"), process_key=process.key, at=AT)
    services.decide(actor=company.actor("lin"), process_key=process.key, approves=True, at=AT)
    services.publish(actor=company.actor("chen"), process_key=process.key, effective_from=AT.date(), at=AT)
    services.save_table(actor=company.actor("chen"), process_key=process.key, rows=ROWS[:1], revision=1, at=AT)
    client.force_login(company.people["chen"])
    assert replay(client, LOG, edition="1").context["tallies"][0][1] == 1
    assert "A" in [case for case, _kind, _why in replay(client, LOG).context["wrong"]]
    assert replay(client, LOG, edition="7").status_code == 404


@pytest.mark.parametrize("text", ["", "甲,乙\n1,2\n"])
def test_a_file_that_is_no_log_is_refused_with_what_to_do(process, client, company, text):
    client.force_login(company.people["chen"])
    answer = replay(client, text)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert client.post("/processes/LC-01/replay/", {}).status_code == 422


def test_the_longest_table_there_can_be_is_saved_without_a_script(process, client, company):
    client.force_login(company.people["chen"])
    form = {"act": "save", "revision": 1, "name": [f"步骤{number}" for number in range(500)]}
    form |= {name: [""] * 500 for name in ("id", *COLUMNS) if name != "name"}
    assert client.post("/processes/LC-01/", form).status_code == 302
    assert len(Process.objects.get().rows) == 500
